-- Facts.

-- Every step of a body: CaseOpened, DeathCertificateRecorded, DeathCertificateReissued, IdentityVerified, IdentityResolved,
-- HoldPlaced, HoldReleased, BodyCollected, KeepingStarted, KeepingExtended, KeepingEnded, UnclaimedNoticePublished,
-- CremationAuthorised, CremationCompleted, CremationCertificateIssued, CremationCertificateReissued, BodyBuried, BodyDonated,
-- BodyReleasedOut, CaseClosed; and of the death that a certificate states, which was at another time.
INSERT INTO step (
  node, stream, position, type, event_id, occurred_at, recorded_at, facility, place, thing, kind, until, portions, doc_no,
  person, staff, source)
SELECT b.node, b.stream, b.position, b.type, b.event_id, b.occurred_at, b.recorded_at,
  coalesce(d.facility_id, split_part(d.plot_id, '/', 1)),
  coalesce(d.plot_id, d.from_division, d.to_division, CASE b.type WHEN 'KeepingStarted' THEN d.unit_no END),
  coalesce(
    d.hearse_id, d.cert_no, d.of_case, CASE b.type WHEN 'CremationCompleted' THEN d.unit_id END, d.recipient_uscc),
  coalesce(d.cert_kind, d.hold_kind, d.outcome, CASE b.type WHEN 'IdentityVerified' THEN d.id_check END),
  d.until, d.ash_portions, coalesce(d.confirm_form_no, d.notice_no, d.permit_no, d.doc_no),
  coalesce(d.person_ref, d.signer_ref, d.received_by_ref), coalesce(d.operator_id, d.checker_id || coalesce(' ' || d.second_checker_id, '')), b.source
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  facility_id text, plot_id text, from_division text, to_division text, unit_no text, unit_id text, hearse_id text,
  cert_no text, of_case text, recipient_uscc text, cert_kind text, hold_kind text, outcome text, id_check text, until date,
  ash_portions bigint, confirm_form_no text, notice_no text, permit_no text, doc_no text, person_ref text, signer_ref text,
  received_by_ref text, operator_id text, checker_id text, second_checker_id text)
WHERE b.type IN (
  'CaseOpened', 'DeathCertificateRecorded', 'DeathCertificateReissued', 'IdentityVerified', 'IdentityResolved',
  'HoldPlaced', 'HoldReleased', 'BodyCollected', 'KeepingStarted', 'KeepingExtended', 'KeepingEnded',
  'UnclaimedNoticePublished', 'CremationAuthorised', 'CremationCompleted', 'CremationCertificateIssued',
  'CremationCertificateReissued', 'BodyBuried', 'BodyDonated', 'BodyReleasedOut', 'CaseClosed')
UNION ALL
SELECT b.node, b.stream, b.position, 'Death', b.event_id, (b.data ->> 'death_at')::timestamptz, b.recorded_at,
  NULL, b.data ->> 'death_division', NULL, b.data ->> 'manner', NULL, NULL, NULL, NULL, NULL, b.source
FROM batch b
WHERE b.type = 'DeathCertificateRecorded';

-- Every step of a portion of ashes: CustodyOpened, AshesStored, StorageRenewed, AshesReleased, AshesPlaced, AshesScattered,
-- AshesRelocated, StocktakeChecked, UnclaimedAshesNoticePublished, UnclaimedAshesDisposed. Of ashes that are only taken out of
-- their plot, it is that plot.
INSERT INTO step (
  node, stream, position, type, event_id, occurred_at, recorded_at, facility, place, thing, kind, until, portions, case_id,
  whole, doc_no, person, staff, source)
SELECT b.node, b.stream, b.position, b.type, b.event_id, b.occurred_at, b.recorded_at,
  coalesce(d.facility_id, d.destination_facility, split_part(coalesce(d.plot_id, d.to_plot_id, d.from_plot_id), '/', 1)),
  coalesce(d.plot_id, d.to_plot_id, d.from_plot_id, d.niche_ref, d.site),
  coalesce(d.container_tag, d.container_tag_seen, d.cert_no),
  CASE b.type
    WHEN 'AshesRelocated' THEN CASE WHEN d.to_plot_id IS NULL THEN 'out' ELSE coalesce(d.form, 'to') END
    WHEN 'StocktakeChecked' THEN CASE WHEN NOT d.found THEN 'not_found' WHEN d.tag_matches THEN 'found' ELSE 'other_tag' END
    ELSE coalesce(d.destination_kind, d.form)
  END,
  CASE b.type WHEN 'AshesStored' THEN local_date(b.occurred_at) + d.term_days ELSE d.until END,
  d.portion_no, d.case_id, d.all_ashes,
  coalesce(d.agreement_no, d.approval_no, d.notice_no, d.filing_no, d.stocktake_no), d.to_person_ref, d.checker_id, b.source
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  facility_id text, destination_facility text, plot_id text, to_plot_id text, from_plot_id text, niche_ref text, site text,
  container_tag text, container_tag_seen text, cert_no text, found boolean, tag_matches boolean, destination_kind text,
  form text, term_days integer, until date, portion_no bigint, case_id code, all_ashes boolean, agreement_no text,
  approval_no text, notice_no text, filing_no text, stocktake_no text, to_person_ref text, checker_id text)
WHERE b.type IN (
  'CustodyOpened', 'AshesStored', 'StorageRenewed', 'AshesReleased', 'AshesPlaced', 'AshesScattered', 'AshesRelocated',
  'StocktakeChecked', 'UnclaimedAshesNoticePublished', 'UnclaimedAshesDisposed');

-- Derived rows, for the bodies and portions that the batch speaks of.

INSERT INTO body (
  node, case_id, home, died_at, state, facility, place, since, event_id, ash_portions, cremation_id, cremated_at, cert_no,
  of_case, opened_on, certified, identified, authorised, closed_on)
SELECT current_node(), substr(k.stream, length('case/') + 1), o.facility, o.died_at,
  CASE l.type
    WHEN 'BodyCollected' THEN 'collected' WHEN 'KeepingStarted' THEN 'kept' WHEN 'KeepingEnded' THEN 'taken_out'
    WHEN 'CremationCompleted' THEN 'cremated' WHEN 'BodyBuried' THEN 'buried' WHEN 'BodyDonated' THEN 'donated'
    WHEN 'BodyReleasedOut' THEN 'released_out' ELSE 'not_collected'
  END,
  coalesce(l.facility, o.kept_at, o.facility), l.place, l.occurred_at, l.event_id, c.portions, c.event_id, c.occurred_at,
  o.cert_no, o.of_case, o.opened_on, o.certified, coalesce(o.identified, false), o.authorised, o.closed_on
FROM keys('touched_body') AS k (stream)
JOIN LATERAL (
  SELECT
    (array_agg(s.facility ORDER BY s.position DESC) FILTER (WHERE s.type = 'CaseOpened'))[1] AS facility,
    (array_agg(s.facility ORDER BY s.position DESC) FILTER (WHERE s.type = 'KeepingStarted'))[1] AS kept_at,
    (array_agg(s.occurred_at ORDER BY s.position DESC) FILTER (WHERE s.type = 'Death'))[1] AS died_at,
    (array_agg(s.thing ORDER BY s.position DESC) FILTER (
      WHERE s.type IN ('CremationCertificateIssued', 'CremationCertificateReissued')))[1] AS cert_no,
    (array_agg(s.thing ORDER BY s.position DESC) FILTER (
      WHERE s.type = 'CaseClosed' AND s.kind = 'duplicate'))[1] AS of_case,
    (array_agg(local_date(s.occurred_at) ORDER BY s.position DESC) FILTER (WHERE s.type = 'CaseOpened'))[1] AS opened_on,
    bool_or(s.type = 'DeathCertificateRecorded') AS certified,
    (array_agg(s.kind IS DISTINCT FROM 'failed' ORDER BY s.position DESC) FILTER (
      WHERE s.type IN ('IdentityVerified', 'IdentityResolved')))[1] AS identified,
    bool_or(s.type = 'CremationAuthorised') AS authorised,
    (array_agg(local_date(s.occurred_at) ORDER BY s.position DESC) FILTER (WHERE s.type = 'CaseClosed'))[1] AS closed_on,
    count(*) AS steps
  FROM step s
  WHERE s.node = current_node() AND s.stream = k.stream
) o ON o.steps > 0
LEFT JOIN LATERAL (
  SELECT s.type, s.facility, s.place, s.occurred_at, s.event_id
  FROM step s
  WHERE s.node = current_node() AND s.stream = k.stream AND s.type IN (
    'BodyCollected', 'KeepingStarted', 'KeepingEnded', 'CremationCompleted', 'BodyBuried', 'BodyDonated', 'BodyReleasedOut')
  ORDER BY s.position DESC
  LIMIT 1
) l ON true
LEFT JOIN LATERAL (
  SELECT s.portions, s.event_id, s.occurred_at
  FROM step s
  WHERE s.node = current_node() AND s.stream = k.stream AND s.type = 'CremationCompleted'
  ORDER BY s.position DESC
  LIMIT 1
) c ON true
ON CONFLICT (node, case_id) DO UPDATE
  SET home = EXCLUDED.home, died_at = EXCLUDED.died_at, state = EXCLUDED.state, facility = EXCLUDED.facility,
    place = EXCLUDED.place, since = EXCLUDED.since, event_id = EXCLUDED.event_id, ash_portions = EXCLUDED.ash_portions,
    cremation_id = EXCLUDED.cremation_id, cremated_at = EXCLUDED.cremated_at, cert_no = EXCLUDED.cert_no,
    of_case = EXCLUDED.of_case, opened_on = EXCLUDED.opened_on, certified = EXCLUDED.certified,
    identified = EXCLUDED.identified, authorised = EXCLUDED.authorised, closed_on = EXCLUDED.closed_on;

-- A portion is stored until its term ends, as last renewed since it was stored.
INSERT INTO portion (
  node, custody_id, case_id, portion_no, state, facility, place, destination_kind, destination, since, event_id, until,
  checked, checked_at, check_id)
SELECT current_node(), substr(k.stream, length('ashes/') + 1), o.case_id, o.portion_no,
  CASE l.type
    WHEN 'CustodyOpened' THEN 'in_custody'
    WHEN 'AshesStored' THEN 'stored'
    WHEN 'AshesReleased' THEN 'released'
    WHEN 'AshesScattered' THEN CASE WHEN l.whole THEN 'scattered' ELSE 'scattered_in_part' END
    WHEN 'AshesRelocated' THEN CASE WHEN l.kind = 'out' THEN 'taken_out' ELSE 'placed' END
    WHEN 'AshesPlaced' THEN 'placed'
    WHEN 'UnclaimedAshesDisposed' THEN CASE WHEN l.facility IS NULL THEN 'scattered' ELSE 'placed' END
  END,
  CASE WHEN l.type = 'AshesReleased' THEN h.facility ELSE coalesce(l.facility, h.facility) END, l.place,
  CASE WHEN l.type = 'AshesReleased' THEN l.kind END, CASE WHEN l.type = 'AshesReleased' THEN l.facility END,
  l.occurred_at, l.event_id,
  CASE WHEN l.type = 'AshesStored' THEN coalesce(r.until, l.until) END, c.kind, c.occurred_at, c.event_id
FROM keys('touched_portion') AS k (stream)
JOIN LATERAL (
  SELECT
    (array_agg(s.case_id ORDER BY s.position DESC) FILTER (WHERE s.type = 'CustodyOpened'))[1] AS case_id,
    (array_agg(s.portions ORDER BY s.position DESC) FILTER (WHERE s.type = 'CustodyOpened'))[1] AS portion_no,
    count(*) AS steps
  FROM step s
  WHERE s.node = current_node() AND s.stream = k.stream
) o ON o.steps > 0
LEFT JOIN LATERAL (
  SELECT s.type, s.position, s.facility, s.place, s.kind, s.until, s.whole, s.occurred_at, s.event_id
  FROM step s
  WHERE s.node = current_node() AND s.stream = k.stream AND s.type IN (
    'CustodyOpened', 'AshesStored', 'AshesReleased', 'AshesPlaced', 'AshesScattered', 'AshesRelocated',
    'UnclaimedAshesDisposed')
  ORDER BY s.position DESC
  LIMIT 1
) l ON true
-- Who had them last.
LEFT JOIN LATERAL (
  SELECT s.facility
  FROM step s
  WHERE s.node = current_node() AND s.stream = k.stream AND s.position < l.position AND s.facility IS NOT NULL
    AND s.type IN ('CustodyOpened', 'AshesStored', 'AshesPlaced', 'AshesRelocated', 'UnclaimedAshesDisposed')
  ORDER BY s.position DESC
  LIMIT 1
) h ON true
LEFT JOIN LATERAL (
  SELECT s.until
  FROM step s
  WHERE s.node = current_node() AND s.stream = k.stream AND s.position > l.position AND s.type = 'StorageRenewed'
  ORDER BY s.position DESC
  LIMIT 1
) r ON true
-- The stocktake that was held last, whenever it was recorded (rule A8).
LEFT JOIN LATERAL (
  SELECT s.kind, s.occurred_at, s.event_id
  FROM step s
  WHERE s.node = current_node() AND s.stream = k.stream AND s.type = 'StocktakeChecked'
  ORDER BY s.occurred_at DESC, s.position DESC
  LIMIT 1
) c ON true
ON CONFLICT (node, custody_id) DO UPDATE
  SET case_id = EXCLUDED.case_id, portion_no = EXCLUDED.portion_no, state = EXCLUDED.state,
    facility = EXCLUDED.facility, place = EXCLUDED.place, destination_kind = EXCLUDED.destination_kind,
    destination = EXCLUDED.destination, since = EXCLUDED.since, event_id = EXCLUDED.event_id, until = EXCLUDED.until,
    checked = EXCLUDED.checked, checked_at = EXCLUDED.checked_at, check_id = EXCLUDED.check_id;

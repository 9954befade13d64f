-- Facts only. Of several events about one thing the last one counts.

-- FacilityStatusChanged: the days on which sales were stopped.
INSERT INTO suspension (node, stream, event_id, facility, from_on)
SELECT b.node, b.stream, b.event_id, substr(b.stream, length('facility/') + 1), d."from"
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (status text, "from" date)
WHERE b.type = 'FacilityStatusChanged' AND d.status IN ('sales_suspended', 'rectifying');

-- ServiceAreaAssigned: whom a public cemetery is for.
INSERT INTO service_area (node, stream, event_id, position, facility, divisions, from_on, to_on)
SELECT b.node, b.stream, b.event_id, b.position, substr(b.stream, length('facility/') + 1),
  ARRAY(SELECT json_array_elements_text(d.division_codes)), d."from", d."to"
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (division_codes json, "from" date, "to" date)
WHERE b.type = 'ServiceAreaAssigned';

-- SectionOpened: the kind of its plots.
INSERT INTO section (node, facility, section, kind)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), b.data ->> 'plot_kind'
FROM batch b
WHERE b.type = 'SectionOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, section) DO UPDATE
  SET kind = EXCLUDED.kind;

-- PlotRangeCreated, PlotResized: the size of plots; streams section/<facility>/<section>, plot/<facility>/<section>/….
INSERT INTO layout (node, stream, event_id, facility, section, laid_on, area_cm2, stone_mm)
SELECT b.node, b.stream, b.event_id, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3),
  local_date(b.occurred_at), d.area_cm2, d.stone_height_mm
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (area_cm2 bigint, stone_height_mm bigint)
WHERE b.type IN ('PlotRangeCreated', 'PlotResized');

-- PolicyPublished: the versions of the policy that limits plots.
INSERT INTO plot_policy (node, stream, event_id, position, title_zh, title_en, scope_divisions, scope_levels,
  scope_natures, valid_from, valid_to)
SELECT b.node, b.stream, b.event_id, b.position, d.title_zh, d.title_en, d.scope_divisions, d.scope_levels,
  d.scope_natures, d.valid_from, d.valid_to
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (scheme text, title_zh text, title_en text, scope_divisions text[],
  scope_levels text[], scope_natures text[], valid_from date, valid_to date)
WHERE b.type = 'PolicyPublished' AND d.scheme = 'plot_limit';

-- PolicyPublished: their limits. Of several for one kind the first counts.
INSERT INTO plot_limit (node, stream, event_id, kind, area_max_cm2, stone_max_mm)
SELECT b.node, b.stream, b.event_id, l.kind, l.area_max_cm2, l.stone_height_max_mm
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (scheme text, limits json)
CROSS JOIN json_to_recordset(d.limits) AS l (kind text, area_max_cm2 bigint, stone_height_max_mm bigint)
WHERE b.type = 'PolicyPublished' AND d.scheme = 'plot_limit'
ON CONFLICT (node, stream, event_id, kind) DO NOTHING;

-- CaseOpened: where, and whether the person was known.
INSERT INTO decedent_case (node, case_id, event_id, facility, is_unknown, opened_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), b.event_id, d.facility_id, d.unknown_person, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (facility_id text, unknown_person boolean)
WHERE b.type = 'CaseOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, facility = EXCLUDED.facility, is_unknown = EXCLUDED.is_unknown,
    opened_on = EXCLUDED.opened_on;

-- IdentityVerified, IdentityResolved: who the decedent is. A check that failed does not say.
INSERT INTO person (node, case_id, person_ref, id_hash)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), d.person_ref, d.id_hash
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (person_ref text, id_hash text, id_check text)
WHERE b.type IN ('IdentityVerified', 'IdentityResolved') AND d.id_check IS DISTINCT FROM 'failed'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET person_ref = EXCLUDED.person_ref, id_hash = EXCLUDED.id_hash;

-- DeathCertificateRecorded: the day of death, and when it was entered.
INSERT INTO death (node, case_id, event_id, source, died_on, is_known, entered_on, recorded_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), b.event_id, b.source, local_date(d.death_at),
  d.death_at_precision <> 'unknown', local_date(b.occurred_at), local_date(b.recorded_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (death_at timestamptz, death_at_precision text)
WHERE b.type = 'DeathCertificateRecorded'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, source = EXCLUDED.source, died_on = EXCLUDED.died_on, is_known = EXCLUDED.is_known,
    entered_on = EXCLUDED.entered_on, recorded_on = EXCLUDED.recorded_on;

-- ResidencyRecorded: where the decedent counts as a resident (rule A7).
INSERT INTO residency (node, case_id, event_id, homes, written_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), b.event_id,
  array_remove(ARRAY[d.hukou_division, CASE WHEN d.residence_permit THEN d.residence_division END], NULL), d.as_of
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  hukou_division text, residence_division text, residence_permit boolean, as_of date)
WHERE b.type = 'ResidencyRecorded'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, homes = EXCLUDED.homes, written_on = EXCLUDED.written_on;

-- HoldPlaced.
INSERT INTO hold (node, case_id, event_id, placed_at, until)
SELECT b.node, substr(b.stream, length('case/') + 1), b.event_id, b.occurred_at, (b.data ->> 'until')::date
FROM batch b
WHERE b.type = 'HoldPlaced';

-- HoldReleased.
INSERT INTO hold_release (node, case_id, event_id, hold_event_id, released_at)
SELECT b.node, substr(b.stream, length('case/') + 1), b.event_id, (b.data ->> 'hold_event_id')::uuid, b.occurred_at
FROM batch b
WHERE b.type = 'HoldReleased';

-- CremationCompleted.
INSERT INTO cremation (node, case_id, event_id, facility, unit, started_at, ended_at, fuel_measure, fuel_milli)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), b.event_id, d.facility_id, d.unit_id, d.started_at, d.ended_at,
  d.fuel ->> 'measure', (d.fuel ->> 'qty_milli')::bigint
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (facility_id text, unit_id text, started_at timestamptz, ended_at timestamptz,
  fuel json)
WHERE b.type = 'CremationCompleted'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, facility = EXCLUDED.facility, unit = EXCLUDED.unit, started_at = EXCLUDED.started_at,
    ended_at = EXCLUDED.ended_at, fuel_measure = EXCLUDED.fuel_measure, fuel_milli = EXCLUDED.fuel_milli;

-- BodyBuried.
INSERT INTO body_burial (node, case_id, event_id, buried_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), b.event_id, local_date(b.occurred_at)
FROM batch b
WHERE b.type = 'BodyBuried'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, buried_on = EXCLUDED.buried_on;

-- CremationCertificateIssued, CremationCertificateReissued.
INSERT INTO certificate (node, case_id, event_id, issued_on)
SELECT b.node, substr(b.stream, length('case/') + 1), b.event_id, local_date(b.occurred_at)
FROM batch b
WHERE b.type IN ('CremationCertificateIssued', 'CremationCertificateReissued');

-- UnitInstalled: what a cremator burns; stream unit/<facility>/<unit>.
INSERT INTO unit (node, facility, unit, fuel)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), b.data ->> 'fuel'
FROM batch b
WHERE b.type = 'UnitInstalled'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, unit) DO UPDATE
  SET fuel = EXCLUDED.fuel;

-- UnitRan.
INSERT INTO run (node, stream, event_id, facility, case_id, cremation_event_id, ran_on)
SELECT b.node, b.stream, b.event_id, split_part(b.stream, '/', 2), d.case_id, d.cremation_event_id, local_date(d.ended_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (case_id text, cremation_event_id uuid, ended_at timestamptz)
WHERE b.type = 'UnitRan';

-- StockReceived, StockUsed, StockSpoiled, StockWrittenOff, StockReconciled: forms, in ranges of one series. A count also has
-- a row of its own, so that one that misses nothing takes the place of one that did.
INSERT INTO form (node, stream, event_id, range_no, position, facility, fate, series, numbers, happened_at)
SELECT b.node, b.stream, b.event_id, r.range_no, b.position, substr(b.stream, length('stock/') + 1), r.fate,
  coalesce(regexp_replace(r.first, '[0-9]+$', '') || repeat('#', length(substring(r.first FROM '[0-9]+$'))), ''),
  coalesce(
    int8range(substring(r.first FROM '[0-9]+$')::bigint, substring(r.last FROM '[0-9]+$')::bigint, '[]'), 'empty'),
  b.occurred_at
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (forms json, serial text, missing json)
CROSS JOIN LATERAL (
  SELECT 0, CASE b.type WHEN 'StockReceived' THEN 'received' ELSE 'written_off' END, d.forms ->> 'first',
    d.forms ->> 'last'
  WHERE d.forms IS NOT NULL
  UNION ALL
  SELECT 0, CASE b.type WHEN 'StockUsed' THEN 'used' ELSE 'spoiled' END, d.serial, d.serial
  WHERE d.serial IS NOT NULL
  UNION ALL
  SELECT 0, 'counted', '', ''
  WHERE b.type = 'StockReconciled'
  UNION ALL
  SELECT m.place, 'missing', m.range ->> 'first', m.range ->> 'last'
  FROM json_array_elements(d.missing) WITH ORDINALITY AS m (range, place)
) r (range_no, fate, first, last)
WHERE b.type IN ('StockReceived', 'StockReconciled', 'StockSpoiled', 'StockUsed', 'StockWrittenOff');

-- CustodyOpened.
INSERT INTO custody (node, custody_id, event_id, case_id, facility, opened_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('ashes/') + 1), b.event_id, d.case_id, d.facility_id, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (case_id text, facility_id text)
WHERE b.type = 'CustodyOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, custody_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, case_id = EXCLUDED.case_id, facility = EXCLUDED.facility,
    opened_on = EXCLUDED.opened_on;

-- AshesPlaced, AshesReleased, AshesRelocated, AshesScattered, AshesStored, UnclaimedAshesDisposed: anything about ashes.
INSERT INTO heard (node, custody_id, heard_at)
SELECT b.node, substr(b.stream, length('ashes/') + 1), max(b.occurred_at)
FROM batch b
WHERE b.type IN ('AshesPlaced', 'AshesReleased', 'AshesRelocated', 'AshesScattered', 'AshesStored',
  'UnclaimedAshesDisposed')
GROUP BY b.node, b.stream
ON CONFLICT (node, custody_id) DO UPDATE SET heard_at = greatest(heard.heard_at, EXCLUDED.heard_at);

-- AshesPlaced: where, and on what ground where the decedent is no resident.
INSERT INTO placement (node, custody_id, event_id, facility, placed_on, is_related, is_approved)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('ashes/') + 1), b.event_id, d.facility_id, local_date(b.occurred_at),
  d.area_relation IS NOT NULL, d.approval_no IS NOT NULL
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (facility_id text, area_relation text, approval_no text)
WHERE b.type = 'AshesPlaced'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, custody_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, facility = EXCLUDED.facility, placed_on = EXCLUDED.placed_on,
    is_related = EXCLUDED.is_related, is_approved = EXCLUDED.is_approved;

-- StocktakeChecked: the one that was held last, whenever it was recorded (rule A8).
INSERT INTO ash_check AS t (node, custody_id, event_id, checked_at, position, is_found, tag_matches)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('ashes/') + 1), b.event_id, b.occurred_at, b.position, d.found, d.tag_matches
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (found boolean, tag_matches boolean)
WHERE b.type = 'StocktakeChecked'
ORDER BY b.stream, b.occurred_at DESC, b.position DESC
ON CONFLICT (node, custody_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, checked_at = EXCLUDED.checked_at, position = EXCLUDED.position,
    is_found = EXCLUDED.is_found, tag_matches = EXCLUDED.tag_matches
WHERE (t.checked_at, t.position) < (EXCLUDED.checked_at, EXCLUDED.position);

-- UseRightGranted: for whom and why.
INSERT INTO use_right (node, contract, event_id, facility, case_id, basis, has_evidence, granted_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('right/') + 1), b.event_id, split_part(d.plot_id, '/', 1), d.decedent_case_id, d.basis,
  d.evidence_digest IS NOT NULL, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (plot_id text, decedent_case_id text, basis text, evidence_digest text)
WHERE b.type = 'UseRightGranted'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, contract) DO UPDATE
  SET event_id = EXCLUDED.event_id, facility = EXCLUDED.facility, case_id = EXCLUDED.case_id, basis = EXCLUDED.basis,
    has_evidence = EXCLUDED.has_evidence, granted_on = EXCLUDED.granted_on;

-- ClaimSubmitted.
INSERT INTO claim (node, claim_id, event_id, case_id, claimant_ref, bank_ref, office, submitted_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('claim/') + 1), b.event_id, d.decedent_case_id, d.claimant_ref, d.bank_ref_hash,
  d.office_division, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (decedent_case_id text, claimant_ref text, bank_ref_hash text,
  office_division text)
WHERE b.type = 'ClaimSubmitted'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, claim_id) DO UPDATE
  SET event_id = EXCLUDED.event_id, case_id = EXCLUDED.case_id, claimant_ref = EXCLUDED.claimant_ref,
    bank_ref = EXCLUDED.bank_ref, office = EXCLUDED.office, submitted_on = EXCLUDED.submitted_on;

-- ClaimRejected and what can follow it; ClaimPaid, and that the bank sent it back.
INSERT INTO claim_step (node, claim_id, event_id, position, step, pay_ref)
SELECT b.node, substr(b.stream, length('claim/') + 1), b.event_id, b.position, b.type, b.data ->> 'pay_ref'
FROM batch b
WHERE b.type IN ('ClaimRejected', 'ClaimAppealed', 'ClaimApproved', 'ClaimPaid', 'ClaimPaymentFailed');

-- BatchLineAdded.
INSERT INTO batch_line (node, batch, event_id, case_id)
SELECT b.node, b.stream, b.event_id, b.data ->> 'case_id'
FROM batch b
WHERE b.type = 'BatchLineAdded';

-- BatchPaid.
INSERT INTO batch_payment (node, batch, event_id, position)
SELECT b.node, b.stream, b.event_id, b.position
FROM batch b
WHERE b.type = 'BatchPaid';

-- WaiverDecided.
INSERT INTO waiver (node, case_id, event_id, is_granted)
SELECT b.node, substr(b.stream, length('waiver/') + 1), b.event_id, b.data ->> 'decision' IN ('granted', 'partial')
FROM batch b
WHERE b.type = 'WaiverDecided';

-- WaiverReversed.
INSERT INTO waiver_reversal (node, case_id, event_id, decision_event_id)
SELECT b.node, substr(b.stream, length('waiver/') + 1), b.event_id, (b.data ->> 'decision_event_id')::uuid
FROM batch b
WHERE b.type = 'WaiverReversed';

-- CremationAuthorised, CremationCertificateIssued, CremationCertificateReissued, AshesReleased, ClaimSubmitted,
-- UseRightGranted: who signed, received, claimed or bought.
INSERT INTO act (node, stream, event_id, person_ref, acted_on)
SELECT b.node, b.stream, b.event_id, coalesce(d.signer_ref, d.received_by_ref, d.to_person_ref, d.claimant_ref,
  d.holder_ref), local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (signer_ref text, received_by_ref text, to_person_ref text, claimant_ref text,
  holder_ref text)
WHERE b.type IN ('AshesReleased', 'ClaimSubmitted', 'CremationAuthorised', 'CremationCertificateIssued',
  'CremationCertificateReissued', 'UseRightGranted');

-- FactCorrected, EventVoided: the amendments of the streams that the batch amends, with the day of death before and since.
INSERT INTO amended (node, stream, event_id, position, target_event_id, target_type, amended_on, was_died_on, died_on)
SELECT a.node, a.stream, a.event_id, a.position, a.target_event_id, a.target_type, local_date(a.occurred_at),
  local_date((a.was ->> 'death_at')::timestamptz), local_date((a.data ->> 'death_at')::timestamptz)
FROM amendment a;

-- AnomalyRaised.
INSERT INTO raised (node, stream, event_id, position, rule_id, event_ids, raised_on)
SELECT b.node, b.stream, b.event_id, b.position, d.rule_id, d.event_ids, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (rule_id text, event_ids uuid[])
WHERE b.type = 'AnomalyRaised';

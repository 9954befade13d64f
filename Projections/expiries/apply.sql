-- Facts: the marks.

-- UseRightGranted, UseRightRenewed, UseRightReturned: the right and its maintenance fee.
INSERT INTO mark (
  node, stream, position, kind, item, role, rank, last_on, begins_on, facility, subject, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, k.kind, substr(b.stream, length('right/') + 1),
  CASE b.type WHEN 'UseRightGranted' THEN 'begins' WHEN 'UseRightRenewed' THEN 'extends' ELSE 'ends' END, 0,
  k.last_on, d."from", split_part(d.plot_id, '/', 1), d.plot_id, b.type, b.event_id, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (plot_id text, "from" date, "to" date, maintenance_to date)
CROSS JOIN LATERAL (VALUES ('use_right', d."to"), ('maintenance_fee', d.maintenance_to)) AS k (kind, last_on)
WHERE b.type IN ('UseRightGranted', 'UseRightRenewed', 'UseRightReturned');

-- AshesStored, StorageRenewed, AshesReleased, AshesPlaced, AshesScattered, AshesRelocated, UnclaimedAshesDisposed: the
-- storage of a portion, whose first day counts as day 0.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, facility, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'ash_storage', substr(b.stream, length('ashes/') + 1),
  CASE b.type WHEN 'AshesStored' THEN 'begins' WHEN 'StorageRenewed' THEN 'extends' ELSE 'closes' END, 0,
  CASE b.type WHEN 'AshesStored' THEN y.on_day + d.term_days ELSE d.until END,
  CASE b.type WHEN 'AshesStored' THEN y.on_day END, CASE b.type WHEN 'AshesStored' THEN d.facility_id END,
  b.type, b.event_id, y.on_day
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (facility_id text, term_days integer, until date)
CROSS JOIN LATERAL (SELECT local_date(b.occurred_at) AS on_day) y
WHERE b.type IN (
  'AshesStored', 'StorageRenewed', 'AshesReleased', 'AshesPlaced', 'AshesScattered', 'AshesRelocated',
  'UnclaimedAshesDisposed');

-- UnclaimedAshesNoticePublished, and whatever ends the notice: AshesStored, StorageRenewed, AshesReleased, AshesPlaced,
-- AshesScattered, AshesRelocated, UnclaimedAshesDisposed.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'ashes_notice', substr(b.stream, length('ashes/') + 1),
  CASE b.type WHEN 'UnclaimedAshesNoticePublished' THEN 'begins' ELSE 'closes' END, 0,
  CASE b.type WHEN 'UnclaimedAshesNoticePublished' THEN (b.data ->> 'until')::date END, local_date(b.occurred_at),
  b.type, b.event_id, local_date(b.occurred_at)
FROM batch b
WHERE b.type IN (
  'UnclaimedAshesNoticePublished', 'AshesStored', 'StorageRenewed', 'AshesReleased', 'AshesPlaced', 'AshesScattered',
  'AshesRelocated', 'UnclaimedAshesDisposed');

-- UnitTested, UnitRetrofitted, UnitRetired: a test that was passed counts until its last day, but not after works on the
-- cremator; one that was failed counts on no day (rule D6).
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, facility, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'cremator_test', substr(b.stream, length('unit/') + 1),
  CASE b.type WHEN 'UnitTested' THEN 'begins' WHEN 'UnitRetrofitted' THEN 'cuts' ELSE 'ends' END,
  -- Of several tests the newest counts, whenever it was recorded.
  coalesce(d.tested_on, d.done_on, d.retired_on) - date '1900-01-01',
  CASE b.type WHEN 'UnitTested' THEN CASE WHEN d.passed THEN d.valid_to ELSE d.tested_on - 1 END ELSE d.done_on - 1 END,
  d.tested_on, split_part(b.stream, '/', 2), b.type, b.event_id, coalesce(d.retired_on, d.done_on, d.tested_on)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (tested_on date, passed boolean, valid_to date, done_on date, retired_on date)
WHERE b.type IN ('UnitTested', 'UnitRetrofitted', 'UnitRetired');

-- FacilityLicensed, FacilityStatusChanged: a licence lasts until its last day, or until the facility is closed.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, facility, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'facility_licence', substr(b.stream, length('facility/') + 1),
  CASE b.type WHEN 'FacilityLicensed' THEN 'begins' ELSE 'ends' END, 0, d.valid_to, d.valid_from,
  substr(b.stream, length('facility/') + 1), b.type, b.event_id, coalesce(d."from", d.valid_from)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (valid_from date, valid_to date, status text, "from" date)
WHERE b.type = 'FacilityLicensed' OR b.type = 'FacilityStatusChanged' AND d.status = 'closed';

-- PolicyPublished: the newest version of a policy says until when it is.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, division, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'policy', substr(b.stream, length('policy/') + 1), 'begins', d.version, d.valid_to,
  d.valid_from, CASE WHEN cardinality(d.scope_divisions) = 1 THEN d.scope_divisions[1] END, b.type, b.event_id,
  local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (version bigint, valid_from date, valid_to date, scope_divisions text[])
WHERE b.type = 'PolicyPublished';

-- HoldPlaced, HoldReleased: each hold by itself.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, subject, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'hold', coalesce(d.hold_event_id, b.event_id::text),
  CASE b.type WHEN 'HoldPlaced' THEN 'begins' ELSE 'ends' END, 0, d.until, local_date(b.occurred_at),
  substr(b.stream, length('case/') + 1), b.type, b.event_id, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (hold_event_id text, until date)
WHERE b.type IN ('HoldPlaced', 'HoldReleased');

-- KeepingStarted, KeepingExtended, KeepingEnded, CremationCompleted, BodyBuried, BodyDonated, BodyReleasedOut: the stay of a
-- body; the limit of it is the policy's, and is found on reading.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, facility, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'keeping', substr(b.stream, length('case/') + 1),
  CASE b.type WHEN 'KeepingStarted' THEN 'begins' WHEN 'KeepingExtended' THEN 'extends' ELSE 'closes' END, 0, d.until,
  CASE b.type WHEN 'KeepingStarted' THEN local_date(d.started_at) END,
  CASE b.type WHEN 'KeepingStarted' THEN d.facility_id END, b.type, b.event_id, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (facility_id text, started_at timestamptz, until date)
WHERE b.type IN (
  'KeepingStarted', 'KeepingExtended', 'KeepingEnded', 'CremationCompleted', 'BodyBuried', 'BodyDonated',
  'BodyReleasedOut');

-- UnclaimedNoticePublished, and what ends it: that the body is gone (CremationCompleted, BodyBuried, BodyDonated,
-- BodyReleasedOut, CaseClosed) or known (IdentityResolved, or IdentityVerified by a number, unless the check failed).
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'body_notice', substr(b.stream, length('case/') + 1),
  CASE b.type WHEN 'UnclaimedNoticePublished' THEN 'begins' ELSE 'closes' END, 0, d.until, local_date(b.occurred_at),
  b.type, b.event_id, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (until date, id_hash text, id_check text)
WHERE b.type IN (
    'UnclaimedNoticePublished', 'CremationCompleted', 'BodyBuried', 'BodyDonated', 'BodyReleasedOut', 'CaseClosed',
    'IdentityResolved')
  OR b.type = 'IdentityVerified' AND d.id_hash IS NOT NULL AND d.id_check <> 'failed';

-- ConclusionIssued, ConclusionRevised, RectificationOrdered, RectificationAccepted: an order goes before the day that a
-- conclusion names, unless an appeal found the cemetery qualified after all.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, facility, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'rectification', substr(b.stream, length('inspection/') + 1),
  CASE
    WHEN b.type = 'RectificationAccepted' THEN 'ends' WHEN d.new_result = 'qualified' THEN 'closes' ELSE 'begins'
  END,
  CASE b.type WHEN 'RectificationOrdered' THEN 1 ELSE 0 END, coalesce(d.due, d.rectification_due),
  local_date(b.occurred_at), split_part(b.stream, '/', 2), b.type, b.event_id,
  coalesce(d.accepted_on, local_date(b.occurred_at))
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (due date, rectification_due date, new_result text, accepted_on date)
WHERE b.type IN ('ConclusionIssued', 'ConclusionRevised', 'RectificationOrdered', 'RectificationAccepted');

-- OrderIssued, FindingClosed: the order to put right what was found.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'order', substr(b.stream, length('finding/') + 1),
  CASE b.type WHEN 'OrderIssued' THEN 'begins' ELSE 'ends' END, 0, (b.data ->> 'due')::date, local_date(b.occurred_at),
  b.type, b.event_id, local_date(b.occurred_at)
FROM batch b
WHERE b.type IN ('OrderIssued', 'FindingClosed');

-- PlotReserved, ReservationReleased.
INSERT INTO mark (node, stream, position, kind, item, role, rank, last_on, begins_on, facility, type, event_id, happened_on)
SELECT b.node, b.stream, b.position, 'reservation', substr(b.stream, length('plot/') + 1),
  CASE b.type WHEN 'PlotReserved' THEN 'begins' ELSE 'closes' END, 0, (b.data ->> 'until')::date,
  local_date(b.occurred_at), split_part(b.stream, '/', 2), b.type, b.event_id, local_date(b.occurred_at)
FROM batch b
WHERE b.type IN ('PlotReserved', 'ReservationReleased');

-- CaseOpened, CustodyOpened, AshesStored, FindingOpened: in whose charge a body or portion is, and where a finding was made.
INSERT INTO whereabouts (node, stream, facility, division)
SELECT DISTINCT ON (b.stream) b.node, b.stream,
  coalesce(
    d.facility_id, CASE WHEN d.subject_kind IN ('facility', 'section', 'plot') THEN split_part(d.subject_id, '/', 1) END),
  d.division
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (facility_id text, subject_kind text, subject_id text, division text)
WHERE b.type IN ('CaseOpened', 'CustodyOpened', 'AshesStored', 'FindingOpened')
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, stream) DO UPDATE SET facility = EXCLUDED.facility, division = EXCLUDED.division;

-- PolicyPublished, of how long a body may be kept.
INSERT INTO keeping_limit (
  node, stream, position, scope_divisions, scope_levels, scope_natures, valid_from, valid_to, max_days)
SELECT b.node, b.stream, b.position, d.scope_divisions, d.scope_levels, d.scope_natures, d.valid_from, d.valid_to,
  d.keeping_max_days
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  scheme text, scope_divisions text[], scope_levels text[], scope_natures text[], valid_from date, valid_to date,
  keeping_max_days integer)
WHERE b.type = 'PolicyPublished' AND d.scheme = 'keeping_limit' AND d.keeping_max_days IS NOT NULL;

-- Derived rows: the terms of the streams that the batch speaks of.
INSERT INTO term (
  node, kind, item, stream, subject, facility, division, begins_on, last_on, extensions, event_id, closed_by, closed_on,
  closed_id)
SELECT s.node, s.kind, s.item, s.stream, coalesce(s.subject, s.item), s.facility, s.division, s.begins_on,
  least(greatest(s.last_on, e.last_on), t.last_on), e.extensions,
  CASE
    WHEN t.last_on < s.last_on THEN t.event_id
    WHEN e.last_on > s.last_on OR s.last_on IS NULL THEN coalesce(e.event_id, s.event_id)
    ELSE s.event_id
  END,
  c.type, c.happened_on, c.event_id
FROM (
  SELECT DISTINCT ON (m.kind, m.item) m.*, max(m.position) OVER (PARTITION BY m.kind, m.item) AS begun
  FROM keys('touched') AS k (stream)
  JOIN mark m ON m.node = current_node() AND m.stream = k.stream AND m.role = 'begins'
  ORDER BY m.kind, m.item, m.rank DESC, m.position DESC
) s
-- Its extensions, and the one that reaches farthest.
CROSS JOIN LATERAL (
  SELECT max(x.last_on) AS last_on, count(*) AS extensions,
    (array_agg(x.event_id ORDER BY x.last_on DESC, x.position DESC))[1] AS event_id
  FROM mark x
  WHERE x.node = s.node AND x.stream = s.stream AND x.kind = s.kind AND x.item = s.item AND x.role = 'extends'
    AND x.position > s.position
) e
CROSS JOIN LATERAL (
  SELECT min(x.last_on) AS last_on, (array_agg(x.event_id ORDER BY x.last_on, x.position))[1] AS event_id
  FROM mark x
  WHERE x.node = s.node AND x.stream = s.stream AND x.kind = s.kind AND x.item = s.item AND x.role = 'cuts'
    AND x.rank > s.rank
) t
LEFT JOIN LATERAL (
  SELECT x.type, x.happened_on, x.event_id
  FROM mark x
  WHERE x.node = s.node AND x.stream = s.stream AND x.kind = s.kind AND x.item = s.item
    AND (x.role = 'ends' OR x.role = 'closes' AND x.position > s.begun)
  ORDER BY x.role = 'ends' DESC, x.position
  LIMIT 1
) c ON true
ON CONFLICT (node, kind, item) DO UPDATE
  SET stream = EXCLUDED.stream, subject = EXCLUDED.subject, facility = EXCLUDED.facility, division = EXCLUDED.division,
    begins_on = EXCLUDED.begins_on, last_on = EXCLUDED.last_on, extensions = EXCLUDED.extensions,
    event_id = EXCLUDED.event_id, closed_by = EXCLUDED.closed_by, closed_on = EXCLUDED.closed_on,
    closed_id = EXCLUDED.closed_id;

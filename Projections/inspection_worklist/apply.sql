-- Facts only. Of several events about one thing the last one counts.

-- InspectionOpened; streams inspection/<cemetery>/<year>.
INSERT INTO inspection (node, facility, year, event_id, self_due, review_due)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3)::integer, b.event_id, d.self_due, d.review_due
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (self_due date, review_due date)
WHERE b.type = 'InspectionOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, year) DO UPDATE
  SET event_id = EXCLUDED.event_id, self_due = EXCLUDED.self_due, review_due = EXCLUDED.review_due;

-- SelfCheckSubmitted, ConclusionIssued, ConclusionAppealed, ConclusionRevised, RectificationOrdered, RectificationOverdue,
-- RectificationAccepted: how it goes on, with the day that the event itself names, if it does.
INSERT INTO inspection_step (node, facility, year, event_id, position, type, happened_on, result, due)
SELECT b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3)::integer, b.event_id, b.position, b.type,
  coalesce(d.published_on, d.accepted_on, d."on", local_date(b.occurred_at)),
  coalesce(d.result, d.new_result, CASE d.refused WHEN true THEN 'refused' WHEN false THEN 'handed_in' END),
  coalesce(d.due, d.rectification_due)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  refused boolean, result text, new_result text, due date, rectification_due date, published_on date, accepted_on date,
  "on" date)
WHERE b.type IN (
  'ConclusionAppealed', 'ConclusionIssued', 'ConclusionRevised', 'RectificationAccepted', 'RectificationOrdered',
  'RectificationOverdue', 'SelfCheckSubmitted');

-- SiteCheckRecorded.
INSERT INTO site_check (node, facility, year, event_id, position, item, result)
SELECT b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3)::integer, b.event_id, b.position,
  b.data ->> 'item', b.data ->> 'finding'
FROM batch b
WHERE b.type = 'SiteCheckRecorded';

-- DrawAnnounced.
INSERT INTO announcement (
  node, stream, event_id, division, year, round, announced_on, population, population_digest, picked_count, pool,
  inspector_count)
SELECT b.node, b.stream, b.event_id, d.division, d.year, d.round, local_date(b.occurred_at), d.population,
  d.population_digest, d.picked_count, d.pool, d.inspector_count
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  division text, year integer, round integer, population text[], population_digest text, picked_count integer,
  pool text[], inspector_count integer)
WHERE b.type = 'DrawAnnounced';

-- InspectionSampled.
INSERT INTO sample (
  node, stream, event_id, announcement_event_id, division, year, round, drawn_on, seed, population, population_digest,
  picked, pool, inspectors)
SELECT b.node, b.stream, b.event_id, d.announcement_event_id, d.division, d.year, d.round, local_date(b.occurred_at),
  d.seed, d.population, d.population_digest, d.picked, d.pool, d.inspectors
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  announcement_event_id uuid, division text, year integer, round integer, seed text, population text[],
  population_digest text, picked text[], pool text[], inspectors text[])
WHERE b.type = 'InspectionSampled';

-- FindingOpened. A facility is what it is about, or what that lies in.
INSERT INTO enforcement (node, stream, event_id, kind, subject, facility, division, found_on, evidence_digest)
SELECT DISTINCT ON (b.stream)
  b.node, b.stream, b.event_id, d.kind,
  CASE d.subject_kind WHEN 'site' THEN d.subject_id ELSE d.subject_kind || '/' || d.subject_id END,
  CASE WHEN d.subject_kind IN ('facility', 'plot', 'section') THEN split_part(d.subject_id, '/', 1) END,
  d.division, d.found_on, d.evidence_digest
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  kind text, subject_kind text, subject_id text, division text, found_on date, evidence_digest text)
WHERE b.type = 'FindingOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, stream) DO UPDATE
  SET event_id = EXCLUDED.event_id, kind = EXCLUDED.kind, subject = EXCLUDED.subject, facility = EXCLUDED.facility,
    division = EXCLUDED.division, found_on = EXCLUDED.found_on, evidence_digest = EXCLUDED.evidence_digest;

-- OrderIssued, PenaltyImposed, FindingClosed.
INSERT INTO enforcement_step (node, stream, event_id, position, type, due)
SELECT b.node, b.stream, b.event_id, b.position, b.type, (b.data ->> 'due')::date
FROM batch b
WHERE b.type IN ('FindingClosed', 'OrderIssued', 'PenaltyImposed');

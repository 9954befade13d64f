-- Within how many hours a fact is to be recorded. The Ningguo plan asks for cremations and burials in real time; 24 hours
-- are ours, and those of the indicator timely_entries. Nothing is asked of other facts.
CREATE VIEW time_limit (type, hours) AS
VALUES
  ('AshesPlaced', 24), ('AshesScattered', 24), ('BodyBuried', 24), ('CremationCompleted', 24),
  ('UnclaimedAshesDisposed', 24);

-- What is no fact of its own: amendments, and what is said on the way to one.
CREATE VIEW states_nothing (type) AS
VALUES ('AmendmentDecided'), ('AmendmentProposed'), ('AmendmentWithdrawn'), ('EventVoided'), ('FactCorrected');

-- Each fact that was amended, once.
CREATE VIEW overridden AS
SELECT a.node, a.target_event_id AS event_id, bool_or(a.is_void) AS is_void
FROM amended a
GROUP BY a.node, a.target_event_id;

CREATE VIEW remarked AS
SELECT r.node, r.target_event_id AS event_id
FROM remark r
GROUP BY r.node, r.target_event_id;

-- Each id that a submitter has been refused, from its first refusal on. `is_open` while nothing has been accepted under it
-- since the last one.
CREATE VIEW refused_id AS
SELECT r.node, r.submitter, r.refused_id, count(*) AS times, min(r.month) AS month, min(r.refused_on) AS first_on,
  max(r.refused_on) AS last_on, (array_agg(r.type ORDER BY r.position DESC, r.number DESC))[1] AS type,
  (array_agg(r.rule ORDER BY r.position DESC, r.number DESC))[1] AS rule,
  coalesce(max(e.position) < max(r.position), true) AS is_open
FROM refusal r
LEFT JOIN entry e ON e.node = r.node AND e.event_id = r.refused_id
WHERE r.refused_id IS NOT NULL
GROUP BY r.node, r.submitter, r.refused_id;

-- The figures of a submitter's month, which add up.
CREATE VIEW submitter_month AS
SELECT c.node, c.submitter, c.month, sum(c.accepted)::bigint AS accepted, sum(c.facts)::bigint AS facts,
  sum(c.restated)::bigint AS restated, sum(c.voided)::bigint AS voided, sum(c.remarked)::bigint AS remarked,
  sum(c.limited)::bigint AS limited, sum(c.late)::bigint AS late, sum(c.refused)::bigint AS refused,
  sum(c.without_id)::bigint AS without_id, sum(c.refused_ids)::bigint AS refused_ids,
  sum(c.never_accepted)::bigint AS never_accepted
FROM (
  SELECT e.node, e.submitter, e.month, count(*) AS accepted,
    count(*) FILTER (WHERE s.type IS NULL) AS facts,
    count(*) FILTER (WHERE NOT o.is_void) AS restated, count(*) FILTER (WHERE o.is_void) AS voided,
    count(r.event_id) AS remarked, count(l.hours) AS limited, count(*) FILTER (WHERE e.hours > l.hours) AS late,
    0 AS refused, 0 AS without_id, 0 AS refused_ids, 0 AS never_accepted
  FROM entry e
  LEFT JOIN overridden o ON o.node = e.node AND o.event_id = e.event_id
  LEFT JOIN remarked r ON r.node = e.node AND r.event_id = e.event_id
  LEFT JOIN time_limit l ON l.type = e.type
  LEFT JOIN states_nothing s ON s.type = e.type
  GROUP BY e.node, e.submitter, e.month
  UNION ALL
  SELECT r.node, r.submitter, r.month, 0, 0, 0, 0, 0, 0, 0, sum(r.lines),
    coalesce(sum(r.lines) FILTER (WHERE r.refused_id IS NULL), 0), 0, 0
  FROM refusal r
  GROUP BY r.node, r.submitter, r.month
  UNION ALL
  SELECT r.node, r.submitter, r.month, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(*), count(*) FILTER (WHERE r.is_open)
  FROM refused_id r
  GROUP BY r.node, r.submitter, r.month
) c
GROUP BY c.node, c.submitter, c.month;

-- How long facts took, of a submitter's month: how many took so many hours.
CREATE VIEW submitter_delay AS
SELECT e.node, e.submitter, e.month, e.hours, count(*) AS facts
FROM entry e
WHERE e.type NOT IN (SELECT s.type FROM states_nothing s)
GROUP BY e.node, e.submitter, e.month, e.hours;

-- By hours: the first number of hours within which half of the facts were recorded, and nine tenths.
CREATE VIEW delay AS
SELECT d.node, d.scope, d.key, d.period, min(d.hours) FILTER (WHERE d.reached * 2 >= d.facts) AS median_hours,
  min(d.hours) FILTER (WHERE d.reached * 10 >= d.facts * 9) AS p90_hours
FROM (
  SELECT s.node, s.scope, s.key, s.period, h.hours,
    sum(sum(h.facts)) OVER (PARTITION BY s.node, s.scope, s.key, s.period ORDER BY h.hours) AS reached,
    sum(sum(h.facts)) OVER (PARTITION BY s.node, s.scope, s.key, s.period) AS facts
  FROM scope s
  JOIN submitter_delay h ON h.node = s.node AND h.submitter = s.submitter AND h.month = s.month
  GROUP BY s.node, s.scope, s.key, s.period, h.hours
) d
GROUP BY d.node, d.scope, d.key, d.period;

-- Shares are thousandths, rounded down; NULL where there is nothing to have a share of.
CREATE VIEW score AS
SELECT f.*, f.refused * 1000 / nullif(f.accepted + f.refused, 0) AS refused_permille,
  (f.restated + f.voided) * 1000 / nullif(f.facts, 0) AS overridden_permille,
  f.late * 1000 / nullif(f.limited, 0) AS late_permille, d.median_hours, d.p90_hours
FROM (
  SELECT s.node, s.scope, s.key, s.period, count(DISTINCT s.submitter) AS submitters,
    sum(m.accepted)::bigint AS accepted, sum(m.facts)::bigint AS facts, sum(m.refused)::bigint AS refused,
    sum(m.refused_ids)::bigint AS refused_ids, sum(m.never_accepted)::bigint AS never_accepted,
    sum(m.without_id)::bigint AS without_id, sum(m.restated)::bigint AS restated, sum(m.voided)::bigint AS voided,
    sum(m.remarked)::bigint AS remarked, sum(m.limited)::bigint AS limited, sum(m.late)::bigint AS late
  FROM scope s
  JOIN submitter_month m ON m.node = s.node AND m.submitter = s.submitter AND m.month = s.month
  GROUP BY s.node, s.scope, s.key, s.period
) f
LEFT JOIN delay d
  ON d.node = f.node AND d.scope = f.scope AND d.key = f.key AND d.period IS NOT DISTINCT FROM f.period;

CREATE VIEW by_submitter AS
SELECT f.node, f.key AS submitter, s.submitter_zh, s.submitter_en, s.kind, n.division, v.name_zh AS division_zh,
  v.name_en AS division_en, f.accepted, f.facts, f.refused, f.refused_permille, f.refused_ids, f.never_accepted,
  f.without_id, f.restated, f.voided, f.overridden_permille, f.remarked, f.limited, f.late, f.late_permille,
  f.median_hours, f.p90_hours
FROM score f
JOIN submitter s ON s.node = f.node AND s.submitter = f.key
LEFT JOIN submitter_division n
  ON n.node = f.node AND n.submitter = f.key AND n.since <= as_of() AND as_of() < n.until
LEFT JOIN division_span v
  ON v.node = n.node AND v.division = n.division AND v.since <= as_of() AND as_of() < v.until
WHERE f.scope = 'submitter';

CREATE VIEW by_submitter_month AS
SELECT f.node, f.key AS submitter, s.submitter_zh, s.submitter_en, s.kind, f.period AS month, f.accepted, f.facts,
  f.refused, f.refused_permille, f.refused_ids, f.never_accepted, f.without_id, f.restated, f.voided,
  f.overridden_permille, f.remarked, f.limited, f.late, f.late_permille, f.median_hours, f.p90_hours
FROM score f
JOIN submitter s ON s.node = f.node AND s.submitter = f.key
WHERE f.scope = 'submitter_month';

-- By the division where the submitters lie on the day asked for, or lay at the end of the month, as it is or was called.
CREATE VIEW division_score AS
SELECT f.node, f.scope, f.key AS division, v.name_zh AS division_zh, v.name_en AS division_en, f.period AS month,
  f.submitters, f.accepted, f.facts, f.refused, f.refused_permille, f.refused_ids, f.never_accepted, f.without_id,
  f.restated, f.voided, f.overridden_permille, f.remarked, f.limited, f.late, f.late_permille, f.median_hours,
  f.p90_hours
FROM score f
CROSS JOIN LATERAL (
  SELECT CASE WHEN f.scope = 'division' THEN as_of() ELSE (f.period + interval '1 month')::date - 1 END AS on_day
) d
LEFT JOIN division_span v
  ON v.node = f.node AND v.division = f.key AND v.since <= d.on_day AND d.on_day < v.until
WHERE f.scope IN ('division', 'division_then');

CREATE VIEW by_division AS
SELECT d.node, d.division, d.division_zh, d.division_en, d.month, d.submitters, d.accepted, d.facts, d.refused,
  d.refused_permille, d.refused_ids, d.never_accepted, d.without_id, d.restated, d.voided, d.overridden_permille,
  d.remarked, d.limited, d.late, d.late_permille, d.median_hours, d.p90_hours
FROM division_score d
WHERE d.scope = 'division';

CREATE VIEW by_division_as_then AS
SELECT d.node, d.division, d.division_zh, d.division_en, d.month, d.submitters, d.accepted, d.facts, d.refused,
  d.refused_permille, d.refused_ids, d.never_accepted, d.without_id, d.restated, d.voided, d.overridden_permille,
  d.remarked, d.limited, d.late, d.late_permille, d.median_hours, d.p90_hours
FROM division_score d
WHERE d.scope = 'division_then';

CREATE VIEW by_rule AS
SELECT r.node, r.submitter, s.submitter_zh, s.submitter_en, r.month, r.rule, sum(r.lines)::bigint AS refused,
  count(DISTINCT r.refused_id) AS refused_ids, max(r.refused_on) AS last_on
FROM refusal r
JOIN submitter s ON s.node = r.node AND s.submitter = r.submitter
GROUP BY r.node, r.submitter, s.submitter_zh, s.submitter_en, r.month, r.rule;

-- What was refused, and never accepted under its id since: by its last refusal.
CREATE VIEW outstanding AS
SELECT r.node, r.submitter, s.submitter_zh, s.submitter_en, r.refused_id, r.type, r.rule, r.times, r.first_on, r.last_on,
  as_of() - r.last_on AS days_since
FROM refused_id r
JOIN submitter s ON s.node = r.node AND s.submitter = r.submitter
WHERE r.is_open;

-- What has been proposed, and neither approved, declined nor withdrawn since.
CREATE VIEW waiting AS
SELECT p.node, p.event_id AS proposal_id, p.submitter, s.submitter_zh, s.submitter_en, p.stream, p.amendment,
  p.target_event_id, p.target_type, p.reason_code, p.proposed_on, as_of() - p.proposed_on AS days_waiting
FROM proposal p
JOIN submitter s ON s.node = p.node AND s.submitter = p.submitter
LEFT JOIN decided d ON d.node = p.node AND d.proposal_id = p.event_id
WHERE d.proposal_id IS NULL;

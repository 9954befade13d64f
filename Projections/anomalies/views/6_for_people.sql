-- All that the rules find.
CREATE VIEW found AS
SELECT * FROM found_cremation
UNION ALL
SELECT * FROM found_persons
UNION ALL
SELECT * FROM found_places
UNION ALL
SELECT * FROM found_record;

CREATE VIEW finding AS
SELECT f.node, f.rule, t.severity, n.severity_zh, t.title_zh, t.title_en, f.subject,
  f.facility, p.name_zh AS facility_zh, p.name_en AS facility_en,
  coalesce(g.division, f.office) AS division, m.name_zh AS division_zh, m.name_en AS division_en,
  coalesce(p.division, f.office) AS division_then,
  f.since, ARRAY(SELECT DISTINCT e.id FROM unnest(f.evidence) AS e (id) ORDER BY e.id) AS evidence, f.state,
  f.fact_zh, f.fact_en
FROM found f
JOIN rule t ON t.rule = f.rule
JOIN severity_name n ON n.severity = t.severity
LEFT JOIN facility p ON p.node = f.node AND p.facility = f.facility
LEFT JOIN facility_division g
  ON g.node = f.node AND g.facility = f.facility AND g.since <= as_of() AND as_of() < g.until
LEFT JOIN division_name m ON m.node = f.node AND m.division = coalesce(g.division, f.office)
WHERE f.state = 'open';

CREATE VIEW by_rule AS
SELECT f.node, f.rule, f.severity, f.severity_zh, f.title_zh, f.title_en, count(*) AS findings,
  count(DISTINCT f.facility) AS facilities, min(f.since) AS first_since, max(f.since) AS last_since
FROM finding f
GROUP BY f.node, f.rule, f.severity, f.severity_zh, f.title_zh, f.title_en;

-- Findings at no facility have none.
CREATE VIEW by_facility AS
SELECT f.node, f.facility, f.facility_zh, f.facility_en, f.division, f.division_zh, f.division_en,
  count(*) FILTER (WHERE f.severity = 'high') AS high, count(*) FILTER (WHERE f.severity = 'medium') AS medium,
  count(*) FILTER (WHERE f.severity = 'low') AS low, count(DISTINCT f.rule) AS rules, min(f.since) AS first_since
FROM finding f
WHERE f.facility IS NOT NULL
GROUP BY f.node, f.facility, f.facility_zh, f.facility_en, f.division, f.division_zh, f.division_en;

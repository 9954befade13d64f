-- Who the submitters are: facilities and offices, which submit under the code of their division, or that and the letters of
-- an office of it (371002-MZ). Others are known by their code alone, and the unknown ('?') by nothing.
CREATE VIEW submitter AS
SELECT s.node, s.submitter,
  CASE WHEN s.submitter = '?' THEN 'unknown' WHEN f.facility IS NOT NULL THEN coalesce(f.kind, 'facility')
    WHEN d.division IS NOT NULL THEN 'office' ELSE 'other' END AS kind,
  coalesce(f.name_zh, d.name_zh || d.office, CASE WHEN s.submitter = '?' THEN '（无法辨认）' END) AS submitter_zh,
  coalesce(f.name_en, d.name_en || d.office, CASE WHEN s.submitter = '?' THEN '(not to be told)' END) AS submitter_en,
  coalesce(f.division, d.division) AS division,
  CASE WHEN f.facility IS NOT NULL THEN coalesce(f.licensed_on, '-infinity'::date) ELSE '-infinity'::date END AS since
FROM (
  SELECT e.node, e.submitter FROM entry e GROUP BY e.node, e.submitter
  UNION
  SELECT r.node, r.submitter FROM refusal r GROUP BY r.node, r.submitter
) s
LEFT JOIN facility f ON f.node = s.node AND f.facility = s.submitter
LEFT JOIN LATERAL (
  SELECT v.division, v.name_zh, v.name_en, coalesce(' ' || o.parts[2], '') AS office
  FROM regexp_match(s.submitter, '^([^-]+)(?:-([A-Z]+))?$') AS o (parts)
  JOIN division_span v ON v.node = s.node AND v.division = o.parts[1] AND v.since <= as_of() AND as_of() < v.until
) d ON f.facility IS NULL;

-- In which division each submitter lies from `since` until the day before `until`: the one that the licence names or that
-- it submits for, then what that became.
CREATE VIEW submitter_division AS
SELECT s.node, s.submitter, coalesce(l.became, s.division) AS division, coalesce(l.since, '-infinity') AS since,
  coalesce(l.until, 'infinity') AS until
FROM submitter s
LEFT JOIN lineage l
  ON l.node = s.node AND l.division = s.division AND l.written_from <= s.since AND s.since < l.written_until
WHERE s.division IS NOT NULL;

-- What a submitter's month counts for: the submitter in all, the month alone, the division in which the submitter lies on
-- the day asked for, and that in which it lay at the end of the month; '?' where there is none.
CREATE VIEW scope AS
SELECT m.node, m.submitter, m.month, s.scope, s.key, s.period
FROM submitter_month m
LEFT JOIN submitter_division n
  ON n.node = m.node AND n.submitter = m.submitter AND n.since <= as_of() AND as_of() < n.until
LEFT JOIN submitter_division t
  ON t.node = m.node AND t.submitter = m.submitter AND t.since < m.month + interval '1 month'
  AND m.month + interval '1 month' <= t.until
CROSS JOIN LATERAL (
  VALUES ('submitter', m.submitter, NULL::date), ('submitter_month', m.submitter, m.month),
    ('division', coalesce(n.division, '?')::code, m.month), ('division_then', coalesce(t.division, '?')::code, m.month)
) s (scope, key, period);

-- What each division is called from `since` until the day before `until`; its first name also before that was given, its
-- last one also after it became another.
CREATE VIEW division_span AS
SELECT d.node, d.division, d.name_zh, d.name_en,
  CASE WHEN lag(d.effective_on) OVER w IS NULL THEN '-infinity'::date ELSE d.effective_on END AS since,
  coalesce(lead(d.effective_on) OVER w, 'infinity'::date) AS until
FROM division d
WINDOW w AS (PARTITION BY d.node, d.division ORDER BY d.effective_on);

-- Names of the divisions on the day asked for.
CREATE VIEW division_name AS
SELECT DISTINCT ON (d.node, d.division) d.node, d.division, d.name_zh, d.name_en
FROM division d
WHERE d.effective_on <= as_of()
ORDER BY d.node, d.division, d.effective_on DESC;

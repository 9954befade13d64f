-- In which division each facility lies from `since` until the day before `until`: the one that its licence names, then what
-- that became. Divisions that become each other come to an end after sixteen steps.
CREATE VIEW facility_division AS
WITH RECURSIVE step (node, facility, division, since, place) AS (
  SELECT f.node, f.facility, f.division, coalesce(f.licensed_on, '-infinity'::date), 0
  FROM facility f
  UNION ALL
  SELECT s.node, s.facility, n.successor, n.effective_on, s.place + 1
  FROM step s
  CROSS JOIN LATERAL (
    SELECT u.successor, u.effective_on
    FROM succession u
    WHERE u.node = s.node AND u.division = s.division AND u.effective_on >= s.since AND u.successor <> u.division
    ORDER BY u.effective_on
    LIMIT 1
  ) n
  WHERE s.place < 16
)
SELECT s.node, s.facility, s.division, CASE WHEN s.place = 0 THEN '-infinity'::date ELSE s.since END AS since,
  coalesce(lead(s.since) OVER (PARTITION BY s.node, s.facility ORDER BY s.place), 'infinity'::date) AS until
FROM step s;

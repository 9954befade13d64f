-- What was counted, by the divisions of the day asked for. Of one that others have become part of it is the sum of all that
-- it is made of, where each of them was counted on the same day; else nothing is known of it. A count under the code of a
-- division that was yet to come is one of all of it. Of several days of a year the last counts.
CREATE VIEW counted AS
WITH told AS MATERIALIZED (
  SELECT c.node, c.kind, c.year, c.counted_on, c.division AS written, c.value, coalesce(l.became, c.division) AS division
  FROM reference_count c
  LEFT JOIN lineage l
    ON l.node = c.node AND l.division = c.division AND l.written_from <= c.counted_on
      AND c.counted_on < l.written_until AND l.since <= as_of() AND as_of() < l.until
  WHERE c.counted_on <= as_of()
), part AS MATERIALIZED (
  -- What a division was made of on a day, by the codes that were borne that day.
  SELECT t.node, t.division, t.counted_on, p.code,
    NOT EXISTS (SELECT FROM division d WHERE d.node = t.node AND d.division = p.code AND d.effective_on <= t.counted_on)
    AND EXISTS (
      SELECT FROM succession s
      WHERE s.node = t.node AND s.successor = p.code AND s.effective_on > t.counted_on AND NOT EXISTS (
        SELECT FROM succession k
        WHERE k.node = s.node AND k.division = p.code AND k.effective_on = s.effective_on)) AS is_yet_to_come
  FROM (SELECT DISTINCT node, division, counted_on FROM told) t
  CROSS JOIN LATERAL (
    SELECT t.division AS code
    WHERE NOT EXISTS (SELECT FROM lineage l WHERE l.node = t.node AND l.division = t.division)
    UNION ALL
    SELECT l.division
    FROM lineage l
    JOIN lineage b USING (node, division, written_from)
    WHERE l.node = t.node AND l.became = t.division AND l.written_from <= t.counted_on AND t.counted_on < l.written_until
      AND l.since <= as_of() AND as_of() < l.until
      AND b.became = b.division AND b.since <= t.counted_on AND t.counted_on < b.until
  ) p
), told_of_parts AS (
  SELECT t.node, t.kind, t.year, t.division, t.counted_on, t.value, 0 AS missing, 1 AS place
  FROM told t
  JOIN part p
    ON p.node = t.node AND p.division = t.division AND p.counted_on = t.counted_on AND p.code = t.written
  WHERE p.is_yet_to_come AND p.code = t.division
  UNION ALL
  SELECT q.node, q.kind, q.year, q.division, q.counted_on, sum(t.value)::bigint, count(*) - count(t.value), 2
  FROM (SELECT DISTINCT node, kind, year, division, counted_on FROM told) q
  JOIN part p ON p.node = q.node AND p.division = q.division AND p.counted_on = q.counted_on AND NOT p.is_yet_to_come
  LEFT JOIN told t
    ON t.node = q.node AND t.kind = q.kind AND t.year = q.year AND t.counted_on = q.counted_on AND t.written = p.code
  GROUP BY q.node, q.kind, q.year, q.division, q.counted_on
)
SELECT DISTINCT ON (m.node, m.kind, m.division, m.year) m.node, m.kind, m.division, m.year, m.value, m.counted_on
FROM told_of_parts m
WHERE m.missing = 0
ORDER BY m.node, m.kind, m.division, m.year, m.counted_on DESC, m.place;

-- DivisionChanged: names, from a day on.
INSERT INTO division (node, division, effective_on, name_zh, name_en)
SELECT DISTINCT ON (t.code, d.effective_on) b.node, t.code, d.effective_on, t.name_zh, t.name_en
FROM batch b
CROSS JOIN json_to_record(b.data) AS d ("to" json, effective_on date)
CROSS JOIN json_array_elements(d."to") WITH ORDINALITY AS e (named, number)
CROSS JOIN json_to_record(e.named) AS t (code code, name_zh text, name_en text)
WHERE b.type = 'DivisionChanged'
ORDER BY t.code, d.effective_on, b.position DESC, e.number DESC
ON CONFLICT (node, division, effective_on) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en;

-- DivisionChanged: what a division became, where that is one other; of one that was divided nobody can say.
INSERT INTO succession (node, division, effective_on, successor)
SELECT DISTINCT ON (o.code, d.effective_on)
  b.node, o.code, d.effective_on, CASE WHEN json_array_length(d."to") = 1 THEN d."to" -> 0 ->> 'code' END
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (from_codes json, "to" json, effective_on date)
CROSS JOIN json_array_elements_text(d.from_codes) AS o (code)
WHERE b.type = 'DivisionChanged'
ORDER BY o.code, d.effective_on, b.position DESC
ON CONFLICT (node, division, effective_on) DO UPDATE SET successor = EXCLUDED.successor;

-- DivisionChanged: what becomes of each division, whenever its code was written.
DELETE FROM lineage l
WHERE l.node = current_node() AND EXISTS (SELECT FROM batch b WHERE b.type = 'DivisionChanged');

-- An old paper names the division that bore the code last, unless another has been given it since. Divisions that become each
-- other come to an end after sixteen steps.
INSERT INTO lineage (node, division, written_from, since, written_until, until, became)
WITH RECURSIVE step AS MATERIALIZED (
  SELECT u.division, u.effective_on, u.successor
  FROM succession u
  WHERE u.node = current_node() AND u.successor <> u.division
    AND EXISTS (SELECT FROM batch b WHERE b.type = 'DivisionChanged')
), given AS MATERIALIZED (
  SELECT d.division, d.effective_on
  FROM division d
  WHERE d.node = current_node() AND d.division IN (SELECT s.division FROM step s)
), mark (division, written_from) AS (
  SELECT s.division, '-infinity'::date FROM step s
  UNION
  SELECT s.division, s.effective_on + 1 FROM step s
  UNION
  SELECT g.division, g.effective_on FROM given g
), written AS (
  SELECT m.division, m.written_from,
    coalesce(lead(m.written_from) OVER (PARTITION BY m.division ORDER BY m.written_from), 'infinity') AS written_until,
    (
      SELECT max(s.effective_on) FROM step s WHERE s.division = m.division AND s.effective_on < m.written_from
    ) AS ended_on
  FROM mark m
), became AS (
  SELECT w.division, w.written_from, w.written_until, w.division AS became, 0 AS place,
    CASE
      WHEN EXISTS (
        SELECT FROM given g
        WHERE g.division = w.division AND g.effective_on BETWEEN w.ended_on AND w.written_from) THEN w.written_from
      ELSE coalesce(w.ended_on, w.written_from)
    END AS since
  FROM written w
  UNION ALL
  SELECT b.division, b.written_from, b.written_until, n.successor, b.place + 1, n.effective_on
  FROM became b
  CROSS JOIN LATERAL (
    SELECT s.successor, s.effective_on
    FROM step s
    WHERE s.division = b.became AND s.effective_on >= b.since
    ORDER BY s.effective_on
    LIMIT 1
  ) n
  WHERE b.place < 16
), spell AS (
  SELECT b.division, b.written_from, b.written_until, b.became,
    CASE WHEN b.place = 0 THEN '-infinity' ELSE b.since END AS since,
    coalesce(lead(b.since) OVER (PARTITION BY b.division, b.written_from ORDER BY b.place), 'infinity') AS until
  FROM became b
)
SELECT current_node(), s.division, s.written_from, s.since, s.written_until, s.until, s.became
FROM spell s
-- Of two changes on one day the division was what the last made of it.
WHERE s.since < s.until;

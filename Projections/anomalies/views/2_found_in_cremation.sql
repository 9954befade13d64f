-- What the rules find in the papers and runs of cremation; `office` is the division of what happened at no facility.
CREATE VIEW found_cremation (node, rule, subject, facility, office, since, evidence, state, fact_zh, fact_en) AS
-- Papers of cremation.
SELECT c.node, 'N1', 'case/' || c.case_id, max(d.facility), NULL::text, min(c.issued_on), array_agg(c.event_id), 'open',
  format('该个案有火化证明 %s 份，没有火化记录', count(*)),
  format('The case has %s cremation certificate(s) and no cremation.', count(*))
FROM certificate c
LEFT JOIN decedent_case d USING (node, case_id)
WHERE NOT EXISTS (SELECT FROM cremation r WHERE r.node = c.node AND r.case_id = c.case_id)
GROUP BY c.node, c.case_id
UNION ALL
SELECT c.node, 'N2', 'case/' || c.case_id, c.facility, NULL, local_date(c.ended_at), ARRAY[c.event_id], 'open',
  format('%s 火化，至 %s 未出具证明', local_date(c.ended_at), as_of()),
  format('Cremated on %s, without a certificate until %s.', local_date(c.ended_at), as_of())
FROM cremation c
JOIN rule t ON t.rule = 'N2'
WHERE local_date(c.ended_at) + t.days < as_of()
  AND NOT EXISTS (SELECT FROM certificate p WHERE p.node = c.node AND p.case_id = c.case_id)
UNION ALL
SELECT r.node, 'N3', 'case/' || r.case_id, max(r.facility), NULL, min(r.ran_on), array_agg(r.event_id), 'open',
  format('火化炉记有 %s 炉次，该个案没有相应的火化记录', count(*)),
  format('%s run(s) of a cremator for this case have no cremation.', count(*))
FROM run r
WHERE NOT EXISTS (
  SELECT FROM cremation c WHERE c.node = r.node AND c.case_id = r.case_id AND c.event_id = r.cremation_event_id)
GROUP BY r.node, r.case_id
UNION ALL
SELECT g.node, 'N4', g.stream, max(g.facility), NULL, max(g.last_on), array_agg(g.event_id), 'open',
  format('已用的最小号与最大号之间有 %s 张没有使用、作废或核销', sum(g.forms)),
  format('%s form(s) between the lowest and the highest used are neither used nor spoilt nor written off.', sum(g.forms))
FROM (
  SELECT r.node, r.stream, r.event_id, r.facility, local_date(max(s.happened_at) FILTER (WHERE s.fate = 'used')) AS last_on,
    (SELECT sum(upper(h) - lower(h)) FROM unnest(
      int8multirange(int8range(min(lower(s.numbers)) FILTER (WHERE s.fate = 'used'),
        max(lower(s.numbers)) FILTER (WHERE s.fate = 'used'), '[]')) - range_agg(s.numbers)) AS h) AS forms
  FROM form r
  JOIN form s ON s.node = r.node AND s.stream = r.stream AND s.series = r.series AND s.numbers && r.numbers
    AND s.fate IN ('used', 'spoiled', 'written_off')
  WHERE r.fate = 'received'
  GROUP BY r.node, r.stream, r.event_id, r.facility
  HAVING count(*) FILTER (WHERE s.fate = 'used') > 0
) g
WHERE g.forms > 0
GROUP BY g.node, g.stream
UNION ALL
SELECT g.node, 'N5', g.stream, g.facility, NULL, local_date(g.happened_at), ARRAY[g.event_id], 'open',
  format('最近一次盘点缺 %s 张，没有核销', g.forms),
  format('%s form(s) were missing in the last count and are not written off.', g.forms)
FROM (
  SELECT l.node, l.stream, l.facility, l.event_id, l.happened_at, (
      SELECT sum(upper(h) - lower(h))
      FROM form m
      CROSS JOIN LATERAL unnest(int8multirange(m.numbers) - coalesce((
        SELECT range_agg(w.numbers) FROM form w
        WHERE w.node = m.node AND w.stream = m.stream AND w.series = m.series AND w.fate = 'written_off'), '{}')) AS h
      WHERE m.node = l.node AND m.stream = l.stream AND m.event_id = l.event_id AND m.fate = 'missing') AS forms
  FROM (
    SELECT DISTINCT ON (c.node, c.stream) c.* FROM form c
    WHERE c.fate = 'counted'
    ORDER BY c.node, c.stream, c.happened_at DESC, c.position DESC
  ) l
) g
WHERE g.forms > 0
UNION ALL
SELECT g.node, 'N6', g.stream, max(g.facility), NULL, min(local_date(g.happened_at)), array_agg(g.event_id), 'open',
  format('有 %s 个编号重复使用，或使用后又作废、核销', count(DISTINCT (g.series, g.number))),
  format('%s number(s) were used more than once, or used and also spoilt or written off.',
    count(DISTINCT (g.series, g.number)))
FROM (
  SELECT s.* FROM (
    SELECT f.node, f.stream, f.facility, f.series, lower(f.numbers) AS number, f.event_id, f.happened_at,
      count(*) OVER w AS times, count(*) FILTER (WHERE f.fate = 'used') OVER w AS uses
    FROM form f
    WHERE f.fate IN ('used', 'spoiled')
    WINDOW w AS (PARTITION BY f.node, f.stream, f.series, lower(f.numbers))
  ) s
  WHERE s.times > 1 AND s.uses > 0
  UNION ALL
  SELECT u.node, u.stream, u.facility, u.series, lower(u.numbers), e.event_id, e.happened_at, NULL, NULL
  FROM form w
  JOIN form u ON u.node = w.node AND u.stream = w.stream AND u.series = w.series AND u.numbers <@ w.numbers
    AND u.fate = 'used'
  CROSS JOIN LATERAL (VALUES (u.event_id, u.happened_at), (w.event_id, w.happened_at)) e (event_id, happened_at)
  WHERE w.fate = 'written_off'
) g
GROUP BY g.node, g.stream
UNION ALL
SELECT u.node, 'N7', u.stream, max(u.facility), NULL, min(local_date(u.happened_at)), array_agg(u.event_id), 'open',
  format('使用了 %s 张没有领入的空白证明', count(*)), format('%s form(s) were used that were never received.', count(*))
FROM form u
WHERE u.fate = 'used' AND NOT EXISTS (
  SELECT FROM form r
  WHERE r.node = u.node AND r.stream = u.stream AND r.series = u.series AND r.numbers @> u.numbers
    AND r.fate = 'received')
GROUP BY u.node, u.stream
UNION ALL
-- Cremation.
SELECT c.node, 'N8', 'case/' || c.case_id, c.facility, NULL, local_date(c.started_at),
  array_agg(h.event_id) || c.event_id, 'open',
  format('%s 火化时有 %s 项限制处置未解除', local_date(c.started_at), count(*)),
  format('%s hold(s) were in force when the body was cremated on %s.', count(*), local_date(c.started_at))
FROM cremation c
JOIN hold h ON h.node = c.node AND h.case_id = c.case_id AND h.placed_at < c.ended_at
  AND coalesce((h.until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', 'infinity') > c.started_at
WHERE NOT EXISTS (
  SELECT FROM hold_release r
  WHERE r.node = h.node AND r.case_id = h.case_id AND r.hold_event_id = h.event_id AND r.released_at <= c.started_at)
GROUP BY c.node, c.case_id
UNION ALL
SELECT g.node, 'N9', 'case/' || g.case_id, g.facility, NULL, local_date(g.started_at),
  o.evidence || g.event_id, 'open',
  format('火化炉 %s 同时还在火化 %s 具遗体', g.unit, cardinality(o.evidence)),
  format('The cremator %s was running for %s other(s) at the time.', g.unit, cardinality(o.evidence))
FROM (
  SELECT c.*, max(c.ended_at) OVER (
    PARTITION BY c.node, c.facility, c.unit ORDER BY c.started_at, c.case_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until
  FROM cremation c
) g
CROSS JOIN LATERAL (
  SELECT array_agg(e.event_id) AS evidence
  FROM cremation e
  WHERE e.node = g.node AND e.facility = g.facility AND e.unit = g.unit
    AND (e.started_at, e.case_id) < (g.started_at, g.case_id) AND e.ended_at > g.started_at
) o
WHERE g.busy_until > g.started_at
UNION ALL
SELECT b.node, 'N10', 'case/' || r.case_id, b.facility, NULL, r.ran_on, ARRAY[r.event_id], 'open',
  format('本炉次 %s 分钟；该炉 %s 个炉次的中位数为 %s 分钟，离中位数的中位距离为 %s 分钟', r.value, b.runs, b.median, b.distance),
  format('%s minutes; the median of the cremator''s %s runs is %s, the median distance from it %s.',
    r.value, b.runs, b.median, b.distance)
FROM unit_band b
CROSS JOIN LATERAL unnest(b.cases, b.events, b.days, b.values) AS r (case_id, event_id, ran_on, value)
WHERE b.what = 'minutes' AND abs(r.value - b.median) > b.reach
UNION ALL
SELECT b.node, 'N11', 'case/' || r.case_id, b.facility, NULL, r.ran_on, ARRAY[r.event_id], 'open',
  format('本炉次燃料 %s %s；该炉 %s 个炉次的中位数为 %s，同类燃料各炉 %s 个炉次的为 %s', round(r.value / 1000.0, 1), n.measure_zh,
    b.runs, round(b.median / 1000.0, 1), f.runs, round(f.median / 1000.0, 1)),
  format('%s %s of fuel; the median of the cremator''s %s runs is %s, of all %s runs on that fuel %s.',
    round(r.value / 1000.0, 1), n.measure_en, b.runs, round(b.median / 1000.0, 1), f.runs, round(f.median / 1000.0, 1))
FROM unit_band b
JOIN fuel_band f ON f.node = b.node AND f.fuel = b.fuel AND f.measure = b.what
JOIN measure_name n ON n.measure = b.what
CROSS JOIN LATERAL unnest(b.cases, b.events, b.days, b.values) AS r (case_id, event_id, ran_on, value)
WHERE CASE
  -- A cremator whose median is itself far from that of the others is held to theirs.
  WHEN greatest(abs(r.value - f.median), abs(b.median - f.median)) > f.reach THEN abs(r.value - f.median) > f.reach
  ELSE abs(r.value - b.median) > b.reach
END
UNION ALL
SELECT m.node, 'N12', 'unit/' || m.facility || '/' || m.unit, m.facility, NULL, m.month, m.evidence, 'open',
  format('%s 起一个月 %s 炉次用燃料 %s %s，平均 %s；同类燃料火化炉各月平均的中位数为 %s',
    m.month, m.runs, round(m.fuel_milli / 1000.0, 1), n.measure_zh, round(m.mean_milli / 1000.0, 1),
    round(m.middle_milli / 1000.0, 1)),
  format('%s runs in the month from %s took %s %s, %s each; the median month of cremators with this fuel has %s.',
    m.runs, m.month, round(m.fuel_milli / 1000.0, 1), n.measure_en, round(m.mean_milli / 1000.0, 1),
    round(m.middle_milli / 1000.0, 1))
FROM unit_month m
JOIN measure_name n USING (measure)
JOIN rule t ON t.rule = 'N12'
WHERE abs(m.mean_milli - m.middle_milli) * 1000 > t.permille * m.middle_milli;

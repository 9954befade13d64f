-- What the rules find in the record itself; `office` is the division of what happened at no facility.
CREATE VIEW found_record (node, rule, subject, facility, office, since, evidence, state, fact_zh, fact_en) AS
-- Entry.
SELECT g.node, 'N29', 'facility/' || g.source, g.source, NULL, min(g.entered_on), array_agg(g.event_id), 'open',
  format('%s 份死亡证明在死亡 %s 日后才登记，集中在 %s 日', count(*), max(g.days), count(DISTINCT g.entered_on)),
  format('%s death certificates were entered more than %s days after the death, on %s days.', count(*), max(g.days),
    count(DISTINCT g.entered_on))
FROM (
  SELECT d.*, t.days, t.least, count(*) OVER (
    PARTITION BY d.node, d.source ORDER BY d.entered_on
    RANGE BETWEEN '365 days' PRECEDING AND '365 days' FOLLOWING) AS late
  FROM death d
  JOIN rule t ON t.rule = 'N29'
  WHERE d.is_known AND d.entered_on - d.died_on > t.days
) g
WHERE g.late >= g.least
GROUP BY g.node, g.source
UNION ALL
SELECT d.node, 'N30', 'facility/' || d.source, d.source, NULL, d.recorded_on, array_agg(d.event_id), 'open',
  format('%s 一日收到 %s 份死亡证明，业务时间都早 %s 日以上', d.recorded_on, count(*), t.days),
  format('%s death certificates dated more than %s days earlier came in on %s.', count(*), t.days, d.recorded_on)
FROM death d
JOIN rule t ON t.rule = 'N30'
WHERE d.recorded_on - d.entered_on > t.days
GROUP BY d.node, d.source, d.recorded_on, t.least, t.days
HAVING count(*) >= t.least
UNION ALL
-- What the registry raised is settled once everything that it names has been amended since.
SELECT g.node, 'N31', g.stream,
  CASE
    WHEN split_part(g.stream, '/', 1) IN ('batch', 'facility', 'inspection', 'plot', 'section', 'stock', 'unit')
      THEN split_part(g.stream, '/', 2)
    ELSE coalesce(max(d.facility), max(a.facility), max(r.facility))
  END, max(m.office), min(g.raised_on), array_agg(g.event_id) || array_agg(g.named),
  CASE WHEN bool_and(g.is_amended) THEN 'gone' ELSE 'open' END,
  format('更正或迟到的事实与规则 %s 不符', string_agg(DISTINCT g.rule_id, '、' ORDER BY g.rule_id)),
  format('Since an amendment or a late fact, facts here are against the rules %s.',
    string_agg(DISTINCT g.rule_id, ', ' ORDER BY g.rule_id))
FROM (
  SELECT r.node, r.stream, r.raised_on, r.event_id, r.rule_id::text COLLATE "C" AS rule_id, n.named, EXISTS (
    SELECT FROM amended a WHERE a.node = r.node AND a.target_event_id = n.named AND a.position > r.position) AS is_amended
  FROM raised r
  CROSS JOIN LATERAL unnest(r.event_ids) AS n (named)
) g
LEFT JOIN decedent_case d ON d.node = g.node AND d.case_id = split_part(g.stream, '/', 2)
  AND split_part(g.stream, '/', 1) IN ('case', 'waiver')
LEFT JOIN custody a ON a.node = g.node AND a.custody_id = split_part(g.stream, '/', 2) AND g.stream LIKE 'ashes/%'
LEFT JOIN use_right r ON r.node = g.node AND r.contract = split_part(g.stream, '/', 2) AND g.stream LIKE 'right/%'
LEFT JOIN located_claim m ON m.node = g.node AND m.claim_id = split_part(g.stream, '/', 2) AND g.stream LIKE 'claim/%'
GROUP BY g.node, g.stream;

-- What the rules find of plots, rights and ashes; `office` is the division of what happened at no facility.
CREATE VIEW found_places (node, rule, subject, facility, office, since, evidence, state, fact_zh, fact_en) AS
-- Plots and rights.
SELECT l.node, 'N21', l.stream, max(l.facility), NULL, min(l.laid_on), array_agg(l.event_id), 'open',
  format('面积最大 %s 平方厘米，碑高最高 %s 毫米；按 %s，上限为 %s 平方厘米、%s 毫米', max(l.area_cm2),
    coalesce(max(l.stone_mm)::text, '–'), max(v.title_zh), min(v.area_max_cm2), coalesce(min(v.stone_max_mm)::text, '–')),
  format('Up to %s cm² and stones of %s mm; the limits of %s are %s cm² and %s mm.', max(l.area_cm2),
    coalesce(max(l.stone_mm)::text, '–'), max(v.title_en), min(v.area_max_cm2), coalesce(min(v.stone_max_mm)::text, '–'))
FROM layout l
JOIN section s USING (node, facility, section)
JOIN facility f USING (node, facility)
CROSS JOIN LATERAL (
  SELECT p.* FROM plot_policy p
  WHERE p.node = l.node AND l.laid_on >= p.valid_from AND l.laid_on <= coalesce(p.valid_to, 'infinity')
    -- As divisions were on that day, or on the first by which both were written down.
    AND EXISTS (
      SELECT FROM unnest(p.scope_divisions) AS s (scope)
      CROSS JOIN LATERAL (SELECT greatest(l.laid_on, f.licensed_on) AS on_day) y
      JOIN facility_division d
        ON d.node = f.node AND d.facility = f.facility AND d.since <= y.on_day AND y.on_day < d.until
      LEFT JOIN lineage m
        ON m.node = p.node AND m.division = s.scope AND m.written_from <= p.valid_from
          AND p.valid_from < m.written_until AND m.since <= y.on_day AND y.on_day < m.until
      WHERE coalesce(m.became, s.scope) = ANY (areas(d.division)))
    AND coalesce(f.level = ANY (p.scope_levels), true) AND coalesce(f.nature = ANY (p.scope_natures), true)
  ORDER BY p.position DESC
  LIMIT 1
) c
JOIN LATERAL (
  SELECT c.title_zh, c.title_en, q.area_max_cm2, q.stone_max_mm FROM plot_limit q
  WHERE q.node = c.node AND q.stream = c.stream AND q.event_id = c.event_id AND q.kind = s.kind
) v ON l.area_cm2 > v.area_max_cm2 OR l.stone_mm > v.stone_max_mm
GROUP BY l.node, l.stream
UNION ALL
SELECT r.node, 'N22', 'right/' || r.contract, r.facility, NULL, r.granted_on, ARRAY[r.event_id], 'open',
  CASE WHEN r.case_id IS NULL THEN format('以 %s 为由确立，没有逝者，也没有凭证', r.basis)
    ELSE format('所依据的个案 %s 没有死亡证明', r.case_id) END,
  CASE WHEN r.case_id IS NULL THEN format('Granted as %s, for no decedent and without evidence.', r.basis)
    ELSE format('The case %s that it is granted for has no death certificate.', r.case_id) END
FROM use_right r
LEFT JOIN death d USING (node, case_id)
WHERE CASE WHEN r.case_id IS NULL THEN r.basis = 'decedent' OR NOT r.has_evidence ELSE d.case_id IS NULL END
UNION ALL
SELECT u.node, 'N23', u.stream, u.facility, NULL, u.from_on, n.evidence || u.evidence, 'open',
  format('停售前 %s 日内出售 %s 个，此前 180 日共 %s 个', t.days, cardinality(n.evidence), o.rights),
  format('%s rights were granted in the %s days before, %s in the 180 days before those.', cardinality(n.evidence), t.days,
    o.rights)
FROM (
  SELECT s.node, s.stream, s.facility, s.from_on, array_agg(s.event_id) AS evidence
  FROM suspension s
  GROUP BY s.node, s.stream, s.facility, s.from_on
) u
JOIN rule t ON t.rule = 'N23'
CROSS JOIN LATERAL (
  SELECT array_agg(r.event_id) AS evidence FROM use_right r
  WHERE r.node = u.node AND r.facility = u.facility AND r.granted_on > u.from_on - t.days AND r.granted_on <= u.from_on
) n
CROSS JOIN LATERAL (
  SELECT count(*) AS rights FROM use_right r
  WHERE r.node = u.node AND r.facility = u.facility
    AND r.granted_on > u.from_on - t.days - 180 AND r.granted_on <= u.from_on - t.days
) o
WHERE cardinality(n.evidence) >= t.least AND cardinality(n.evidence)::bigint * 180000 >= t.permille * o.rights * t.days
UNION ALL
-- Ashes.
SELECT c.node, 'N24', 'ashes/' || c.custody_id, c.facility, NULL, c.opened_on + t.days,
  array_remove(ARRAY[c.event_id, r.event_id], NULL), 'open',
  format('%s 入管后没有寄存、领取、安放或撒散的记录', c.opened_on),
  format('Taken into custody on %s; nothing has been heard of storage, release, placement or scattering.', c.opened_on)
FROM custody c
JOIN rule t ON t.rule = 'N24'
LEFT JOIN cremation r ON r.node = c.node AND r.case_id = c.case_id
WHERE c.opened_on + t.days < as_of()
  AND NOT EXISTS (SELECT FROM heard h WHERE h.node = c.node AND h.custody_id = c.custody_id)
UNION ALL
SELECT k.node, 'N25', 'ashes/' || k.custody_id, c.facility, NULL, local_date(k.checked_at), ARRAY[k.event_id], 'open',
  CASE WHEN k.is_found THEN '最近一次盘点标签不符' ELSE '最近一次盘点未找到' END,
  CASE WHEN k.is_found THEN 'The tag did not match in the last stocktake.' ELSE 'Not found in the last stocktake.' END
FROM ash_check k
LEFT JOIN custody c USING (node, custody_id)
LEFT JOIN heard h USING (node, custody_id)
-- What is handed over or laid to rest afterwards is found again.
WHERE NOT (k.is_found AND k.tag_matches) AND (h.heard_at > k.checked_at) IS NOT TRUE
UNION ALL
SELECT s.node, 'N26', 'ashes/' || s.custody_id, s.facility, NULL, s.placed_on, s.evidence, 'open',
  '逝者不属服务范围，未填亲属关系，也无批准文号',
  'The decedent was no resident of the service area; neither a relation nor an approval is given.'
FROM stranger s
WHERE NOT s.is_related AND NOT s.is_approved
UNION ALL
SELECT s.node, 'N27', 'ashes/' || s.custody_id, s.facility, NULL, s.placed_on, s.evidence, 'open',
  '逝者不属服务范围，经批准安放', 'The decedent was no resident of the service area; the placement was approved.'
FROM stranger s
WHERE s.is_approved
UNION ALL
SELECT g.node, 'N28', 'facility/' || g.facility, g.facility, NULL, min(g.placed_on), array_agg(g.event_id), 'open',
  format('前后各 365 日内，服务范围外的最多占 %s 份安放中的 %s 份', max(g.placed), max(g.outside)),
  format('Within 365 days before and after each, up to %s of %s placements are from outside the service area.',
    max(g.outside), max(g.placed))
FROM (
  SELECT p.*, s.node IS NOT NULL AS is_outside, count(*) OVER w AS placed, count(s.node) OVER w AS outside
  FROM placement p
  LEFT JOIN stranger s ON s.node = p.node AND s.custody_id = p.custody_id AND NOT s.is_related
  WINDOW w AS (
    PARTITION BY p.node, p.facility ORDER BY p.placed_on
    RANGE BETWEEN '365 days' PRECEDING AND '365 days' FOLLOWING)
) g
JOIN rule t ON t.rule = 'N28'
WHERE g.is_outside AND g.outside >= t.least AND g.outside * 1000 >= t.permille * g.placed
GROUP BY g.node, g.facility;

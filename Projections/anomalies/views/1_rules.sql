-- The rules and their thresholds: how many at least, after how many days, beyond which share in a thousand. They say where
-- to look; no law has them.
CREATE VIEW rule (rule, severity, least, days, permille, title_zh, title_en) AS
VALUES
  ('N1', 'high', NULL::bigint, NULL::integer, NULL::bigint, '有火化证明而无火化记录', 'certificate without a cremation'),
  ('N2', 'medium', NULL, 7, NULL, '火化后久未出具证明', 'cremation without a certificate'),
  ('N3', 'medium', NULL, NULL, NULL, '火化炉有炉次而无火化记录', 'run of a cremator without a cremation'),
  ('N4', 'medium', NULL, NULL, NULL, '空白证明断号', 'gap in the numbers of used forms'),
  ('N5', 'medium', NULL, NULL, NULL, '空白证明盘点缺失', 'blank forms missing in a count'),
  ('N6', 'high', NULL, NULL, NULL, '证明编号重复使用', 'form used twice'),
  ('N7', 'high', NULL, NULL, NULL, '使用未领入的空白证明', 'form that was never received'),
  ('N8', 'high', NULL, NULL, NULL, '限制处置期间火化', 'cremation while held'),
  ('N9', 'high', NULL, NULL, NULL, '同一火化炉炉次重叠', 'overlapping runs of one cremator'),
  ('N10', 'medium', 21, NULL, 3500, '炉次时长异常', 'run time outside the band of the cremator'),
  ('N11', 'medium', 21, NULL, 3500, '炉次油耗异常', 'fuel outside the band of the cremator'),
  ('N12', 'high', 10, NULL, 300, '月油耗与火化数不符', 'fuel of a month against its cremations'),
  ('N13', 'high', NULL, NULL, NULL, '遗体已安葬而出具火化证明', 'certificate after a burial'),
  ('N14', 'high', NULL, 30, NULL, '死亡日期大幅改动', 'death date changed by much'),
  ('N15', 'high', NULL, NULL, NULL, '拨款后改动死亡日期', 'death date changed after payment'),
  ('N16', 'high', 3, NULL, NULL, '同一账户申领多人', 'one bank account for many decedents'),
  ('N17', 'high', 3, NULL, NULL, '同一人申领多人', 'one claimant for many decedents'),
  ('N18', 'high', 5, NULL, 30, '无名遗体集中', 'many unknown bodies at one home'),
  ('N19', 'high', NULL, NULL, NULL, '减免对象死亡后仍有活动', 'waiver for a person who acts after death'),
  ('N20', 'high', NULL, NULL, NULL, '两地申领', 'claims in two counties'),
  ('N21', 'medium', NULL, NULL, NULL, '墓位超标', 'plots over the limit of their kind'),
  ('N22', 'high', NULL, NULL, NULL, '无凭据确立使用权', 'right without papers'),
  ('N23', 'high', 8, 3, 3000, '停售前集中出售', 'many sales just before a suspension'),
  ('N24', 'medium', NULL, 180, NULL, '骨灰久无去向', 'ashes without a place for long'),
  ('N25', 'medium', NULL, NULL, NULL, '骨灰盘点不符', 'ashes that a stocktake missed'),
  ('N26', 'medium', NULL, NULL, NULL, '未经批准的服务范围外安放', 'placement outside the service area without approval'),
  ('N27', 'low', NULL, NULL, NULL, '经批准的服务范围外安放', 'placement outside the service area by approval'),
  ('N28', 'medium', 5, NULL, 100, '服务范围外安放集中', 'many placements outside the service area'),
  ('N29', 'high', 5, 30, NULL, '死亡证明成批迟报', 'late entry of many deaths'),
  ('N30', 'low', 50, 30, NULL, '历史数据成批导入', 'bulk import of older records'),
  ('N31', 'medium', NULL, NULL, NULL, '更正后与规则不符', 'facts against the rules since an amendment');

CREATE VIEW severity_name (severity, place, severity_zh) AS
VALUES ('high', 1, '高'), ('medium', 2, '中'), ('low', 3, '低');

-- Claims, with what has become of the division that their office named.
CREATE VIEW located_claim AS
SELECT c.node, c.claim_id, c.event_id, c.case_id, c.claimant_ref, c.bank_ref, c.submitted_on,
  coalesce(l.became, c.office) AS office
FROM claim c
LEFT JOIN lineage l
  ON l.node = c.node AND l.division = c.office AND l.written_from <= c.submitted_on AND c.submitted_on < l.written_until
  AND l.since <= as_of() AND as_of() < l.until;

-- Payments of awards that the bank has not sent back.
CREATE VIEW award_payment AS
SELECT s.node, s.claim_id, s.event_id, s.position
FROM claim_step s
WHERE s.step = 'ClaimPaid' AND NOT EXISTS (
  SELECT FROM claim_step f
  WHERE f.node = s.node AND f.claim_id = s.claim_id AND f.step = 'ClaimPaymentFailed' AND f.pay_ref = s.pay_ref);

-- The decedents of whom something was paid, and by which event.
CREATE VIEW paid AS
SELECT c.node, c.case_id, p.event_id, p.position
FROM claim c
JOIN award_payment p USING (node, claim_id)
UNION ALL
SELECT l.node, l.case_id, p.event_id, p.position
FROM batch_line l
JOIN batch_payment p ON p.node = l.node AND p.batch = l.batch;

-- Changes of a day of death; of a certificate that was voided, to the one that stands.
CREATE VIEW death_change AS
SELECT a.node, substr(a.stream, length('case/') + 1)::code AS case_id, a.stream, a.event_id, a.position,
  a.target_event_id, a.amended_on, a.was_died_on, coalesce(a.died_on, d.died_on) AS died_on
FROM amended a
LEFT JOIN death d ON d.node = a.node AND d.case_id = substr(a.stream, length('case/') + 1)
WHERE a.target_type = 'DeathCertificateRecorded';

-- The runs of a cremator: how long they lasted or what they took, `what` being the minutes, or the measure in which fuel was
-- metered; the median of all, and the median distance from that, which counts for a twentieth of the median at least, where
-- runs are all alike. Beyond `reach` a run is outside; it is NULL where there are too few runs. The runs stand in arrays, and
-- MATERIALIZED is said here and below, so that whatever the planner expects, each run is looked at once.
CREATE VIEW unit_band AS
WITH measured AS MATERIALIZED (
  SELECT c.node, c.facility, c.unit, m.what, count(*) AS runs,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY m.value) AS median, array_agg(c.case_id::text) AS cases,
    array_agg(c.event_id) AS events, array_agg(local_date(c.ended_at)) AS days, array_agg(m.value) AS values
  FROM cremation c
  CROSS JOIN LATERAL (
    VALUES ('minutes', floor(extract(epoch FROM c.ended_at - c.started_at) / 60)::bigint), (c.fuel_measure, c.fuel_milli)
  ) m (what, value)
  WHERE m.value IS NOT NULL
  GROUP BY c.node, c.facility, c.unit, m.what
), band AS MATERIALIZED (
  SELECT m.*, greatest(d.median, m.median / 20) AS distance
  FROM measured m
  CROSS JOIN LATERAL (
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY abs(v.value - m.median)) AS median
    FROM unnest(m.values) AS v (value)
  ) d
)
SELECT b.*, coalesce(u.fuel, 'other') AS fuel,
  CASE WHEN b.runs >= t.least THEN t.permille * 1483 * b.distance / 1000000 END AS reach
FROM band b
JOIN rule t ON t.rule = CASE b.what WHEN 'minutes' THEN 'N10' ELSE 'N11' END
LEFT JOIN unit u USING (node, facility, unit);

-- The same of all runs on a kind of fuel that was metered alike: a cremator that often runs on too little has a band of its
-- own that says nothing.
CREATE VIEW fuel_band AS
WITH measured AS MATERIALIZED (
  SELECT c.node, coalesce(u.fuel, 'other') AS fuel, c.fuel_measure AS measure, count(*) AS runs,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY c.fuel_milli) AS median, array_agg(c.fuel_milli) AS values
  FROM cremation c
  LEFT JOIN unit u USING (node, facility, unit)
  WHERE c.fuel_milli IS NOT NULL
  GROUP BY c.node, coalesce(u.fuel, 'other'), c.fuel_measure
), band AS MATERIALIZED (
  SELECT m.node, m.fuel, m.measure, m.runs, m.median, greatest(d.median, m.median / 20) AS distance
  FROM measured m
  CROSS JOIN LATERAL (
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY abs(v.value - m.median)) AS median
    FROM unnest(m.values) AS v (value)
  ) d
)
SELECT b.*, CASE WHEN b.runs >= t.least THEN t.permille * 1483 * b.distance / 1000000 END AS reach
FROM band b
JOIN rule t ON t.rule = 'N11';

-- A cremator's month, beside the middle one of all months of cremators with that fuel, metered alike. Of a month in which
-- the measure changed, the runs in that of most.
CREATE VIEW unit_month AS
WITH month AS MATERIALIZED (
  SELECT DISTINCT ON (c.node, c.facility, c.unit, date_trunc('month', local_date(c.ended_at)::timestamp))
    c.node, c.facility, c.unit, coalesce(u.fuel, 'other') AS fuel, c.fuel_measure AS measure,
    date_trunc('month', local_date(c.ended_at)::timestamp)::date AS month, count(*) AS runs,
    sum(c.fuel_milli)::bigint AS fuel_milli, (sum(c.fuel_milli) / count(*))::bigint AS mean_milli, array_agg(c.event_id ORDER BY c.event_id) AS evidence
  FROM cremation c
  LEFT JOIN unit u USING (node, facility, unit)
  JOIN rule t ON t.rule = 'N12'
  WHERE c.fuel_milli IS NOT NULL
  GROUP BY c.node, c.facility, c.unit, coalesce(u.fuel, 'other'), c.fuel_measure,
    date_trunc('month', local_date(c.ended_at)::timestamp), t.least
  HAVING count(*) >= t.least
  ORDER BY c.node, c.facility, c.unit, date_trunc('month', local_date(c.ended_at)::timestamp), count(*) DESC,
    c.fuel_measure
), middle AS MATERIALIZED (
  SELECT o.node, o.fuel, o.measure, percentile_disc(0.5) WITHIN GROUP (ORDER BY o.mean_milli) AS middle_milli
  FROM month o
  GROUP BY o.node, o.fuel, o.measure
)
SELECT m.*, g.middle_milli
FROM month m
JOIN middle g USING (node, fuel, measure);

CREATE VIEW measure_name (measure, measure_zh, measure_en) AS
VALUES ('litre', '升', 'l'), ('cubic_metre', '立方米', 'm³'), ('kilowatt_hour', '千瓦时', 'kWh');

-- Placements in public cemeteries with a service area that day, of those who were no residents of it.
CREATE VIEW stranger AS
SELECT p.node, p.custody_id, p.facility, p.placed_on, p.is_related, p.is_approved,
  array_remove(ARRAY[p.event_id, c.event_id, r.event_id], NULL) AS evidence
FROM placement p
JOIN facility f ON f.node = p.node AND f.facility = p.facility AND f.nature = 'public_benefit'
JOIN custody c ON c.node = p.node AND c.custody_id = p.custody_id
CROSS JOIN LATERAL (
  SELECT a.divisions, a.from_on
  FROM service_area a
  WHERE a.node = p.node AND a.facility = p.facility AND a.from_on <= p.placed_on
    AND p.placed_on <= coalesce(a.to_on, 'infinity')
  ORDER BY a.position DESC
  LIMIT 1
) s
LEFT JOIN residency r ON r.node = c.node AND r.case_id = c.case_id
-- As divisions were on that day, or on the first by which both were written down.
WHERE NOT EXISTS (
  SELECT FROM unnest(r.homes) AS h (home)
  CROSS JOIN unnest(s.divisions) AS d (served)
  CROSS JOIN LATERAL (SELECT greatest(p.placed_on, r.written_on) AS on_day) y
  LEFT JOIN lineage m
    ON m.node = p.node AND m.division = h.home AND m.written_from <= r.written_on AND r.written_on < m.written_until
      AND m.since <= y.on_day AND y.on_day < m.until
  LEFT JOIN lineage n
    ON n.node = p.node AND n.division = d.served AND n.written_from <= s.from_on AND s.from_on < n.written_until
      AND n.since <= y.on_day AND y.on_day < n.until
  WHERE coalesce(n.became, d.served) = ANY (areas(coalesce(m.became, h.home))));

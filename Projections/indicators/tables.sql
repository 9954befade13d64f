-- Facts: what the events say, one row for each thing they speak of. Figures are counted from them when they are read, for
-- the day asked for, so there are no derived tables.

-- A decedent, by the case. What has not been said is NULL.
CREATE TABLE decedent (
  node integer,
  case_id code,
  facility code,                    -- where the case was opened
  opened_on date,
  death_on date,
  death_division code,
  hukou_division code,
  exempt boolean,                   -- may be buried in a cremation zone
  cremated_on date,
  cremated_at code,                 -- the funeral home
  ash_portions integer,
  cremation_in_time boolean,        -- recorded within 24 hours
  buried_on date,
  buried_at code,                   -- the cemetery
  left_on date,                     -- donated, or taken to another place
  duplicate_on date,                -- closed as a duplicate of another case
  PRIMARY KEY (node, case_id)
);

-- A portion of ashes, and where it was placed or scattered. That is told once: a relocation is no new disposition.
CREATE TABLE portion (
  node integer,
  custody_id code,
  case_id code,
  kept_at code,
  disposed_on date,
  form code,
  placed_at code,                   -- the facility; NULL when scattered
  placement_in_time boolean,        -- recorded within 24 hours; NULL when scattered
  PRIMARY KEY (node, custody_id)
);
CREATE INDEX portion_case ON portion (node, case_id);

CREATE TABLE waiver (
  node integer,
  case_id code,
  position bigint,                  -- of the decision, in the log
  decision_id uuid NOT NULL,
  decided_on date NOT NULL,
  decision code NOT NULL,           -- granted, partial, denied, pending
  waived_fen bigint NOT NULL,
  PRIMARY KEY (node, case_id, position)
);

CREATE TABLE waiver_reversal (
  node integer,
  case_id code,
  decision_id uuid,
  reversed_on date NOT NULL,
  PRIMARY KEY (node, case_id, decision_id)
);

CREATE TABLE claim (
  node integer,
  claim_id code,
  office_division code NOT NULL,
  submitted_on date NOT NULL,
  PRIMARY KEY (node, claim_id)
);

-- A payment; NULL for one of which only its return is known.
CREATE TABLE payment (
  node integer,
  claim_id code,
  pay_ref code,
  paid_on date,
  amount_fen bigint,
  returned_on date,                 -- the bank sent it back
  PRIMARY KEY (node, claim_id, pay_ref)
);

CREATE TABLE recovery (
  node integer,
  claim_id code,
  position bigint,
  recovered_on date NOT NULL,
  recovered_fen bigint NOT NULL,
  PRIMARY KEY (node, claim_id, position)
);

CREATE TABLE inspection (
  node integer,
  facility code,
  year integer,
  opened_on date,
  ordered_on date,                  -- the rectification
  due_on date,
  accepted_on date,
  PRIMARY KEY (node, facility, year)
);

-- A conclusion, as issued or revised.
CREATE TABLE conclusion (
  node integer,
  facility code,
  year integer,
  position bigint,
  concluded_on date NOT NULL,
  result code NOT NULL,             -- qualified, basically_qualified, unqualified, deferred
  PRIMARY KEY (node, facility, year, position)
);

  PRIMARY KEY (node, facility)
);

CREATE TABLE facility_status (
  node integer,
  facility code,
  position bigint,
  from_on date NOT NULL,
  status code NOT NULL,
  PRIMARY KEY (node, facility, position)
);

CREATE TABLE facility_grade (
  node integer,
  facility code,
  position bigint,
  from_on date NOT NULL,
  grade integer NOT NULL,           -- 1 is the highest
  PRIMARY KEY (node, facility, position)
);

CREATE TABLE service_area (
  node integer,
  facility code,
  position bigint,
  from_on date NOT NULL,
  to_on date,
  PRIMARY KEY (node, facility, position)
);

CREATE TABLE section (
  node integer,
  facility code,
  section code,
  opened_on date NOT NULL,
  eco boolean NOT NULL,
  PRIMARY KEY (node, facility, section)
);

CREATE TABLE cremator (
  node integer,
  facility code,
  unit_no code,
  installed_on date,
  rated_life_days integer,
  retired_on date,
  PRIMARY KEY (node, facility, unit_no)
);

-- The emission tests of a cremator, and the works after which it needs a new one.
CREATE TABLE cremator_check (
  node integer,
  facility code,
  unit_no code,
  position bigint,
  done_on date NOT NULL,
  valid_to date,                    -- the last day of a test that was passed; NULL for one that failed, and for works
  PRIMARY KEY (node, facility, unit_no, position)
);

-- Populations and deaths of a year, as imported, with their source.
CREATE TABLE reference_count (
  node integer,
  kind code,                        -- population, deaths
  division code,
  year integer,
  value bigint NOT NULL,
  source text NOT NULL,
  counted_on date NOT NULL,
  PRIMARY KEY (node, kind, division, year)
);

-- Which forms of burial count as eco, where and when. A form that a document does not speak of has no row.
CREATE TABLE eco_form (
  node integer,
  position bigint,
  form code,
  scope_division code NOT NULL,
  from_on date NOT NULL,
  to_on date,
  counts_as_eco boolean NOT NULL,
  PRIMARY KEY (node, position, form)
);

CREATE TABLE zone (
  node integer,
  position bigint,
  division code NOT NULL,
  zone code NOT NULL,               -- cremation, burial_reform
  from_on date NOT NULL,
  to_on date,
  PRIMARY KEY (node, position)
);

-- The definitions. One that changes gets a new version beside the old, and figures name the version that they follow. A
-- ratio whose denominator no event tells has no value.

CREATE VIEW definition (
  indicator, version, title_zh, title_en, numerator_zh, numerator_en, denominator_zh, denominator_en,
  cohort_zh, cohort_en, exclusions_zh, exclusions_en, source) AS
VALUES
  ('cremation_rate', 1, '火化率', 'cremation rate',
    '当年死亡、截至查询日已火化的逝者', 'decedents of the year who have been cremated',
    '导入的当年死亡人数', 'deaths of the year, as imported',
    '本登记册中当年死亡的逝者；死亡日期未知的按建案之日', 'decedents of the year in this registry; by the day the case was opened while the day of death is unknown',
    '重复个案', 'duplicate cases',
    '济南市“十三五”民政事业发展规划；宁国市“十四五”民政事业发展规划'),
  ('cremation_rate_in_zones', 1, '火化区火化率', 'cremation rate in cremation zones',
    '其中已火化的', 'those who have been cremated',
    '在火化区死亡、应当火化的逝者', 'decedents who died in a cremation zone and are to be cremated',
    '当年死亡的逝者', 'decedents of the year',
    '重复个案；少数民族等免予火化者；遗体捐献或运出者；死亡地不在火化区或未划定者', 'duplicates; exempt persons; bodies donated or taken elsewhere; deaths outside of the zones',
    '殡葬管理条例（2012年修订）第四条；民政部等“十四五”民政事业发展规划第六节'),
  ('eco_share_of_dispositions', 1, '节地生态安葬率（占安葬）', 'eco burial rate (of dispositions)',
    '其中安葬方式在当地当日计为节地生态的', 'those of a form that counted as eco there on that day',
    '当年安放、撒散的骨灰份数与安葬的遗体', 'portions of ashes placed or scattered, and bodies buried, in the year',
    '同分母', 'as the denominator',
    '重复个案', 'duplicate cases',
    '各规划未写明分母；计入范围见 EcoFormMapPublished'),
  ('eco_share_of_cremations', 1, '节地生态安葬率（占火化）', 'eco burial rate (of cremations)',
    '其中每份骨灰都以节地生态方式安葬的', 'those of which every portion had a form that counted as eco',
    '当年火化的逝者', 'decedents cremated in the year',
    '同分母', 'as the denominator',
    '重复个案', 'duplicate cases',
    '各规划未写明分母；计入范围见 EcoFormMapPublished'),
  ('ashes_in_cemeteries', 1, '新增骨灰集中安葬率', 'new ashes placed in cemeteries',
    '其中未撒散的每份骨灰都安放在许可的公墓或骨灰堂的', 'those of which every portion not scattered lies in a licensed cemetery or columbarium',
    '当年火化的逝者', 'decedents cremated in the year',
    '当年火化的逝者', 'decedents cremated in the year',
    '重复个案；骨灰全部撒散者', 'duplicates; those whose ashes were all scattered',
    '宁国市“十四五”民政事业发展规划'),
  ('benefit_coverage', 1, '惠民殡葬覆盖率（认定符合者）', 'benefit coverage (of those found eligible)',
    '其中有减免金额的', 'those with an amount waived',
    '减免认定为准予、部分准予或待定的逝者', 'decedents whose waiver is granted, partial or pending',
    '当年死亡的逝者', 'decedents of the year',
    '重复个案；不予减免者；无认定者', 'duplicates; those denied; those without a decision',
    '宁国市“十四五”民政事业发展规划：2020年七类困难人群'),
  ('benefit_coverage', 2, '惠民殡葬覆盖率（全体市民）', 'benefit coverage (of all residents)',
    '其中有减免金额的', 'those with an amount waived',
    '户籍在本市的逝者', 'decedents whose hukou is in the city',
    '当年死亡的逝者', 'decedents of the year',
    '重复个案；户籍在外地或未知者', 'duplicates; those whose hukou is elsewhere or unknown',
    '宁国市“十四五”民政事业发展规划：由七类困难人群扩大到全体市民'),
  ('waived_fen', 1, '减免金额（分）', 'amount waived (fen)',
    '当年认定、未撤销的减免金额合计', 'sum of what was waived in the year and not reversed', NULL, NULL,
    '当年的有效减免认定', 'decisions of the year that stand', '已撤销的认定', 'decisions reversed', '监测需要'),
  ('subsidy_fen', 1, '奖补支付金额（分）', 'awards paid (fen)',
    '当年支付、银行未退回的金额合计', 'sum of payments of the year that the bank did not return', NULL, NULL,
    '当年的支付', 'payments of the year', '银行退回的支付', 'payments returned', '监测需要'),
  ('subsidy_recovered_fen', 1, '奖补追回金额（分）', 'awards recovered (fen)',
    '当年到账的追回金额合计', 'sum of money that came back in the year', NULL, NULL,
    '当年的追回', 'recoveries of the year', '无', 'none', '监测需要'),
  ('days_to_pay', 1, '奖补平均支付天数', 'mean days until an award is paid',
    '从申领到首次支付的天数合计', 'days from the claim to its first payment',
    '当年首次支付的申领', 'claims first paid in the year', '当年首次支付的申领', 'claims first paid in the year',
    '银行退回的支付；申领日未知者', 'payments returned; claims whose day is unknown', '监测需要'),
  ('timely_entries', 1, '24小时内录入率', 'entries within 24 hours',
    '其中24小时内录入的', 'those recorded within 24 hours',
    '当年的火化和骨灰安放', 'cremations and placements of ashes in the year',
    '同分母', 'as the denominator', '无', 'none',
    '宁国市“十四五”民政事业发展规划：火化、安葬数据的实时录入；24小时为本系统所定'),
  ('inspection_pass_rate', 1, '年检合格率', 'inspections passed',
    '其中合格或基本合格的', 'those qualified or basically qualified',
    '该年度已有结论的年检', 'inspections of the year with a conclusion',
    '该年度启动的年检', 'inspections of the year', '延期及尚无结论者', 'deferred, or not concluded',
    '烟台市民政事业“十四五”发展规划：规范经营性公墓年检'),
  ('rectification_on_time', 1, '按期整改率', 'rectifications on time',
    '其中期限内验收的', 'those accepted by their last day',
    '已验收或期限已过的整改', 'rectifications accepted or past their last day',
    '该年度年检要求的整改', 'rectifications ordered in inspections of the year', '期限未到者', 'those not due yet', '监测需要'),
  ('county_facility_coverage', 1, '县级公益性安葬（放）设施覆盖率', 'counties with a public-benefit cemetery or columbarium',
    '其中有公益性公墓或骨灰堂的', 'those in which one lies',
    '年末（或查询日）存在的县级区划', 'counties at the end of the year, or on the day asked for',
    '同分母', 'as the denominator', '未许可、许可到期或已关闭的设施', 'facilities not licensed, expired or closed',
    '民政部等“十四五”民政事业发展规划，主要指标13'),
  ('eco_county_coverage', 1, '区市级节地生态公益性公墓覆盖率', 'counties with a county-level eco cemetery',
    '其中有县级公益性公墓且设生态墓区的', 'those with a public-benefit cemetery of county level that has an eco section',
    '年末（或查询日）存在的县级区划', 'counties at the end of the year, or on the day asked for',
    '同分母', 'as the denominator', '未许可、许可到期或已关闭的设施', 'facilities not licensed, expired or closed',
    '威海市2020年全市民政工作要点'),
  ('village_cemetery_coverage', 1, '村级公墓覆盖率', 'villages with a cemetery',
    '年末有服务范围的村级公益性公墓', 'village cemeteries of public benefit that have a service area',
    '行政村数：六位区划代码不含村，登记册不知', 'villages: not told, for six-digit codes end at the county',
    '村级公益性公墓', 'village cemeteries of public benefit', '未许可、许可到期或已关闭的设施', 'facilities not licensed, expired or closed',
    '宁国市“十四五”民政事业发展规划'),
  ('town_cemeteries', 1, '每镇镇级公墓数', 'town cemeteries a town',
    '年末的镇级公益性公墓', 'town cemeteries of public benefit',
    '镇街数：六位区划代码不含镇，登记册不知', 'towns: not told, for six-digit codes end at the county',
    '镇级公益性公墓', 'town cemeteries of public benefit', '未许可、许可到期或已关闭的设施', 'facilities not licensed, expired or closed',
    '威海市2020年全市民政工作要点'),
  ('homes_of_grade_three', 1, '三级以上殡仪馆占比', 'funeral homes of grade three or better',
    '其中三级或以上的', 'those of grade three or better', '年末的殡仪馆', 'funeral homes at the end of the year',
    '同分母', 'as the denominator', '未许可、许可到期或已关闭的设施', 'facilities not licensed, expired or closed',
    '济南市“十三五”民政事业发展规划'),
  ('homes_of_grade_two', 1, '二级以上殡仪馆占比', 'funeral homes of grade two or better',
    '其中二级或以上的', 'those of grade two or better', '年末的殡仪馆', 'funeral homes at the end of the year',
    '同分母', 'as the denominator', '未许可、许可到期或已关闭的设施', 'facilities not licensed, expired or closed',
    '济南市“十三五”民政事业发展规划'),
  ('cremators_past_life', 1, '超过设计寿命的火化机占比', 'cremators past their rated life',
    '其中超过设计寿命的', 'those past it', '年末在用的火化机', 'cremators in use at the end of the year',
    '同分母', 'as the denominator', '已停用者', 'those retired',
    '民政部等“十四五”民政事业发展规划，专栏9'),
  ('cremators_without_test', 1, '无有效排放检测的火化机占比', 'cremators without a valid emission test',
    '其中最近一次检测未通过、已过期或检测后又改造的', 'those whose last check failed, has expired, or was followed by works',
    '年末在用的火化机', 'cremators in use at the end of the year',
    '同分母', 'as the denominator', '已停用者', 'those retired',
    '民政部等“十四五”民政事业发展规划，专栏9');

-- Where places lie.

-- A place of figures: a facility, or a division since the day that an event named it.
CREATE VIEW place AS
SELECT f.node, f.facility AS place, f.division, f.licensed_on AS since FROM facility f
UNION ALL
SELECT d.node, (d.death_division || '@' || d.death_on)::code, d.death_division, d.death_on
FROM decedent d
WHERE d.death_division IS NOT NULL
GROUP BY d.node, d.death_division, d.death_on
UNION ALL
SELECT c.node, (c.office_division || '@@' || c.submitted_on)::code, c.office_division, c.submitted_on
FROM claim c
GROUP BY c.node, c.office_division, c.submitted_on;

-- In which division each place lies from `since` until the day before `until`: the one that was named, then what that
-- became. Divisions that become each other come to an end after sixteen steps.
CREATE VIEW place_division AS
WITH RECURSIVE step (node, place, division, since, number) AS (
  SELECT p.node, p.place, p.division, p.since, 0
  FROM place p
  UNION ALL
  SELECT s.node, s.place, n.successor, n.effective_on, s.number + 1
  FROM step s
  CROSS JOIN LATERAL (
    SELECT u.successor, u.effective_on
    FROM succession u
    WHERE u.node = s.node AND u.division = s.division AND u.effective_on >= s.since AND u.successor <> u.division
    ORDER BY u.effective_on
    LIMIT 1
  ) n
  WHERE s.number < 16
)
SELECT s.node, s.place, s.division, CASE WHEN s.number = 0 THEN '-infinity'::date ELSE s.since END AS since,
  coalesce(lead(s.since) OVER (PARTITION BY s.node, s.place ORDER BY s.number), 'infinity'::date) AS until
FROM step s;

-- The facts as they stood on the day asked for. What happened later does not count, nor do duplicates.

CREATE VIEW died AS
SELECT d.node, d.case_id, coalesce(k.death_on, d.opened_on) AS counted_on,
  coalesce((d.death_division || '@' || k.death_on)::code, d.facility) AS place,
  k.death_on, CASE WHEN k.death_on IS NOT NULL THEN d.death_division END AS death_division, d.hukou_division,
  coalesce(d.exempt, false) AS exempt,
  coalesce(d.cremated_on <= as_of(), false) AS cremated, coalesce(d.buried_on <= as_of(), false) AS buried,
  coalesce(d.left_on <= as_of(), false) AS has_left
FROM decedent d
CROSS JOIN LATERAL (SELECT CASE WHEN d.death_on <= as_of() THEN d.death_on END AS death_on) k
WHERE coalesce(k.death_on, d.opened_on) <= as_of() AND (d.duplicate_on <= as_of()) IS NOT TRUE;

CREATE VIEW cremated AS
SELECT d.node, d.case_id, d.cremated_on, d.cremated_at, d.ash_portions, d.cremation_in_time
FROM decedent d
WHERE d.cremated_on <= as_of() AND (d.duplicate_on <= as_of()) IS NOT TRUE;

-- Each disposition with what the definition of the smallest division around its place says of its form, and of two of one
-- division the later one; NULL when none speaks of it.
CREATE VIEW disposition AS
SELECT o.node, o.case_id, o.disposed_on, o.form, o.placed_at, o.place, e.counts_as_eco, o.in_time
FROM (
  SELECT p.node, p.case_id, p.disposed_on, p.form, p.placed_at, coalesce(p.placed_at, p.kept_at) AS place,
    p.placement_in_time AS in_time
  FROM portion p
  UNION ALL
  SELECT d.node, d.case_id, d.buried_on, 'body_burial', d.buried_at, d.buried_at, NULL
  FROM decedent d
) o
LEFT JOIN decedent c ON c.node = o.node AND c.case_id = o.case_id
LEFT JOIN place_division l
  ON l.node = o.node AND l.place = o.place AND l.since <= o.disposed_on AND o.disposed_on < l.until
LEFT JOIN LATERAL (
  SELECT m.counts_as_eco
  FROM eco_form m
  WHERE m.node = o.node AND m.form = o.form AND m.from_on <= o.disposed_on
    AND (m.to_on IS NULL OR m.to_on >= o.disposed_on) AND m.scope_division = ANY (areas(l.division))
  ORDER BY array_position(areas(l.division), m.scope_division), m.position DESC
  LIMIT 1
) e ON true
WHERE o.disposed_on <= as_of() AND (c.duplicate_on <= as_of()) IS NOT TRUE;

-- The decision on each case that stands: the last one that was not reversed.
CREATE VIEW standing_waiver AS
SELECT DISTINCT ON (w.node, w.case_id) w.node, w.case_id, w.decided_on, w.decision, w.waived_fen
FROM waiver w
LEFT JOIN waiver_reversal r
  ON r.node = w.node AND r.case_id = w.case_id AND r.decision_id = w.decision_id AND r.reversed_on <= as_of()
WHERE w.decided_on <= as_of() AND r.node IS NULL
ORDER BY w.node, w.case_id, w.position DESC;

CREATE VIEW standing_payment AS
SELECT p.node, p.claim_id, p.paid_on, p.amount_fen
FROM payment p
WHERE p.paid_on <= as_of() AND (p.returned_on <= as_of()) IS NOT TRUE;

-- The years of stocks, from the first one of which a plan speaks, with the day that each is shown for.
CREATE VIEW stock_year AS
SELECT y AS year, least(make_date(y, 12, 31), as_of()) AS on_day
FROM generate_series(2016, extract(year FROM as_of())::integer) AS y;

-- The facilities that were licensed and not closed on the day of each year.
CREATE VIEW facility_in_year AS
SELECT f.node, y.year, y.on_day, f.facility, f.kind, f.nature, f.level
FROM facility f
JOIN stock_year y ON f.licensed_on <= y.on_day AND (f.licensed_until IS NULL OR f.licensed_until >= y.on_day)
WHERE (
  SELECT s.status = 'closed'
  FROM facility_status s
  WHERE s.node = f.node AND s.facility = f.facility AND s.from_on <= y.on_day
  ORDER BY s.from_on DESC, s.position DESC
  LIMIT 1) IS NOT TRUE;

-- What each thing adds to the figures of its place, and of its day for the division as it was then. Every definition is
-- one SELECT here or, for counties, in `county_share`.
CREATE VIEW share (
  node, indicator, version, year, place, then_on, numerator, denominator, cohort, known) AS
WITH laid AS MATERIALIZED (
  SELECT * FROM disposition
)
SELECT d.node, 'cremation_rate', 1, extract(year FROM d.counted_on)::integer, d.place, d.counted_on,
  count(*) FILTER (WHERE d.cremated), NULL::bigint, count(*),
  count(*) FILTER (WHERE d.death_on IS NOT NULL AND (d.cremated OR d.buried OR d.has_left))
FROM died d
GROUP BY d.node, d.place, d.counted_on
UNION ALL
SELECT d.node, 'cremation_rate_in_zones', 1, extract(year FROM d.counted_on)::integer, d.place, d.counted_on,
  count(*) FILTER (WHERE z.due AND d.cremated), count(*) FILTER (WHERE z.due), count(*),
  count(*) FILTER (WHERE d.death_on IS NOT NULL AND (NOT z.due OR d.cremated OR d.buried))
FROM died d
CROSS JOIN LATERAL (
  SELECT NOT d.exempt AND NOT d.has_left AND coalesce((
    SELECT z.zone = 'cremation'
    FROM zone z
    WHERE z.node = d.node AND z.division = ANY (areas(d.death_division)) AND z.from_on <= d.death_on
      AND (z.to_on IS NULL OR z.to_on >= d.death_on)
    ORDER BY array_position(areas(d.death_division), z.division), z.position DESC
    LIMIT 1), false) AS due
  OFFSET 0  -- looked up once
) z
GROUP BY d.node, d.place, d.counted_on
UNION ALL
SELECT o.node, 'eco_share_of_dispositions', 1, extract(year FROM o.disposed_on)::integer, o.place, o.disposed_on,
  count(*) FILTER (WHERE o.counts_as_eco), count(*), count(*), count(o.counts_as_eco)
FROM laid o
GROUP BY o.node, o.place, o.disposed_on
UNION ALL
SELECT c.node, v.indicator, 1, extract(year FROM c.cremated_on)::integer, c.cremated_at, c.cremated_on,
  count(*) FILTER (WHERE v.holds), count(*) FILTER (WHERE v.counts), count(*), count(*) FILTER (WHERE v.known)
FROM cremated c
LEFT JOIN (
  SELECT o.node, o.case_id, count(*) AS portions, count(o.counts_as_eco) AS judged,
    count(*) FILTER (WHERE o.counts_as_eco) AS eco, count(o.placed_at) AS placed,
    count(*) FILTER (WHERE f.facility IS NOT NULL) AS licensed
  FROM laid o
  LEFT JOIN facility f
    ON f.node = o.node AND f.facility = o.placed_at AND f.kind IN ('cemetery', 'columbarium')
      AND f.licensed_on <= o.disposed_on AND (f.licensed_until IS NULL OR f.licensed_until >= o.disposed_on)
  WHERE o.form <> 'body_burial'
  GROUP BY o.node, o.case_id
) a ON a.node = c.node AND a.case_id = c.case_id
CROSS JOIN LATERAL (SELECT coalesce(a.portions >= c.ash_portions, false) AS complete) k
CROSS JOIN LATERAL (
  VALUES
    ('eco_share_of_cremations', k.complete AND a.eco = a.portions, true, k.complete AND a.judged = a.portions),
    ('ashes_in_cemeteries', k.complete AND a.placed > 0 AND a.licensed = a.placed, NOT k.complete OR a.placed > 0,
      k.complete)
) v (indicator, holds, counts, known)
GROUP BY c.node, v.indicator, c.cremated_at, c.cremated_on
UNION ALL
SELECT d.node, 'benefit_coverage', v.version, extract(year FROM d.counted_on)::integer, d.place, d.counted_on,
  count(*) FILTER (WHERE v.counts AND w.waived_fen > 0), count(*) FILTER (WHERE v.counts), count(*),
  count(*) FILTER (WHERE d.death_on IS NOT NULL AND v.known)
FROM died d
LEFT JOIN standing_waiver w ON w.node = d.node AND w.case_id = d.case_id
CROSS JOIN LATERAL (
  VALUES
    (1, w.decision IN ('granted', 'partial', 'pending'), w.decision IN ('granted', 'partial', 'denied')),
    (2, d.node::text = ANY (areas(d.hukou_division)), d.hukou_division IS NOT NULL)
) v (version, counts, known)
GROUP BY d.node, v.version, d.place, d.counted_on
UNION ALL
SELECT w.node, 'waived_fen', 1, extract(year FROM w.decided_on)::integer, d.facility, w.decided_on,
  sum(w.waived_fen)::bigint, NULL, count(*), count(*) FILTER (WHERE w.decision <> 'pending')
FROM standing_waiver w
LEFT JOIN decedent d ON d.node = w.node AND d.case_id = w.case_id
GROUP BY w.node, d.facility, w.decided_on
UNION ALL
SELECT p.node, 'subsidy_fen', 1, extract(year FROM p.paid_on)::integer,
  (c.office_division || '@@' || c.submitted_on)::code, p.paid_on,
  sum(p.amount_fen)::bigint, NULL, count(*), count(*)
FROM standing_payment p
LEFT JOIN claim c ON c.node = p.node AND c.claim_id = p.claim_id
GROUP BY p.node, c.office_division, c.submitted_on, p.paid_on
UNION ALL
SELECT r.node, 'subsidy_recovered_fen', 1, extract(year FROM r.recovered_on)::integer,
  (c.office_division || '@@' || c.submitted_on)::code, r.recovered_on,
  sum(r.recovered_fen)::bigint, NULL, count(*), count(*)
FROM recovery r
LEFT JOIN claim c ON c.node = r.node AND c.claim_id = r.claim_id
WHERE r.recovered_on <= as_of()
GROUP BY r.node, c.office_division, c.submitted_on, r.recovered_on
UNION ALL
SELECT p.node, 'days_to_pay', 1, extract(year FROM p.paid_on)::integer,
  (c.office_division || '@@' || c.submitted_on)::code, p.paid_on,
  coalesce(sum(greatest(p.paid_on - c.submitted_on, 0)), 0), count(c.claim_id), count(*), count(c.claim_id)
FROM (
  SELECT s.node, s.claim_id, min(s.paid_on) AS paid_on FROM standing_payment s GROUP BY s.node, s.claim_id
) p
LEFT JOIN claim c ON c.node = p.node AND c.claim_id = p.claim_id
GROUP BY p.node, c.office_division, c.submitted_on, p.paid_on
UNION ALL
SELECT t.node, 'timely_entries', 1, extract(year FROM t.done_on)::integer, t.facility, t.done_on,
  count(*) FILTER (WHERE t.in_time), count(*), count(*), count(*)
FROM (
  SELECT c.node, c.cremated_at, c.cremated_on, c.cremation_in_time FROM cremated c
  UNION ALL
  SELECT o.node, o.placed_at, o.disposed_on, o.in_time FROM laid o WHERE o.in_time IS NOT NULL
) t (node, facility, done_on, in_time)
GROUP BY t.node, t.facility, t.done_on
UNION ALL
SELECT i.node, 'inspection_pass_rate', 1, i.year, i.facility, least(make_date(i.year, 12, 31), as_of()),
  count(*) FILTER (WHERE r.result IN ('qualified', 'basically_qualified')),
  count(*) FILTER (WHERE r.result <> 'deferred'), count(*), count(*) FILTER (WHERE r.result <> 'deferred')
FROM inspection i
LEFT JOIN LATERAL (
  SELECT c.result
  FROM conclusion c
  WHERE c.node = i.node AND c.facility = i.facility AND c.year = i.year AND c.concluded_on <= as_of()
  ORDER BY c.position DESC
  LIMIT 1
) r ON true
WHERE i.opened_on <= as_of()
GROUP BY i.node, i.year, i.facility
UNION ALL
SELECT i.node, 'rectification_on_time', 1, i.year, i.facility, least(make_date(i.year, 12, 31), as_of()),
  count(*) FILTER (WHERE r.accepted_on <= i.due_on), count(*) FILTER (WHERE r.decided), count(*),
  count(*) FILTER (WHERE r.decided)
FROM inspection i
CROSS JOIN LATERAL (SELECT CASE WHEN i.accepted_on <= as_of() THEN i.accepted_on END AS accepted_on) a
CROSS JOIN LATERAL (
  SELECT a.accepted_on, a.accepted_on IS NOT NULL OR i.due_on < as_of() AS decided
) r
WHERE i.ordered_on <= as_of()
GROUP BY i.node, i.year, i.facility
UNION ALL
SELECT f.node, v.indicator, 1, f.year, f.facility, f.on_day, v.holds::integer, NULL, 1, v.holds::integer
FROM facility_in_year f
CROSS JOIN LATERAL (
  SELECT f.level = 'town' OR EXISTS (
    SELECT FROM service_area a
    WHERE a.node = f.node AND a.facility = f.facility AND a.from_on <= f.on_day
      AND (a.to_on IS NULL OR a.to_on >= f.on_day)) AS holds,
    CASE f.level WHEN 'town' THEN 'town_cemeteries' ELSE 'village_cemetery_coverage' END AS indicator
) v
WHERE f.kind = 'cemetery' AND f.nature = 'public_benefit' AND f.level IN ('town', 'village')
UNION ALL
SELECT f.node, v.indicator, 1, f.year, f.facility, f.on_day, coalesce(g.grade <= v.worst, false)::integer, 1, 1,
  (g.grade IS NOT NULL)::integer
FROM facility_in_year f
CROSS JOIN LATERAL (
  SELECT (
    SELECT s.grade FROM facility_grade s
    WHERE s.node = f.node AND s.facility = f.facility AND s.from_on <= f.on_day
    ORDER BY s.from_on DESC, s.position DESC
    LIMIT 1) AS grade
) g
CROSS JOIN (VALUES ('homes_of_grade_three', 3), ('homes_of_grade_two', 2)) AS v (indicator, worst)
WHERE f.kind = 'funeral_home'
UNION ALL
SELECT u.node, v.indicator, 1, y.year, u.facility, y.on_day, coalesce(v.holds, false)::integer, 1, 1, v.known::integer
FROM cremator u
JOIN stock_year y ON u.installed_on <= y.on_day AND (u.retired_on IS NULL OR u.retired_on > y.on_day)
CROSS JOIN LATERAL (
  VALUES
    ('cremators_past_life', u.installed_on + u.rated_life_days < y.on_day, u.rated_life_days IS NOT NULL),
    ('cremators_without_test', (
      SELECT c.valid_to >= y.on_day
      FROM cremator_check c
      WHERE c.node = u.node AND c.facility = u.facility AND c.unit_no = u.unit_no AND c.done_on <= y.on_day
      ORDER BY c.done_on DESC, c.position DESC
      LIMIT 1) IS NOT TRUE, true)
) v (indicator, holds, known);

-- The boundaries of divisions that figures are shown by: those of the day asked for, and those of then.
CREATE VIEW boundary (boundary, boundary_zh, boundary_en) AS
VALUES ('now', '现区划', 'divisions as now'), ('then', '当时区划', 'divisions as then');

-- The counties of the registry on the day of each year, by either boundary: those named by then, and not since become
-- another. What each adds to the figures.
CREATE VIEW county_share (
  node, indicator, version, year, boundary, division, numerator, denominator, cohort, known) AS
WITH day AS (
  SELECT y.year, y.on_day, b.boundary, CASE b.boundary WHEN 'now' THEN as_of() ELSE y.on_day END AS boundary_on
  FROM stock_year y
  CROSS JOIN boundary b
), named AS (
  SELECT d.node, d.division, w.year, w.boundary, w.boundary_on, max(d.effective_on) AS named_on
  FROM day w
  JOIN division d
    ON d.effective_on <= w.boundary_on AND d.division NOT LIKE '%00' AND d.node::text = ANY (areas(d.division))
  GROUP BY d.node, d.division, w.year, w.boundary, w.boundary_on
), lain AS MATERIALIZED (
  SELECT * FROM place_division
), served AS (
  SELECT f.node, l.division, w.year, w.boundary, bool_or(f.level = 'county' AND f.kind = 'cemetery' AND EXISTS (
    SELECT FROM section s
    WHERE s.node = f.node AND s.facility = f.facility AND s.eco AND s.opened_on <= f.on_day)) AS eco
  FROM day w
  JOIN facility_in_year f
    ON f.year = w.year AND f.nature = 'public_benefit' AND f.kind IN ('cemetery', 'columbarium')
  JOIN lain l ON l.node = f.node AND l.place = f.facility AND l.since <= w.boundary_on AND w.boundary_on < l.until
  GROUP BY f.node, l.division, w.year, w.boundary
)
SELECT n.node, v.indicator, 1, n.year, n.boundary, n.division, v.holds::integer, 1, 1, 1
FROM named n
LEFT JOIN served c
  ON c.node = n.node AND c.division = n.division AND c.year = n.year AND c.boundary = n.boundary
CROSS JOIN LATERAL (
  VALUES ('county_facility_coverage', c.node IS NOT NULL), ('eco_county_coverage', coalesce(c.eco, false))
) v (indicator, holds)
WHERE NOT EXISTS (
  SELECT FROM succession u
  WHERE u.node = n.node AND u.division = n.division AND u.effective_on > n.named_on
    AND u.effective_on <= n.boundary_on);

-- The figures: of each division, and under the registry's own code of all of it, also of places whose division is unknown.
CREATE VIEW figure AS
WITH s AS MATERIALIZED (
  SELECT * FROM share
), l AS MATERIALIZED (
  SELECT * FROM place_division
), measured AS (
  SELECT s.node, s.indicator, s.version, s.year, b.boundary, l.division, s.numerator, s.denominator, s.cohort, s.known
  FROM s
  CROSS JOIN boundary b
  LEFT JOIN l
    ON l.node = s.node AND l.place = s.place
      AND CASE b.boundary WHEN 'now' THEN as_of() ELSE s.then_on END >= l.since
      AND CASE b.boundary WHEN 'now' THEN as_of() ELSE s.then_on END < l.until
  UNION ALL
  SELECT c.node, c.indicator, c.version, c.year, c.boundary, c.division, c.numerator, c.denominator, c.cohort, c.known
  FROM county_share c
), summed AS (
  SELECT m.node, m.indicator, m.version, m.year, m.boundary, a.division,
    sum(m.numerator)::bigint AS numerator, sum(m.denominator)::bigint AS denominator, sum(m.cohort)::bigint AS cohort,
    sum(m.known)::bigint AS known
  FROM measured m
  CROSS JOIN LATERAL (
    SELECT m.division WHERE m.division IS NOT NULL
    UNION
    SELECT m.node::text::code
  ) a
  GROUP BY m.node, m.indicator, m.version, m.year, m.boundary, a.division
)
SELECT u.node, u.indicator, u.version, u.year, u.boundary, u.division, u.numerator,
  CASE u.indicator WHEN 'cremation_rate' THEN r.value ELSE u.denominator END AS denominator, u.cohort,
  u.cohort - u.denominator AS excluded, u.known
FROM summed u
LEFT JOIN reference_count r
  ON r.node = u.node AND r.kind = 'deaths' AND r.division = u.division AND r.year = u.year
    AND r.counted_on <= as_of();

-- For reading.

-- By the boundaries of the day asked for, and by those of then.
CREATE VIEW indicator_by_boundary AS
SELECT f.node, f.indicator, f.version, f.boundary, d.title_zh, d.title_en, f.division, n.name_zh AS division_zh,
  n.name_en AS division_en, f.year, f.numerator, f.denominator,
  -- Rounded down: a share is never shown as all when it is not.
  CASE WHEN f.denominator > 0 THEN f.numerator * 1000 / f.denominator END AS value_permille,
  f.cohort, f.excluded, f.known, f.known * 1000 / f.cohort AS completeness_permille, as_of() AS as_of,
  as_of() > make_date(f.year, 12, 31) AND f.known = f.cohort
    AND (d.denominator_zh IS NULL OR coalesce(f.denominator, 0) > 0) AS final,
  d.cohort_zh, d.cohort_en, d.exclusions_zh, d.exclusions_en
FROM figure f
JOIN definition d ON d.indicator = f.indicator AND d.version = f.version
CROSS JOIN LATERAL (
  SELECT CASE f.boundary WHEN 'now' THEN as_of() ELSE least(make_date(f.year, 12, 31), as_of()) END AS on_day
) y
LEFT JOIN division_span n
  ON n.node = f.node AND n.division = f.division AND n.since <= y.on_day AND y.on_day < n.until;

CREATE VIEW indicator AS
SELECT node, indicator, version, title_zh, title_en, division, division_zh, division_en, year, numerator, denominator,
  value_permille, cohort, excluded, known, completeness_permille, as_of, final, cohort_zh, cohort_en, exclusions_zh,
  exclusions_en
FROM indicator_by_boundary
WHERE boundary = 'now';

CREATE VIEW indicator_as_then AS
SELECT node, indicator, version, title_zh, title_en, division, division_zh, division_en, year, numerator, denominator,
  value_permille, cohort, excluded, known, completeness_permille, as_of, final, cohort_zh, cohort_en, exclusions_zh,
  exclusions_en
FROM indicator_by_boundary
WHERE boundary = 'then';

-- What is counted in 24 hours, facility by facility.
CREATE VIEW timeliness AS
SELECT s.node, s.place AS facility, f.name_zh AS facility_zh, f.name_en AS facility_en, s.year,
  sum(s.denominator)::bigint AS entries, sum(s.numerator)::bigint AS in_time,
  (sum(s.numerator) * 1000 / sum(s.denominator))::bigint AS in_time_permille
FROM share s
LEFT JOIN facility f ON f.node = s.node AND f.facility = s.place
WHERE s.indicator = 'timely_entries'
GROUP BY s.node, s.place, f.name_zh, f.name_en, s.year;

-- The targets of the documents, as they word them. A target without a number is NULL. Where the document does not say of
-- what a share is, it stands beside each definition.
CREATE VIEW plan (
  document, passage, division, year, indicator, version, target_permille, bond, wording_zh) AS
VALUES
  ('民政部、国家发展改革委“十四五”民政事业发展规划', '主要指标13', '000000', 2025, 'county_facility_coverage', 1, 1000, 'binding',
    '县级公益性安葬(放)设施覆盖率 % 100'),
  ('民政部、国家发展改革委“十四五”民政事业发展规划', '专栏9', '000000', 2025, 'cremators_past_life', 1, NULL::integer, 'not_stated',
    '对已达到强制报废年限或不符合国家环保标准的火化设备进行更新改造'),
  ('民政部、国家发展改革委“十四五”民政事业发展规划', '专栏9', '000000', 2025, 'cremators_without_test', 1, NULL::integer, 'not_stated',
    '对已达到强制报废年限或不符合国家环保标准的火化设备进行更新改造'),
  ('烟台市民政事业“十四五”发展规划', '第五节', '370600', 2025, 'benefit_coverage', 2, NULL::integer, 'not_stated',
    '全面落实遗体接运、暂存、火化、骨灰存放、生态安葬等基本殡葬全免费为主要内容的惠民殡葬政策'),
  ('烟台市民政事业“十四五”发展规划', '第五节', '370600', 2025, 'county_facility_coverage', 1, NULL::integer, 'not_stated',
    '到2025年,公益性安葬(放)设施基本满足群众安葬需求'),
  ('烟台市民政事业“十四五”发展规划', '第五节', '370600', 2025, 'inspection_pass_rate', 1, NULL::integer, 'not_stated',
    '严格控制经营性公墓审批,规范经营性公墓年检'),
  ('宁国市“十四五”民政事业发展规划', '回顾', '341881', 2020, 'cremation_rate', 1, 1000, 'reported',
    '实现了全市遗体火化率、村级公墓覆盖率、惠民殡葬覆盖率三个100%目标'),
  ('宁国市“十四五”民政事业发展规划', '回顾', '341881', 2020, 'village_cemetery_coverage', 1, 1000, 'reported',
    '实现了全市遗体火化率、村级公墓覆盖率、惠民殡葬覆盖率三个100%目标'),
  ('宁国市“十四五”民政事业发展规划', '回顾', '341881', 2020, 'benefit_coverage', 1, 1000, 'reported',
    '实现了全市遗体火化率、村级公墓覆盖率、惠民殡葬覆盖率三个100%目标'),
  ('宁国市“十四五”民政事业发展规划', '回顾', '341881', 2020, 'ashes_in_cemeteries', 1, 900, 'reported',
    '新增骨灰集中安葬率逐年提升,2020年底已超过90%'),
  ('宁国市“十四五”民政事业发展规划', '9', '341881', 2025, 'ashes_in_cemeteries', 1, 1000, 'not_stated',
    '新增骨灰公墓集中安葬率达到100%'),
  ('宁国市“十四五”民政事业发展规划', '9', '341881', 2025, 'benefit_coverage', 2, 1000, 'not_stated',
    '将享受惠民殡葬政策群体由七类困难人群扩大到全体市民,全面推进惠民殡葬,惠民政策覆盖面达到100%'),
  ('济南市“十三五”民政事业发展规划', '5', '370100', 2020, 'eco_share_of_dispositions', 1, 400, 'not_stated',
    '骨灰存放、树葬、海葬等节地生态安葬比例达40%以上'),
  ('济南市“十三五”民政事业发展规划', '5', '370100', 2020, 'eco_share_of_cremations', 1, 400, 'not_stated',
    '骨灰存放、树葬、海葬等节地生态安葬比例达40%以上'),
  ('济南市“十三五”民政事业发展规划', '5', '370100', 2020, 'town_cemeteries', 1, NULL::integer, 'not_stated',
    '城乡公益性骨灰安放设施覆盖到乡(镇)、村(居)'),
  ('济南市“十三五”民政事业发展规划', '5', '370100', 2020, 'village_cemetery_coverage', 1, NULL::integer, 'not_stated',
    '城乡公益性骨灰安放设施覆盖到乡(镇)、村(居)'),
  ('济南市“十三五”民政事业发展规划', '5', '370100', 2020, 'cremation_rate', 1, 1000, 'not_stated',
    '全市平均火化率达到或接近100%'),
  ('济南市“十三五”民政事业发展规划', '5', '370100', 2020, 'homes_of_grade_three', 1, 500, 'not_stated',
    '全市50%的殡仪馆达到国家三级馆标准,10%达到国家二级馆标准'),
  ('济南市“十三五”民政事业发展规划', '5', '370100', 2020, 'homes_of_grade_two', 1, 100, 'not_stated',
    '全市50%的殡仪馆达到国家三级馆标准,10%达到国家二级馆标准'),
  ('威海市2020年全市民政工作要点', '四（一）', '371000', 2020, 'town_cemeteries', 1, 1000, 'not_stated',
    '每个镇(街道)原则上至少建设1处镇级集中型公益性公墓'),
  ('威海市2020年全市民政工作要点', '四（一）', '371000', 2020, 'eco_county_coverage', 1, 1000, 'not_stated',
    '到2020年底,建成1处市级、每个区市建成1处节地生态绿色公益性公墓'),
  ('威海市2020年全市民政工作要点', '四（一）', '371000', 2020, 'eco_share_of_dispositions', 1, 500, 'not_stated',
    '节地生态安葬率达到50%以上'),
  ('威海市2020年全市民政工作要点', '四（一）', '371000', 2020, 'eco_share_of_cremations', 1, 500, 'not_stated',
    '节地生态安葬率达到50%以上');

CREATE VIEW bond_name (bond, bond_zh, bond_en) AS
VALUES
  ('binding', '约束性', 'binding'), ('not_stated', '文件未分', 'the document does not say'),
  ('reported', '文件所报已达', 'reported as reached');

-- Each target that is for a registry's place beside what its log says for all of it: for the year of the target, and for
-- the newest year there is a figure of. Targets of the nation are for every place.
CREATE VIEW plan_target AS
WITH known AS MATERIALIZED (
  SELECT i.node, i.indicator, i.version, i.year, i.numerator, i.denominator, i.value_permille,
    i.completeness_permille, i.final
  FROM indicator i
  WHERE i.division = i.node::text
), latest AS (
  SELECT DISTINCT ON (k.node, k.indicator, k.version) k.node, k.indicator, k.version, k.year, k.value_permille
  FROM known k
  WHERE k.value_permille IS NOT NULL
  ORDER BY k.node, k.indicator, k.version, k.year DESC
)
SELECT r.node, p.document, p.passage, p.year, p.indicator, p.version, d.title_zh, d.title_en, p.division AS plan_division,
  p.wording_zh, p.bond, b.bond_zh, b.bond_en, p.target_permille, i.numerator, i.denominator, i.value_permille,
  i.value_permille >= p.target_permille AS met, i.completeness_permille, i.final, l.year AS latest_year,
  l.value_permille AS latest_permille, as_of() AS as_of
FROM (SELECT DISTINCT k.node FROM known k) r
JOIN plan p ON p.division = ANY (areas(r.node::text))
JOIN definition d ON d.indicator = p.indicator AND d.version = p.version
JOIN bond_name b ON b.bond = p.bond
LEFT JOIN known i
  ON i.node = r.node AND i.indicator = p.indicator AND i.version = p.version AND i.year = p.year
LEFT JOIN latest l ON l.node = r.node AND l.indicator = p.indicator AND l.version = p.version;

CREATE VIEW kind_name (kind, kind_zh, kind_en) AS
VALUES ('population', '人口', 'population'), ('deaths', '死亡人数', 'deaths');

-- The figures that were imported, with their source.
CREATE VIEW imported AS
SELECT c.node, c.kind, k.kind_zh, k.kind_en, c.division, n.name_zh AS division_zh, n.name_en AS division_en, c.year,
  c.value, c.source, c.counted_on
FROM reference_count c
JOIN kind_name k ON k.kind = c.kind
LEFT JOIN division_span n
  ON n.node = c.node AND n.division = c.division AND n.since <= c.counted_on AND c.counted_on < n.until;

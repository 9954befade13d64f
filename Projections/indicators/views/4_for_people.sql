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
VALUES ('residents', '常住人口', 'residents'), ('registered', '户籍人口', 'registered population'),
  ('population', '人口（口径未注明）', 'population, whose is not stated'), ('deaths', '死亡人数', 'deaths');

-- The figures that were imported, with their source.
CREATE VIEW imported AS
SELECT c.node, c.kind, k.kind_zh, k.kind_en, c.division, n.name_zh AS division_zh, n.name_en AS division_en, c.year,
  c.value, c.source, c.counted_on
FROM reference_count c
JOIN kind_name k ON k.kind = c.kind
LEFT JOIN division_span n
  ON n.node = c.node AND n.division = c.division AND n.since <= c.counted_on AND c.counted_on < n.until;

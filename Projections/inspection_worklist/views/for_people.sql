CREATE VIEW task_name (task, place, task_zh, task_en) AS
VALUES
  ('open', 1, '启动年检', 'open the annual inspection'), ('self_check', 2, '提交自查', 'hand in the self-check'),
  ('review', 3, '审核并作出结论', 'review and conclude'), ('appeal', 4, '处理申诉', 'decide on the appeal'),
  ('rectification', 5, '整改并验收', 'rectify, and have it accepted'),
  ('enforcement', 6, '查处整治案件', 'settle the enforcement case');

CREATE VIEW step_name (step, step_zh, step_en) AS
VALUES
  ('due', '应检未启动', 'due, not opened'), ('opened', '已启动', 'opened'), ('self_checked', '已自查', 'self-checked'),
  ('concluded', '已作结论', 'concluded'), ('rectifying', '整改中', 'rectifying'), ('overdue', '整改逾期', 'rectification overdue'),
  ('accepted', '整改已验收', 'rectification accepted'), ('found', '已立案', 'case opened'), ('ordered', '已责令改正', 'ordered'),
  ('penalised', '已处罚', 'penalised'), ('closed', '已结案', 'closed');

CREATE VIEW result_name (result, result_zh, result_en) AS
VALUES
  ('qualified', '合格', 'qualified'), ('basically_qualified', '基本合格', 'basically qualified'),
  ('unqualified', '不合格', 'unqualified'), ('deferred', '暂缓', 'deferred');

-- What each point of the risk score is for. Ours, no law has them.
CREATE VIEW weight (reason, points) AS
VALUES
  ('unqualified', 30), ('basically_qualified', 10), ('refused', 10), ('failed_item', 2), ('overdue', 20),
  ('enforcement', 15), ('missed_year', 10);

-- How far each inspection has come, as the registry itself has it.
CREATE VIEW inspection_state AS
SELECT g.*, CASE
    WHEN g.accepted_on IS NOT NULL THEN 'accepted'
    WHEN g.result = 'unqualified' OR g.rectification_due IS NOT NULL
      THEN CASE WHEN g.overdue_on IS NULL THEN 'rectifying' ELSE 'overdue' END
    WHEN g.concluded_on IS NOT NULL THEN 'concluded'
    WHEN g.self_checked_on IS NOT NULL THEN 'self_checked'
    ELSE 'opened'
  END AS step
FROM (
  SELECT i.node, i.facility, i.year, i.event_id, i.self_due, i.review_due,
    s.happened_on AS self_checked_on, s.result = 'refused' AS has_refused, c.happened_on AS concluded_on, r.result,
    d.due AS rectification_due, o.happened_on AS overdue_on, a.happened_on AS accepted_on,
    coalesce(p.position > coalesce(v.position, 0), false) AS has_appeal,
    coalesce(f.items, '{}') AS failed_items
  FROM inspection i
  -- The last step of each type.
  LEFT JOIN LATERAL (
    SELECT e.* FROM inspection_step e
    WHERE e.node = i.node AND e.facility = i.facility AND e.year = i.year AND e.type = 'SelfCheckSubmitted'
    ORDER BY e.position DESC LIMIT 1
  ) s ON true
  LEFT JOIN LATERAL (
    SELECT e.* FROM inspection_step e
    WHERE e.node = i.node AND e.facility = i.facility AND e.year = i.year AND e.type = 'ConclusionIssued'
    ORDER BY e.position DESC LIMIT 1
  ) c ON true
  LEFT JOIN LATERAL (
    SELECT e.* FROM inspection_step e
    WHERE e.node = i.node AND e.facility = i.facility AND e.year = i.year AND e.type = 'ConclusionRevised'
    ORDER BY e.position DESC LIMIT 1
  ) v ON true
  LEFT JOIN LATERAL (
    SELECT e.* FROM inspection_step e
    WHERE e.node = i.node AND e.facility = i.facility AND e.year = i.year AND e.type = 'ConclusionAppealed'
    ORDER BY e.position DESC LIMIT 1
  ) p ON true
  LEFT JOIN LATERAL (
    SELECT e.* FROM inspection_step e
    WHERE e.node = i.node AND e.facility = i.facility AND e.year = i.year AND e.type = 'RectificationOrdered'
    ORDER BY e.position DESC LIMIT 1
  ) q ON true
  LEFT JOIN LATERAL (
    SELECT e.* FROM inspection_step e
    WHERE e.node = i.node AND e.facility = i.facility AND e.year = i.year AND e.type = 'RectificationOverdue'
    ORDER BY e.position DESC LIMIT 1
  ) o ON true
  LEFT JOIN LATERAL (
    SELECT e.* FROM inspection_step e
    WHERE e.node = i.node AND e.facility = i.facility AND e.year = i.year AND e.type = 'RectificationAccepted'
    ORDER BY e.position DESC LIMIT 1
  ) a ON true
  LEFT JOIN LATERAL (
    SELECT array_agg(k.item::text ORDER BY k.item) AS items
    FROM (
      SELECT DISTINCT ON (e.item) e.item, e.result FROM site_check e
      WHERE e.node = i.node AND e.facility = i.facility AND e.year = i.year
      ORDER BY e.item, e.position DESC
    ) k
    WHERE k.result = 'fail'
  ) f ON true
  -- After an appeal the revised conclusion stands. An order sets the day, unless there is nothing to put right.
  CROSS JOIN LATERAL (SELECT coalesce(v.result, c.result) AS result) r
  CROSS JOIN LATERAL (
    SELECT CASE
      WHEN q.due IS NOT NULL AND r.result IS DISTINCT FROM 'qualified' THEN q.due
      WHEN v.position IS NOT NULL THEN v.due
      ELSE c.due
    END AS due
  ) d
) g;

-- How far each enforcement case has come.
CREATE VIEW enforcement_state AS
SELECT e.*, CASE
    WHEN s.closed THEN 'closed' WHEN s.penalised THEN 'penalised' WHEN s.due IS NOT NULL THEN 'ordered' ELSE 'found'
  END AS step, s.due
FROM enforcement e
CROSS JOIN LATERAL (
  SELECT coalesce(bool_or(p.type = 'FindingClosed'), false) AS closed,
    coalesce(bool_or(p.type = 'PenaltyImposed'), false) AS penalised,
    (array_agg(p.due ORDER BY p.position DESC) FILTER (WHERE p.type = 'OrderIssued'))[1] AS due
  FROM enforcement_step p
  WHERE p.node = e.node AND p.stream = e.stream
) s;

-- The risk score of each cemetery, and what it is made of: its last inspection with a result, what is overdue now, cases
-- against it that are open, and whether last year had no inspection.
CREATE VIEW risk AS
SELECT f.node, f.facility, f.name_zh AS facility_zh, f.name_en AS facility_en, coalesce(z.status, 'open') AS facility_status,
  l.year AS last_year, l.result AS last_result, n.result_zh AS last_result_zh, n.result_en AS last_result_en,
  coalesce(l.has_refused, false) AS has_refused, coalesce(cardinality(l.failed_items), 0) AS failed_items,
  o.overdue, e.cases AS enforcement_cases, m.is_missed AS missed_last_year,
  coalesce((SELECT w.points FROM weight w WHERE w.reason = l.result), 0)
    + CASE WHEN l.has_refused THEN (SELECT w.points FROM weight w WHERE w.reason = 'refused') ELSE 0 END
    + coalesce(cardinality(l.failed_items), 0) * (SELECT w.points FROM weight w WHERE w.reason = 'failed_item')
    + o.overdue * (SELECT w.points FROM weight w WHERE w.reason = 'overdue')
    + e.cases * (SELECT w.points FROM weight w WHERE w.reason = 'enforcement')
    + CASE WHEN m.is_missed THEN (SELECT w.points FROM weight w WHERE w.reason = 'missed_year') ELSE 0 END AS score
FROM facility f
LEFT JOIN facility_status z ON z.node = f.node AND z.facility = f.facility
LEFT JOIN LATERAL (
  SELECT i.* FROM inspection_state i
  WHERE i.node = f.node AND i.facility = f.facility AND i.result IS NOT NULL
  ORDER BY i.year DESC LIMIT 1
) l ON true
LEFT JOIN result_name n ON n.result = l.result
CROSS JOIN LATERAL (
  SELECT count(*)::integer AS overdue FROM inspection_state i
  WHERE i.node = f.node AND i.facility = f.facility AND (
    i.step = 'opened' AND i.self_due < as_of()
    OR (i.step = 'self_checked' OR i.step = 'concluded' AND i.result = 'deferred') AND i.review_due < as_of()
    OR i.step = 'overdue' OR i.step = 'rectifying' AND i.rectification_due < as_of())
) o
CROSS JOIN LATERAL (
  SELECT count(*)::integer AS cases FROM enforcement_state c
  WHERE c.node = f.node AND c.facility = f.facility AND c.step <> 'closed'
) e
CROSS JOIN LATERAL (
  SELECT f.licensed_on < make_date(extract(year FROM as_of())::integer - 1, 1, 1)
    AND NOT EXISTS (
      SELECT FROM inspection i
      WHERE i.node = f.node AND i.facility = f.facility AND i.year = extract(year FROM as_of()) - 1) AS is_missed
) m
WHERE f.kind = 'cemetery';

-- What waits to be done, each with the day by which.
CREATE VIEW task AS
SELECT f.node, 'open' AS task, 'inspection/' || f.facility || '/' || y.year AS subject, f.facility, NULL::text AS division,
  y.year, 'due' AS step, NULL::date AS due, '{}'::text[] AS items, NULL::text AS evidence_digest, NULL::uuid AS event_id
FROM facility f
LEFT JOIN facility_status z ON z.node = f.node AND z.facility = f.facility
CROSS JOIN LATERAL (SELECT extract(year FROM as_of())::integer AS year) y
-- Rule I1: from the year after the licence.
WHERE f.kind = 'cemetery' AND coalesce(z.status, 'open') <> 'closed' AND extract(year FROM f.licensed_on) < y.year
  AND coalesce(f.licensed_until, 'infinity') >= as_of()
  AND NOT EXISTS (SELECT FROM inspection i WHERE i.node = f.node AND i.facility = f.facility AND i.year = y.year)
UNION ALL
SELECT i.node, t.task, 'inspection/' || i.facility || '/' || i.year, i.facility, NULL, i.year, i.step, t.due,
  i.failed_items, NULL, i.event_id
FROM inspection_state i
CROSS JOIN LATERAL (
  SELECT 'self_check', i.self_due WHERE i.step = 'opened'
  UNION ALL
  SELECT 'review', i.review_due WHERE i.step = 'self_checked' OR i.step = 'concluded' AND i.result = 'deferred'
  UNION ALL
  SELECT 'appeal', NULL WHERE i.has_appeal AND i.step <> 'accepted'
  UNION ALL
  SELECT 'rectification', i.rectification_due WHERE i.step IN ('rectifying', 'overdue')
) t (task, due)
UNION ALL
SELECT e.node, 'enforcement', e.stream, e.facility, e.division, extract(year FROM e.found_on)::integer, e.step, e.due, '{}',
  e.evidence_digest, e.event_id
FROM enforcement_state e
WHERE e.step <> 'closed';

CREATE VIEW worklist AS
SELECT t.node, t.task, k.task_zh, k.task_en, t.subject, t.facility, f.name_zh AS facility_zh, f.name_en AS facility_en,
  coalesce(g.division, t.division) AS division, n.name_zh AS division_zh, n.name_en AS division_en,
  coalesce(f.division, t.division) AS division_then, t.year, t.step, s.step_zh, s.step_en, t.due,
  t.due - as_of() AS days_left,
  coalesce(t.due < as_of(), false) OR (t.task = 'rectification' AND t.step = 'overdue') AS is_overdue,
  -- Rule I4: its day has passed, and nobody has recorded it as overdue, which suspends sales.
  t.task = 'rectification' AND t.step = 'rectifying' AND coalesce(t.due < as_of(), false) AS must_escalate,
  coalesce(r.score, 0) AS risk, t.items AS failed_items, t.evidence_digest, t.event_id
FROM task t
JOIN task_name k ON k.task = t.task
JOIN step_name s ON s.step = t.step
LEFT JOIN facility f ON f.node = t.node AND f.facility = t.facility
LEFT JOIN facility_division g
  ON g.node = t.node AND g.facility = t.facility AND g.since <= as_of() AND as_of() < g.until
LEFT JOIN division_name n ON n.node = t.node AND n.division = coalesce(g.division, t.division)
LEFT JOIN risk r ON r.node = t.node AND r.facility = t.facility;

-- By the division where the facility lies on the day asked for.
CREATE VIEW by_division AS
SELECT w.node, w.division, w.division_zh, w.division_en, count(*) AS tasks,
  count(*) FILTER (WHERE w.is_overdue) AS overdue, count(*) FILTER (WHERE w.must_escalate) AS must_escalate,
  count(*) FILTER (WHERE w.task = 'open') AS not_opened, count(*) FILTER (WHERE w.task = 'self_check') AS self_checks,
  count(*) FILTER (WHERE w.task = 'review') AS reviews, count(*) FILTER (WHERE w.task = 'appeal') AS appeals,
  count(*) FILTER (WHERE w.task = 'rectification') AS rectifications,
  count(*) FILTER (WHERE w.task = 'enforcement') AS enforcement_cases, max(w.risk) AS highest_risk
FROM worklist w
WHERE w.division IS NOT NULL
GROUP BY w.node, w.division, w.division_zh, w.division_en;

-- The same by the division that the licence or the finding names.
CREATE VIEW by_division_as_then AS
SELECT w.node, w.division_then AS division, count(*) AS tasks, count(*) FILTER (WHERE w.is_overdue) AS overdue,
  count(*) FILTER (WHERE w.must_escalate) AS must_escalate, count(*) FILTER (WHERE w.task = 'open') AS not_opened,
  count(*) FILTER (WHERE w.task = 'self_check') AS self_checks, count(*) FILTER (WHERE w.task = 'review') AS reviews,
  count(*) FILTER (WHERE w.task = 'appeal') AS appeals,
  count(*) FILTER (WHERE w.task = 'rectification') AS rectifications,
  count(*) FILTER (WHERE w.task = 'enforcement') AS enforcement_cases, max(w.risk) AS highest_risk
FROM worklist w
WHERE w.division_then IS NOT NULL
GROUP BY w.node, w.division_then;

-- Each draw that was announced or held, and the same draw once more: by SHA-256 of the seed, a line feed and the code, lowest
-- first (rule I5).
CREATE VIEW draw AS
SELECT d.node, d.division, n.name_zh AS division_zh, n.name_en AS division_en, d.year, d.round, d.announced_on,
  d.announcement_event_id, d.event_id IS NOT NULL AS is_drawn, d.drawn_on, d.seed, d.population_digest,
  d.as_announced, encode(sha256(convert_to(p.codes, 'UTF8')), 'hex') = d.population_digest AS digest_repeats,
  d.picked, d.inspectors,
  d.picked = ARRAY(
    SELECT c.code FROM unnest(d.population) AS c (code)
    ORDER BY sha256(convert_to(d.seed || chr(10) || c.code, 'UTF8')) LIMIT cardinality(d.picked)) AS draw_repeats,
  d.inspectors = ARRAY(
    SELECT c.code FROM unnest(d.pool) AS c (code)
    ORDER BY sha256(convert_to(d.seed || chr(10) || c.code, 'UTF8')) LIMIT cardinality(d.inspectors)) AS inspectors_repeat,
  -- The cemeteries that were drawn and whose inspection has no site check yet.
  ARRAY(
    SELECT c.code FROM unnest(d.picked) WITH ORDINALITY AS c (code, place)
    WHERE NOT EXISTS (
      SELECT FROM site_check k WHERE k.node = d.node AND k.facility = c.code AND k.year = d.year)
    ORDER BY c.place) AS not_checked,
  coalesce(d.event_id, d.announcement_event_id) AS event_id
FROM (
  SELECT coalesce(s.node, a.node) AS node, coalesce(s.division, a.division) AS division,
    coalesce(s.year, a.year) AS year, coalesce(s.round, a.round) AS round, a.announced_on,
    coalesce(s.announcement_event_id, a.event_id) AS announcement_event_id, s.event_id, s.drawn_on, s.seed,
    coalesce(s.population, a.population) AS population,
    coalesce(s.population_digest, a.population_digest) AS population_digest, s.picked, s.pool, s.inspectors,
    -- NULL where there is nothing to compare.
    CASE WHEN s.event_id IS NOT NULL AND s.announcement_event_id IS NOT NULL THEN coalesce(
      (s.division, s.year, s.round, s.population, s.population_digest, cardinality(s.picked), s.pool, cardinality(s.inspectors))
        = (a.division, a.year, a.round, a.population, a.population_digest, a.picked_count, a.pool, a.inspector_count),
      false) END AS as_announced
  FROM sample s
  FULL JOIN announcement a ON a.node = s.node AND a.event_id = s.announcement_event_id
) d
CROSS JOIN LATERAL (
  SELECT coalesce(string_agg(c.code || chr(10), '' ORDER BY c.code COLLATE "C"), '') AS codes
  FROM unnest(d.population) AS c (code)
) p
LEFT JOIN division_name n ON n.node = d.node AND n.division = d.division;

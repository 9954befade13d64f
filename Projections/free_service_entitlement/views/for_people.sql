CREATE VIEW item_name (item_code, item_zh, item_en) AS
VALUES
  ('transport', '遗体接运', 'transport of the body'), ('keeping', '遗体暂存', 'keeping of the body'),
  ('farewell', '告别', 'farewell'), ('cremation', '火化', 'cremation'), ('ash_storage', '骨灰寄存', 'storage of ashes'),
  ('eco_burial', '生态安葬', 'eco burial'), ('urn', '骨灰盒', 'urn');

-- What each case is due, item by item.
CREATE VIEW case_item AS
SELECT e.node, e.case_id, e.item_code, i.item_zh, i.item_en, e.entitled,
  e.policy_id, e.policy_version, p.title_zh AS policy_zh, p.title_en AS policy_en, p.doc_no, r.rule_id,
  p.date_basis, e.basis_on, r.unit, r.qty_max_milli, r.cap_fen, e.missing, e.contradicted,
  e.delivered_qty_milli, e.delivered_fen, e.waived_fen
FROM entitlement e
LEFT JOIN item_name i ON i.item_code = e.item_code
LEFT JOIN policy p ON p.node = e.node AND p.policy_id = e.policy_id AND p.version = e.policy_version
LEFT JOIN policy_rule r
  ON r.node = e.node AND r.policy_id = e.policy_id AND r.version = e.policy_version AND r.rule_no = e.rule_no;

-- Each item over all cases: due, waiting for evidence alone, refused by a fact.
CREATE VIEW by_item AS
SELECT e.node, e.item_code, i.item_zh, i.item_en, count(*) AS cases,
  count(*) FILTER (WHERE e.entitled) AS entitled,
  count(*) FILTER (WHERE NOT e.entitled AND e.contradicted = '{}' AND e.missing <> '{}') AS waiting,
  count(*) FILTER (WHERE NOT e.entitled AND e.contradicted <> '{}') AS refused,
  count(*) FILTER (WHERE e.policy_id IS NULL) AS without_policy,
  sum(e.delivered_fen)::bigint AS delivered_fen, sum(e.waived_fen)::bigint AS waived_fen
FROM entitlement e
LEFT JOIN item_name i ON i.item_code = e.item_code
GROUP BY e.node, e.item_code, i.item_zh, i.item_en;

-- By the division that the facility that opened the case lies in on the day asked for.
CREATE VIEW by_division AS
SELECT c.node, f.division, n.name_zh AS division_zh, n.name_en AS division_en, count(*) AS cases,
  count(*) FILTER (WHERE e.entitled > 0) AS cases_entitled, coalesce(sum(e.entitled), 0)::bigint AS items_entitled,
  coalesce(sum(e.delivered_fen), 0)::bigint AS delivered_fen, coalesce(sum(e.waived_fen), 0)::bigint AS waived_fen
FROM decedent_case c
CROSS JOIN LATERAL (SELECT as_of() AS on_day) y
LEFT JOIN facility_division f
  ON f.node = c.node AND f.facility = c.facility AND f.since <= y.on_day AND y.on_day < f.until
LEFT JOIN division_span n
  ON n.node = f.node AND n.division = f.division AND n.since <= y.on_day AND y.on_day < n.until
LEFT JOIN (
  SELECT t.node, t.case_id, count(*) FILTER (WHERE t.entitled) AS entitled,
    sum(t.delivered_fen) AS delivered_fen, sum(t.waived_fen) AS waived_fen
  FROM entitlement t
  GROUP BY t.node, t.case_id
) e ON e.node = c.node AND e.case_id = c.case_id
GROUP BY c.node, f.division, n.name_zh, n.name_en;

-- The same by the division that it lay in, and as it was called, on the day of death; where that is unknown, on the day
-- asked for.
CREATE VIEW by_division_as_then AS
SELECT c.node, f.division, n.name_zh AS division_zh, n.name_en AS division_en, count(*) AS cases,
  count(*) FILTER (WHERE e.entitled > 0) AS cases_entitled, coalesce(sum(e.entitled), 0)::bigint AS items_entitled,
  coalesce(sum(e.delivered_fen), 0)::bigint AS delivered_fen, coalesce(sum(e.waived_fen), 0)::bigint AS waived_fen
FROM decedent_case c
CROSS JOIN LATERAL (SELECT coalesce(c.death_on, as_of()) AS on_day) y
LEFT JOIN facility_division f
  ON f.node = c.node AND f.facility = c.facility AND f.since <= y.on_day AND y.on_day < f.until
LEFT JOIN division_span n
  ON n.node = f.node AND n.division = f.division AND n.since <= y.on_day AND y.on_day < n.until
LEFT JOIN (
  SELECT t.node, t.case_id, count(*) FILTER (WHERE t.entitled) AS entitled,
    sum(t.delivered_fen) AS delivered_fen, sum(t.waived_fen) AS waived_fen
  FROM entitlement t
  GROUP BY t.node, t.case_id
) e ON e.node = c.node AND e.case_id = c.case_id
GROUP BY c.node, f.division, n.name_zh, n.name_en;

-- Decisions that no reversal has taken back.
CREATE VIEW standing_decision AS
SELECT d.node, d.case_id, d.event_id, d.policy_id, d.policy_version, d.decision
FROM decision d
WHERE NOT EXISTS (
  SELECT FROM reversal r WHERE r.node = d.node AND r.case_id = d.case_id AND r.decision_event_id = d.event_id);

-- What was waived against what was due, item by item, where there is either.
CREATE VIEW decided_against_due AS
SELECT coalesce(e.node, w.node) AS node, coalesce(e.case_id, w.case_id) AS case_id,
  coalesce(e.item_code, w.item_code) AS item_code, i.item_zh, i.item_en, coalesce(e.waived_fen, 0) AS due_fen,
  coalesce(w.waived_fen, 0) AS decided_fen, coalesce(w.waived_fen, 0) - coalesce(e.waived_fen, 0) AS difference_fen,
  e.policy_id, e.policy_version, w.policy_version AS decided_version, w.decisions
FROM (SELECT * FROM entitlement WHERE waived_fen > 0) e
FULL JOIN (
  SELECT d.node, d.case_id, t.item_code, sum(t.waived_fen)::bigint AS waived_fen,
    max(d.policy_version) AS policy_version, array_agg(d.event_id ORDER BY d.event_id) AS decisions
  FROM standing_decision d
  JOIN decision_item t ON t.node = d.node AND t.case_id = d.case_id AND t.event_id = d.event_id
  WHERE t.waived_fen > 0
  GROUP BY d.node, d.case_id, t.item_code
) w ON w.node = e.node AND w.case_id = e.case_id AND w.item_code = e.item_code
LEFT JOIN item_name i ON i.item_code = coalesce(e.item_code, w.item_code);

-- 政策找人: services that were used, for which nobody has applied: due, or due as soon as evidence is shown.
CREATE VIEW unclaimed AS
SELECT e.node, e.case_id, e.item_code, i.item_zh, i.item_en, CASE WHEN e.entitled THEN 'due' ELSE 'evidence' END AS kind,
  e.waived_fen AS due_fen, e.delivered_fen, e.missing, e.policy_id, e.policy_version, c.death_on, c.facility,
  f.division
FROM entitlement e
JOIN decedent_case c ON c.node = e.node AND c.case_id = e.case_id
LEFT JOIN item_name i ON i.item_code = e.item_code
LEFT JOIN facility_division f
  ON f.node = c.node AND f.facility = c.facility AND f.since <= as_of() AND as_of() < f.until
WHERE e.delivered_qty_milli > 0 AND e.policy_id IS NOT NULL AND e.contradicted = '{}'
  AND (e.waived_fen > 0 OR e.missing <> '{}')
  AND NOT EXISTS (SELECT FROM standing_decision d WHERE d.node = e.node AND d.case_id = e.case_id);

-- The same added up, by the division that the facility that opened the case lies in on the day asked for.
CREATE VIEW unclaimed_by_division AS
SELECT u.node, u.division, n.name_zh AS division_zh, n.name_en AS division_en, u.kind, count(DISTINCT u.case_id) AS cases,
  count(*) AS items, coalesce(sum(u.due_fen), 0)::bigint AS due_fen,
  coalesce(sum(u.delivered_fen), 0)::bigint AS delivered_fen
FROM unclaimed u
LEFT JOIN division_span n
  ON n.node = u.node AND n.division = u.division AND n.since <= as_of() AND as_of() < n.until
GROUP BY u.node, u.division, n.name_zh, n.name_en, u.kind;

-- What would change, case by case, if the newest version of each policy counted, whatever the day.
CREATE VIEW under_newest_policy AS
WITH checked AS (
  SELECT r.*
  FROM rule_fact r
  -- The day that chooses a version must be known, or nothing is due under any.
  WHERE r.newest AND r.basis_on IS NOT NULL
), judged AS (
  SELECT c.node, c.case_id, c.item_code, c.policy_id, c.version, c.rule_no, min(c.rule_id) AS rule_id,
    min(c.unit) AS unit, min(c.qty_max_milli) AS qty_max_milli, min(c.cap_fen) AS cap_fen,
    count(*) FILTER (WHERE c.fact IS NOT NULL AND c.holds IS NULL) AS missing,
    count(*) FILTER (WHERE c.holds <> c.must_hold) AS contradicted
  FROM checked c
  GROUP BY c.node, c.case_id, c.item_code, c.policy_id, c.version, c.rule_no
), best AS (
  SELECT DISTINCT ON (j.node, j.case_id, j.item_code) j.*, j.missing = 0 AND j.contradicted = 0 AS entitled
  FROM judged j
  ORDER BY j.node, j.case_id, j.item_code, j.contradicted, j.missing, j.cap_fen DESC NULLS FIRST, j.policy_id,
    j.version DESC, j.rule_no
), worth AS (
  SELECT b.*,
    CASE WHEN b.entitled AND d.covered_milli > 0 THEN least(
      b.cap_fen, div(d.covered_fen * least(d.covered_milli, b.qty_max_milli), d.covered_milli)::bigint)
    ELSE 0 END AS waived_fen
  FROM best b
  CROSS JOIN LATERAL (
    SELECT sum(d.qty_milli) AS covered_milli, sum(d.list_fen) AS covered_fen
    FROM delivery d
    WHERE d.node = b.node AND d.case_id = b.case_id AND d.item_code = b.item_code
      AND d.unit = b.unit AND (d.grade = 'basic' OR b.cap_fen IS NOT NULL)
  ) d
)
SELECT coalesce(e.node, w.node) AS node, coalesce(e.case_id, w.case_id) AS case_id,
  coalesce(e.item_code, w.item_code) AS item_code, i.item_zh, i.item_en,
  coalesce(e.entitled, false) AS entitled, e.policy_id, e.policy_version, coalesce(e.waived_fen, 0) AS waived_fen,
  coalesce(w.entitled, false) AS newest_entitled, w.policy_id AS newest_policy_id, w.version AS newest_version,
  w.rule_id AS newest_rule_id, coalesce(w.waived_fen, 0) AS newest_waived_fen,
  coalesce(w.waived_fen, 0) - coalesce(e.waived_fen, 0) AS difference_fen
FROM entitlement e
FULL JOIN worth w ON w.node = e.node AND w.case_id = e.case_id AND w.item_code = e.item_code
LEFT JOIN item_name i ON i.item_code = coalesce(e.item_code, w.item_code)
WHERE (coalesce(e.entitled, false), coalesce(e.waived_fen, 0)) <> (coalesce(w.entitled, false), coalesce(w.waived_fen, 0));

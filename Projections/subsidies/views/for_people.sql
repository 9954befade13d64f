CREATE VIEW status_name (status, status_zh, status_en) AS
VALUES
  ('submitted', '已提交', 'submitted'), ('returned', '退回补正', 'returned'), ('verified', '已核实', 'verified'),
  ('approved', '已批准待付', 'approved, to be paid'), ('paid', '已支付', 'paid'), ('rejected', '不予批准', 'rejected'),
  ('appealed', '申诉中', 'appealed'), ('supplemented', '补差待付', 'supplement to be paid'),
  ('recovering', '追回中', 'being recovered'), ('recovered', '已追回', 'recovered');

CREATE VIEW form_name (form, form_zh, form_en) AS
VALUES
  ('plot_standard', '传统墓', 'traditional plot'), ('small_flat_stone', '小型卧碑', 'small flat stone'),
  ('tree', '树葬', 'tree'), ('flower_bed', '花坛葬', 'flower bed'), ('lawn', '草坪葬', 'lawn'), ('wall', '壁葬', 'wall'),
  ('tower', '塔葬', 'tower'), ('columbarium_niche', '骨灰堂格位', 'columbarium niche'),
  ('deep_no_mound', '深埋不留坟头', 'deep, no mound'), ('scatter_land', '陆地撒散', 'scattered on land'),
  ('sea', '海葬', 'sea'), ('river', '江河葬', 'river'), ('ashes_not_kept', '不保留骨灰', 'ashes not kept');

-- A policy is called what its newest version is called.
CREATE VIEW policy_name AS
SELECT DISTINCT ON (p.node, p.policy_id) p.node, p.policy_id, p.title_zh AS policy_zh, p.title_en AS policy_en
FROM policy p
ORDER BY p.node, p.policy_id, p.version DESC;

-- Each claim, whatever was heard of it.
CREATE VIEW claim AS
SELECT c.node, c.claim_id, c.status, s.status_zh, s.status_en, c.policy_id, o.policy_zh, o.policy_en,
  y.division, g.name_zh AS division_zh, g.name_en AS division_en,
  c.office_division AS division_then, h.name_zh AS division_then_zh, h.name_en AS division_then_en,
  c.case_id, c.relation, c.portions, c.at_rest, c.forms, f.forms_zh, f.forms_en, c.places, c.rested_on,
  c.verifier_id, c.approver_id, c.four_eyes, c.policy_version, v.doc_no, c.rule_id, c.reason,
  a.approved_fen, c.supplemented_fen, c.paid_fen,
  CASE WHEN c.status IN ('approved', 'supplemented') THEN a.approved_fen + c.supplemented_fen - c.paid_fen ELSE 0 END
    AS payable_fen,
  c.failed_payments, c.asked_fen, c.recovered_fen, c.asked_fen - c.recovered_fen AS outstanding_fen,
  c.submitted_on, c.paid_on, c.paid_on - c.submitted_on AS days_to_pay,
  CASE WHEN c.paid_on IS NULL AND c.status <> 'rejected' THEN as_of() - c.submitted_on END AS days_waiting,
  c.due_version, c.due_rule_id, c.due_fen,
  CASE WHEN a.stands THEN c.due_fen - (a.approved_fen + c.supplemented_fen - c.asked_for_correction_fen) END
    AS difference_fen
FROM award_claim c
-- An approval that was rejected after it, or waits to be decided again, gives nothing.
CROSS JOIN LATERAL (
  SELECT c.status IN ('approved', 'paid', 'supplemented', 'recovering', 'recovered') AS stands
) z
CROSS JOIN LATERAL (SELECT z.stands, CASE WHEN z.stands THEN c.approved_fen ELSE 0 END AS approved_fen) a
LEFT JOIN status_name s ON s.status = c.status
LEFT JOIN policy_name o ON o.node = c.node AND o.policy_id = c.policy_id
LEFT JOIN policy v ON v.node = c.node AND v.policy_id = c.policy_id AND v.version = c.policy_version
LEFT JOIN lineage e
  ON e.node = c.node AND e.division = c.office_division AND e.written_from <= c.submitted_on
  AND c.submitted_on < e.written_until AND e.since <= as_of() AND as_of() < e.until
CROSS JOIN LATERAL (SELECT coalesce(e.became, c.office_division) AS division, as_of() AS on_day) y
LEFT JOIN division_span g
  ON g.node = c.node AND g.division = y.division AND g.since <= y.on_day AND y.on_day < g.until
LEFT JOIN division_span h
  ON h.node = c.node AND h.division = c.office_division AND h.since <= c.submitted_on AND c.submitted_on < h.until
LEFT JOIN LATERAL (
  SELECT string_agg(n.form_zh, '、' ORDER BY n.form COLLATE "C") AS forms_zh,
    string_agg(n.form_en, ', ' ORDER BY n.form COLLATE "C") AS forms_en
  FROM form_name n
  WHERE n.form = ANY (c.forms)
) f ON true;

-- By the division that the office lies in on the day asked for, and the policy.
CREATE VIEW by_division AS
SELECT c.node, c.division, c.division_zh, c.division_en, c.policy_id, c.policy_zh, c.policy_en, count(*) AS claims,
  count(*) FILTER (WHERE c.status = 'submitted') AS submitted,
  count(*) FILTER (WHERE c.status = 'returned') AS returned,
  count(*) FILTER (WHERE c.status = 'verified') AS verified,
  count(*) FILTER (WHERE c.status = 'approved') AS approved,
  count(*) FILTER (WHERE c.status = 'paid') AS paid,
  count(*) FILTER (WHERE c.status = 'supplemented') AS supplemented,
  count(*) FILTER (WHERE c.status = 'rejected') AS rejected,
  count(*) FILTER (WHERE c.status = 'appealed') AS appealed,
  count(*) FILTER (WHERE c.status = 'recovering') AS recovering,
  count(*) FILTER (WHERE c.status = 'recovered') AS recovered,
  sum(c.approved_fen + c.supplemented_fen)::bigint AS approved_fen, sum(c.paid_fen)::bigint AS paid_fen,
  sum(c.payable_fen)::bigint AS payable_fen,
  sum(c.asked_fen)::bigint AS asked_fen, sum(c.recovered_fen)::bigint AS recovered_fen,
  sum(c.outstanding_fen)::bigint AS outstanding_fen,
  count(c.days_to_pay) AS claims_paid, sum(c.days_to_pay)::bigint / nullif(count(c.days_to_pay), 0) AS mean_days_to_pay,
  count(*) FILTER (WHERE c.difference_fen <> 0) AS claims_differing,
  coalesce(sum(c.difference_fen), 0)::bigint AS difference_fen
FROM claim c
GROUP BY c.node, c.division, c.division_zh, c.division_en, c.policy_id, c.policy_zh, c.policy_en;

-- The same by the division that the office named, as it was called when the claim was submitted.
CREATE VIEW by_division_as_then AS
SELECT c.node, c.division_then AS division, c.division_then_zh AS division_zh, c.division_then_en AS division_en,
  c.policy_id, c.policy_zh, c.policy_en, count(*) AS claims,
  count(*) FILTER (WHERE c.status = 'submitted') AS submitted,
  count(*) FILTER (WHERE c.status = 'returned') AS returned,
  count(*) FILTER (WHERE c.status = 'verified') AS verified,
  count(*) FILTER (WHERE c.status = 'approved') AS approved,
  count(*) FILTER (WHERE c.status = 'paid') AS paid,
  count(*) FILTER (WHERE c.status = 'supplemented') AS supplemented,
  count(*) FILTER (WHERE c.status = 'rejected') AS rejected,
  count(*) FILTER (WHERE c.status = 'appealed') AS appealed,
  count(*) FILTER (WHERE c.status = 'recovering') AS recovering,
  count(*) FILTER (WHERE c.status = 'recovered') AS recovered,
  sum(c.approved_fen + c.supplemented_fen)::bigint AS approved_fen, sum(c.paid_fen)::bigint AS paid_fen,
  sum(c.payable_fen)::bigint AS payable_fen,
  sum(c.asked_fen)::bigint AS asked_fen, sum(c.recovered_fen)::bigint AS recovered_fen,
  sum(c.outstanding_fen)::bigint AS outstanding_fen,
  count(c.days_to_pay) AS claims_paid, sum(c.days_to_pay)::bigint / nullif(count(c.days_to_pay), 0) AS mean_days_to_pay,
  count(*) FILTER (WHERE c.difference_fen <> 0) AS claims_differing,
  coalesce(sum(c.difference_fen), 0)::bigint AS difference_fen
FROM claim c
GROUP BY c.node, c.division_then, c.division_then_zh, c.division_then_en, c.policy_id, c.policy_zh, c.policy_en;

-- What was paid in each month, and what came back in it.
CREATE VIEW by_month AS
SELECT m.node, to_char(m.on_day, 'YYYY-MM') AS month, c.policy_id, o.policy_zh, o.policy_en,
  count(m.paid_fen) AS payments, coalesce(sum(m.paid_fen), 0)::bigint AS paid_fen,
  count(m.sent_back_fen) AS sent_back, coalesce(sum(m.sent_back_fen), 0)::bigint AS sent_back_fen,
  count(m.recovered_fen) AS recoveries, coalesce(sum(m.recovered_fen), 0)::bigint AS recovered_fen
FROM (
  SELECT p.node, p.claim_id, p.on_day, CASE WHEN NOT p.sent_back THEN p.fen END AS paid_fen,
    CASE WHEN p.sent_back THEN p.fen END AS sent_back_fen, NULL::bigint AS recovered_fen
  FROM payment p
  UNION ALL
  SELECT r.node, r.claim_id, r.on_day, NULL, NULL, r.fen FROM claim_step r WHERE r.type = 'ClaimRecovered'
) m
JOIN award_claim c ON c.node = m.node AND c.claim_id = m.claim_id
LEFT JOIN policy_name o ON o.node = c.node AND o.policy_id = c.policy_id
GROUP BY m.node, to_char(m.on_day, 'YYYY-MM'), c.policy_id, o.policy_zh, o.policy_en;

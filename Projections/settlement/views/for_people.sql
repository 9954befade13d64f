CREATE VIEW batch_status_name (status, status_zh, status_en) AS
VALUES
  ('opened', '编制中、待审核', 'opened, to be reviewed'), ('reviewed', '已审核待付', 'reviewed, to be paid'),
  ('paid', '已支付', 'paid'), ('rejected', '全部剔除', 'no line accepted');

CREATE VIEW standing_name (standing, standing_zh, standing_en) AS
VALUES
  ('added', '待审核', 'to be reviewed'), ('accepted', '审核通过', 'accepted'), ('rejected', '已剔除', 'rejected'),
  ('paid', '已支付', 'paid');

CREATE VIEW decision_state_name (decision_state, decision_state_zh, decision_state_en) AS
VALUES
  ('stands', '有效', 'stands'), ('denied', '不予减免', 'denied'), ('pending', '待补证据', 'waits for evidence'),
  ('reversed', '已撤销', 'reversed'), ('unknown', '无此认定或已作废', 'there is none, or it was voided');

-- Each decision as it stands now, and what it waives now.
CREATE VIEW decision_now AS
SELECT d.node, d.decision_event_id, d.case_id, d.policy_id, d.policy_version, d.verdict, d.decided_on, d.items, s.state,
  CASE WHEN s.state = 'stands' THEN d.waived_fen ELSE 0 END AS waived_now_fen,
  r.reason_code, r.recover_fen, r.reversed_on
FROM decision d
LEFT JOIN reversal r ON r.node = d.node AND r.case_id = d.case_id AND r.decision_event_id = d.decision_event_id
CROSS JOIN LATERAL (
  SELECT CASE
    WHEN r.case_id IS NOT NULL THEN 'reversed'
    WHEN d.verdict IN ('pending', 'denied') THEN d.verdict
    ELSE 'stands'
  END AS state
) s;

-- Each line and what became of it. A line that is added after the review waits for one.
CREATE VIEW line_standing AS
SELECT l.node, l.home, l.month, l.position, l.decision_event_id, l.case_id, l.amount_fen, l.added_on, s.standing,
  CASE WHEN s.standing = 'rejected' THEN v.reason END AS reason
FROM batch_line l
LEFT JOIN settlement_batch b ON b.node = l.node AND b.home = l.home AND b.month = l.month
LEFT JOIN reviewed_line v
  ON v.node = l.node AND v.home = l.home AND v.month = l.month AND v.review_at = b.review_at
    AND v.decision_event_id = l.decision_event_id
CROSS JOIN LATERAL (
  SELECT CASE
    WHEN coalesce(l.position > b.review_at, true) THEN 'added'
    WHEN v.accepted IS NOT TRUE THEN 'rejected'
    WHEN b.paid_on IS NOT NULL THEN 'paid'
    ELSE 'accepted'
  END AS standing
) s;

-- The lines that claim each decision: those that were not rejected. There may be one (rule M6).
CREATE VIEW decision_lines AS
SELECT l.node, l.decision_event_id, count(*) FILTER (WHERE l.standing <> 'rejected') AS live_lines,
  count(*) FILTER (WHERE l.standing = 'rejected') AS rejected_lines
FROM line_standing l
GROUP BY l.node, l.decision_event_id;

-- Each line beside the decision that it cites, as that stands now.
CREATE VIEW line AS
SELECT l.node, l.home, f.name_zh AS home_zh, f.name_en AS home_en, l.month,
  row_number() OVER (PARTITION BY l.node, l.home, l.month ORDER BY l.position) AS line_no,
  l.standing, s.standing_zh, s.standing_en, l.case_id, l.decision_event_id, l.added_on, l.amount_fen,
  d.policy_id, d.policy_version, d.verdict, y.decision_state, t.decision_state_zh, t.decision_state_en, y.decision_fen,
  CASE WHEN l.standing <> 'rejected' THEN l.amount_fen - y.decision_fen END AS difference_fen,
  l.reason, d.reversed_on, d.reason_code, d.recover_fen, n.live_lines
FROM line_standing l
JOIN decision_lines n ON n.node = l.node AND n.decision_event_id = l.decision_event_id
LEFT JOIN standing_name s ON s.standing = l.standing
LEFT JOIN facility f ON f.node = l.node AND f.facility = l.home
-- A decision on another case is none for this line.
LEFT JOIN decision_now d ON d.node = l.node AND d.decision_event_id = l.decision_event_id AND d.case_id = l.case_id
CROSS JOIN LATERAL (
  SELECT coalesce(d.state, 'unknown') AS decision_state, coalesce(d.waived_now_fen, 0) AS decision_fen
) y
LEFT JOIN decision_state_name t ON t.decision_state = y.decision_state;

-- Each batch, with its lines added up.
CREATE VIEW by_batch AS
SELECT k.node, k.home, f.name_zh AS home_zh, f.name_en AS home_en, k.month, y.status, s.status_zh, s.status_en,
  b.preparer_id, b.opened_on, b.reviewer_id, b.reviewed_on, b.paid_on, b.pay_ref,
  coalesce(l.lines, 0) AS lines, coalesce(l.claimed_fen, 0) AS claimed_fen,
  coalesce(l.accepted_lines, 0) AS accepted_lines, coalesce(l.accepted_fen, 0) AS accepted_fen,
  coalesce(l.rejected_lines, 0) AS rejected_lines, coalesce(l.rejected_fen, 0) AS rejected_fen,
  coalesce(b.paid_fen, 0) AS paid_fen,
  CASE WHEN b.paid_on IS NOT NULL THEN b.paid_fen - coalesce(l.accepted_fen, 0) END AS payment_difference_fen,
  coalesce(l.differing_lines, 0) AS differing_lines, coalesce(l.difference_fen, 0) AS difference_fen,
  coalesce(l.asked_back_fen, 0) AS asked_back_fen, coalesce(l.repeated_lines, 0) AS repeated_lines,
  CASE WHEN y.status = 'opened' THEN as_of() - b.opened_on END AS days_waiting,
  y.status = 'opened' AND EXISTS (
    SELECT FROM settlement_batch n
    WHERE n.node = k.node AND n.home = k.home AND n.month > k.month AND n.opened_on <= as_of()
  ) AS overdue
FROM (
  SELECT b.node, b.home, b.month FROM settlement_batch b
  UNION
  SELECT l.node, l.home, l.month FROM batch_line l
) k
LEFT JOIN settlement_batch b ON b.node = k.node AND b.home = k.home AND b.month = k.month
LEFT JOIN facility f ON f.node = k.node AND f.facility = k.home
LEFT JOIN (
  SELECT l.node, l.home, l.month, count(*) AS lines, sum(l.amount_fen)::bigint AS claimed_fen,
    count(*) FILTER (WHERE l.standing IN ('accepted', 'paid')) AS accepted_lines,
    coalesce(sum(l.amount_fen) FILTER (WHERE l.standing IN ('accepted', 'paid')), 0)::bigint AS accepted_fen,
    count(*) FILTER (WHERE l.standing = 'rejected') AS rejected_lines,
    coalesce(sum(l.amount_fen) FILTER (WHERE l.standing = 'rejected'), 0)::bigint AS rejected_fen,
    count(*) FILTER (WHERE l.difference_fen <> 0) AS differing_lines,
    sum(l.difference_fen)::bigint AS difference_fen,
    sum(l.recover_fen) FILTER (WHERE l.standing <> 'rejected')::bigint AS asked_back_fen,
    count(*) FILTER (WHERE l.standing <> 'rejected' AND l.live_lines > 1) AS repeated_lines
  FROM line l
  GROUP BY l.node, l.home, l.month
) l ON l.node = k.node AND l.home = k.home AND l.month = k.month
CROSS JOIN LATERAL (
  SELECT CASE
    WHEN b.paid_on IS NOT NULL THEN 'paid'
    WHEN b.review_at IS NULL THEN 'opened'
    WHEN EXISTS (
      SELECT FROM reviewed_line v
      WHERE v.node = b.node AND v.home = b.home AND v.month = b.month AND v.review_at = b.review_at AND v.accepted)
      THEN 'reviewed'
    ELSE 'rejected'
  END AS status
) y
LEFT JOIN batch_status_name s ON s.status = y.status;

-- Each decision that waives something, and that no line claims. Whose services they were, the deliveries say; where several
-- homes served, any one of them may claim it, and it is nobody's yet.
CREATE VIEW unsettled AS
SELECT d.node, d.decision_event_id, d.case_id, h.home, f.name_zh AS home_zh, f.name_en AS home_en, h.homes,
  to_char(d.decided_on, 'YYYY-MM') AS month, d.decided_on, d.policy_id, d.policy_version, d.verdict,
  d.waived_now_fen AS owed_fen, coalesce(n.rejected_lines, 0) AS rejected_lines, as_of() - d.decided_on AS days_waiting
FROM decision_now d
LEFT JOIN decision_lines n ON n.node = d.node AND n.decision_event_id = d.decision_event_id
CROSS JOIN LATERAL (
  SELECT coalesce(array_agg(DISTINCT p.facility::text COLLATE "C" ORDER BY p.facility::text COLLATE "C"), '{}') AS homes,
    CASE WHEN count(DISTINCT p.facility) = 1 THEN min(p.facility) END::code AS home
  FROM provider p
  WHERE p.node = d.node AND p.case_id = d.case_id AND p.item_code = ANY (d.items)
) h
LEFT JOIN facility f ON f.node = d.node AND f.facility = h.home
WHERE d.waived_now_fen > 0 AND coalesce(n.live_lines, 0) = 0;

-- What homes are still owed for the decisions of each month.
CREATE VIEW unsettled_by_month AS
SELECT u.node, u.home, u.home_zh, u.home_en, u.month, count(*) AS decisions, sum(u.owed_fen)::bigint AS owed_fen,
  count(*) FILTER (WHERE u.rejected_lines > 0) AS rejected_before, max(u.days_waiting) AS days_waiting
FROM unsettled u
GROUP BY u.node, u.home, u.home_zh, u.home_en, u.month;

-- Each home: what it claimed, was paid and is still owed. The row without a home is what several homes might claim.
CREATE VIEW by_home AS
SELECT k.node, k.home, f.name_zh AS home_zh, f.name_en AS home_en, sum(k.batches)::bigint AS batches,
  sum(k.to_review)::bigint AS batches_to_review, sum(k.overdue)::bigint AS batches_overdue,
  sum(k.lines)::bigint AS lines, sum(k.claimed_fen)::bigint AS claimed_fen, sum(k.accepted_fen)::bigint AS accepted_fen,
  sum(k.rejected_fen)::bigint AS rejected_fen, sum(k.paid_fen)::bigint AS paid_fen,
  sum(k.differing_lines)::bigint AS differing_lines, sum(k.difference_fen)::bigint AS difference_fen,
  sum(k.asked_back_fen)::bigint AS asked_back_fen, sum(k.repeated_lines)::bigint AS repeated_lines,
  sum(k.unsettled)::bigint AS unsettled, sum(k.unsettled_fen)::bigint AS unsettled_fen
FROM (
  SELECT b.node, b.home, 1 AS batches, (b.status = 'opened')::integer AS to_review, b.overdue::integer AS overdue, b.lines,
    b.claimed_fen, b.accepted_fen, b.rejected_fen, b.paid_fen, b.differing_lines, b.difference_fen, b.asked_back_fen,
    b.repeated_lines, 0 AS unsettled, 0 AS unsettled_fen
  FROM by_batch b
  UNION ALL
  SELECT u.node, u.home, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, u.owed_fen FROM unsettled u
) k
LEFT JOIN facility f ON f.node = k.node AND f.facility = k.home
GROUP BY k.node, k.home, f.name_zh, f.name_en;

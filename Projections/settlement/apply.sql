-- Facts. Of several events about one thing the last one counts. What is derived from them is small enough for the views.

-- BatchOpened: who draws the roster up.
INSERT INTO settlement_batch (node, home, month, preparer_id, opened_on)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), b.data ->> 'preparer_id', local_date(b.occurred_at)
FROM batch b
WHERE b.type = 'BatchOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, home, month) DO UPDATE SET preparer_id = EXCLUDED.preparer_id, opened_on = EXCLUDED.opened_on;

-- BatchLineAdded: a line.
INSERT INTO batch_line (node, home, month, position, decision_event_id, case_id, amount_fen, added_on)
SELECT b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), b.position, d.decision_event_id, d.case_id,
  d.amount_fen, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (decision_event_id uuid, case_id text, amount_fen bigint)
WHERE b.type = 'BatchLineAdded';

-- BatchReviewed: that it was reviewed, by whom.
INSERT INTO settlement_batch (node, home, month, reviewer_id, reviewed_on, review_at)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), b.data ->> 'reviewer_id',
  local_date(b.occurred_at), b.position
FROM batch b
WHERE b.type = 'BatchReviewed'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, home, month) DO UPDATE
  SET reviewer_id = EXCLUDED.reviewer_id, reviewed_on = EXCLUDED.reviewed_on, review_at = EXCLUDED.review_at;

-- BatchReviewed: what it said of each decision. One that it named both ways is accepted.
INSERT INTO reviewed_line (node, home, month, review_at, decision_event_id, accepted, reason)
SELECT DISTINCT ON (b.stream, b.position, v.decision_event_id)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), b.position, v.decision_event_id, v.accepted, v.reason
FROM batch b
CROSS JOIN LATERAL (
  SELECT a.id::uuid AS decision_event_id, true AS accepted, NULL AS reason
  FROM json_array_elements_text(b.data -> 'accepted') AS a (id)
  UNION ALL
  SELECT r.decision_event_id, false, r.reason
  FROM json_to_recordset(b.data -> 'rejected') AS r (decision_event_id uuid, reason text)
) v
WHERE b.type = 'BatchReviewed'
ORDER BY b.stream, b.position, v.decision_event_id, v.accepted DESC, v.reason;

-- BatchPaid: how much.
INSERT INTO settlement_batch (node, home, month, paid_on, paid_fen, pay_ref)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), local_date(b.occurred_at), d.total_fen, d.pay_ref
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (total_fen bigint, pay_ref text)
WHERE b.type = 'BatchPaid'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, home, month) DO UPDATE
  SET paid_on = EXCLUDED.paid_on, paid_fen = EXCLUDED.paid_fen, pay_ref = EXCLUDED.pay_ref;

-- WaiverDecided: a decision.
INSERT INTO decision (
  node, decision_event_id, case_id, policy_id, policy_version, verdict, waived_fen, items, decider_id, decided_on)
SELECT b.node, b.event_id, substr(b.stream, length('waiver/') + 1), d.policy_id, d.policy_version, d.decision,
  d.total_waived_fen, i.items, d.decider_id, local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  policy_id text, policy_version integer, decision text, total_waived_fen bigint, decider_id text)
CROSS JOIN LATERAL (
  SELECT coalesce(array_agg(DISTINCT t.item_code COLLATE "C" ORDER BY t.item_code COLLATE "C"), '{}') AS items
  FROM json_to_recordset(b.data -> 'items') AS t (item_code text)
) i
WHERE b.type = 'WaiverDecided';

-- WaiverReversed: that a decision was taken back.
INSERT INTO reversal (node, case_id, decision_event_id, reason_code, recover_fen, reversed_on)
SELECT DISTINCT ON (b.stream, d.decision_event_id)
  b.node, substr(b.stream, length('waiver/') + 1), d.decision_event_id, d.reason_code, d.recover_fen,
  local_date(b.occurred_at)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (decision_event_id uuid, reason_code text, recover_fen bigint)
WHERE b.type = 'WaiverReversed'
ORDER BY b.stream, d.decision_event_id, b.position DESC
ON CONFLICT (node, case_id, decision_event_id) DO UPDATE
  SET reason_code = EXCLUDED.reason_code, recover_fen = EXCLUDED.recover_fen, reversed_on = EXCLUDED.reversed_on;

-- ServiceItemDelivered: by whom.
INSERT INTO provider (node, case_id, item_code, facility)
SELECT DISTINCT b.node, substr(b.stream, length('waiver/') + 1)::code, d.item_code, d.facility_id
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (item_code code, facility_id code)
WHERE b.type = 'ServiceItemDelivered'
ON CONFLICT (node, case_id, item_code, facility) DO NOTHING;

-- FacilityLicensed: what homes are called.
INSERT INTO facility (node, facility, name_zh, name_en)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('facility/') + 1), d.name_zh, d.name_en
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (name_zh text, name_en text)
WHERE b.type = 'FacilityLicensed'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en;

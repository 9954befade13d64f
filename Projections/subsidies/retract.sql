-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now.

-- The claims that they spoke of, to be judged again.
INSERT INTO retracted_claim (node, claim_id)
SELECT current_node(), c.claim_id
FROM unnest(restated()) AS r (stream)
CROSS JOIN LATERAL (
  SELECT substr(r.stream, length('claim/') + 1)::code AS claim_id WHERE r.stream LIKE 'claim/%'
  UNION ALL
  SELECT a.claim_id FROM award_claim a
  WHERE a.node = current_node() AND r.stream LIKE 'case/%' AND a.case_id = substr(r.stream, length('case/') + 1)
  UNION ALL
  SELECT p.claim_id FROM claim_portion p
  WHERE p.node = current_node() AND r.stream LIKE 'ashes/%' AND p.custody_id = substr(r.stream, length('ashes/') + 1)
  UNION ALL
  SELECT a.claim_id FROM award_claim a
  WHERE a.node = current_node() AND r.stream LIKE 'policy/%' AND a.policy_id = substr(r.stream, length('policy/') + 1)
  UNION ALL
  SELECT a.claim_id FROM award_claim a
  WHERE a.node = current_node() AND r.stream = 'reference/divisions'
) c
ON CONFLICT (node, claim_id) DO NOTHING;

DELETE FROM award_criterion q
USING unnest(restated()) AS r (stream)
WHERE q.node = current_node() AND r.stream LIKE 'policy/%' AND q.policy_id = substr(r.stream, length('policy/') + 1);

DELETE FROM award_rule w
USING unnest(restated()) AS r (stream)
WHERE w.node = current_node() AND r.stream LIKE 'policy/%' AND w.policy_id = substr(r.stream, length('policy/') + 1);

DELETE FROM policy p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'policy/%' AND p.policy_id = substr(r.stream, length('policy/') + 1);

DELETE FROM decedent_case k
USING unnest(restated()) AS r (stream)
WHERE k.node = current_node() AND r.stream LIKE 'case/%' AND k.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM portion p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'ashes/%' AND p.custody_id = substr(r.stream, length('ashes/') + 1);

-- Such a claim is told whole once more, if anything of it stands.
DELETE FROM award_claim c
USING unnest(restated()) AS r (stream)
WHERE c.node = current_node() AND r.stream LIKE 'claim/%' AND c.claim_id = substr(r.stream, length('claim/') + 1);

DELETE FROM claim_portion p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'claim/%' AND p.claim_id = substr(r.stream, length('claim/') + 1);

DELETE FROM claim_step s
USING unnest(restated()) AS r (stream)
WHERE s.node = current_node() AND r.stream LIKE 'claim/%' AND s.claim_id = substr(r.stream, length('claim/') + 1);

-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now.

-- The cases that they spoke of, to be judged again; all of them where a policy is amended.
INSERT INTO retracted_case (node, case_id)
SELECT current_node(), c.case_id
FROM unnest(restated()) AS r (stream)
CROSS JOIN LATERAL (
  SELECT split_part(r.stream, '/', 2)::code AS case_id WHERE r.stream LIKE 'case/%' OR r.stream LIKE 'waiver/%'
  UNION ALL
  SELECT k.case_id FROM custody k
  WHERE k.node = current_node() AND r.stream LIKE 'ashes/%' AND k.custody_id = substr(r.stream, length('ashes/') + 1)
  UNION ALL
  SELECT k.case_id
  FROM placement l
  JOIN custody k ON k.node = current_node() AND k.custody_id = l.custody_id
  WHERE l.node = current_node() AND r.stream LIKE 'facility/%' AND l.facility = substr(r.stream, length('facility/') + 1)
  UNION ALL
  SELECT d.case_id FROM decedent_case d
  WHERE d.node = current_node() AND r.stream LIKE 'policy/%' AND EXISTS (
    SELECT FROM policy p
    WHERE p.node = current_node() AND p.policy_id = substr(r.stream, length('policy/') + 1))
  UNION ALL
  SELECT d.case_id FROM decedent_case d
  WHERE d.node = current_node() AND r.stream = 'reference/divisions'
) c
ON CONFLICT (node, case_id) DO NOTHING;

DELETE FROM policy_criterion q
USING unnest(restated()) AS r (stream)
WHERE q.node = current_node() AND r.stream LIKE 'policy/%' AND q.policy_id = substr(r.stream, length('policy/') + 1);

DELETE FROM policy_rule u
USING unnest(restated()) AS r (stream)
WHERE u.node = current_node() AND r.stream LIKE 'policy/%' AND u.policy_id = substr(r.stream, length('policy/') + 1);

DELETE FROM policy p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'policy/%' AND p.policy_id = substr(r.stream, length('policy/') + 1);

UPDATE decedent_case c
SET facility = NULL, death_on = NULL
FROM unnest(restated()) AS r (stream)
WHERE c.node = current_node() AND r.stream LIKE 'case/%' AND c.case_id = substr(r.stream, length('case/') + 1);

-- A case's own facts; the evidence is its waiver's, and where the ashes lie is theirs.
DELETE FROM case_fact f
USING unnest(restated()) AS r (stream)
WHERE f.node = current_node() AND r.stream LIKE 'case/%' AND f.case_id = substr(r.stream, length('case/') + 1)
  AND f.fact IN ('unknown_person', 'death_in_scope', 'hukou_in_scope', 'residence_permit', 'cremated');

DELETE FROM case_fact f
USING unnest(restated()) AS r (stream)
WHERE f.node = current_node() AND r.stream LIKE 'waiver/%' AND f.case_id = substr(r.stream, length('waiver/') + 1)
  AND f.fact NOT IN (
    'unknown_person', 'death_in_scope', 'hukou_in_scope', 'residence_permit', 'cremated', 'placed_in_scope');

DELETE FROM delivery d
USING unnest(restated()) AS r (stream)
WHERE d.node = current_node() AND r.stream LIKE 'waiver/%' AND d.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM decision d
USING unnest(restated()) AS r (stream)
WHERE d.node = current_node() AND r.stream LIKE 'waiver/%' AND d.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM decision_item d
USING unnest(restated()) AS r (stream)
WHERE d.node = current_node() AND r.stream LIKE 'waiver/%' AND d.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM reversal d
USING unnest(restated()) AS r (stream)
WHERE d.node = current_node() AND r.stream LIKE 'waiver/%' AND d.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM placement l
USING unnest(restated()) AS r (stream)
WHERE l.node = current_node() AND r.stream LIKE 'ashes/%' AND l.custody_id = substr(r.stream, length('ashes/') + 1);

DELETE FROM custody k
USING unnest(restated()) AS r (stream)
WHERE k.node = current_node() AND r.stream LIKE 'ashes/%' AND k.custody_id = substr(r.stream, length('ashes/') + 1);

-- Where ashes lie is told again for every case that is judged again.
UPDATE decedent_case c
SET placed_on = NULL
FROM retracted_case t
WHERE c.node = t.node AND c.case_id = t.case_id;

DELETE FROM case_fact f
USING retracted_case t
WHERE f.node = t.node AND f.case_id = t.case_id AND f.fact = 'placed_in_scope';

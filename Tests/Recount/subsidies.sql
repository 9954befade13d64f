-- 生态安葬奖补 Where do the claims stand, and what was approved, paid, asked back and recovered?
WITH step AS (
  SELECT substr(stream, length('claim/') + 1) AS claim, type, data, position, happened_on
  FROM fact WHERE stream LIKE 'claim/%' AND type LIKE 'Claim%' OR type = 'RecoveryOpened'
),
claim AS (
  SELECT claim, data ->> 'policy_id' AS policy, happened_on AS submitted_on FROM step WHERE type = 'ClaimSubmitted'
),
-- A payment that the bank sent back is none.
payment AS (
  SELECT p.claim, p.happened_on, (p.data ->> 'amount_fen')::bigint AS fen
  FROM step p
  WHERE p.type = 'ClaimPaid' AND NOT EXISTS (
    SELECT FROM step f
    WHERE f.claim = p.claim AND f.type = 'ClaimPaymentFailed' AND f.data ->> 'pay_ref' = p.data ->> 'pay_ref'
  )
),
money AS (
  SELECT
    c.claim,
    (SELECT coalesce(sum(p.fen), 0) FROM payment p WHERE p.claim = c.claim) AS paid,
    (SELECT coalesce(sum((s.data ->> 'amount_fen')::bigint), 0)
      FROM step s WHERE s.claim = c.claim AND s.type = 'RecoveryOpened') AS asked,
    (SELECT coalesce(sum((s.data ->> 'recovered_fen')::bigint), 0)
      FROM step s WHERE s.claim = c.claim AND s.type = 'ClaimRecovered') AS recovered
  FROM claim c
),
-- The state is that of the last step, but money that is out keeps a claim recovering until all of it has come back.
state AS (
  SELECT DISTINCT ON (s.claim) s.claim,
    CASE s.type
      WHEN 'ClaimSubmitted' THEN 'submitted'
      WHEN 'ClaimResubmitted' THEN 'submitted'
      WHEN 'ClaimReturned' THEN 'returned'
      WHEN 'ClaimVerified' THEN 'verified'
      WHEN 'ClaimApproved' THEN 'approved'
      WHEN 'ClaimPaymentFailed' THEN 'approved'
      WHEN 'ClaimPaid' THEN 'paid'
      WHEN 'ClaimSupplemented' THEN 'supplemented'
      WHEN 'ClaimRejected' THEN 'rejected'
      WHEN 'ClaimAppealed' THEN 'appealed'
      WHEN 'RecoveryOpened' THEN 'recovering'
      WHEN 'ClaimRecovered' THEN CASE WHEN m.recovered < m.asked THEN 'recovering' ELSE 'recovered' END
    END AS state
  FROM step s JOIN money m USING (claim)
  ORDER BY s.claim, s.position DESC
),
recount AS (
  SELECT 'claims ' || w.state AS figure, '' AS of, (SELECT count(*) FROM state s WHERE s.state = w.state) AS recount
  FROM (VALUES
    ('submitted'), ('returned'), ('verified'), ('approved'), ('paid'), ('supplemented'), ('rejected'), ('appealed'),
    ('recovering'), ('recovered')
  ) AS w(state)
  UNION ALL
  SELECT f.figure, coalesce(c.claim, ''), sum(f.n)
  FROM claim c JOIN money m USING (claim)
  CROSS JOIN LATERAL (VALUES
    ('paid, fen', m.paid), ('asked back, fen', m.asked), ('recovered, fen', m.recovered),
    ('days until first paid',
      (SELECT min(p.happened_on) FROM payment p WHERE p.claim = c.claim) - c.submitted_on)
  ) AS f(figure, n)
  GROUP BY GROUPING SETS ((f.figure, c.claim), (f.figure))
  UNION ALL
  SELECT 'claims', c.policy, count(*) FROM claim c GROUP BY c.policy
),
shown AS (
  SELECT 'claims ' || f.state AS figure, '' AS of, coalesce(sum(f.n), 0) AS read_model
  FROM (VALUES (:node)) AS here(node)
  LEFT JOIN subsidies.by_division d USING (node)
  CROSS JOIN LATERAL (VALUES
    ('submitted', d.submitted), ('returned', d.returned), ('verified', d.verified), ('approved', d.approved),
    ('paid', d.paid), ('supplemented', d.supplemented), ('rejected', d.rejected), ('appealed', d.appealed),
    ('recovering', d.recovering), ('recovered', d.recovered)
  ) AS f(state, n)
  GROUP BY f.state
  UNION ALL
  SELECT f.figure, coalesce(c.claim_id, ''), sum(f.n)
  FROM subsidies.claim c
  CROSS JOIN LATERAL (VALUES
    ('paid, fen', c.paid_fen), ('asked back, fen', c.asked_fen), ('recovered, fen', c.recovered_fen),
    ('days until first paid', c.days_to_pay)
  ) AS f(figure, n)
  WHERE c.node = :node
  GROUP BY GROUPING SETS ((f.figure, c.claim_id), (f.figure))
  UNION ALL
  SELECT 'claims', d.policy_id, sum(d.claims) FROM subsidies.by_division d WHERE d.node = :node GROUP BY d.policy_id
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;

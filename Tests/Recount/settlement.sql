-- 减免结算 What did each home claim month by month, what was accepted and paid, and what has nobody claimed yet?
WITH batch AS (
  SELECT DISTINCT substr(stream, length('batch/') + 1) AS batch FROM fact WHERE type = 'BatchOpened'
),
-- The last review of a batch.
review AS (
  SELECT DISTINCT ON (stream) substr(stream, length('batch/') + 1) AS batch, data -> 'accepted' AS accepted
  FROM fact WHERE type = 'BatchReviewed'
  ORDER BY stream, position DESC
),
payment AS (
  SELECT substr(stream, length('batch/') + 1) AS batch, sum((data ->> 'total_fen')::bigint) AS fen
  FROM fact WHERE type = 'BatchPaid'
  GROUP BY stream
),
-- Decisions, with what they waive now: nothing once they are reversed.
decision AS (
  SELECT
    d.event_id,
    CASE
      WHEN d.data ->> 'decision' IN ('denied', 'pending') THEN 0
      WHEN EXISTS (
        SELECT FROM fact r WHERE r.type = 'WaiverReversed' AND (r.data ->> 'decision_event_id')::uuid = d.event_id
      ) THEN 0
      ELSE (d.data ->> 'total_waived_fen')::bigint
    END AS fen
  FROM fact d WHERE d.type = 'WaiverDecided'
),
line AS (
  SELECT
    substr(l.stream, length('batch/') + 1) AS batch,
    (l.data ->> 'decision_event_id')::uuid AS decision,
    (l.data ->> 'amount_fen')::bigint AS fen,
    -- Null until the batch has been reviewed.
    r.accepted ? (l.data ->> 'decision_event_id') AS accepted
  FROM fact l
  LEFT JOIN review r ON r.batch = substr(l.stream, length('batch/') + 1)
  WHERE l.type = 'BatchLineAdded'
),
counted AS (
  SELECT
    b.batch,
    (SELECT count(*) FROM line l WHERE l.batch = b.batch) AS lines,
    (SELECT coalesce(sum(l.fen), 0) FROM line l WHERE l.batch = b.batch) AS claimed,
    (SELECT count(*) FROM line l WHERE l.batch = b.batch AND l.accepted) AS accepted_lines,
    (SELECT coalesce(sum(l.fen), 0) FROM line l WHERE l.batch = b.batch AND l.accepted) AS accepted,
    (SELECT count(*) FROM line l WHERE l.batch = b.batch AND NOT l.accepted) AS rejected_lines,
    (SELECT coalesce(sum(l.fen), 0) FROM line l WHERE l.batch = b.batch AND NOT l.accepted) AS rejected,
    coalesce((SELECT p.fen FROM payment p WHERE p.batch = b.batch), 0) AS paid,
    -- What the lines ask for beyond what their decisions waive now.
    (SELECT coalesce(sum(l.fen - coalesce(d.fen, 0)), 0)
      FROM line l LEFT JOIN decision d ON d.event_id = l.decision
      WHERE l.batch = b.batch AND l.accepted IS DISTINCT FROM false) AS difference
  FROM batch b
),
recount AS (
  SELECT f.figure, coalesce(c.batch, '') AS of, sum(f.n) AS recount
  FROM counted c
  CROSS JOIN LATERAL (VALUES
    ('lines', c.lines), ('claimed, fen', c.claimed), ('lines accepted', c.accepted_lines), ('accepted, fen', c.accepted),
    ('lines rejected', c.rejected_lines), ('rejected, fen', c.rejected), ('paid, fen', c.paid),
    ('asked beyond decisions, fen', c.difference)
  ) AS f(figure, n)
  GROUP BY GROUPING SETS ((f.figure, c.batch), (f.figure))
  UNION ALL
  SELECT 'batches', '', count(*) FROM batch
  UNION ALL
  SELECT f.figure, '', f.n
  FROM (
    SELECT count(*) AS decisions, coalesce(sum(d.fen), 0) AS fen
    FROM decision d
    WHERE d.fen > 0
      AND NOT EXISTS (SELECT FROM line l WHERE l.decision = d.event_id AND l.accepted IS DISTINCT FROM false)
  ) u
  CROSS JOIN LATERAL (VALUES ('decisions nobody claims', u.decisions), ('decisions nobody claims, fen', u.fen)) AS f(figure, n)
),
shown AS (
  SELECT f.figure, coalesce(c.home || '/' || c.month, '') AS of, sum(f.n) AS read_model
  FROM settlement.by_batch c
  CROSS JOIN LATERAL (VALUES
    ('lines', c.lines), ('claimed, fen', c.claimed_fen), ('lines accepted', c.accepted_lines),
    ('accepted, fen', c.accepted_fen), ('lines rejected', c.rejected_lines), ('rejected, fen', c.rejected_fen),
    ('paid, fen', c.paid_fen), ('asked beyond decisions, fen', c.difference_fen)
  ) AS f(figure, n)
  WHERE c.node = :node
  GROUP BY GROUPING SETS ((f.figure, c.home, c.month), (f.figure))
  UNION ALL
  SELECT 'batches', '', coalesce(sum(h.batches), 0) FROM settlement.by_home h WHERE h.node = :node
  UNION ALL
  SELECT f.figure, '', f.n
  FROM (
    SELECT count(*) AS decisions, coalesce(sum(u.owed_fen), 0) AS fen FROM settlement.unsettled u WHERE u.node = :node
  ) u
  CROSS JOIN LATERAL (VALUES ('decisions nobody claims', u.decisions), ('decisions nobody claims, fen', u.fen)) AS f(figure, n)
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;

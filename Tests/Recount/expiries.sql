-- 到期 What lasts until when, and is valid, expiring, expired or done on :day?
WITH lasting AS (
  -- Rights to use a plot, and what was paid for its maintenance: until granted or, as renewed, later.
  SELECT 'use_right' AS kind, g.stream AS item, 180 AS notice,
    greatest((g.data ->> 'to')::date, (
      SELECT max((n.data ->> 'to')::date) FROM fact n WHERE n.type = 'UseRightRenewed' AND n.stream = g.stream
    )) AS ends_on,
    EXISTS (SELECT FROM fact b WHERE b.type = 'UseRightReturned' AND b.stream = g.stream) AS done
  FROM fact g WHERE g.type = 'UseRightGranted'
  UNION ALL
  SELECT 'maintenance_fee', g.stream, 180,
    greatest((g.data ->> 'maintenance_to')::date, (
      SELECT max((n.data ->> 'maintenance_to')::date) FROM fact n WHERE n.type = 'UseRightRenewed' AND n.stream = g.stream
    )),
    EXISTS (SELECT FROM fact b WHERE b.type = 'UseRightReturned' AND b.stream = g.stream)
  FROM fact g WHERE g.type = 'UseRightGranted'
  UNION ALL
  -- Ashes on a shelf: the last time that they were stored, until they went anywhere else.
  SELECT 'ash_storage', s.stream, 30,
    greatest(s.happened_on + (s.data ->> 'term_days')::integer, (
      SELECT max((n.data ->> 'until')::date) FROM fact n
      WHERE n.type = 'StorageRenewed' AND n.stream = s.stream AND n.position > s.position
    )),
    EXISTS (
      SELECT FROM fact b WHERE b.stream = s.stream AND b.position > s.position
        AND b.type IN ('AshesReleased', 'AshesPlaced', 'AshesScattered', 'UnclaimedAshesDisposed')
    )
  FROM (SELECT DISTINCT ON (stream) * FROM fact WHERE type = 'AshesStored' ORDER BY stream, position DESC) s
  UNION ALL
  SELECT 'reservation', s.stream, 30, (s.data ->> 'until')::date,
    EXISTS (
      SELECT FROM fact b WHERE b.type = 'ReservationReleased' AND b.stream = s.stream AND b.position > s.position
    )
  FROM (SELECT DISTINCT ON (stream) * FROM fact WHERE type = 'PlotReserved' ORDER BY stream, position DESC) s
  UNION ALL
  -- A failed test counts on no day, a passed one until its end or the day before works on the cremator.
  SELECT 'cremator_test', t.stream, 60,
    least(
      CASE WHEN t.data ->> 'passed' = 'true' THEN (t.data ->> 'valid_to')::date ELSE (t.data ->> 'tested_on')::date - 1 END,
      (
        SELECT min((w.data ->> 'done_on')::date) - 1 FROM fact w
        WHERE w.type = 'UnitRetrofitted' AND w.stream = t.stream
          AND (w.data ->> 'done_on')::date > (t.data ->> 'tested_on')::date
      )
    ),
    EXISTS (SELECT FROM fact r WHERE r.type = 'UnitRetired' AND r.stream = t.stream)
  FROM (
    SELECT DISTINCT ON (stream) * FROM fact WHERE type = 'UnitTested'
    ORDER BY stream, (data ->> 'tested_on')::date DESC, position DESC
  ) t
  UNION ALL
  SELECT 'order', o.stream, 15, (o.data ->> 'due')::date,
    EXISTS (SELECT FROM fact c WHERE c.type = 'FindingClosed' AND c.stream = o.stream)
  FROM (SELECT DISTINCT ON (stream) * FROM fact WHERE type = 'OrderIssued' ORDER BY stream, position DESC) o
  UNION ALL
  SELECT 'hold', h.event_id::text, 7, (h.data ->> 'until')::date,
    EXISTS (
      SELECT FROM fact r WHERE r.type = 'HoldReleased' AND (r.data ->> 'hold_event_id')::uuid = h.event_id
    )
  FROM fact h WHERE h.type = 'HoldPlaced' AND h.data ? 'until'
  UNION ALL
  SELECT 'facility_licence', l.stream, 180, (l.data ->> 'valid_to')::date,
    'closed' = (
      SELECT c.data ->> 'status' FROM fact c
      WHERE c.type = 'FacilityStatusChanged' AND c.stream = l.stream
      ORDER BY c.position DESC LIMIT 1
    )
  FROM (SELECT DISTINCT ON (stream) * FROM fact WHERE type = 'FacilityLicensed' ORDER BY stream, position DESC) l
  WHERE l.data ? 'valid_to'
  UNION ALL
  SELECT 'policy', p.stream, 90, (p.data ->> 'valid_to')::date, false
  FROM (
    SELECT DISTINCT ON (stream) * FROM fact WHERE type = 'PolicyPublished'
    ORDER BY stream, (data ->> 'version')::integer DESC, position
  ) p
  WHERE p.data ? 'valid_to'
),
judged AS (
  SELECT kind,
    CASE
      WHEN done THEN 'done'
      WHEN ends_on < :'day' THEN 'expired'
      WHEN ends_on - notice <= :'day' THEN 'expiring'
      ELSE 'valid'
    END AS state
  FROM lasting
),
recount AS (
  SELECT j.kind || ' ' || j.state AS figure, '' AS of, count(*) AS recount FROM judged j GROUP BY j.kind, j.state
),
shown AS (
  SELECT k.kind || ' ' || v.state AS figure, '' AS of, v.n AS read_model
  FROM expiries.by_kind k
  CROSS JOIN LATERAL (VALUES
    ('valid', k.valid), ('expiring', k.expiring), ('expired', k.expired), ('done', k.done)
  ) AS v(state, n)
  -- Not recounted: stays of bodies, notices and rectifications, whose ends several streams decide.
  WHERE k.node = :node AND v.n > 0 AND k.kind NOT IN ('keeping', 'body_notice', 'ashes_notice', 'rectification')
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;

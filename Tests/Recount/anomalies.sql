-- 疑点 Those rules that plain SQL can repeat: how often does each find something, and about which stream?
WITH cremation AS (
  SELECT stream, event_id, data, happened_on FROM fact WHERE type = 'CremationCompleted'
),
certificate AS (
  SELECT stream FROM fact WHERE type = 'CremationCertificateIssued'
),
-- Printed forms: received in runs, used, spoilt, written off in runs. Serials are digits.
received AS (
  SELECT f.stream AS home, f.event_id AS delivery, n AS serial
  FROM fact f CROSS JOIN LATERAL generate_series(
    (f.data #>> '{forms,first}')::bigint, (f.data #>> '{forms,last}')::bigint) AS n
  WHERE f.type = 'StockReceived'
),
used AS (
  SELECT stream AS home, (data ->> 'serial')::bigint AS serial FROM fact WHERE type = 'StockUsed'
),
given_up AS (
  SELECT stream AS home, (data ->> 'serial')::bigint AS serial FROM fact WHERE type = 'StockSpoiled'
  UNION ALL
  SELECT f.stream, n
  FROM fact f CROSS JOIN LATERAL generate_series(
    (f.data #>> '{forms,first}')::bigint, (f.data #>> '{forms,last}')::bigint) AS n
  WHERE f.type = 'StockWrittenOff'
),
used_of_delivery AS (
  SELECT r.home, r.delivery, min(r.serial) AS lowest, max(r.serial) AS highest
  FROM received r JOIN used u USING (home, serial)
  GROUP BY r.home, r.delivery
),
last_count AS (
  SELECT DISTINCT ON (stream) stream AS home, data -> 'missing' AS missing
  FROM fact WHERE type = 'StockReconciled'
  ORDER BY stream, position DESC
),
claim AS (
  SELECT stream, data ->> 'bank_ref_hash' AS account, data ->> 'claimant_ref' AS claimant,
    data ->> 'decedent_case_id' AS case_id
  FROM fact WHERE type = 'ClaimSubmitted'
),
found AS (
  SELECT 'N1' AS rule, c.stream AS subject
  FROM certificate c WHERE NOT EXISTS (SELECT FROM cremation r WHERE r.stream = c.stream)
  UNION ALL
  SELECT 'N2', r.stream
  FROM cremation r
  WHERE r.happened_on + 7 <= :'day' AND NOT EXISTS (SELECT FROM certificate c WHERE c.stream = r.stream)
  UNION ALL
  SELECT 'N3', u.stream
  FROM fact u
  WHERE u.type = 'UnitRan' AND NOT EXISTS (
    SELECT FROM cremation r WHERE r.event_id = (u.data ->> 'cremation_event_id')::uuid
  )
  UNION ALL
  -- Forms between the lowest and the highest used of a delivery that nobody accounts for, each run of them once.
  SELECT 'N4', g.home
  FROM (
    SELECT r.home, r.delivery, r.serial - row_number() OVER (PARTITION BY r.delivery ORDER BY r.serial) AS run
    FROM received r JOIN used_of_delivery d USING (home, delivery)
    WHERE r.serial BETWEEN d.lowest AND d.highest
      AND NOT EXISTS (SELECT FROM used u WHERE u.home = r.home AND u.serial = r.serial)
      AND NOT EXISTS (SELECT FROM given_up s WHERE s.home = r.home AND s.serial = r.serial)
  ) g
  GROUP BY g.home, g.delivery, g.run
  UNION ALL
  SELECT 'N5', c.home
  FROM last_count c
  WHERE EXISTS (
    SELECT FROM jsonb_array_elements(c.missing) AS m
    CROSS JOIN LATERAL generate_series((m ->> 'first')::bigint, (m ->> 'last')::bigint) AS n
    WHERE NOT EXISTS (SELECT FROM given_up s WHERE s.home = c.home AND s.serial = n)
  )
  UNION ALL
  SELECT 'N6', u.home
  FROM used u
  GROUP BY u.home, u.serial
  HAVING count(*) > 1 OR EXISTS (SELECT FROM given_up s WHERE s.home = u.home AND s.serial = u.serial)
  UNION ALL
  SELECT 'N7', u.home
  FROM used u WHERE NOT EXISTS (SELECT FROM received r WHERE r.home = u.home AND r.serial = u.serial)
  UNION ALL
  SELECT 'N9', 'unit/' || (r.data ->> 'facility_id') || '/' || (r.data ->> 'unit_id')
  FROM cremation r JOIN cremation o
    ON o.data ->> 'facility_id' = r.data ->> 'facility_id' AND o.data ->> 'unit_id' = r.data ->> 'unit_id'
    AND o.event_id <> r.event_id
    AND (o.data ->> 'started_at')::timestamptz < (r.data ->> 'started_at')::timestamptz
    AND (o.data ->> 'ended_at')::timestamptz > (r.data ->> 'started_at')::timestamptz
  UNION ALL
  SELECT 'N16', min(c.stream) FROM claim c GROUP BY c.account HAVING count(DISTINCT c.case_id) >= 3
  UNION ALL
  SELECT 'N17', min(c.stream) FROM claim c GROUP BY c.claimant HAVING count(DISTINCT c.case_id) >= 3
  UNION ALL
  SELECT 'N22', g.stream
  FROM fact g
  WHERE g.type = 'UseRightGranted' AND CASE
    WHEN g.data ? 'decedent_case_id' THEN NOT EXISTS (
      SELECT FROM fact d WHERE d.type = 'DeathCertificateRecorded' AND d.stream = 'case/' || (g.data ->> 'decedent_case_id')
    )
    ELSE NOT g.data ? 'evidence_digest'
  END
  UNION ALL
  SELECT 'N24', c.stream
  FROM fact c
  WHERE c.type = 'CustodyOpened' AND c.happened_on + 180 < :'day' AND NOT EXISTS (
    SELECT FROM fact f WHERE f.stream = c.stream AND f.type IN (
      'AshesStored', 'AshesReleased', 'AshesPlaced', 'AshesRelocated', 'AshesScattered', 'UnclaimedAshesDisposed')
  )
  UNION ALL
  SELECT 'N25', s.stream
  FROM (SELECT DISTINCT ON (stream) * FROM fact WHERE type = 'StocktakeChecked' ORDER BY stream, happened_at DESC, position DESC) s
  WHERE (s.data ->> 'found' = 'false' OR s.data ->> 'tag_matches' = 'false') AND NOT EXISTS (
    SELECT FROM fact f WHERE f.stream = s.stream AND f.happened_at > s.happened_at AND f.type IN (
      'AshesStored', 'AshesReleased', 'AshesPlaced', 'AshesRelocated', 'AshesScattered', 'UnclaimedAshesDisposed')
  )
  UNION ALL
  SELECT 'N27', f.stream
  FROM fact f WHERE f.type IN ('AshesPlaced', 'BodyBuried', 'UnclaimedAshesDisposed') AND f.data ? 'approval_no'
  UNION ALL
  SELECT 'N31', f.stream FROM fact f WHERE f.type = 'AnomalyRaised'
),
rule AS (
  SELECT unnest('{N1,N2,N3,N4,N5,N6,N7,N9,N16,N17,N22,N24,N25,N27,N31}'::text[]) AS rule
),
recount AS (
  SELECT 'findings of ' || r.rule AS figure, '' AS of, (SELECT count(*) FROM found f WHERE f.rule = r.rule) AS recount
  FROM rule r
  UNION ALL
  SELECT 'findings of ' || f.rule, f.subject, count(*) FROM found f GROUP BY f.rule, f.subject
  UNION ALL
  -- Fuel of a cremator in a month of ten runs or more, in thousandths of its measure. Before cremations had version 2
  -- it was litres.
  SELECT 'fuel, thousandths', to_char(happened_on, 'YYYY-MM') || ' ' || (data ->> 'unit_id'),
    sum(coalesce((data #>> '{fuel,qty_milli}')::bigint, (data ->> 'fuel_ml')::bigint))
  FROM cremation WHERE data ? 'fuel' OR data ? 'fuel_ml'
  GROUP BY to_char(happened_on, 'YYYY-MM'), data ->> 'facility_id', data ->> 'unit_id',
    coalesce(data #>> '{fuel,measure}', 'litre')
  HAVING count(*) >= 10
),
shown AS (
  SELECT 'findings of ' || r.rule AS figure, '' AS of, (
    SELECT coalesce(sum(b.findings), 0) FROM anomalies.by_rule b WHERE b.node = :node AND b.rule = r.rule
  ) AS read_model
  FROM rule r
  UNION ALL
  SELECT 'findings of ' || f.rule, f.subject, count(*)
  FROM anomalies.finding f JOIN rule r USING (rule)
  WHERE f.node = :node
  GROUP BY f.rule, f.subject
  UNION ALL
  SELECT 'fuel, thousandths', to_char(u.month, 'YYYY-MM') || ' ' || u.unit, u.fuel_milli
  FROM anomalies.unit_month u WHERE u.node = :node
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;

-- 惠民殡葬减免 What was delivered and decided, and what is due to whom by the policies?
WITH delivered AS (
  SELECT substr(stream, length('waiver/') + 1) AS case_id, data ->> 'item_code' AS item, data ->> 'unit' AS unit,
    data ->> 'grade_code' AS grade, (data ->> 'qty_milli')::bigint AS qty, (data ->> 'list_fen')::bigint AS fen
  FROM fact WHERE type = 'ServiceItemDelivered'
),
decision AS (
  SELECT substr(w.stream, length('waiver/') + 1) AS case_id, i ->> 'item_code' AS item, (i ->> 'waived_fen')::bigint AS fen
  FROM fact w CROSS JOIN LATERAL jsonb_array_elements(w.data -> 'items') AS i
  WHERE w.type = 'WaiverDecided' AND NOT EXISTS (
    SELECT FROM fact r WHERE r.type = 'WaiverReversed' AND (r.data ->> 'decision_event_id')::uuid = w.event_id
  )
),
-- Rules of the policies on free services; places as the leading digits that their codes share.
rule AS (
  SELECT p.stream AS policy, (p.data ->> 'version')::integer AS version,
    (p.data ->> 'valid_from')::date AS valid_from, coalesce((p.data ->> 'valid_to')::date, 'infinity') AS valid_to,
    p.position, r.number, r.rule,
    (SELECT array_agg(CASE
        WHEN s = '000000' THEN '%'
        WHEN s LIKE '%0000' THEN left(s, 2) || '%'
        WHEN s LIKE '%00' THEN left(s, 4) || '%'
        ELSE s
      END) FROM jsonb_array_elements_text(p.data -> 'scope_divisions') AS s) AS places
  FROM fact p CROSS JOIN LATERAL jsonb_array_elements(p.data -> 'services') WITH ORDINALITY AS r(rule, number)
  WHERE p.type = 'PolicyPublished' AND p.data ->> 'scheme' = 'free_basic_service' AND p.data ->> 'date_basis' = 'death'
),
-- What is known of each case. The day that the certificate states counts, exact or not: nobody has a better one.
death AS (
  SELECT DISTINCT ON (stream) stream, data ->> 'death_division' AS division,
    ((data ->> 'death_at')::timestamptz AT TIME ZONE 'Asia/Shanghai')::date AS died_on
  FROM fact WHERE type = 'DeathCertificateRecorded'
  ORDER BY stream, position DESC
),
residency AS (
  SELECT DISTINCT ON (stream) stream, data ->> 'hukou_division' AS hukou, (data ->> 'residence_permit')::boolean AS permit
  FROM fact WHERE type = 'ResidencyRecorded'
  ORDER BY stream, position DESC
),
known_case AS (
  SELECT o.stream, substr(o.stream, length('case/') + 1) AS case_id, d.died_on, d.division AS death_division, r.hukou, r.permit,
    (o.data ->> 'unknown_person')::boolean AND NOT EXISTS (
      SELECT FROM fact i
      WHERE i.stream = o.stream
        AND (i.type = 'IdentityResolved'
          OR i.type = 'IdentityVerified' AND i.data ->> 'id_check' <> 'failed' AND i.data ? 'id_hash')
    ) AS unknown_person
  FROM fact o LEFT JOIN death d USING (stream) LEFT JOIN residency r USING (stream)
  WHERE o.type = 'CaseOpened'
),
licence AS (
  SELECT DISTINCT ON (stream) substr(stream, length('facility/') + 1) AS facility, data ->> 'division' AS division
  FROM fact WHERE type = 'FacilityLicensed'
  ORDER BY stream, position DESC
),
-- Wherever remains of a case came to rest.
rested AS (
  SELECT c.data ->> 'case_id' AS case_id, l.division
  FROM fact f
  JOIN fact c ON c.type = 'CustodyOpened' AND c.stream = f.stream
  JOIN licence l ON l.facility = split_part(coalesce(f.data ->> 'to_plot_id', f.data ->> 'plot_id'), '/', 1)
  WHERE f.type IN ('AshesPlaced', 'AshesRelocated', 'UnclaimedAshesDisposed')
  UNION
  SELECT substr(f.stream, length('case/') + 1), l.division
  FROM fact f JOIN licence l ON l.facility = split_part(f.data ->> 'plot_id', '/', 1)
  WHERE f.type = 'BodyBuried'
),
evidence AS (
  SELECT DISTINCT ON (stream, data ->> 'kind') substr(stream, length('waiver/') + 1) AS case_id,
    data ->> 'kind' AS kind, (data ->> 'value')::boolean AS value
  FROM fact WHERE type = 'EvidenceAttached'
  ORDER BY stream, data ->> 'kind', position DESC
),
-- The rules of the version that counts on the day of death: the latest that is valid on it.
applying AS (
  SELECT k.case_id, r.*
  FROM known_case k JOIN rule r ON k.died_on BETWEEN r.valid_from AND r.valid_to
  WHERE NOT EXISTS (
    SELECT FROM rule later
    WHERE later.policy = r.policy AND later.version > r.version AND k.died_on BETWEEN later.valid_from AND later.valid_to
  )
),
-- Those of which every criterion is known to be as the rule has it.
fulfilled AS (
  SELECT a.case_id, a.policy, a.number, a.rule ->> 'item_code' AS item, a.rule ->> 'unit' AS unit,
    (a.rule ->> 'qty_max_milli')::bigint AS qty_max, (a.rule ->> 'cap_fen')::bigint AS cap
  FROM applying a JOIN known_case k USING (case_id)
  WHERE NOT EXISTS (
    SELECT FROM jsonb_array_elements(a.rule -> 'criteria') AS c
    WHERE (c ->> 'holds')::boolean IS DISTINCT FROM CASE c ->> 'fact'
      WHEN 'hukou_in_scope' THEN k.hukou LIKE ANY (a.places)
      WHEN 'death_in_scope' THEN k.death_division LIKE ANY (a.places)
      WHEN 'placed_in_scope' THEN (
        SELECT bool_or(r.division LIKE ANY (a.places)) FROM rested r WHERE r.case_id = k.case_id
      )
      WHEN 'residence_permit' THEN k.permit
      WHEN 'unknown_person' THEN k.unknown_person
      WHEN 'cremated' THEN EXISTS (SELECT FROM fact f WHERE f.type = 'CremationCompleted' AND f.stream = k.stream)
      ELSE (SELECT e.value FROM evidence e WHERE e.case_id = k.case_id AND e.kind = c ->> 'fact')
    END
  )
),
-- The list price of what was delivered in the rule's unit, its share of the quantity, at most the cap; services of the
-- upgraded grade only under a cap. Of several rules the one that gives most.
due AS (
  SELECT case_id, item, max(fen) AS fen
  FROM (
    SELECT f.case_id, f.item, least(
      CASE WHEN sum(d.qty) > f.qty_max THEN sum(d.fen) * f.qty_max / sum(d.qty) ELSE coalesce(sum(d.fen), 0) END, f.cap
    ) AS fen
    FROM fulfilled f
    LEFT JOIN delivered d ON d.case_id = f.case_id AND d.item = f.item AND d.unit = f.unit
      AND (d.grade = 'basic' OR f.cap IS NOT NULL)
    GROUP BY f.case_id, f.policy, f.number, f.item, f.unit, f.qty_max, f.cap
  ) by_rule
  GROUP BY case_id, item
),
recount AS (
  SELECT 'delivered, fen' AS figure, coalesce(item, '') AS of, sum(fen) AS recount
  FROM delivered
  GROUP BY GROUPING SETS ((item), ())
  UNION ALL
  SELECT 'decided, fen', coalesce(case_id || ' ' || item, ''), sum(fen)
  FROM decision WHERE fen > 0
  GROUP BY GROUPING SETS ((case_id, item), ())
  UNION ALL
  SELECT 'cases entitled', item, count(*) FROM due GROUP BY item
  UNION ALL
  SELECT 'due, fen', coalesce(case_id || ' ' || item, ''), trunc(sum(fen))
  FROM due WHERE fen > 0
  GROUP BY GROUPING SETS ((case_id, item), ())
),
shown AS (
  SELECT 'delivered, fen' AS figure, coalesce(i.item_code, '') AS of, sum(i.delivered_fen) AS read_model
  FROM free_service_entitlement.by_item i
  WHERE i.node = :node AND i.delivered_fen > 0
  GROUP BY GROUPING SETS ((i.item_code), ())
  UNION ALL
  SELECT 'decided, fen', coalesce(d.case_id || ' ' || d.item_code, ''), sum(d.decided_fen)
  FROM free_service_entitlement.decided_against_due d
  WHERE d.node = :node AND d.decided_fen > 0
  GROUP BY GROUPING SETS ((d.case_id, d.item_code), ())
  UNION ALL
  SELECT 'cases entitled', i.item_code, i.entitled
  FROM free_service_entitlement.by_item i WHERE i.node = :node AND i.entitled > 0
  UNION ALL
  SELECT 'due, fen', c.case_id || ' ' || c.item_code, c.waived_fen
  FROM free_service_entitlement.case_item c WHERE c.node = :node AND c.waived_fen > 0
  UNION ALL
  SELECT 'due, fen', '', sum(d.waived_fen) FROM free_service_entitlement.by_division d WHERE d.node = :node
)
SELECT figure, of, recount, read_model
FROM recount FULL JOIN shown USING (figure, of)
ORDER BY figure, of;

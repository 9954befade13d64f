-- The policies.

-- PolicyPublished, of the free basic services: a version.
INSERT INTO policy (
  node, policy_id, version, title_zh, title_en, doc_no, source, scope_divisions, valid_from, valid_to, date_basis,
  event_id)
SELECT DISTINCT ON (b.stream, d.version)
  b.node, substr(b.stream, length('policy/') + 1), d.version, d.title_zh, d.title_en, d.doc_no, d.source,
  d.scope_divisions, d.valid_from, d.valid_to, d.date_basis, b.event_id
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  scheme text, version integer, title_zh text, title_en text, doc_no text, source text, scope_divisions text[],
  valid_from date, valid_to date, date_basis text)
WHERE b.type = 'PolicyPublished' AND d.scheme = 'free_basic_service'
ORDER BY b.stream, d.version, b.position
ON CONFLICT (node, policy_id, version) DO NOTHING;

-- PolicyPublished: its rules.
INSERT INTO policy_rule (node, policy_id, version, rule_no, rule_id, item_code, unit, qty_max_milli, cap_fen)
SELECT p.node, p.policy_id, p.version, s.rule_no, r.rule_id, r.item_code, r.unit, r.qty_max_milli, r.cap_fen
FROM batch b
JOIN policy p ON p.node = b.node AND p.policy_id = substr(b.stream, length('policy/') + 1) AND p.event_id = b.event_id
CROSS JOIN json_array_elements(b.data -> 'services') WITH ORDINALITY AS s (service, rule_no)
CROSS JOIN json_to_record(s.service) AS r (
  rule_id code, item_code code, unit text, qty_max_milli bigint, cap_fen bigint)
WHERE b.type = 'PolicyPublished';

-- PolicyPublished: their criteria.
INSERT INTO policy_criterion (node, policy_id, version, rule_no, fact, holds)
SELECT DISTINCT p.node, p.policy_id, p.version, s.rule_no, q.fact, q.holds
FROM batch b
JOIN policy p ON p.node = b.node AND p.policy_id = substr(b.stream, length('policy/') + 1) AND p.event_id = b.event_id
CROSS JOIN json_array_elements(b.data -> 'services') WITH ORDINALITY AS s (service, rule_no)
CROSS JOIN json_to_recordset(s.service -> 'criteria') AS q (fact code, holds boolean)
WHERE b.type = 'PolicyPublished';

-- PolicyPublished: on which days each version of the policy is the one that counts. A later version takes the days that
-- it is valid on from the earlier ones, also when it reaches back.
UPDATE policy p
SET applies_on = n.applies_on, newest = n.newest
FROM (
  SELECT v.node, v.policy_id, v.version,
    datemultirange(daterange(v.valid_from, v.valid_to, '[]')) - coalesce(l.later, '{}') AS applies_on,
    l.later IS NULL AS newest
  FROM policy v
  CROSS JOIN LATERAL (
    SELECT range_agg(daterange(w.valid_from, w.valid_to, '[]')) AS later
    FROM policy w
    WHERE w.node = v.node AND w.policy_id = v.policy_id AND w.date_basis = v.date_basis AND w.version > v.version
  ) l
  WHERE (v.node, v.policy_id) IN (
    SELECT b.node, substr(b.stream, length('policy/') + 1)::code FROM batch b WHERE b.type = 'PolicyPublished')
) n
WHERE p.node = n.node AND p.policy_id = n.policy_id AND p.version = n.version
  AND (p.applies_on, p.newest) IS DISTINCT FROM (n.applies_on, n.newest);

-- The cases. Of several events about one thing the last one counts.

-- CaseOpened: where it was opened.
INSERT INTO decedent_case (node, case_id, facility)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('case/') + 1), b.data ->> 'facility_id'
FROM batch b
WHERE b.type = 'CaseOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET facility = EXCLUDED.facility;

-- DeathCertificateRecorded: the day of death.
INSERT INTO decedent_case (node, case_id, death_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), local_date((b.data ->> 'death_at')::timestamptz)
FROM batch b
WHERE b.type = 'DeathCertificateRecorded'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET death_on = EXCLUDED.death_on;

-- CaseOpened, IdentityVerified, IdentityResolved, DeathCertificateRecorded, ResidencyRecorded, CremationCompleted,
-- EvidenceAttached: the facts that policies ask for.
INSERT INTO case_fact (node, case_id, fact, holds, divisions, written_on, event_id)
SELECT DISTINCT ON (f.case_id, f.fact) f.node, f.case_id, f.fact, f.holds, f.divisions, f.written_on, f.event_id
FROM (
  SELECT b.node, b.position, b.event_id, substr(b.stream, length('case/') + 1)::code AS case_id,
    'unknown_person'::code AS fact, (b.data ->> 'unknown_person')::boolean AS holds, NULL::text[] AS divisions,
    NULL::date[] AS written_on
  FROM batch b
  WHERE b.type = 'CaseOpened'
  UNION ALL
  SELECT b.node, b.position, b.event_id, substr(b.stream, length('case/') + 1), 'unknown_person', false, NULL, NULL
  FROM batch b
  WHERE b.type = 'IdentityResolved'
    -- A check ends it only by a number, and not when it failed.
    OR (b.type = 'IdentityVerified' AND b.data ->> 'id_hash' IS NOT NULL AND b.data ->> 'id_check' <> 'failed')
  UNION ALL
  SELECT b.node, b.position, b.event_id, substr(b.stream, length('case/') + 1), 'death_in_scope', NULL,
    ARRAY[d.death_division], ARRAY[d.issued_on]
  FROM batch b
  CROSS JOIN json_to_record(b.data) AS d (death_division text, issued_on date)
  WHERE b.type = 'DeathCertificateRecorded'
  UNION ALL
  -- A residence that names no hukou leaves that fact unknown.
  SELECT b.node, b.position, b.event_id, substr(b.stream, length('case/') + 1), 'hukou_in_scope', NULL,
    CASE WHEN d.hukou_division IS NOT NULL THEN ARRAY[d.hukou_division] END, ARRAY[d.as_of]
  FROM batch b
  CROSS JOIN json_to_record(b.data) AS d (hukou_division text, as_of date)
  WHERE b.type = 'ResidencyRecorded'
  UNION ALL
  SELECT b.node, b.position, b.event_id, substr(b.stream, length('case/') + 1), 'residence_permit',
    (b.data ->> 'residence_permit')::boolean, NULL, NULL
  FROM batch b
  WHERE b.type = 'ResidencyRecorded'
  UNION ALL
  SELECT b.node, b.position, b.event_id, substr(b.stream, length('case/') + 1), 'cremated', true, NULL, NULL
  FROM batch b
  WHERE b.type = 'CremationCompleted'
  UNION ALL
  SELECT b.node, b.position, b.event_id, substr(b.stream, length('waiver/') + 1), d.kind, d.value, NULL, NULL
  FROM batch b
  CROSS JOIN json_to_record(b.data) AS d (kind code, value boolean)
  WHERE b.type = 'EvidenceAttached'
) f
ORDER BY f.case_id, f.fact, f.position DESC
ON CONFLICT (node, case_id, fact) DO UPDATE
  SET holds = EXCLUDED.holds, divisions = EXCLUDED.divisions, written_on = EXCLUDED.written_on,
    event_id = EXCLUDED.event_id;

-- ServiceItemDelivered: what was delivered, added up.
INSERT INTO delivery AS t (node, case_id, item_code, unit, grade, qty_milli, list_fen, first_on)
SELECT b.node, substr(b.stream, length('waiver/') + 1), d.item_code, d.unit, d.grade_code,
  sum(d.qty_milli), sum(d.list_fen), min(local_date(d.service_at))
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  item_code code, unit text, grade_code text, qty_milli bigint, list_fen bigint, service_at timestamptz)
WHERE b.type = 'ServiceItemDelivered'
GROUP BY b.node, b.stream, d.item_code, d.unit, d.grade_code
ON CONFLICT (node, case_id, item_code, unit, grade) DO UPDATE
  SET qty_milli = t.qty_milli + EXCLUDED.qty_milli, list_fen = t.list_fen + EXCLUDED.list_fen,
    first_on = least(t.first_on, EXCLUDED.first_on);

-- CustodyOpened: whose ashes they are. That never changes.
INSERT INTO custody (node, custody_id, case_id)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('ashes/') + 1), b.data ->> 'case_id'
FROM batch b
WHERE b.type = 'CustodyOpened'
ORDER BY b.stream, b.position
ON CONFLICT (node, custody_id) DO NOTHING;

-- AshesPlaced, UnclaimedAshesDisposed: where and when they were placed; a scattering names no plot.
INSERT INTO placement (node, custody_id, facility, placed_on, event_id)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('ashes/') + 1),
  coalesce(d.facility_id, split_part(d.plot_id, '/', 1)), local_date(b.occurred_at), b.event_id
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (facility_id text, plot_id text)
WHERE b.type = 'AshesPlaced' OR b.type = 'UnclaimedAshesDisposed' AND d.plot_id IS NOT NULL
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, custody_id) DO UPDATE
  SET facility = EXCLUDED.facility, placed_on = EXCLUDED.placed_on, event_id = EXCLUDED.event_id;

-- WaiverDecided: what was decided of a case.
INSERT INTO decision (node, case_id, event_id, policy_id, policy_version, decision)
SELECT b.node, substr(b.stream, length('waiver/') + 1), b.event_id, d.policy_id, d.policy_version, d.decision
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (policy_id code, policy_version integer, decision text)
WHERE b.type = 'WaiverDecided';

INSERT INTO decision_item (node, case_id, event_id, item_code, waived_fen)
SELECT b.node, substr(b.stream, length('waiver/') + 1), b.event_id, i.item_code, sum(i.waived_fen)
FROM batch b
CROSS JOIN json_to_recordset(b.data -> 'items') AS i (item_code code, waived_fen bigint)
WHERE b.type = 'WaiverDecided'
GROUP BY b.node, b.stream, b.event_id, i.item_code;

-- WaiverReversed: which of it was taken back.
INSERT INTO reversal (node, case_id, decision_event_id)
SELECT b.node, substr(b.stream, length('waiver/') + 1), (b.data ->> 'decision_event_id')::uuid
FROM batch b
WHERE b.type = 'WaiverReversed'
ON CONFLICT DO NOTHING;

-- Derived rows, for the cases that the batch touched.

-- Cases that other events speak of before they are opened.
INSERT INTO decedent_case (node, case_id)
SELECT current_node(), t.case_id FROM keys('touched_case') AS t (case_id)
ON CONFLICT (node, case_id) DO NOTHING;

-- And those of which nothing stands any more.
DELETE FROM decedent_case c
USING retracted_case t
WHERE c.node = t.node AND c.case_id = t.case_id AND c.facility IS NULL AND c.death_on IS NULL
  AND NOT EXISTS (SELECT FROM case_fact f WHERE f.node = t.node AND f.case_id = t.case_id)
  AND NOT EXISTS (SELECT FROM delivery d WHERE d.node = t.node AND d.case_id = t.case_id)
  AND NOT EXISTS (
    SELECT FROM custody k
    JOIN placement l ON l.node = t.node AND l.custody_id = k.custody_id
    WHERE k.node = t.node AND k.case_id = t.case_id);

-- When the first portion of the ashes was placed.
UPDATE decedent_case c
SET placed_on = n.placed_on
FROM (
  SELECT t.case_id, min(l.placed_on) AS placed_on
  FROM keys('touched_placement') AS t (case_id)
  JOIN custody k ON k.node = current_node() AND k.case_id = t.case_id
  JOIN placement l ON l.node = current_node() AND l.custody_id = k.custody_id
  GROUP BY t.case_id
) n
WHERE c.node = current_node() AND c.case_id = n.case_id AND c.placed_on IS DISTINCT FROM n.placed_on;

-- Where its portions were placed, as far as it is known where those facilities lie.
INSERT INTO case_fact AS t (node, case_id, fact, divisions, written_on, event_id)
SELECT current_node(), w.case_id, 'placed_in_scope',
  array_agg(f.division ORDER BY f.division, f.licensed_on) FILTER (WHERE f.division IS NOT NULL),
  array_agg(f.licensed_on ORDER BY f.division, f.licensed_on) FILTER (WHERE f.division IS NOT NULL),
  (array_agg(l.event_id ORDER BY l.placed_on, l.event_id))[1]
FROM keys('touched_placement') AS w (case_id)
JOIN custody k ON k.node = current_node() AND k.case_id = w.case_id
JOIN placement l ON l.node = current_node() AND l.custody_id = k.custody_id
LEFT JOIN facility f ON f.node = current_node() AND f.facility = l.facility
GROUP BY w.case_id
ON CONFLICT (node, case_id, fact) DO UPDATE
  SET divisions = EXCLUDED.divisions, written_on = EXCLUDED.written_on, event_id = EXCLUDED.event_id
WHERE (t.divisions, t.written_on, t.event_id) IS DISTINCT FROM
  (EXCLUDED.divisions, EXCLUDED.written_on, EXCLUDED.event_id);

-- What each case is due: of the rules for an item the one that it fulfils, or comes nearest to.
DELETE FROM entitlement e
USING keys('touched_case') AS t (case_id)
WHERE e.node = current_node() AND e.case_id = t.case_id;

INSERT INTO entitlement (
  node, case_id, item_code, entitled, policy_id, policy_version, rule_no, basis_on, missing, contradicted,
  delivered_qty_milli, delivered_fen, waived_fen)
WITH checked AS (
  SELECT r.*
  FROM keys('touched_case') AS t (case_id)
  JOIN rule_fact r ON r.node = current_node() AND r.case_id = t.case_id
  WHERE r.counts
), judged AS (
  SELECT c.case_id, c.item_code, c.policy_id, c.version, c.rule_no, min(c.unit) AS unit,
    min(c.qty_max_milli) AS qty_max_milli, min(c.cap_fen) AS cap_fen, min(c.basis_on) AS basis_on,
    -- Without the day that chooses the version nothing is due yet.
    CASE WHEN min(c.basis_on) IS NULL THEN ARRAY[min(c.date_basis) || '_date'] ELSE '{}' END
      || coalesce(array_agg(c.fact::text) FILTER (WHERE c.fact IS NOT NULL AND c.holds IS NULL), '{}') AS missing,
    coalesce(array_agg(c.fact::text) FILTER (WHERE c.holds <> c.must_hold), '{}') AS contradicted
  FROM checked c
  GROUP BY c.case_id, c.item_code, c.policy_id, c.version, c.rule_no
  UNION ALL
  -- What was delivered, in case that no rule speaks of it.
  SELECT d.case_id, d.item_code, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', '{}'
  FROM keys('touched_case') AS t (case_id)
  JOIN delivery d ON d.node = current_node() AND d.case_id = t.case_id
), best AS (
  SELECT DISTINCT ON (j.case_id, j.item_code) j.*,
    j.policy_id IS NOT NULL AND j.contradicted = '{}' AND j.missing = '{}' AS entitled
  FROM judged j
  ORDER BY j.case_id, j.item_code, j.policy_id IS NULL, cardinality(j.contradicted), cardinality(j.missing),
    j.cap_fen DESC NULLS FIRST, j.policy_id, j.version DESC, j.rule_no
)
SELECT current_node(), b.case_id, b.item_code, b.entitled, b.policy_id, b.version, b.rule_no, b.basis_on,
  CASE WHEN cardinality(b.missing) > 1 THEN sorted(b.missing) ELSE b.missing END,
  CASE WHEN cardinality(b.contradicted) > 1 THEN sorted(b.contradicted) ELSE b.contradicted END,
  d.qty_milli, d.list_fen,
  -- Of more than the quantity that is free, its share of the price, to the whole fen below.
  CASE WHEN b.entitled AND d.covered_milli > 0 THEN least(
    b.cap_fen, div(d.covered_fen * least(d.covered_milli, b.qty_max_milli), d.covered_milli)::bigint)
  ELSE 0 END
FROM best b
CROSS JOIN LATERAL (
  SELECT coalesce(sum(d.qty_milli), 0) AS qty_milli, coalesce(sum(d.list_fen), 0) AS list_fen,
    sum(d.qty_milli) FILTER (WHERE c.covered) AS covered_milli, sum(d.list_fen) FILTER (WHERE c.covered) AS covered_fen
  FROM delivery d
  -- A rule covers its own unit; and of the upgraded grade only what it caps in money, for a policy names no price of
  -- the basic one that the family would pay the difference to.
  CROSS JOIN LATERAL (SELECT d.unit = b.unit AND (d.grade = 'basic' OR b.cap_fen IS NOT NULL) AS covered) c
  WHERE d.node = current_node() AND d.case_id = b.case_id AND d.item_code = b.item_code
) d;

DELETE FROM retracted_case t WHERE t.node = current_node();

-- The policies.

-- PolicyPublished, of awards: a version.
INSERT INTO policy (
  node, policy_id, version, title_zh, title_en, doc_no, scope_divisions, valid_from, valid_to, date_basis, event_id)
SELECT DISTINCT ON (b.stream, d.version)
  b.node, substr(b.stream, length('policy/') + 1), d.version, d.title_zh, d.title_en, d.doc_no, d.scope_divisions,
  d.valid_from, d.valid_to, d.date_basis, b.event_id
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  scheme text, version integer, title_zh text, title_en text, doc_no text, scope_divisions text[], valid_from date,
  valid_to date, date_basis text)
WHERE b.type = 'PolicyPublished' AND d.scheme = 'eco_subsidy'
ORDER BY b.stream, d.version, b.position
ON CONFLICT (node, policy_id, version) DO NOTHING;

-- PolicyPublished: its rules.
INSERT INTO award_rule (
  node, policy_id, version, rule_no, rule_id, forms, amount_fen, all_ashes, degradable, markers)
SELECT p.node, p.policy_id, p.version, a.rule_no, r.rule_id, r.forms, r.amount_fen, r.all_ashes, r.degradable, r.markers
FROM batch b
JOIN policy p ON p.node = b.node AND p.policy_id = substr(b.stream, length('policy/') + 1) AND p.event_id = b.event_id
CROSS JOIN json_array_elements(b.data -> 'awards') WITH ORDINALITY AS a (award, rule_no)
CROSS JOIN json_to_record(a.award) AS r (
  rule_id code, forms text[], amount_fen bigint, all_ashes boolean, degradable boolean, markers text[])
WHERE b.type = 'PolicyPublished';

-- PolicyPublished: their criteria.
INSERT INTO award_criterion (node, policy_id, version, rule_no, fact, holds)
SELECT DISTINCT p.node, p.policy_id, p.version, a.rule_no, q.fact, q.holds
FROM batch b
JOIN policy p ON p.node = b.node AND p.policy_id = substr(b.stream, length('policy/') + 1) AND p.event_id = b.event_id
CROSS JOIN json_array_elements(b.data -> 'awards') WITH ORDINALITY AS a (award, rule_no)
CROSS JOIN json_to_recordset(a.award -> 'criteria') AS q (fact code, holds boolean)
WHERE b.type = 'PolicyPublished';

-- The cases. Of several events about one thing the last one counts.

-- DeathCertificateRecorded: the day of death.
INSERT INTO decedent_case (node, case_id, death_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), local_date((b.data ->> 'death_at')::timestamptz)
FROM batch b
WHERE b.type = 'DeathCertificateRecorded'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET death_on = EXCLUDED.death_on;

-- CremationCompleted: the day of the service, and how many portions there are.
INSERT INTO decedent_case (node, case_id, cremated_on, ash_portions)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('case/') + 1), local_date(d.ended_at), d.ash_portions
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (ended_at timestamptz, ash_portions integer)
WHERE b.type = 'CremationCompleted'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET cremated_on = EXCLUDED.cremated_on, ash_portions = EXCLUDED.ash_portions;

-- CaseOpened, IdentityVerified, IdentityResolved: whether it is known who it is. A check tells only by a number, and not
-- when it failed.
INSERT INTO decedent_case (node, case_id, unknown_person)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), b.type = 'CaseOpened' AND (b.data ->> 'unknown_person')::boolean
FROM batch b
WHERE b.type IN ('CaseOpened', 'IdentityResolved')
  OR (b.type = 'IdentityVerified' AND b.data ->> 'id_hash' IS NOT NULL AND b.data ->> 'id_check' <> 'failed')
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET unknown_person = EXCLUDED.unknown_person;

-- ResidencyRecorded: whether there was a residence permit.
INSERT INTO decedent_case (node, case_id, residence_permit)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), (b.data ->> 'residence_permit')::boolean
FROM batch b
WHERE b.type = 'ResidencyRecorded'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET residence_permit = EXCLUDED.residence_permit;

-- The ashes.

-- CustodyOpened: whose ashes they are. That never changes.
INSERT INTO portion AS t (node, custody_id, case_id)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('ashes/') + 1), b.data ->> 'case_id'
FROM batch b
WHERE b.type = 'CustodyOpened'
ORDER BY b.stream, b.position
ON CONFLICT (node, custody_id) DO UPDATE SET case_id = coalesce(t.case_id, EXCLUDED.case_id);

-- AshesStored, AshesReleased, AshesPlaced, AshesRelocated, AshesScattered, UnclaimedAshesDisposed: where they have come to
-- rest, if anywhere. A relocation may only take them out.
INSERT INTO portion (
  node, custody_id, form, place, placed, whole, degradable, marker, unclaimed, rested_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('ashes/') + 1), r.form, coalesce(r.plot, r.site), r.plot IS NOT NULL,
  r.form IS NOT NULL AND coalesce(r.all_ashes, true), r.degradable, r.marker, b.type = 'UnclaimedAshesDisposed',
  CASE WHEN r.form IS NOT NULL THEN local_date(b.occurred_at) END
FROM batch b
LEFT JOIN LATERAL (
  SELECT d.form, coalesce(d.to_plot_id, d.plot_id) AS plot, d.site, d.all_ashes, d.degradable, d.marker
  FROM json_to_record(b.data) AS d (
    form code, plot_id text, to_plot_id text, site text, all_ashes boolean, degradable boolean, marker text)
  WHERE b.type IN ('AshesPlaced', 'AshesScattered', 'UnclaimedAshesDisposed')
    OR b.type = 'AshesRelocated' AND d.to_plot_id IS NOT NULL
) r ON true
WHERE b.type IN (
  'AshesStored', 'AshesReleased', 'AshesPlaced', 'AshesRelocated', 'AshesScattered', 'UnclaimedAshesDisposed')
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, custody_id) DO UPDATE
  SET form = EXCLUDED.form, place = EXCLUDED.place, placed = EXCLUDED.placed, whole = EXCLUDED.whole,
    degradable = EXCLUDED.degradable, marker = EXCLUDED.marker, unclaimed = EXCLUDED.unclaimed,
    rested_on = EXCLUDED.rested_on;

-- The claims.

-- ClaimSubmitted: what is claimed, for whom and where. That never changes.
INSERT INTO award_claim AS t (
  node, claim_id, policy_id, case_id, relation, office_division, submitted_on, event_id)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('claim/') + 1), d.policy_id, d.decedent_case_id, d.relation, d.office_division,
  local_date(b.occurred_at), b.event_id
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (policy_id text, decedent_case_id text, relation text, office_division text)
WHERE b.type = 'ClaimSubmitted'
ORDER BY b.stream, b.position
ON CONFLICT (node, claim_id) DO UPDATE
  SET policy_id = EXCLUDED.policy_id, case_id = EXCLUDED.case_id, relation = EXCLUDED.relation,
    office_division = EXCLUDED.office_division, submitted_on = EXCLUDED.submitted_on, event_id = EXCLUDED.event_id
WHERE t.event_id IS NULL;

-- ClaimSubmitted: the portions that it names.
INSERT INTO claim_portion (node, claim_id, custody_id)
SELECT DISTINCT c.node, c.claim_id, u.custody_id::code
FROM batch b
JOIN award_claim c ON c.node = b.node AND c.claim_id = substr(b.stream, length('claim/') + 1) AND c.event_id = b.event_id
CROSS JOIN json_array_elements_text(b.data -> 'custody_ids') AS u (custody_id)
WHERE b.type = 'ClaimSubmitted';

-- ClaimSubmitted, ClaimReturned, ClaimResubmitted, ClaimVerified, ClaimApproved, ClaimRejected, ClaimAppealed,
-- ClaimSupplemented, ClaimPaid, ClaimPaymentFailed, RecoveryOpened, ClaimRecovered: what happened to it.
INSERT INTO claim_step (
  node, claim_id, position, type, on_day, fen, policy_version, rule_id, verifier_id, approver_id, pay_ref, cause, reason)
SELECT b.node, substr(b.stream, length('claim/') + 1), b.position, b.type, local_date(b.occurred_at),
  coalesce(d.amount_fen, d.recovered_fen), d.policy_version, d.rule_id, d.verifier_id, d.approver_id, d.pay_ref, d.cause,
  d.reason
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  amount_fen bigint, recovered_fen bigint, policy_version integer, rule_id text, verifier_id text, approver_id text,
  pay_ref text, cause text, reason text)
WHERE b.type IN (
  'ClaimSubmitted', 'ClaimReturned', 'ClaimResubmitted', 'ClaimVerified', 'ClaimApproved', 'ClaimRejected',
  'ClaimAppealed', 'ClaimSupplemented', 'ClaimPaid', 'ClaimPaymentFailed', 'RecoveryOpened', 'ClaimRecovered');

-- Derived rows, for the claims that the batch touched.

-- A claim of which something happened before it is known to be submitted.
INSERT INTO award_claim (node, claim_id)
SELECT DISTINCT b.node, substr(b.stream, length('claim/') + 1)::code
FROM batch b
WHERE b.type IN (
  'ClaimSubmitted', 'ClaimReturned', 'ClaimResubmitted', 'ClaimVerified', 'ClaimApproved', 'ClaimRejected',
  'ClaimAppealed', 'ClaimSupplemented', 'ClaimPaid', 'ClaimPaymentFailed', 'RecoveryOpened', 'ClaimRecovered')
ON CONFLICT (node, claim_id) DO NOTHING;

-- Where each claim stands: its steps one after the other, as in the state machine of claims (rule R3). A supplement that is
-- rejected is taken from the others; a payment that the bank sends back, from what was paid.
UPDATE award_claim c
SET status = n.status, policy_version = n.policy_version, rule_id = n.rule_id, verifier_id = n.verifier_id,
  approver_id = n.approver_id, four_eyes = n.four_eyes, approved_fen = n.approved_fen,
  supplemented_fen = n.supplemented_fen, paid_fen = n.paid_fen, failed_payments = n.failed_payments,
  asked_fen = n.asked_fen, asked_for_correction_fen = n.asked_for_correction_fen, recovered_fen = n.recovered_fen,
  paid_on = n.paid_on, reason = n.reason
FROM (
  WITH RECURSIVE step AS MATERIALIZED (
    SELECT s.*, row_number() OVER (PARTITION BY s.claim_id ORDER BY s.position) AS place,
      CASE s.type
        WHEN 'ClaimPaid' THEN s.fen
        WHEN 'ClaimPaymentFailed' THEN (
          SELECT -coalesce(sum(p.fen), 0)
          FROM claim_step p
          WHERE p.node = s.node AND p.claim_id = s.claim_id AND p.position < s.position AND p.type = 'ClaimPaid'
            AND p.pay_ref = s.pay_ref AND NOT EXISTS (
              SELECT FROM claim_step f
              WHERE f.node = s.node AND f.claim_id = s.claim_id AND f.position > p.position AND f.position < s.position
                AND f.type = 'ClaimPaymentFailed' AND f.pay_ref = s.pay_ref))::bigint
        ELSE 0
      END AS paid
    FROM keys('touched_claim') AS t (claim_id)
    JOIN claim_step s ON s.node = current_node() AND s.claim_id = t.claim_id
  ), stand AS (
    -- Of the supplements that stand, their amounts and the places of their steps.
    SELECT s.claim_id, 0::bigint AS place, NULL::text AS status, 0::bigint AS approved_fen, NULL::bigint AS approved_at,
      '{}'::bigint[] AS supplements, '{}'::bigint[] AS supplemented_at, 0::bigint AS paid_fen, 0 AS failed_payments,
      0::bigint AS asked_fen, 0::bigint AS asked_for_correction_fen, 0::bigint AS recovered_fen, NULL::code AS verifier_id,
      NULL::code AS approver_id, NULL::boolean AS four_eyes, NULL::text AS reason
    FROM step s
    WHERE s.place = 1
    UNION ALL
    SELECT b.claim_id, s.place,
      CASE s.type
        WHEN 'ClaimSubmitted' THEN 'submitted'
        WHEN 'ClaimReturned' THEN 'returned'
        WHEN 'ClaimResubmitted' THEN 'submitted'
        WHEN 'ClaimVerified' THEN 'verified'
        WHEN 'ClaimApproved' THEN 'approved'
        WHEN 'ClaimAppealed' THEN 'appealed'
        WHEN 'ClaimSupplemented' THEN 'supplemented'
        WHEN 'ClaimPaid' THEN 'paid'
        WHEN 'ClaimPaymentFailed' THEN a.unpaid
        WHEN 'RecoveryOpened' THEN 'recovering'
        WHEN 'ClaimRejected' THEN CASE
          WHEN b.status IS DISTINCT FROM 'supplemented' AND b.paid_fen = 0 THEN 'rejected'
          WHEN b.asked_fen > a.recovered THEN 'recovering'
          WHEN a.payable > 0 THEN a.unpaid
          WHEN b.asked_fen = 0 THEN 'paid'
          ELSE 'recovered'
        END
        WHEN 'ClaimRecovered' THEN CASE
          WHEN b.asked_fen > a.recovered THEN 'recovering'
          WHEN a.payable > 0 THEN 'supplemented'
          ELSE 'recovered'
        END
      END,
      a.approved, CASE WHEN s.type = 'ClaimApproved' THEN s.place ELSE b.approved_at END,
      a.supplements,
      CASE s.type
        WHEN 'ClaimSupplemented' THEN b.supplemented_at || s.place
        ELSE b.supplemented_at[:cardinality(a.supplements)]
      END,
      b.paid_fen + s.paid, b.failed_payments + (s.type = 'ClaimPaymentFailed')::integer,
      b.asked_fen + CASE WHEN s.type = 'RecoveryOpened' THEN s.fen ELSE 0 END,
      b.asked_for_correction_fen + CASE WHEN s.type = 'RecoveryOpened' AND s.cause = 'correction' THEN s.fen ELSE 0 END,
      a.recovered, coalesce(s.verifier_id, b.verifier_id)::code, coalesce(s.approver_id, b.approver_id)::code,
      -- Nobody approved what they verified, neither the award nor a supplement.
      CASE
        WHEN s.type IN ('ClaimApproved', 'ClaimSupplemented')
          THEN coalesce(b.four_eyes, true) AND coalesce(coalesce(s.verifier_id, b.verifier_id) <> s.approver_id, false)
        ELSE b.four_eyes
      END,
      CASE WHEN s.type = 'ClaimRejected' THEN s.reason ELSE b.reason END
    FROM stand b
    JOIN step s ON s.claim_id = b.claim_id AND s.place = b.place + 1
    CROSS JOIN LATERAL (
      SELECT
        CASE WHEN s.type = 'ClaimApproved' THEN s.fen ELSE b.approved_fen END AS approved,
        CASE
          WHEN s.type = 'ClaimSupplemented' THEN b.supplements || s.fen
          WHEN s.type = 'ClaimRejected' AND b.status = 'supplemented'
            THEN b.supplements[:cardinality(b.supplements) - 1]
          ELSE b.supplements
        END AS supplements,
        b.recovered_fen + CASE WHEN s.type = 'ClaimRecovered' THEN s.fen ELSE 0 END AS recovered
    ) x
    CROSS JOIN LATERAL (
      SELECT x.approved, x.supplements, x.recovered,
        CASE WHEN x.supplements = '{}' THEN 'approved' ELSE 'supplemented' END AS unpaid,
        x.approved + (SELECT coalesce(sum(u.fen), 0) FROM unnest(x.supplements) AS u (fen)) - b.paid_fen - s.paid AS payable
    ) a
  )
  SELECT e.*, g.policy_version, g.rule_id,
    (SELECT coalesce(sum(u.fen), 0) FROM unnest(e.supplements) AS u (fen))::bigint AS supplemented_fen,
    (
      SELECT min(p.on_day) FROM payment p
      WHERE p.node = current_node() AND p.claim_id = e.claim_id AND NOT p.sent_back
    ) AS paid_on
  FROM (SELECT DISTINCT ON (b.claim_id) b.* FROM stand b ORDER BY b.claim_id, b.place DESC) e
  LEFT JOIN step g
    ON g.claim_id = e.claim_id AND g.place = coalesce(e.supplemented_at[cardinality(e.supplemented_at)], e.approved_at)
) n
WHERE c.node = current_node() AND c.claim_id = n.claim_id;

-- The burial that each claim rests on, as it is recorded now, and what the newest version in force on the day that it goes
-- by gives for it: by the rule that was approved, where it still holds, else by the one that gives most.
UPDATE award_claim c
SET portions = n.portions, at_rest = n.at_rest, forms = n.forms, places = n.places, rested_on = n.rested_on,
  due_version = n.due_version, due_rule_id = n.due_rule_id, due_fen = n.due_fen
FROM (
  WITH touched AS MATERIALIZED (
    SELECT a.*
    FROM keys('touched_claim') AS t (claim_id)
    JOIN award_claim a ON a.node = current_node() AND a.claim_id = t.claim_id
  )
  SELECT c.claim_id, b.portions, b.at_rest, b.forms, b.places, b.rested_on, v.version AS due_version,
    r.rule_id AS due_rule_id, CASE WHEN v.version IS NOT NULL THEN coalesce(r.amount_fen, 0) END AS due_fen
  FROM touched c
  LEFT JOIN decedent_case k ON k.node = current_node() AND k.case_id = c.case_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS portions, count(p.form) AS at_rest,
      array_agg(DISTINCT p.form::text COLLATE "C" ORDER BY p.form::text COLLATE "C") FILTER (WHERE p.form IS NOT NULL)
        AS forms,
      array_agg(DISTINCT p.place COLLATE "C" ORDER BY p.place COLLATE "C") FILTER (WHERE p.form IS NOT NULL) AS places,
      max(p.rested_on) AS rested_on,
      bool_and(p.form IS NOT NULL AND p.case_id IS NOT DISTINCT FROM c.case_id AND NOT p.unclaimed) AS sound,
      count(*) FILTER (WHERE p.whole) AS whole_portions,
      coalesce(bool_and(coalesce(p.degradable, false)) FILTER (WHERE p.placed), true) AS degradable,
      coalesce(array_agg(coalesce(p.marker, '')) FILTER (WHERE p.placed), '{}') AS markers
    FROM claim_portion m
    LEFT JOIN portion p ON p.node = m.node AND p.custody_id = m.custody_id
    WHERE m.node = current_node() AND m.claim_id = c.claim_id
  ) b
  LEFT JOIN LATERAL (
    SELECT p.version
    FROM policy p
    CROSS JOIN LATERAL (
      SELECT CASE p.date_basis
        WHEN 'death' THEN k.death_on
        WHEN 'service' THEN k.cremated_on
        WHEN 'placement' THEN b.rested_on
        WHEN 'claim' THEN c.submitted_on
      END AS basis_on
    ) y
    WHERE p.node = current_node() AND p.policy_id = c.policy_id
      AND y.basis_on BETWEEN p.valid_from AND coalesce(p.valid_to, 'infinity')
      -- The office lies in the policy's scope, as divisions were on that day, or on the first by which both were named.
      AND EXISTS (
        SELECT FROM unnest(p.scope_divisions) AS s (scope)
        CROSS JOIN LATERAL (SELECT greatest(y.basis_on, c.submitted_on, p.valid_from) AS on_day) d
        LEFT JOIN lineage o
          ON o.node = p.node AND o.division = c.office_division AND o.written_from <= c.submitted_on
          AND c.submitted_on < o.written_until AND o.since <= d.on_day AND d.on_day < o.until
        LEFT JOIN lineage l
          ON l.node = p.node AND l.division = s.scope AND l.written_from <= p.valid_from
          AND p.valid_from < l.written_until AND l.since <= d.on_day AND d.on_day < l.until
        WHERE coalesce(l.became, s.scope) = ANY (areas(coalesce(o.became, c.office_division))))
    ORDER BY p.version DESC
    LIMIT 1
  ) v ON true
  LEFT JOIN LATERAL (
    SELECT w.rule_id, w.amount_fen
    FROM award_rule w
    WHERE w.node = current_node() AND w.policy_id = c.policy_id AND w.version = v.version AND b.sound
      AND b.forms <@ w.forms AND (NOT w.all_ashes OR b.whole_portions >= coalesce(k.ash_portions, 0))
      AND (w.degradable IS NOT TRUE OR b.degradable) AND (w.markers IS NULL OR b.markers <@ w.markers)
      -- Of what the criteria ask about the person, nothing is known to be otherwise (rule M4).
      AND NOT EXISTS (
        SELECT FROM award_criterion q
        WHERE q.node = current_node() AND q.policy_id = c.policy_id AND q.version = v.version AND q.rule_no = w.rule_no
          AND q.holds <> CASE q.fact
            WHEN 'unknown_person' THEN k.unknown_person
            WHEN 'residence_permit' THEN k.residence_permit
            WHEN 'cremated' THEN CASE WHEN k.cremated_on IS NOT NULL THEN true END
          END)
    ORDER BY w.rule_id = c.rule_id DESC NULLS LAST, w.amount_fen DESC, w.rule_no
    LIMIT 1
  ) r ON true
) n
WHERE c.node = current_node() AND c.claim_id = n.claim_id
  AND (c.portions, c.at_rest, c.forms, c.places, c.rested_on, c.due_version, c.due_rule_id, c.due_fen) IS DISTINCT FROM
    (n.portions, n.at_rest, n.forms, n.places, n.rested_on, n.due_version, n.due_rule_id, n.due_fen);

DELETE FROM retracted_claim r WHERE r.node = current_node();

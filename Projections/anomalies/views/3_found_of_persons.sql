-- What the rules find of persons, and what was paid for them; `office` is the division of what happened at no facility.
CREATE VIEW found_persons (node, rule, subject, facility, office, since, evidence, state, fact_zh, fact_en) AS
-- Persons, and what was paid for them.
SELECT b.node, 'N13', 'case/' || c.case_id, max(d.facility), NULL, min(c.issued_on),
  array_agg(c.event_id) || array_agg(b.event_id), 'open',
  format('%s 已土葬，%s 又出具火化证明', min(b.buried_on), min(c.issued_on)),
  format('Buried on %s; a cremation certificate was issued on %s.', min(b.buried_on), min(c.issued_on))
FROM body_burial b
LEFT JOIN person p ON p.node = b.node AND p.case_id = b.case_id
CROSS JOIN LATERAL (
  SELECT b.case_id
  UNION
  SELECT o.case_id FROM person o WHERE o.node = b.node AND o.id_hash = p.id_hash
) s (case_id)
JOIN certificate c ON c.node = b.node AND c.case_id = s.case_id AND c.issued_on >= b.buried_on
LEFT JOIN decedent_case d ON d.node = c.node AND d.case_id = c.case_id
GROUP BY b.node, c.case_id
UNION ALL
SELECT a.node, 'N14', a.stream, max(d.facility), NULL, min(a.amended_on),
  array_agg(a.event_id) || array_agg(a.target_event_id), 'open',
  format('死亡日期更正 %s 次，最多相差 %s 日', count(*), max(abs(a.died_on - a.was_died_on))),
  format('The day of death was changed %s time(s), by up to %s days.', count(*), max(abs(a.died_on - a.was_died_on)))
FROM death_change a
JOIN rule t ON t.rule = 'N14'
LEFT JOIN decedent_case d USING (node, case_id)
WHERE abs(a.died_on - a.was_died_on) > t.days
GROUP BY a.node, a.stream
UNION ALL
SELECT a.node, 'N15', a.stream, max(d.facility), NULL, min(a.amended_on),
  array_agg(a.event_id) || array_agg(a.target_event_id) || array_agg(p.event_id), 'open',
  '拨款之后死亡日期有改动', 'The day of death was changed after something had been paid.'
FROM death_change a
JOIN paid p ON p.node = a.node AND p.case_id = a.case_id AND p.position < a.position
LEFT JOIN decedent_case d ON d.node = a.node AND d.case_id = a.case_id
WHERE a.died_on <> a.was_died_on
GROUP BY a.node, a.stream
UNION ALL
SELECT c.node, 'N16', 'claim/' || min(c.claim_id), NULL, min(c.office), min(c.submitted_on), array_agg(c.event_id), 'open',
  format('同一银行账户为 %s 名逝者申领', count(DISTINCT c.case_id)),
  format('One bank account stands in the claims for %s decedents.', count(DISTINCT c.case_id))
FROM located_claim c
JOIN rule t ON t.rule = 'N16'
GROUP BY c.node, c.bank_ref, t.least
HAVING count(DISTINCT c.case_id) >= t.least
UNION ALL
SELECT c.node, 'N17', 'claim/' || min(c.claim_id), NULL, min(c.office), min(c.submitted_on), array_agg(c.event_id), 'open',
  format('同一人为 %s 名逝者申领', count(DISTINCT c.case_id)),
  format('One person claims for %s decedents.', count(DISTINCT c.case_id))
FROM located_claim c
JOIN rule t ON t.rule = 'N17'
GROUP BY c.node, c.claimant_ref, t.least
HAVING count(DISTINCT c.case_id) >= t.least
UNION ALL
SELECT g.node, 'N18', 'facility/' || g.facility, g.facility, NULL, min(g.opened_on), array_agg(g.event_id), 'open',
  format('前后各 365 日内，无名遗体最多占 %s 宗个案中的 %s 宗', max(g.cases), max(g.unknown)),
  format('Within 365 days before and after each, up to %s of %s cases are of unknown persons.', max(g.unknown), max(g.cases))
FROM (
  SELECT d.*, count(*) OVER w AS cases, count(*) FILTER (WHERE d.is_unknown) OVER w AS unknown
  FROM decedent_case d
  WINDOW w AS (
    PARTITION BY d.node, d.facility ORDER BY d.opened_on
    RANGE BETWEEN '365 days' PRECEDING AND '365 days' FOLLOWING)
) g
JOIN rule t ON t.rule = 'N18'
WHERE g.is_unknown AND g.unknown >= t.least AND g.unknown * 1000 >= t.permille * g.cases
GROUP BY g.node, g.facility
UNION ALL
SELECT w.node, 'N19', 'case/' || w.case_id, max(c.facility), NULL, min(a.acted_on),
  array_agg(w.event_id) || array_agg(a.event_id) || array_agg(d.event_id), 'open',
  format('%s 死亡并获减免，%s 又有其签字、领取、申领或购墓', max(d.died_on), min(a.acted_on)),
  format('Dead on %s, with services waived; signed, received, claimed or bought on %s.', max(d.died_on), min(a.acted_on))
FROM waiver w
JOIN death d ON d.node = w.node AND d.case_id = w.case_id AND d.is_known
JOIN person p ON p.node = w.node AND p.case_id = w.case_id
JOIN act a ON a.node = w.node AND a.person_ref = p.person_ref AND a.acted_on > d.died_on
LEFT JOIN decedent_case c ON c.node = w.node AND c.case_id = w.case_id
WHERE w.is_granted AND NOT EXISTS (
  SELECT FROM waiver_reversal r WHERE r.node = w.node AND r.case_id = w.case_id AND r.decision_event_id = w.event_id)
GROUP BY w.node, w.case_id
UNION ALL
SELECT g.node, 'N20', 'case/' || min(g.case_id), NULL, min(g.office), max(g.submitted_on), array_agg(g.event_id), 'open',
  format('同一逝者在 %s 地申领', count(DISTINCT g.office)),
  format('Claims for one decedent were submitted in %s divisions.', count(DISTINCT g.office))
FROM (
  SELECT c.*, coalesce(p.id_hash, 'case/' || c.case_id) AS decedent
  FROM located_claim c
  LEFT JOIN person p USING (node, case_id)
  -- A claim that was turned down may well be made again where it belongs; of one that was paid, only a supplement was.
  WHERE EXISTS (
    SELECT FROM award_payment p WHERE p.node = c.node AND p.claim_id = c.claim_id
  ) OR (
    SELECT s.step FROM claim_step s
    WHERE s.node = c.node AND s.claim_id = c.claim_id
    ORDER BY s.position DESC
    LIMIT 1) IS DISTINCT FROM 'ClaimRejected'
) g
GROUP BY g.node, g.decedent
HAVING count(DISTINCT g.office) > 1;

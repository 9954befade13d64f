CREATE VIEW step_name (type, step_zh, step_en) AS
VALUES
  ('Death', '死亡', 'death'), ('CaseOpened', '建案', 'case opened'),
  ('DeathCertificateRecorded', '死亡证明登记', 'death certificate recorded'),
  ('DeathCertificateReissued', '死亡证明补发', 'death certificate reissued'),
  ('IdentityVerified', '身份核验', 'identity checked'), ('IdentityResolved', '身份查明', 'identity found out'),
  ('HoldPlaced', '限制处置', 'hold placed'), ('HoldReleased', '解除限制', 'hold lifted'),
  ('BodyCollected', '遗体接运', 'body collected'), ('KeepingStarted', '遗体存放', 'keeping began'),
  ('KeepingExtended', '延期存放', 'keeping extended'), ('KeepingEnded', '存放结束', 'keeping ended'),
  ('UnclaimedNoticePublished', '无人认领公告', 'notice for an unknown body'),
  ('CremationAuthorised', '火化确认', 'cremation authorised'), ('CremationCompleted', '火化完成', 'cremated'),
  ('CremationCertificateIssued', '火化证明签发', 'cremation certificate issued'),
  ('CremationCertificateReissued', '火化证明补发', 'cremation certificate reissued'),
  ('BodyBuried', '遗体安葬', 'body buried'), ('BodyDonated', '遗体捐献', 'body donated'),
  ('BodyReleasedOut', '遗体运出', 'body taken to another division'), ('CaseClosed', '结案', 'case closed'),
  ('CustodyOpened', '骨灰入管', 'custody opened'), ('AshesStored', '骨灰寄存', 'ashes stored'),
  ('StorageRenewed', '骨灰续存', 'storage renewed'), ('AshesReleased', '骨灰领取', 'ashes handed over'),
  ('AshesPlaced', '骨灰安葬（放）', 'ashes placed'), ('AshesScattered', '骨灰撒散', 'ashes scattered'),
  ('AshesRelocated', '骨灰迁移', 'ashes relocated'), ('StocktakeChecked', '骨灰盘点', 'looked for by a stocktake'),
  ('UnclaimedAshesNoticePublished', '无人认领骨灰公告', 'notice for unclaimed ashes'),
  ('UnclaimedAshesDisposed', '无人认领骨灰处理', 'unclaimed ashes put to rest');

CREATE VIEW state_name (state, state_zh, state_en) AS
VALUES
  ('not_collected', '未接运', 'not collected'), ('collected', '已接运', 'collected'), ('kept', '存放中', 'kept'),
  ('cremated', '已火化', 'cremated'), ('buried', '已安葬', 'buried'), ('donated', '已捐献', 'donated'),
  ('released_out', '已运出', 'taken to another division'), ('in_custody', '在管', 'in custody'),
  ('stored', '寄存', 'stored'), ('released', '已领取', 'handed over'), ('placed', '已安葬（放）', 'placed'),
  ('taken_out', '已移出', 'taken out'), ('scattered', '已撒散', 'scattered'),
  ('scattered_in_part', '部分撒散', 'scattered in part');

CREATE VIEW destination_name (destination_kind, destination_zh, destination_en) AS
VALUES
  ('placement', '待安葬（放）', 'to be placed'), ('storage', '待寄存', 'to be stored'),
  ('scattering', '待撒散', 'to be scattered'), ('family', '家属保管', 'kept by the family'),
  ('elsewhere', '运往外地', 'gone to another area');

-- The kinds of gap, and how many days after the step before it each begins. These days are for finding what to ask about:
-- no law or standard was found that sets them.
CREATE VIEW gap_kind (gap, days, gap_zh, gap_en) AS
VALUES
  ('body_untraced', 3, '遗体接运或移出后无后续登记', 'a body collected or taken out, and nothing since'),
  ('no_custody', 1, '火化后骨灰未入管', 'cremated, and no ashes taken into custody'),
  ('portion_count', 1, '入管份数与分装份数不符', 'fewer or more portions in custody than the cremation gave'),
  ('not_arrived', 30, '领取或迁出后未到达', 'ashes handed over or taken out, and not arrived'),
  ('past_term', 1, '寄存到期未续存、未领取', 'stored past the term'),
  ('not_found', 0, '盘点未找到', 'not found by the last stocktake'),
  ('other_tag', 0, '盘点标签不符', 'found under another tag by the last stocktake');

-- Which cases are of one decedent: those that ended as duplicates are followed to the one that goes on. Cases that are said
-- to be duplicates of each other come to an end after sixteen steps.
CREATE VIEW decedent_case AS
WITH RECURSIVE followed (node, decedent, case_id, place) AS (
  SELECT b.node, b.of_case, b.case_id, 1
  FROM body b
  WHERE b.of_case IS NOT NULL
  UNION ALL
  SELECT f.node, b.of_case, f.case_id, f.place + 1
  FROM followed f
  JOIN body b ON b.node = f.node AND b.case_id = f.decedent
  WHERE b.of_case IS NOT NULL AND f.place < 16
), last AS (
  SELECT DISTINCT ON (f.node, f.case_id) f.node, f.decedent, f.case_id
  FROM followed f
  ORDER BY f.node, f.case_id, f.place DESC
)
SELECT b.node, b.case_id AS decedent, b.case_id FROM body b WHERE b.of_case IS NULL
UNION ALL
SELECT l.node, l.decedent, l.case_id FROM last l;

CREATE VIEW decedent_stream AS
SELECT d.node, d.decedent, NULL::code AS custody_id, NULL::bigint AS portion_no, ('case/' || d.case_id)::code AS stream
FROM decedent_case d
UNION ALL
SELECT d.node, d.decedent, p.custody_id, p.portion_no, ('ashes/' || p.custody_id)::code
FROM decedent_case d
JOIN portion p ON p.node = d.node AND p.case_id = d.case_id;

-- Every step of a decedent, in the order in which they happened. The step before is the last one of the same portion; for
-- its first step, the last one of the body.
CREATE VIEW trace AS
SELECT t.node, t.decedent AS case_id, t.step_no, t.custody_id, t.portion_no, t.type, n.step_zh, n.step_en,
  t.occurred_at, t.recorded_at,
  floor(extract(epoch FROM t.occurred_at - coalesce(
    t.before_own, CASE WHEN t.custody_id IS NOT NULL THEN t.before_body END)) / 3600)::bigint AS hours_since,
  t.facility, f.name_zh AS facility_zh, f.name_en AS facility_en, t.place, t.thing, t.kind, t.until, t.portions,
  t.doc_no, t.person, t.staff, t.source, t.stream, t.position, t.event_id
FROM (
  SELECT d.decedent, d.custody_id, d.portion_no, s.*,
    row_number() OVER w AS step_no,
    max(s.occurred_at) FILTER (WHERE d.custody_id IS NULL) OVER w AS before_body,
    lag(s.occurred_at) OVER (
      PARTITION BY d.node, d.decedent, d.custody_id ORDER BY s.occurred_at, s.position, s.type) AS before_own
  FROM decedent_stream d
  JOIN step s ON s.node = d.node AND s.stream = d.stream
  -- A death before the certificate that states it.
  WINDOW w AS (PARTITION BY d.node, d.decedent ORDER BY s.occurred_at, s.position, s.type ROWS UNBOUNDED PRECEDING)
) t
JOIN step_name n ON n.type = t.type
LEFT JOIN facility f ON f.node = t.node AND f.facility = t.facility;

-- What would be a gap, with the day that it is counted from.
CREATE VIEW possible_gap AS
SELECT b.node, 'body_untraced' AS gap, b.facility, b.case_id, NULL::code AS custody_id, b.place,
  local_date(b.since) AS since_on, b.event_id
FROM body b
WHERE b.state IN ('collected', 'taken_out') AND b.of_case IS NULL
UNION ALL
SELECT b.node, CASE WHEN o.opened IS NULL THEN 'no_custody' ELSE 'portion_count' END, b.facility, b.case_id, NULL, NULL,
  local_date(b.cremated_at), b.cremation_id
FROM body b
LEFT JOIN (
  SELECT p.node, p.case_id, count(DISTINCT p.portion_no) AS opened FROM portion p GROUP BY p.node, p.case_id
) o ON o.node = b.node AND o.case_id = b.case_id
WHERE b.ash_portions <> coalesce(o.opened, 0)
UNION ALL
-- Of ashes handed over to the family, or to another area, the trace ends there; it has no gap.
SELECT p.node, 'not_arrived', coalesce(p.destination, p.facility), p.case_id, p.custody_id, p.place,
  local_date(p.since), p.event_id
FROM portion p
WHERE p.case_id IS NOT NULL AND (p.state = 'taken_out'
  OR p.state = 'released' AND p.destination_kind IN ('placement', 'storage', 'scattering'))
UNION ALL
SELECT p.node, 'past_term', p.facility, p.case_id, p.custody_id, p.place, p.until, p.event_id
FROM portion p
WHERE p.case_id IS NOT NULL AND p.state = 'stored'
UNION ALL
-- Where it went from before that stocktake, recorded late, explains why it was not there.
SELECT p.node, p.checked, p.facility, p.case_id, p.custody_id, p.place, local_date(p.checked_at), p.check_id
FROM portion p
WHERE p.case_id IS NOT NULL AND p.state IN ('in_custody', 'stored') AND p.checked <> 'found';

-- The gaps that are open on the day asked for.
CREATE VIEW gap AS
SELECT g.node, g.gap, k.gap_zh, k.gap_en, g.facility, f.name_zh AS facility_zh, f.name_en AS facility_en,
  d.decedent AS case_id, g.custody_id, g.place, g.since_on, as_of() - g.since_on AS days, g.event_id
FROM possible_gap g
JOIN gap_kind k ON k.gap = g.gap
JOIN decedent_case d ON d.node = g.node AND d.case_id = g.case_id
LEFT JOIN facility f ON f.node = g.node AND f.facility = g.facility
WHERE g.since_on + k.days <= as_of();

-- Where the body and every portion of the ashes of each decedent are.
CREATE VIEW decedent AS
SELECT b.node, b.case_id, b.home AS facility, f.name_zh AS facility_zh, f.name_en AS facility_en,
  local_date(b.died_at) AS death_on, b.state AS body_state, n.state_zh AS body_zh, n.state_en AS body_en,
  b.facility AS body_facility, b.place AS body_place, local_date(b.since) AS body_since, b.cert_no, b.ash_portions,
  coalesce(a.portions_opened, 0) AS portions_opened, a.ashes, a.ashes_zh, a.ashes_en,
  coalesce(g.gaps, 0) AS gaps, g.gaps_zh, g.gaps_en, b.event_id
FROM body b
JOIN state_name n ON n.state = b.state
LEFT JOIN facility f ON f.node = b.node AND f.facility = b.home
LEFT JOIN (
  SELECT d.node, d.decedent, count(*) AS portions_opened,
    array_agg(p.portion_no || ' ' || p.state || w.place ORDER BY p.portion_no, p.custody_id) AS ashes,
    array_agg(p.portion_no || ' ' || coalesce(t.destination_zh, s.state_zh) || w.place
      ORDER BY p.portion_no, p.custody_id) AS ashes_zh,
    array_agg(p.portion_no || ' ' || coalesce(t.destination_en, s.state_en) || w.place
      ORDER BY p.portion_no, p.custody_id) AS ashes_en
  FROM decedent_case d
  JOIN portion p ON p.node = d.node AND p.case_id = d.case_id
  JOIN state_name s ON s.state = p.state
  LEFT JOIN destination_name t ON t.destination_kind = p.destination_kind
  CROSS JOIN LATERAL (
    SELECT coalesce(' ' || coalesce(
      -- A plot names its facility.
      CASE WHEN p.state = 'released' THEN p.destination WHEN p.state IN ('in_custody', 'stored')
        THEN concat_ws(' ', p.facility, p.place) ELSE p.place END), '') AS place
  ) w
  GROUP BY d.node, d.decedent
) a ON a.node = b.node AND a.decedent = b.case_id
LEFT JOIN (
  SELECT o.node, o.case_id, count(*) AS gaps, array_agg(o.gap_zh ORDER BY o.gap, o.custody_id) AS gaps_zh,
    array_agg(o.gap_en ORDER BY o.gap, o.custody_id) AS gaps_en
  FROM gap o
  GROUP BY o.node, o.case_id
) g ON g.node = b.node AND g.case_id = b.case_id
WHERE b.of_case IS NULL;

-- The cases that are not closed, of the facility that opened them: what is on record of each, for the next step.
CREATE VIEW open_case AS
SELECT b.node, b.case_id, b.home AS facility, f.name_zh AS facility_zh, f.name_en AS facility_en,
  b.opened_on, as_of() - b.opened_on AS days, b.state AS body_state, n.state_zh AS body_zh, n.state_en AS body_en,
  b.certified, b.identified, b.authorised, local_date(b.cremated_at) AS cremated_on, b.cert_no, b.ash_portions,
  coalesce(a.portions_opened, 0) AS portions_opened, coalesce(a.portions_kept, 0) AS portions_kept,
  coalesce(a.portions_placed, 0) AS portions_placed
FROM body b
JOIN state_name n ON n.state = b.state
LEFT JOIN facility f ON f.node = b.node AND f.facility = b.home
LEFT JOIN LATERAL (
  SELECT count(DISTINCT p.portion_no) AS portions_opened,
    count(*) FILTER (WHERE p.state IN ('in_custody', 'stored')) AS portions_kept,
    count(*) FILTER (WHERE p.state IN ('placed', 'scattered', 'scattered_in_part')) AS portions_placed
  FROM portion p
  WHERE p.node = b.node AND p.case_id = b.case_id
) a ON true
WHERE b.closed_on IS NULL AND b.of_case IS NULL;

-- How many of those whose case a home opened died and were cremated in a month, and of them on the day asked for. What has been
-- entered twice counts once.
CREATE VIEW by_month AS
SELECT b.node, b.home AS facility, f.name_zh AS facility_zh, f.name_en AS facility_en, to_char(d.day, 'YYYY-MM') AS month,
  count(*) FILTER (WHERE d.what = 'death') AS deaths, count(*) FILTER (WHERE d.what = 'cremation') AS cremations,
  count(*) FILTER (WHERE d.what = 'death' AND d.day = as_of()) AS deaths_today,
  count(*) FILTER (WHERE d.what = 'cremation' AND d.day = as_of()) AS cremations_today
FROM body b
CROSS JOIN LATERAL (VALUES ('death', local_date(b.died_at)), ('cremation', local_date(b.cremated_at))) AS d (what, day)
LEFT JOIN facility f ON f.node = b.node AND f.facility = b.home
WHERE b.of_case IS NULL AND d.day <= as_of()
GROUP BY b.node, b.home, f.name_zh, f.name_en, to_char(d.day, 'YYYY-MM');

-- The portions that a facility keeps, and those that were handed over to come there: what is looked for by a stocktake, and
-- what is to be placed. Of those that are awaited, the facility is the one that they are to come to.
CREATE VIEW ashes AS
SELECT p.node, p.custody_id, p.case_id, b.cert_no, p.portion_no, p.state, s.state_zh, s.state_en, p.destination_kind,
  t.destination_zh AS destination_kind_zh, t.destination_en AS destination_kind_en, p.facility,
  f.name_zh AS facility_zh, f.name_en AS facility_en, p.place, local_date(p.since) AS since_on,
  as_of() - local_date(p.since) AS days, p.until, p.checked, c.checked_zh, c.checked_en,
  local_date(p.checked_at) AS checked_on, p.event_id
FROM (
  SELECT k.node, k.custody_id, k.case_id, k.portion_no, k.state, k.destination_kind, k.facility, k.place, k.since, k.until,
    k.checked, k.checked_at, k.event_id
  FROM portion k
  WHERE k.case_id IS NOT NULL AND k.state IN ('in_custody', 'stored')
  UNION ALL
  SELECT r.node, r.custody_id, r.case_id, r.portion_no, r.state, r.destination_kind, r.destination, NULL, r.since, NULL,
    NULL, NULL, r.event_id
  FROM portion r
  WHERE r.case_id IS NOT NULL AND r.state = 'released' AND r.destination IS NOT NULL
) p
JOIN state_name s ON s.state = p.state
LEFT JOIN destination_name t ON t.destination_kind = p.destination_kind
LEFT JOIN (
  VALUES ('found', '找到', 'found'), ('not_found', '未找到', 'not found'), ('other_tag', '标签不符', 'under another tag')
) c (checked, checked_zh, checked_en) ON c.checked = p.checked
LEFT JOIN body b ON b.node = p.node AND b.case_id = p.case_id
LEFT JOIN facility f ON f.node = p.node AND f.facility = p.facility;

-- What each facility has, and what of it is not accounted for; with the division where it lies on the day asked for, and the
-- one that its licence names, as it was called then.
CREATE VIEW by_facility AS
SELECT k.node, k.facility, f.name_zh AS facility_zh, f.name_en AS facility_en,
  g.division, n.name_zh AS division_zh, n.name_en AS division_en,
  f.division AS division_then, o.name_zh AS division_then_zh, o.name_en AS division_then_en,
  k.bodies, k.in_custody, k.stored, k.placed, k.awaited, k.gaps
FROM (
  SELECT c.node, c.facility, sum(c.bodies)::bigint AS bodies, sum(c.in_custody)::bigint AS in_custody,
    sum(c.stored)::bigint AS stored, sum(c.placed)::bigint AS placed, sum(c.awaited)::bigint AS awaited,
    sum(c.gaps)::bigint AS gaps
  FROM (
    SELECT l.node, l.facility, 0 AS bodies, 0 AS in_custody, 0 AS stored, 0 AS placed, 0 AS awaited, 0 AS gaps
    FROM facility l
    UNION ALL
    SELECT b.node, b.facility, count(*), 0, 0, 0, 0, 0
    FROM body b
    WHERE b.state IN ('collected', 'kept', 'taken_out') AND b.of_case IS NULL
    GROUP BY b.node, b.facility
    UNION ALL
    SELECT p.node, CASE WHEN p.state = 'released' THEN p.destination ELSE p.facility END, 0,
      count(*) FILTER (WHERE p.state = 'in_custody'), count(*) FILTER (WHERE p.state = 'stored'),
      count(*) FILTER (WHERE p.state = 'placed'), count(*) FILTER (WHERE p.state = 'released'), 0
    FROM portion p
    WHERE p.case_id IS NOT NULL AND p.state IN ('in_custody', 'stored', 'placed', 'released')
    GROUP BY 1, 2
    UNION ALL
    SELECT q.node, q.facility, 0, 0, 0, 0, 0, count(*) FROM gap q GROUP BY q.node, q.facility
  ) c
  WHERE c.facility IS NOT NULL
  GROUP BY c.node, c.facility
) k
LEFT JOIN facility f ON f.node = k.node AND f.facility = k.facility
LEFT JOIN facility_division g
  ON g.node = k.node AND g.facility = k.facility AND g.since <= as_of() AND as_of() < g.until
LEFT JOIN division_span n
  ON n.node = k.node AND n.division = g.division AND n.since <= as_of() AND as_of() < n.until
LEFT JOIN division_span o
  ON o.node = k.node AND o.division = f.division
  AND o.since <= coalesce(f.licensed_on, as_of()) AND coalesce(f.licensed_on, as_of()) < o.until;

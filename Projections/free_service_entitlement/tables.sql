-- The policies, as rows. A version is what was first published under its number; an amendment is another version.

CREATE TABLE policy (
  node integer,
  policy_id code,
  version integer,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  doc_no text,                      -- NULL when the source does not state it
  source text NOT NULL,
  scope_divisions text[] NOT NULL,
  valid_from date NOT NULL,
  valid_to date,                    -- the last day; NULL while it has no end
  date_basis text NOT NULL,         -- the day that chooses the version: death, service, placement or claim (rule M2)
  event_id uuid NOT NULL,           -- the event that published it
  -- Derived from all versions that go by the same kind of day:
  applies_on datemultirange NOT NULL DEFAULT '{}',  -- its validity, less that of later versions
  newest boolean NOT NULL DEFAULT false,
  PRIMARY KEY (node, policy_id, version)
);

-- An item is due when all criteria of one of its rules hold.
CREATE TABLE policy_rule (
  node integer,
  policy_id code,
  version integer,
  rule_no integer,                  -- its place in the policy
  rule_id code NOT NULL,
  item_code code NOT NULL,
  unit text NOT NULL,
  qty_max_milli bigint,             -- thousandths of the unit; NULL when not stated
  cap_fen bigint,                   -- NULL when not stated
  PRIMARY KEY (node, policy_id, version, rule_no)
);

CREATE TABLE policy_criterion (
  node integer,
  policy_id code,
  version integer,
  rule_no integer,
  fact code,
  holds boolean,                    -- what the fact must be
  PRIMARY KEY (node, policy_id, version, rule_no, fact, holds)
);

-- The cases, as rows. Anything that speaks of a case makes it known here, in whatever order it comes.

CREATE TABLE decedent_case (
  node integer,
  case_id code,
  facility code,                    -- where it was opened
  death_on date,
  placed_on date,                   -- derived: the day of the first placement
  PRIMARY KEY (node, case_id)
);
CREATE INDEX decedent_case_death ON decedent_case (node, death_on);
CREATE INDEX decedent_case_placed ON decedent_case (node, placed_on);

-- What is known of a case. A fact about a place holds for a policy when the place lies in the policy's scope; it names
-- its areas instead of saying yes or no. A fact that has no row, or neither, is unknown.
CREATE TABLE case_fact (
  node integer,
  case_id code,
  fact code,
  holds boolean,
  areas text[],                     -- divisions, and all that contain them
  event_id uuid NOT NULL,           -- the event that says so
  PRIMARY KEY (node, case_id, fact)
);

-- What was delivered, summed.
CREATE TABLE delivery (
  node integer,
  case_id code,
  item_code code,
  unit text,
  grade text,                       -- basic or upgraded
  qty_milli bigint NOT NULL,
  list_fen bigint NOT NULL,
  first_on date NOT NULL,
  PRIMARY KEY (node, case_id, item_code, unit, grade)
);

CREATE TABLE custody (
  node integer,
  custody_id code,
  case_id code NOT NULL,
  PRIMARY KEY (node, custody_id)
);
CREATE INDEX custody_case ON custody (node, case_id);

CREATE TABLE placement (
  node integer,
  custody_id code,
  facility code NOT NULL,
  placed_on date NOT NULL,
  event_id uuid NOT NULL,
  PRIMARY KEY (node, custody_id)
);
CREATE INDEX placement_facility ON placement (node, facility);

-- The cases of which amended streams spoke, while a batch is applied that amends them.
CREATE TABLE retracted_case (
  node integer,
  case_id code,
  PRIMARY KEY (node, case_id)
);

-- What was decided at the counter; and which of it was reversed, whenever that is known.
CREATE TABLE decision (
  node integer,
  case_id code,
  event_id uuid,
  policy_id code NOT NULL,
  policy_version integer NOT NULL,
  decision text NOT NULL,           -- granted, partial, denied, pending
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE decision_item (
  node integer,
  case_id code,
  event_id uuid,
  item_code code,
  waived_fen bigint NOT NULL,
  PRIMARY KEY (node, case_id, event_id, item_code)
);

CREATE TABLE reversal (
  node integer,
  case_id code,
  decision_event_id uuid,
  PRIMARY KEY (node, case_id, decision_event_id)
);

-- Derived: for each case, the items that a policy speaks of or that were delivered, and the rule that serves it best.
CREATE TABLE entitlement (
  node integer,
  case_id code,
  item_code code,
  entitled boolean NOT NULL,
  policy_id code,                   -- NULL, as the rest, when no policy speaks of what was delivered
  policy_version integer,
  rule_no integer,
  basis_on date,                    -- the day that chose the version; NULL: unknown, so the newest one is shown
  missing text[] NOT NULL,          -- facts that would have to be shown, sorted
  contradicted text[] NOT NULL,     -- facts that are known and speak against it, sorted
  delivered_qty_milli bigint NOT NULL,
  delivered_fen bigint NOT NULL,    -- at list prices
  waived_fen bigint NOT NULL,
  PRIMARY KEY (node, case_id, item_code)
);

-- Every rule that a case falls under: those of the version that its policy's own kind of day chooses. While that day is
-- unknown, those of the newest version, for people to see what would count.
CREATE VIEW case_rule AS
SELECT c.node, c.case_id, r.policy_id, r.version, r.rule_no, r.rule_id, r.item_code, r.unit, r.qty_max_milli, r.cap_fen,
  p.scope_divisions, p.date_basis, y.basis_on
FROM decedent_case c
JOIN policy p ON p.node = c.node
JOIN policy_rule r ON r.node = p.node AND r.policy_id = p.policy_id AND r.version = p.version
CROSS JOIN LATERAL (
  SELECT CASE p.date_basis
    WHEN 'death' THEN c.death_on
    WHEN 'placement' THEN c.placed_on
    WHEN 'service' THEN (
      SELECT min(d.first_on) FROM delivery d
      WHERE d.node = c.node AND d.case_id = c.case_id AND d.item_code = r.item_code)
  END AS basis_on
) y
WHERE y.basis_on <@ p.applies_on OR (y.basis_on IS NULL AND p.newest);

-- Each criterion of those rules beside what is known of the case: the explanation of an entitlement. A rule without
-- criteria has one row, whose fact is NULL.
CREATE VIEW case_criterion AS
SELECT r.node, r.case_id, r.item_code, r.policy_id, r.version, r.rule_no, r.rule_id, q.fact, q.holds AS must_hold,
  v.holds, f.event_id,
  CASE
    WHEN q.fact IS NULL OR v.holds = q.holds THEN 'met'
    WHEN v.holds IS NULL THEN 'missing'
    ELSE 'contradicted'
  END AS outcome,
  -- What the event says: yes or no, or the places.
  coalesce(f.holds::text, (
    SELECT string_agg(a.area, ', ' ORDER BY a.area) FROM unnest(f.areas) AS a (area) WHERE a.area NOT LIKE '%00'
  ), f.areas[1]) AS value,
  p.title_zh AS policy_zh, p.title_en AS policy_en, p.doc_no,
  coalesce((e.policy_id, e.policy_version, e.rule_no) = (r.policy_id, r.version, r.rule_no), false) AS applied
FROM case_rule r
JOIN policy p ON p.node = r.node AND p.policy_id = r.policy_id AND p.version = r.version
LEFT JOIN policy_criterion q
  ON q.node = r.node AND q.policy_id = r.policy_id AND q.version = r.version AND q.rule_no = r.rule_no
LEFT JOIN case_fact f ON f.node = r.node AND f.case_id = r.case_id AND f.fact = q.fact
LEFT JOIN entitlement e ON e.node = r.node AND e.case_id = r.case_id AND e.item_code = r.item_code
CROSS JOIN LATERAL (
  SELECT coalesce(f.holds, f.areas && r.scope_divisions) AS holds
) v;

-- The cases of whose ashes the batch says where they lie; read through keys().
CREATE VIEW touched_placement (key) AS
SELECT c.case_id
FROM batch b
JOIN placement l ON l.node = current_node() AND l.custody_id = substr(b.stream, length('ashes/') + 1)
JOIN custody c ON c.node = current_node() AND c.custody_id = l.custody_id
WHERE b.type IN ('AshesPlaced', 'CustodyOpened', 'UnclaimedAshesDisposed')
UNION
SELECT c.case_id
FROM batch b
JOIN placement l ON l.node = current_node() AND l.facility = substr(b.stream, length('facility/') + 1)
JOIN custody c ON c.node = current_node() AND c.custody_id = l.custody_id
WHERE b.type = 'FacilityLicensed'
UNION
SELECT r.case_id FROM retracted_case r WHERE r.node = current_node();

-- The cases that the batch says anything about; read through keys().
CREATE VIEW touched_case (key) AS
-- Streams case/<case> and waiver/<case>.
SELECT split_part(b.stream, '/', 2)
FROM batch b
WHERE b.type IN (
  'CaseOpened', 'IdentityVerified', 'IdentityResolved', 'DeathCertificateRecorded', 'ResidencyRecorded',
  'CremationCompleted', 'EvidenceAttached', 'ServiceItemDelivered')
UNION
SELECT p.key FROM touched_placement p
UNION
-- A version published late or backwards: the cases whose day it is valid on, and those whose day is unknown.
SELECT c.case_id
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (scheme text, date_basis text, valid_from date, valid_to date)
JOIN decedent_case c ON c.node = current_node()
CROSS JOIN LATERAL (
  SELECT CASE d.date_basis WHEN 'death' THEN c.death_on WHEN 'placement' THEN c.placed_on END AS basis_on
) y
WHERE b.type = 'PolicyPublished' AND d.scheme = 'free_basic_service'
  AND (y.basis_on IS NULL OR y.basis_on BETWEEN d.valid_from AND coalesce(d.valid_to, 'infinity'));

-- For reading.

CREATE VIEW item_name (item_code, item_zh, item_en) AS
VALUES
  ('transport', '遗体接运', 'transport of the body'), ('keeping', '遗体暂存', 'keeping of the body'),
  ('farewell', '告别', 'farewell'), ('cremation', '火化', 'cremation'), ('ash_storage', '骨灰寄存', 'storage of ashes'),
  ('eco_burial', '生态安葬', 'eco burial'), ('urn', '骨灰盒', 'urn');

-- What each case is due, item by item.
CREATE VIEW case_item AS
SELECT e.node, e.case_id, e.item_code, i.item_zh, i.item_en, e.entitled,
  e.policy_id, e.policy_version, p.title_zh AS policy_zh, p.title_en AS policy_en, p.doc_no, r.rule_id,
  p.date_basis, e.basis_on, r.unit, r.qty_max_milli, r.cap_fen, e.missing, e.contradicted,
  e.delivered_qty_milli, e.delivered_fen, e.waived_fen
FROM entitlement e
LEFT JOIN item_name i ON i.item_code = e.item_code
LEFT JOIN policy p ON p.node = e.node AND p.policy_id = e.policy_id AND p.version = e.policy_version
LEFT JOIN policy_rule r
  ON r.node = e.node AND r.policy_id = e.policy_id AND r.version = e.policy_version AND r.rule_no = e.rule_no;

-- Each item over all cases: due, waiting for evidence alone, refused by a fact.
CREATE VIEW by_item AS
SELECT e.node, e.item_code, i.item_zh, i.item_en, count(*) AS cases,
  count(*) FILTER (WHERE e.entitled) AS entitled,
  count(*) FILTER (WHERE NOT e.entitled AND e.contradicted = '{}' AND e.missing <> '{}') AS waiting,
  count(*) FILTER (WHERE NOT e.entitled AND e.contradicted <> '{}') AS refused,
  count(*) FILTER (WHERE e.policy_id IS NULL) AS without_policy,
  sum(e.delivered_fen)::bigint AS delivered_fen, sum(e.waived_fen)::bigint AS waived_fen
FROM entitlement e
LEFT JOIN item_name i ON i.item_code = e.item_code
GROUP BY e.node, e.item_code, i.item_zh, i.item_en;

-- By the division that the facility that opened the case lies in on the day asked for.
CREATE VIEW by_division AS
SELECT c.node, f.division, n.name_zh AS division_zh, n.name_en AS division_en, count(*) AS cases,
  count(*) FILTER (WHERE e.entitled > 0) AS cases_entitled, coalesce(sum(e.entitled), 0)::bigint AS items_entitled,
  coalesce(sum(e.delivered_fen), 0)::bigint AS delivered_fen, coalesce(sum(e.waived_fen), 0)::bigint AS waived_fen
FROM decedent_case c
CROSS JOIN LATERAL (SELECT as_of() AS on_day) y
LEFT JOIN facility_division f
  ON f.node = c.node AND f.facility = c.facility AND f.since <= y.on_day AND y.on_day < f.until
LEFT JOIN division_span n
  ON n.node = f.node AND n.division = f.division AND n.since <= y.on_day AND y.on_day < n.until
LEFT JOIN (
  SELECT t.node, t.case_id, count(*) FILTER (WHERE t.entitled) AS entitled,
    sum(t.delivered_fen) AS delivered_fen, sum(t.waived_fen) AS waived_fen
  FROM entitlement t
  GROUP BY t.node, t.case_id
) e ON e.node = c.node AND e.case_id = c.case_id
GROUP BY c.node, f.division, n.name_zh, n.name_en;

-- The same by the division that it lay in, and as it was called, on the day of death; where that is unknown, on the day
-- asked for.
CREATE VIEW by_division_as_then AS
SELECT c.node, f.division, n.name_zh AS division_zh, n.name_en AS division_en, count(*) AS cases,
  count(*) FILTER (WHERE e.entitled > 0) AS cases_entitled, coalesce(sum(e.entitled), 0)::bigint AS items_entitled,
  coalesce(sum(e.delivered_fen), 0)::bigint AS delivered_fen, coalesce(sum(e.waived_fen), 0)::bigint AS waived_fen
FROM decedent_case c
CROSS JOIN LATERAL (SELECT coalesce(c.death_on, as_of()) AS on_day) y
LEFT JOIN facility_division f
  ON f.node = c.node AND f.facility = c.facility AND f.since <= y.on_day AND y.on_day < f.until
LEFT JOIN division_span n
  ON n.node = f.node AND n.division = f.division AND n.since <= y.on_day AND y.on_day < n.until
LEFT JOIN (
  SELECT t.node, t.case_id, count(*) FILTER (WHERE t.entitled) AS entitled,
    sum(t.delivered_fen) AS delivered_fen, sum(t.waived_fen) AS waived_fen
  FROM entitlement t
  GROUP BY t.node, t.case_id
) e ON e.node = c.node AND e.case_id = c.case_id
GROUP BY c.node, f.division, n.name_zh, n.name_en;

-- Decisions that no reversal has taken back.
CREATE VIEW standing_decision AS
SELECT d.node, d.case_id, d.event_id, d.policy_id, d.policy_version, d.decision
FROM decision d
WHERE NOT EXISTS (
  SELECT FROM reversal r WHERE r.node = d.node AND r.case_id = d.case_id AND r.decision_event_id = d.event_id);

-- What was waived against what was due, item by item, where there is either.
CREATE VIEW decided_against_due AS
SELECT coalesce(e.node, w.node) AS node, coalesce(e.case_id, w.case_id) AS case_id,
  coalesce(e.item_code, w.item_code) AS item_code, i.item_zh, i.item_en, coalesce(e.waived_fen, 0) AS due_fen,
  coalesce(w.waived_fen, 0) AS decided_fen, coalesce(w.waived_fen, 0) - coalesce(e.waived_fen, 0) AS difference_fen,
  e.policy_id, e.policy_version, w.policy_version AS decided_version, w.decisions
FROM (SELECT * FROM entitlement WHERE waived_fen > 0) e
FULL JOIN (
  SELECT d.node, d.case_id, t.item_code, sum(t.waived_fen)::bigint AS waived_fen,
    max(d.policy_version) AS policy_version, array_agg(d.event_id ORDER BY d.event_id) AS decisions
  FROM standing_decision d
  JOIN decision_item t ON t.node = d.node AND t.case_id = d.case_id AND t.event_id = d.event_id
  WHERE t.waived_fen > 0
  GROUP BY d.node, d.case_id, t.item_code
) w ON w.node = e.node AND w.case_id = e.case_id AND w.item_code = e.item_code
LEFT JOIN item_name i ON i.item_code = coalesce(e.item_code, w.item_code);

-- 政策找人: services that were used, for which nobody has applied: due, or due as soon as evidence is shown.
CREATE VIEW unclaimed AS
SELECT e.node, e.case_id, e.item_code, i.item_zh, i.item_en, CASE WHEN e.entitled THEN 'due' ELSE 'evidence' END AS kind,
  e.waived_fen AS due_fen, e.delivered_fen, e.missing, e.policy_id, e.policy_version, c.death_on, c.facility,
  f.division
FROM entitlement e
JOIN decedent_case c ON c.node = e.node AND c.case_id = e.case_id
LEFT JOIN item_name i ON i.item_code = e.item_code
LEFT JOIN facility_division f
  ON f.node = c.node AND f.facility = c.facility AND f.since <= as_of() AND as_of() < f.until
WHERE e.delivered_qty_milli > 0 AND e.policy_id IS NOT NULL AND e.contradicted = '{}'
  AND (e.waived_fen > 0 OR e.missing <> '{}')
  AND NOT EXISTS (SELECT FROM standing_decision d WHERE d.node = e.node AND d.case_id = e.case_id);

-- What would change, case by case, if the newest version of each policy counted, whatever the day.
CREATE VIEW under_newest_policy AS
WITH checked AS (
  SELECT c.node, c.case_id, r.item_code, r.policy_id, r.version, r.rule_no, r.rule_id, r.unit, r.qty_max_milli, r.cap_fen,
    q.fact, q.holds AS must_hold, coalesce(f.holds, f.areas && p.scope_divisions) AS holds
  FROM decedent_case c
  JOIN policy p ON p.node = c.node AND p.newest
  JOIN policy_rule r ON r.node = p.node AND r.policy_id = p.policy_id AND r.version = p.version
  LEFT JOIN policy_criterion q
    ON q.node = r.node AND q.policy_id = r.policy_id AND q.version = r.version AND q.rule_no = r.rule_no
  LEFT JOIN case_fact f ON f.node = c.node AND f.case_id = c.case_id AND f.fact = q.fact
  -- The day that chooses a version must be known, or nothing is due under any.
  WHERE CASE p.date_basis
    WHEN 'death' THEN c.death_on IS NOT NULL
    WHEN 'placement' THEN c.placed_on IS NOT NULL
    WHEN 'service' THEN EXISTS (
      SELECT FROM delivery d WHERE d.node = c.node AND d.case_id = c.case_id AND d.item_code = r.item_code)
    ELSE false
  END
), judged AS (
  SELECT c.node, c.case_id, c.item_code, c.policy_id, c.version, c.rule_no, min(c.rule_id) AS rule_id,
    min(c.unit) AS unit, min(c.qty_max_milli) AS qty_max_milli, min(c.cap_fen) AS cap_fen,
    count(*) FILTER (WHERE c.fact IS NOT NULL AND c.holds IS NULL) AS missing,
    count(*) FILTER (WHERE c.holds <> c.must_hold) AS contradicted
  FROM checked c
  GROUP BY c.node, c.case_id, c.item_code, c.policy_id, c.version, c.rule_no
), best AS (
  SELECT DISTINCT ON (j.node, j.case_id, j.item_code) j.*, j.missing = 0 AND j.contradicted = 0 AS entitled
  FROM judged j
  ORDER BY j.node, j.case_id, j.item_code, j.contradicted, j.missing, j.cap_fen DESC NULLS FIRST, j.policy_id, j.rule_no
), worth AS (
  SELECT b.*,
    CASE WHEN b.entitled AND d.covered_milli > 0 THEN least(
      b.cap_fen, div(d.covered_fen * least(d.covered_milli, b.qty_max_milli), d.covered_milli)::bigint)
    ELSE 0 END AS waived_fen
  FROM best b
  CROSS JOIN LATERAL (
    SELECT sum(d.qty_milli) AS covered_milli, sum(d.list_fen) AS covered_fen
    FROM delivery d
    WHERE d.node = b.node AND d.case_id = b.case_id AND d.item_code = b.item_code
      AND d.unit = b.unit AND (d.grade = 'basic' OR b.cap_fen IS NOT NULL)
  ) d
)
SELECT coalesce(e.node, w.node) AS node, coalesce(e.case_id, w.case_id) AS case_id,
  coalesce(e.item_code, w.item_code) AS item_code, i.item_zh, i.item_en,
  coalesce(e.entitled, false) AS entitled, e.policy_id, e.policy_version, coalesce(e.waived_fen, 0) AS waived_fen,
  coalesce(w.entitled, false) AS newest_entitled, w.policy_id AS newest_policy_id, w.version AS newest_version,
  w.rule_id AS newest_rule_id, coalesce(w.waived_fen, 0) AS newest_waived_fen,
  coalesce(w.waived_fen, 0) - coalesce(e.waived_fen, 0) AS difference_fen
FROM entitlement e
FULL JOIN worth w ON w.node = e.node AND w.case_id = e.case_id AND w.item_code = e.item_code
LEFT JOIN item_name i ON i.item_code = coalesce(e.item_code, w.item_code)
WHERE (coalesce(e.entitled, false), coalesce(e.waived_fen, 0)) <> (coalesce(w.entitled, false), coalesce(w.waived_fen, 0));

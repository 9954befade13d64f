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
-- divisions, and on which day each was written, instead of saying yes or no. A fact that has no row, or neither, is unknown.
CREATE TABLE case_fact (
  node integer,
  case_id code,
  fact code,
  holds boolean,
  divisions text[],
  written_on date[],
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

-- Every rule of every policy for every case, by the day that chooses the version. Those of the chosen version count; while
-- that day is unknown, those of the newest one, for people to see what would.
CREATE VIEW case_rule AS
SELECT c.node, c.case_id, r.policy_id, r.version, r.rule_no, r.rule_id, r.item_code, r.unit, r.qty_max_milli, r.cap_fen,
  p.scope_divisions, p.valid_from, p.newest, p.date_basis, y.basis_on,
  coalesce(y.basis_on <@ p.applies_on, p.newest) AS counts
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
) y;

-- Each criterion of those rules beside what is known of the case. A rule without criteria has one row, whose fact is NULL.
CREATE VIEW rule_fact AS
SELECT r.node, r.case_id, r.policy_id, r.version, r.rule_no, r.rule_id, r.item_code, r.unit, r.qty_max_milli, r.cap_fen,
  r.newest, r.date_basis, r.basis_on, r.counts, q.fact, q.holds AS must_hold, coalesce(f.holds, s.lies) AS holds, f.event_id,
  f.divisions
FROM case_rule r
LEFT JOIN policy_criterion q
  ON q.node = r.node AND q.policy_id = r.policy_id AND q.version = r.version AND q.rule_no = r.rule_no
LEFT JOIN case_fact f ON f.node = r.node AND f.case_id = r.case_id AND f.fact = q.fact
-- Whether a place lies in the scope, as divisions were on that day, or on the first by which both had been named.
LEFT JOIN LATERAL (
  SELECT bool_or(coalesce(z.became, t.scope) = ANY (areas(coalesce(l.became, w.division)))) AS lies
  FROM unnest(f.divisions, f.written_on) AS w (division, written_on)
  CROSS JOIN unnest(r.scope_divisions) AS t (scope)
  CROSS JOIN LATERAL (SELECT greatest(r.basis_on, w.written_on, r.valid_from) AS on_day) d
  LEFT JOIN lineage l
    ON l.node = r.node AND l.division = w.division AND l.written_from <= w.written_on
    AND w.written_on < l.written_until AND l.since <= d.on_day AND d.on_day < l.until
  LEFT JOIN lineage z
    ON z.node = r.node AND z.division = t.scope AND z.written_from <= r.valid_from AND r.valid_from < z.written_until
    AND z.since <= d.on_day AND d.on_day < z.until
) s ON f.divisions IS NOT NULL;

-- The explanation of an entitlement.
CREATE VIEW case_criterion AS
SELECT r.node, r.case_id, r.item_code, r.policy_id, r.version, r.rule_no, r.rule_id, r.fact, r.must_hold, r.holds,
  r.event_id,
  CASE
    WHEN r.fact IS NULL OR r.holds = r.must_hold THEN 'met'
    WHEN r.holds IS NULL THEN 'missing'
    ELSE 'contradicted'
  END AS outcome,
  -- What the event says: yes or no, or the places.
  coalesce((SELECT string_agg(DISTINCT d.division, ', ') FROM unnest(r.divisions) AS d (division)), r.holds::text) AS value,
  p.title_zh AS policy_zh, p.title_en AS policy_en, p.doc_no,
  coalesce((e.policy_id, e.policy_version, e.rule_no) = (r.policy_id, r.version, r.rule_no), false) AS applied
FROM rule_fact r
JOIN policy p ON p.node = r.node AND p.policy_id = r.policy_id AND p.version = r.version
LEFT JOIN entitlement e ON e.node = r.node AND e.case_id = r.case_id AND e.item_code = r.item_code
WHERE r.counts;

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
-- A version published late or backwards: the cases whose day it is valid on, and those whose day is unknown. All cases are
-- read for that, so the batch is asked first whether it has any.
SELECT c.case_id
FROM decedent_case c
WHERE c.node = current_node() AND EXISTS (SELECT FROM batch b WHERE b.type = 'PolicyPublished') AND EXISTS (
  SELECT FROM batch b
  CROSS JOIN json_to_record(b.data) AS d (scheme text, date_basis text, valid_from date, valid_to date)
  CROSS JOIN LATERAL (
    SELECT CASE d.date_basis WHEN 'death' THEN c.death_on WHEN 'placement' THEN c.placed_on END AS basis_on
  ) y
  WHERE b.type = 'PolicyPublished' AND d.scheme = 'free_basic_service'
    AND (y.basis_on IS NULL OR y.basis_on BETWEEN d.valid_from AND coalesce(d.valid_to, 'infinity')))
UNION
-- A division that became another may put a place in the scope of a policy, or out of it.
SELECT c.case_id
FROM decedent_case c
WHERE c.node = current_node() AND EXISTS (SELECT FROM lineage_changed);

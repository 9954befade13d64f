-- Facts: what the events say, one row for each thing they speak of. Figures are counted from them when they are read, for
-- the day asked for, so there are no derived tables.

-- A decedent, by the case. What has not been said is NULL.
CREATE TABLE decedent (
  node integer,
  case_id code,
  facility code,                    -- where the case was opened
  opened_on date,
  death_on date,
  death_division code,
  hukou_division code,
  hukou_on date,                    -- when that was so
  exempt boolean,                   -- may be buried in a cremation zone
  cremated_on date,
  cremated_at code,                 -- the funeral home
  ash_portions integer,
  cremation_in_time boolean,        -- recorded within 24 hours
  buried_on date,
  buried_at code,                   -- the cemetery
  left_on date,                     -- donated, or taken to another place
  duplicate_on date,                -- closed as a duplicate of another case
  PRIMARY KEY (node, case_id)
);

-- A portion of ashes, and where it was placed or scattered. That is told once: a relocation is no new disposition.
CREATE TABLE portion (
  node integer,
  custody_id code,
  case_id code,
  kept_at code,
  disposed_on date,
  form code,
  placed_at code,                   -- the facility; NULL when scattered
  placement_in_time boolean,        -- recorded within 24 hours; NULL when scattered
  PRIMARY KEY (node, custody_id)
);
CREATE INDEX portion_case ON portion (node, case_id);

CREATE TABLE waiver (
  node integer,
  case_id code,
  position bigint,                  -- of the decision, in the log
  decision_id uuid NOT NULL,
  decided_on date NOT NULL,
  decision code NOT NULL,           -- granted, partial, denied, pending
  waived_fen bigint NOT NULL,
  PRIMARY KEY (node, case_id, position)
);

CREATE TABLE waiver_reversal (
  node integer,
  case_id code,
  decision_id uuid,
  reversed_on date NOT NULL,
  PRIMARY KEY (node, case_id, decision_id)
);

CREATE TABLE claim (
  node integer,
  claim_id code,
  office_division code NOT NULL,
  submitted_on date NOT NULL,
  PRIMARY KEY (node, claim_id)
);

-- A payment; NULL for one of which only its return is known.
CREATE TABLE payment (
  node integer,
  claim_id code,
  pay_ref code,
  paid_on date,
  amount_fen bigint,
  returned_on date,                 -- the bank sent it back
  PRIMARY KEY (node, claim_id, pay_ref)
);

CREATE TABLE recovery (
  node integer,
  claim_id code,
  position bigint,
  recovered_on date NOT NULL,
  recovered_fen bigint NOT NULL,
  PRIMARY KEY (node, claim_id, position)
);

CREATE TABLE inspection (
  node integer,
  facility code,
  year integer,
  opened_on date,
  ordered_on date,                  -- the rectification
  due_on date,
  accepted_on date,
  PRIMARY KEY (node, facility, year)
);

-- A conclusion, as issued or revised.
CREATE TABLE conclusion (
  node integer,
  facility code,
  year integer,
  position bigint,
  concluded_on date NOT NULL,
  result code NOT NULL,             -- qualified, basically_qualified, unqualified, deferred
  PRIMARY KEY (node, facility, year, position)
);

CREATE TABLE facility_status (
  node integer,
  facility code,
  position bigint,
  from_on date NOT NULL,
  status code NOT NULL,
  PRIMARY KEY (node, facility, position)
);

CREATE TABLE facility_grade (
  node integer,
  facility code,
  position bigint,
  from_on date NOT NULL,
  grade integer NOT NULL,           -- 1 is the highest
  PRIMARY KEY (node, facility, position)
);

CREATE TABLE service_area (
  node integer,
  facility code,
  position bigint,
  from_on date NOT NULL,
  to_on date,
  PRIMARY KEY (node, facility, position)
);

CREATE TABLE section (
  node integer,
  facility code,
  section code,
  opened_on date NOT NULL,
  eco boolean NOT NULL,
  PRIMARY KEY (node, facility, section)
);

CREATE TABLE cremator (
  node integer,
  facility code,
  unit_no code,
  installed_on date,
  rated_life_days integer,
  retired_on date,
  PRIMARY KEY (node, facility, unit_no)
);

-- The emission tests of a cremator, and the works after which it needs a new one.
CREATE TABLE cremator_check (
  node integer,
  facility code,
  unit_no code,
  position bigint,
  done_on date NOT NULL,
  is_test boolean NOT NULL,         -- or works
  valid_to date,                    -- the last day of a test that was passed; NULL for one that failed, and for works
  PRIMARY KEY (node, facility, unit_no, position)
);

-- Which forms of burial count as eco, where and when. A form that a document does not speak of has no row.
CREATE TABLE eco_form (
  node integer,
  position bigint,
  form code,
  scope_division code NOT NULL,
  from_on date NOT NULL,
  to_on date,
  counts_as_eco boolean NOT NULL,
  PRIMARY KEY (node, position, form)
);

CREATE TABLE zone (
  node integer,
  position bigint,
  division code NOT NULL,
  zone code NOT NULL,               -- cremation, burial_reform
  from_on date NOT NULL,
  to_on date,
  PRIMARY KEY (node, position)
);

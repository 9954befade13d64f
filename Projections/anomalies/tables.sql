-- Facts: what the events say. A finding is no fact: the views below find it, whatever came first and whatever was corrected.

-- Days from which on a facility may not sell.
CREATE TABLE suspension (
  node integer,
  stream text,
  event_id uuid,
  facility code NOT NULL,
  from_on date NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);

CREATE TABLE service_area (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  facility code NOT NULL,
  divisions text[] NOT NULL,
  from_on date NOT NULL,
  to_on date,                 -- the last day; NULL while it has no end
  PRIMARY KEY (node, stream, event_id)
);

CREATE TABLE section (
  node integer,
  facility code,
  section code,
  kind text NOT NULL,         -- of its plots
  PRIMARY KEY (node, facility, section)
);

-- Plots laid out or resized.
CREATE TABLE layout (
  node integer,
  stream text,
  event_id uuid,
  facility code NOT NULL,
  section code NOT NULL,
  laid_on date NOT NULL,
  area_cm2 bigint NOT NULL,
  stone_mm bigint,            -- NULL when not stated
  PRIMARY KEY (node, stream, event_id)
);

-- The versions of the policy that limits plots, and the limits of each.
CREATE TABLE plot_policy (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  scope_divisions text[] NOT NULL,
  scope_levels text[],        -- NULL: all
  scope_natures text[],       -- NULL: all
  valid_from date NOT NULL,
  valid_to date,
  PRIMARY KEY (node, stream, event_id)
);

CREATE TABLE plot_limit (
  node integer,
  stream text,
  event_id uuid,              -- of the version
  kind text,
  area_max_cm2 bigint NOT NULL,
  stone_max_mm bigint,
  PRIMARY KEY (node, stream, event_id, kind)
);

-- What is known of a case. Each of its facts has a table, for they come in any order.
CREATE TABLE decedent_case (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  facility code NOT NULL,     -- where it was opened
  is_unknown boolean NOT NULL,  -- when it was opened
  opened_on date NOT NULL,
  PRIMARY KEY (node, case_id)
);

-- Who the decedent is, by the last check that did not fail, or the last finding.
CREATE TABLE person (
  node integer,
  case_id code,
  person_ref code NOT NULL,
  id_hash code,               -- NULL without an identity number
  PRIMARY KEY (node, case_id)
);
CREATE INDEX person_ref ON person (node, person_ref);
CREATE INDEX person_id_hash ON person (node, id_hash);

CREATE TABLE death (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  source code NOT NULL,       -- who entered the certificate
  died_on date NOT NULL,
  is_known boolean NOT NULL,  -- whether the day is
  entered_on date NOT NULL,   -- as its submitter says
  recorded_on date NOT NULL,  -- by the log's clock
  PRIMARY KEY (node, case_id)
);

CREATE TABLE residency (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  homes text[] NOT NULL,      -- divisions where the decedent counts as a resident
  written_on date NOT NULL,   -- when that was so
  PRIMARY KEY (node, case_id)
);

CREATE TABLE hold (
  node integer,
  case_id code,
  event_id uuid,
  placed_at timestamptz NOT NULL,
  until date,                 -- its last day; NULL: until it is released
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE hold_release (
  node integer,
  case_id code,
  event_id uuid,
  hold_event_id uuid NOT NULL,
  released_at timestamptz NOT NULL,
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE cremation (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  facility code NOT NULL,
  unit code NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  fuel_measure code,          -- litre, cubic_metre, kilowatt_hour; NULL, like the quantity, when not stated
  fuel_milli bigint,          -- in thousandths of the measure
  PRIMARY KEY (node, case_id)
);
CREATE INDEX cremation_unit ON cremation (node, facility, unit, started_at);

CREATE TABLE body_burial (
  node integer,
  case_id code,
  event_id uuid NOT NULL,
  buried_on date NOT NULL,
  PRIMARY KEY (node, case_id)
);

-- Cremation certificates, those issued again too.
CREATE TABLE certificate (
  node integer,
  case_id code,
  event_id uuid,
  issued_on date NOT NULL,
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE unit (
  node integer,
  facility code,
  unit code,
  fuel text NOT NULL,         -- oil, gas, other
  PRIMARY KEY (node, facility, unit)
);

-- What a cremator's own record says.
CREATE TABLE run (
  node integer,
  stream text,
  event_id uuid,
  facility code NOT NULL,
  case_id code NOT NULL,
  cremation_event_id uuid NOT NULL,
  ran_on date NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);

-- Blank certificates of a home: numbers in a series, which is a prefix and the number of digits.
CREATE TABLE form (
  node integer,
  stream text,
  event_id uuid,
  range_no integer,           -- its place in the event
  position bigint NOT NULL,
  facility code NOT NULL,
  fate text NOT NULL,         -- received, used, spoiled, written_off, counted, missing in a count
  series code NOT NULL,       -- such as SD########; '' of a count
  numbers int8range NOT NULL,
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (node, stream, event_id, range_no)
);

CREATE TABLE custody (
  node integer,
  custody_id code,
  event_id uuid NOT NULL,
  case_id code NOT NULL,
  facility code NOT NULL,
  opened_on date NOT NULL,
  PRIMARY KEY (node, custody_id)
);

-- When anything was last heard of ashes after that.
CREATE TABLE heard (
  node integer,
  custody_id code,
  heard_at timestamptz NOT NULL,
  PRIMARY KEY (node, custody_id)
);

CREATE TABLE placement (
  node integer,
  custody_id code,
  event_id uuid NOT NULL,
  facility code NOT NULL,
  placed_on date NOT NULL,
  is_related boolean NOT NULL,  -- spouse or minor child of whoever holds the plot
  is_approved boolean NOT NULL,
  PRIMARY KEY (node, custody_id)
);

-- The last check of ashes in a stocktake.
CREATE TABLE ash_check (
  node integer,
  custody_id code,
  event_id uuid NOT NULL,
  checked_at timestamptz NOT NULL,
  position bigint NOT NULL,
  is_found boolean NOT NULL,
  tag_matches boolean NOT NULL,
  PRIMARY KEY (node, custody_id)
);

CREATE TABLE use_right (
  node integer,
  contract code,
  event_id uuid NOT NULL,
  facility code NOT NULL,
  case_id code,               -- NULL: for no decedent
  basis text NOT NULL,
  has_evidence boolean NOT NULL,
  granted_on date NOT NULL,
  PRIMARY KEY (node, contract)
);
CREATE INDEX use_right_day ON use_right (node, facility, granted_on);

CREATE TABLE claim (
  node integer,
  claim_id code,
  event_id uuid NOT NULL,
  case_id code NOT NULL,
  claimant_ref code NOT NULL,
  bank_ref code NOT NULL,     -- keyed hash of the account
  office code NOT NULL,       -- division of the office
  submitted_on date NOT NULL,
  PRIMARY KEY (node, claim_id)
);
CREATE INDEX claim_case ON claim (node, case_id);

-- How a claim went on.
CREATE TABLE claim_step (
  node integer,
  claim_id code,
  event_id uuid,
  position bigint NOT NULL,
  step text NOT NULL,         -- the event's type
  pay_ref text,               -- of a payment, and of one that the bank sent back
  PRIMARY KEY (node, claim_id, event_id)
);

-- What homes were paid for, by batch.
CREATE TABLE batch_line (
  node integer,
  batch text,
  event_id uuid,
  case_id code NOT NULL,
  PRIMARY KEY (node, batch, event_id)
);
CREATE INDEX batch_line_case ON batch_line (node, case_id);

CREATE TABLE batch_payment (
  node integer,
  batch text,
  event_id uuid,
  position bigint NOT NULL,
  PRIMARY KEY (node, batch, event_id)
);

CREATE TABLE waiver (
  node integer,
  case_id code,
  event_id uuid,
  is_granted boolean NOT NULL,  -- in part at least
  PRIMARY KEY (node, case_id, event_id)
);

CREATE TABLE waiver_reversal (
  node integer,
  case_id code,
  event_id uuid,
  decision_event_id uuid NOT NULL,
  PRIMARY KEY (node, case_id, event_id)
);

-- What somebody did who must have been alive: signed, received, claimed, bought.
CREATE TABLE act (
  node integer,
  stream text,
  event_id uuid,
  person_ref code NOT NULL,
  acted_on date NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);
CREATE INDEX act_person ON act (node, person_ref);

-- What an amendment made of a fact. It is known of the record alone: of what was true by a day there are none.
CREATE TABLE amended (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  target_event_id uuid NOT NULL,
  target_type text NOT NULL,
  amended_on date NOT NULL,
  was_died_on date,           -- of a death certificate: the day of death before
  died_on date,               -- and since; NULL when it was voided
  PRIMARY KEY (node, stream, event_id)
);
CREATE INDEX amended_target ON amended (node, target_event_id);

-- What the registry itself found when a fact was amended or came late.
CREATE TABLE raised (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  rule_id code NOT NULL,      -- of the registry: D3, M2, ...
  event_ids uuid[] NOT NULL,
  raised_on date NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);

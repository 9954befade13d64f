-- Facts: what the events say, one row for each thing they speak of.

-- A month's batch of a funeral home.
CREATE TABLE settlement_batch (
  node integer,
  home code,
  month code,
  preparer_id code,
  opened_on date,
  reviewer_id code,
  reviewed_on date,
  review_at bigint,               -- position of the review, the last one
  paid_on date,
  paid_fen bigint,
  pay_ref code,
  PRIMARY KEY (node, home, month)
);

-- A line of a batch, each time that one was added.
CREATE TABLE batch_line (
  node integer,
  home code,
  month code,
  position bigint,
  decision_event_id uuid NOT NULL,
  case_id code NOT NULL,
  amount_fen bigint NOT NULL,
  added_on date NOT NULL,
  PRIMARY KEY (node, home, month, position)
);
CREATE INDEX batch_line_decision ON batch_line (node, decision_event_id);

-- What a review said of each decision of the batch.
CREATE TABLE reviewed_line (
  node integer,
  home code,
  month code,
  review_at bigint,
  decision_event_id uuid,
  accepted boolean NOT NULL,
  reason text,                    -- of a rejection
  PRIMARY KEY (node, home, month, review_at, decision_event_id)
);

-- A decision on what of the services for one decedent is free of charge.
CREATE TABLE decision (
  node integer,
  decision_event_id uuid,         -- its event
  case_id code NOT NULL,
  policy_id code NOT NULL,
  policy_version integer NOT NULL,
  verdict text NOT NULL,          -- granted, partial, denied, pending
  waived_fen bigint NOT NULL,
  items text[] NOT NULL,          -- codes of the services decided on, sorted
  decider_id code NOT NULL,
  decided_on date NOT NULL,
  PRIMARY KEY (node, decision_event_id)
);
CREATE INDEX decision_case ON decision (node, case_id);

-- That a decision was taken back.
CREATE TABLE reversal (
  node integer,
  case_id code,
  decision_event_id uuid,
  reason_code text NOT NULL,
  recover_fen bigint NOT NULL,    -- what is asked back
  reversed_on date NOT NULL,
  PRIMARY KEY (node, case_id, decision_event_id)
);

-- Who delivered what for a decedent.
CREATE TABLE provider (
  node integer,
  case_id code,
  item_code code,
  facility code,
  PRIMARY KEY (node, case_id, item_code, facility)
);

CREATE TABLE facility (
  node integer,
  facility code,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  PRIMARY KEY (node, facility)
);

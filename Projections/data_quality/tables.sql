-- Facts: the record itself, and not what it says. A month is that of the log's own clock, by its first day.

-- What was accepted of a submitter: each fact as it was first stated, and each amendment. What the registry derived from
-- them is nobody's entry.
CREATE TABLE entry (
  node integer,
  event_id uuid,
  stream text NOT NULL,
  position bigint NOT NULL,
  submitter code NOT NULL,    -- the source that the event names
  type text NOT NULL,
  month date NOT NULL,        -- in which it was recorded
  hours integer NOT NULL,     -- from when it happened, as it says, until it was recorded; rounded up, 1000 or more are 1000
  PRIMARY KEY (node, event_id)
);
CREATE INDEX entry_stream ON entry (node, stream);

-- Lines that were refused.
CREATE TABLE refusal (
  node integer,
  event_id uuid,              -- of SubmissionsRefused
  number integer,             -- in it
  stream text NOT NULL,
  position bigint NOT NULL,
  submitter code NOT NULL,    -- '?', which is no code, where the lines do not say it
  refused_on date NOT NULL,
  month date NOT NULL,
  rule code NOT NULL,
  refused_id uuid,            -- NULL where the line had none
  type text,                  -- NULL where the line named none
  lines bigint NOT NULL,      -- 1, or as many as were not listed one by one
  PRIMARY KEY (node, event_id, number)
);
CREATE INDEX refusal_stream ON refusal (node, stream);

-- Corrections and voidings.
CREATE TABLE amended (
  node integer,
  event_id uuid,
  stream text NOT NULL,
  target_event_id uuid NOT NULL,
  is_void boolean NOT NULL,
  PRIMARY KEY (node, event_id)
);
CREATE INDEX amended_stream ON amended (node, stream);

-- What the registry has remarked on: facts against the rules since an amendment, or a fact that came late.
CREATE TABLE remark (
  node integer,
  event_id uuid,
  target_event_id uuid,
  stream text NOT NULL,
  PRIMARY KEY (node, event_id, target_event_id)
);
CREATE INDEX remark_stream ON remark (node, stream);

-- Amendments that wait, or waited, for somebody else.
CREATE TABLE proposal (
  node integer,
  event_id uuid,
  stream text NOT NULL,
  submitter code NOT NULL,
  amendment text NOT NULL,    -- correction or void
  target_event_id uuid NOT NULL,
  target_type text,           -- NULL where the fact is to be voided, which does not say it
  reason_code text NOT NULL,
  proposed_on date NOT NULL,  -- when it was recorded
  PRIMARY KEY (node, event_id)
);
CREATE INDEX proposal_stream ON proposal (node, stream);

-- Those that were decided or withdrawn.
CREATE TABLE decided (
  node integer,
  proposal_id uuid,
  stream text NOT NULL,
  PRIMARY KEY (node, proposal_id)
);
CREATE INDEX decided_stream ON decided (node, stream);

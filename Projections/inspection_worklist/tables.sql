-- Facts: what the events say.

-- An annual inspection, once it is opened.
CREATE TABLE inspection (
  node integer,
  facility code,
  year integer,
  event_id uuid NOT NULL,
  self_due date NOT NULL,
  review_due date NOT NULL,
  PRIMARY KEY (node, facility, year)
);

-- What has happened to it since. Of several steps of one type the last counts.
CREATE TABLE inspection_step (
  node integer,
  facility code,
  year integer,
  event_id uuid,
  position bigint NOT NULL,
  type text NOT NULL,         -- the event's
  happened_on date NOT NULL,
  result text,                -- of a conclusion; of a self-check: handed_in or refused
  due date,                   -- by which something must be put right
  PRIMARY KEY (node, facility, year, event_id)
);

CREATE TABLE site_check (
  node integer,
  facility code,
  year integer,
  event_id uuid,
  position bigint NOT NULL,
  item code NOT NULL,
  result text NOT NULL,       -- pass, fail, na
  PRIMARY KEY (node, facility, year, event_id)
);

-- What is announced to be drawn from, and how many.
CREATE TABLE announcement (
  node integer,
  stream text,
  event_id uuid,
  division code NOT NULL,
  year integer NOT NULL,
  round integer NOT NULL,
  announced_on date NOT NULL,
  population text[] NOT NULL,
  population_digest text NOT NULL,
  picked_count integer NOT NULL,
  pool text[] NOT NULL,
  inspector_count integer NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);

-- Draws of what is inspected, and by whom.
CREATE TABLE sample (
  node integer,
  stream text,
  event_id uuid,
  announcement_event_id uuid, -- NULL where the bureau had made a seed of its own public
  division code NOT NULL,
  year integer NOT NULL,
  round integer NOT NULL,
  drawn_on date NOT NULL,
  seed text NOT NULL,
  population text[] NOT NULL,
  population_digest text NOT NULL,
  picked text[] NOT NULL,     -- in the order of the draw
  pool text[] NOT NULL,
  inspectors text[] NOT NULL,
  PRIMARY KEY (node, stream, event_id)
);

-- Enforcement: what was found.
CREATE TABLE enforcement (
  node integer,
  stream text,
  event_id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,      -- what it is about: a stream, or a site in words
  facility code,              -- NULL where the subject names none
  division code NOT NULL,     -- as the finding names it
  found_on date NOT NULL,
  evidence_digest text NOT NULL,
  PRIMARY KEY (node, stream)
);

CREATE TABLE enforcement_step (
  node integer,
  stream text,
  event_id uuid,
  position bigint NOT NULL,
  type text NOT NULL,         -- OrderIssued, PenaltyImposed, FindingClosed
  due date,                   -- of an order
  PRIMARY KEY (node, stream, event_id)
);

-- Facts: every event that says until when something lasts, or that it lasts no longer, as one mark on that thing. The day is
-- worked out on reading; nothing here depends on today.
CREATE TABLE mark (
  node integer,
  stream code,
  position bigint,            -- of the event, in the log
  kind code,                  -- see the view `kind`
  item code,                  -- what lasts, within its kind: the key of its stream, or the event of a hold
  role text NOT NULL CHECK (role IN (
    'begins',                 -- a term, with its last day if it has one
    'extends',                -- a later last day; an extension never shortens
    'cuts',                   -- ends a term that began before, on an earlier day
    'closes',                 -- is over, until it begins again
    'ends')),                 -- is over for good
  rank bigint NOT NULL,       -- of several beginnings the one of the highest rank counts, then the last one
  last_on date,
  begins_on date,
  facility code,
  division code,
  subject code,               -- of a right, its plot; of a hold, its case
  type code NOT NULL,
  event_id uuid NOT NULL,
  happened_on date NOT NULL,
  PRIMARY KEY (node, stream, position, kind)
);

-- The facility, or else the division, in which a case, a portion of ashes or a finding is, as told last.
CREATE TABLE whereabouts (
  node integer,
  stream code,
  facility code,
  division code,
  PRIMARY KEY (node, stream)
);

-- How long a body may be kept, by the policies that say so (rule D9).
CREATE TABLE keeping_limit (
  node integer,
  stream code,
  position bigint,
  scope_divisions text[] NOT NULL,
  scope_levels text[],        -- NULL when it is for all
  scope_natures text[],
  valid_from date NOT NULL,
  valid_to date,
  max_days integer NOT NULL,
  PRIMARY KEY (node, stream, position)
);

-- Derived: each thing that lasts, and until when by its own events.
CREATE TABLE term (
  node integer,
  kind code,
  item code,
  stream code NOT NULL,
  subject code NOT NULL,
  facility code,
  division code,
  begins_on date,
  last_on date,               -- NULL where its events name no last day
  extensions bigint NOT NULL, -- since it began
  event_id uuid NOT NULL,     -- the event that names the last day
  closed_by code,             -- the type of the event by which it is over; NULL while it lasts
  closed_on date,
  closed_id uuid,
  PRIMARY KEY (node, kind, item)
);
CREATE INDEX term_stream ON term (node, stream);
CREATE INDEX term_open ON term (node, last_on) WHERE closed_by IS NULL;

-- The streams that the batch says anything of; read through keys().
CREATE VIEW touched (key) AS
SELECT DISTINCT b.stream
FROM batch b
WHERE split_part(b.stream, '/', 1) IN (
  'right', 'ashes', 'unit', 'facility', 'policy', 'case', 'inspection', 'finding', 'plot');

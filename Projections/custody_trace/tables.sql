-- Facts: every event that says something of where a body or ashes are, or who saw to them, as one step. What an event does
-- not tell is NULL.
CREATE TABLE step (
  node integer,
  stream code,                -- case/<case> for a body, ashes/<custody> for a portion of its ashes
  position bigint,            -- of the event, in the log
  type code,                  -- of the event; Death for the death that a certificate states
  event_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  facility code,              -- where it happened; of a release, where the ashes are to go
  place text,                 -- keeping unit, shelf, plot, site or division
  thing text,                 -- hearse, cremator, certificate, tag, or the case that goes on
  kind text,                  -- of certificate, check, hold, destination, form of burial or outcome
  until date,                 -- the last day of a term, notice, extension or hold
  portions bigint,            -- number of the portion; of a cremation, how many there are
  case_id code,               -- whose ashes are taken into custody
  whole boolean,              -- of a scattering: whether nothing was kept back
  doc_no text,
  person text,                -- who signed, received or was identified, by internal reference
  staff text,                 -- who did or checked it, where the event says so
  source text NOT NULL,       -- who sent the event
  PRIMARY KEY (node, stream, position, type)
);

-- Derived rows: each case, and where its body is. Of several steps about one thing the one recorded last counts, as it does
-- for the rules.
CREATE TABLE body (
  node integer,
  case_id code,
  home code,                  -- the facility that opened the case
  died_at timestamptz,
  state text NOT NULL
    CHECK (state IN ('not_collected', 'collected', 'kept', 'taken_out', 'cremated', 'buried', 'donated', 'released_out')),
  facility code,              -- where it is or was last
  place text,
  since timestamptz,          -- when that step happened, and which it was; NULL before the first one
  event_id uuid,
  ash_portions bigint,        -- of its cremation, if there was one
  cremation_id uuid,
  cremated_at timestamptz,
  cert_no text,               -- of the cremation certificate, as last issued
  of_case code,               -- the case of the same death that goes on, where this one ended as a duplicate
  opened_on date,
  certified boolean NOT NULL, -- whether its death certificate is on record
  identified boolean NOT NULL, -- whether the latest check or finding says who it is
  authorised boolean NOT NULL, -- whether its cremation is confirmed
  closed_on date,
  PRIMARY KEY (node, case_id)
);
CREATE INDEX body_duplicate ON body (node, of_case) WHERE of_case IS NOT NULL;
CREATE INDEX body_open ON body (node, home) WHERE closed_on IS NULL;
CREATE INDEX body_moving ON body (node, since) WHERE state IN ('collected', 'taken_out');

-- Each portion of ashes, and where it is.
CREATE TABLE portion (
  node integer,
  custody_id code,
  case_id code,               -- NULL until its custody is opened: it counts nowhere
  portion_no bigint,
  state text CHECK (state IN (
    'in_custody', 'stored', 'released', 'placed', 'taken_out', 'scattered', 'scattered_in_part')),
  facility code,              -- where it is or was last
  place text,                 -- shelf, plot or site
  destination_kind text,      -- while it is released
  destination code,
  since timestamptz,
  event_id uuid,
  until date,                 -- the last day of its storage, while it is stored
  checked text,               -- found, not_found or other_tag, by the stocktake that looked for it last
  checked_at timestamptz,
  check_id uuid,
  PRIMARY KEY (node, custody_id)
);
CREATE INDEX portion_case ON portion (node, case_id);
CREATE INDEX portion_on_its_way ON portion (node, since) WHERE state IN ('released', 'taken_out');
CREATE INDEX portion_stored ON portion (node, until) WHERE state = 'stored';
CREATE INDEX portion_kept ON portion (node, facility) WHERE state IN ('in_custody', 'stored');
CREATE INDEX portion_awaited ON portion (node, destination) WHERE state = 'released';
CREATE INDEX portion_missed ON portion (node, checked_at) WHERE checked <> 'found';

-- The bodies and portions of which the batch says anything; read through keys().
CREATE VIEW touched_body (key) AS
SELECT DISTINCT b.stream FROM batch b WHERE b.stream LIKE 'case/%';

CREATE VIEW touched_portion (key) AS
SELECT DISTINCT b.stream FROM batch b WHERE b.stream LIKE 'ashes/%';

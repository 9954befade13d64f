CREATE SCHEMA projection AUTHORIZATION registry_owner;

SET LOCAL ROLE registry_owner;

-- A code, as in facility, case and item codes. Codes sort and compare by their bytes whatever the database's language,
-- so that a read model comes out the same on every machine.
CREATE DOMAIN projection.code AS text COLLATE "C";

-- The versions of the read models that are installed here, each in a PostgreSQL schema of its own.
CREATE TABLE projection.definition (
  schema text PRIMARY KEY,
  name text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  applies text[] NOT NULL,      -- event types that it reads
  ignores text[] NOT NULL,      -- event types that somebody has decided it need not read; any other type stops it
  checksum bytea NOT NULL,      -- of its tables and statements
  live boolean NOT NULL,        -- whether readers see this version
  installed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (name, version)
);
CREATE UNIQUE INDEX definition_live ON projection.definition (name) WHERE live;

-- How far a version has applied the log of a node, who leads it, and why it stands still when it does. Updated with
-- every batch: a nearly empty page lets each update prune the one before.
CREATE TABLE projection.checkpoint (
  schema text NOT NULL REFERENCES projection.definition ON DELETE CASCADE,
  node integer NOT NULL,
  position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
  epoch bigint NOT NULL DEFAULT 0,          -- raised by every worker that takes the lead; a batch of another epoch is refused
  leader integer,                           -- the server process of the leading session
  led_since timestamptz,
  applied_at timestamptz,
  rate real,                                -- events a second while working, smoothed over batches
  failures integer NOT NULL DEFAULT 0,      -- failed tries since the last batch that went well
  failed_since timestamptz,
  failed_after bigint,                      -- the batch that failed: the events after this position,
  failed_upto bigint,                       -- up to this one
  error_code text,                          -- SQLSTATE
  error text,                               -- what the server said, and where in the statements
  PRIMARY KEY (schema, node)
) WITH (fillfactor = 10);

-- What one call of advance did.
CREATE TYPE projection.progress AS (
  outcome text,                 -- advanced, idle (nothing to do) or failed (nothing changed but the error noted)
  "after" bigint,               -- the batch: the events after this position,
  upto bigint,                  -- up to this one
  head bigint,                  -- the last position of the node's log
  error_code text,
  error text
);

RESET ROLE;

-- Whoever replays history: reads the log, and fills temporary tables of the session. Nothing that lasts is writable.
DO $$
BEGIN
  CREATE ROLE registry_inspector LOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
GRANT registry_reader TO registry_inspector;
-- Who holds up a projection is a session of another role.
GRANT pg_read_all_stats TO registry_worker;

SET LOCAL ROLE registry_owner;

-- A version can be filled again beside itself: each filling is a generation, with a schema of its own. One that readers
-- have left is retired: nobody may apply to it any more, and it is dropped.
ALTER TABLE projection.definition
  ADD generation integer NOT NULL DEFAULT 1 CHECK (generation >= 1),
  ADD retired boolean NOT NULL DEFAULT false,
  DROP CONSTRAINT definition_name_version_key,
  ADD UNIQUE (name, version, generation);

-- A stream that holds an event which cannot be applied: the others go on, this one waits here.
CREATE TABLE projection.parked (
  schema text NOT NULL REFERENCES projection.definition ON DELETE CASCADE,
  node integer NOT NULL,
  stream text COLLATE "C" NOT NULL,
  position bigint NOT NULL,             -- of the event that cannot be applied, or of an amendment that did not mend it
  parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  error_code text NOT NULL,             -- SQLSTATE
  error text NOT NULL,                  -- what the server said, and where in the statements
  PRIMARY KEY (schema, node, stream)
);

-- Its answer has got columns.
DROP VIEW IF EXISTS projection.status;
DROP FUNCTION IF EXISTS projection.digest(text);
DROP FUNCTION IF EXISTS projection.install(text, integer, text[], text[], text, text, text);

RESET ROLE;

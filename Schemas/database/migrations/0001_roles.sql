-- Roles belong to the whole cluster, and databases of one cluster may be created at the same moment: whoever comes
-- second finds the role there and leaves it alone.
DO $$
BEGIN
  -- Owns every object and is granted to nobody, so that no session of the application can alter the log.
  CREATE ROLE registry_owner NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;

DO $$
BEGIN
  CREATE ROLE registry_app LOGIN;
  -- append is one statement and holds the node's head row until it commits. A client that opens a transaction around
  -- it and falls asleep would stop every other writer, so the server ends such a session.
  ALTER ROLE registry_app SET idle_in_transaction_session_timeout = '10s';
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;

DO $$
BEGIN
  CREATE ROLE registry_worker LOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;

DO $$
BEGIN
  CREATE ROLE registry_reader LOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;

CREATE SCHEMA registry AUTHORIZATION registry_owner;

-- What has been applied to this database. The checksum shows a migration that was edited after it had landed.
CREATE TABLE registry.migration (
  number integer PRIMARY KEY,
  name text NOT NULL,
  checksum bytea NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

ALTER TABLE registry.migration OWNER TO registry_owner;

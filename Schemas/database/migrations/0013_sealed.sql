-- Keeps what is sealed, and nothing else: unseals, erases, wraps keys again. Not a member of any other role, nor any of it.
DO $$
BEGIN
  CREATE ROLE registry_keeper LOGIN;
  ALTER ROLE registry_keeper SET idle_in_transaction_session_timeout = '10s';
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;

-- What events say of persons, as ciphertext, and the keys that open it, which are themselves wrapped by a key from a file
-- outside the database. See Schemas/database/sealed.md.
CREATE SCHEMA sealed AUTHORIZATION registry_owner;

SET LOCAL ROLE registry_owner;

-- The key-encryption keys that have been used, by the numbers of their files. Only the one that is not retired wraps new keys.
CREATE TABLE sealed.kek (
  kek integer PRIMARY KEY CHECK (kek >= 1),
  fingerprint bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  retired_at timestamptz
);
CREATE UNIQUE INDEX kek_in_use ON sealed.kek ((true)) WHERE retired_at IS NULL;

-- A key for each person, made once. Erasing the person destroys it and leaves the row, so that there is never another.
CREATE TABLE sealed.person_key (
  node integer NOT NULL,
  kek integer REFERENCES sealed.kek,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  destroyed_at timestamptz,
  person text COLLATE "C" NOT NULL,
  wrapped bytea,
  basis text,
  PRIMARY KEY (person, node),
  CHECK (CASE WHEN destroyed_at IS NULL
    THEN kek IS NOT NULL AND wrapped IS NOT NULL AND basis IS NULL
    ELSE kek IS NULL AND wrapped IS NULL AND basis IS NOT NULL
  END)
);
CREATE INDEX person_key_wrapped_by ON sealed.person_key (kek) WHERE wrapped IS NOT NULL;

-- Written before the event, and by its digest: what was sealed for an event that was refused in the end is swept away.
CREATE TABLE sealed.part (
  node integer NOT NULL,
  event_id uuid NOT NULL,
  written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  person text COLLATE "C" NOT NULL,
  nonce bytea NOT NULL,
  ciphertext bytea NOT NULL,
  digest bytea NOT NULL CHECK (digest = sha256(nonce || ciphertext)),
  PRIMARY KEY (event_id, digest, node)
);
CREATE INDEX part_of_person ON sealed.part (person, node);

-- Who has a number, by the part that says so: its keyed hash, of another kind than those in the log.
CREATE TABLE sealed.number (
  node integer NOT NULL,
  event_id uuid NOT NULL,
  hash bytea NOT NULL,
  digest bytea NOT NULL,
  person text COLLATE "C" NOT NULL,
  PRIMARY KEY (hash, event_id, digest, node)
);
CREATE INDEX number_of_person ON sealed.number (person, node);

CREATE FUNCTION sealed.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RAISE EXCEPTION 'sealed parts do not change: % of %.% is refused', tg_op, tg_table_schema, tg_table_name
    USING ERRCODE = 'insufficient_privilege',
      HINT = 'To erase a person, destroy the key.';
END
$$;

CREATE TRIGGER refuse_row_change BEFORE UPDATE ON sealed.part
  FOR EACH ROW EXECUTE FUNCTION sealed.refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE OR TRUNCATE ON sealed.part
  FOR EACH STATEMENT EXECUTE FUNCTION sealed.refuse_change();
ALTER TABLE sealed.part ENABLE ALWAYS TRIGGER refuse_row_change;
ALTER TABLE sealed.part ENABLE ALWAYS TRIGGER refuse_change;

RESET ROLE;

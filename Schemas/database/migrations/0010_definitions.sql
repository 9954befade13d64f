SET LOCAL ROLE registry_owner;

-- The functions, views and grants that were applied last, and to which database: one that was copied or restored lacks the grants
-- on itself. They are applied again only when something differs, since that takes locks which readers and writers wait for.
CREATE TABLE registry.definitions (
  is_last boolean PRIMARY KEY DEFAULT true CHECK (is_last),
  checksum bytea NOT NULL,
  database oid NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

RESET ROLE;

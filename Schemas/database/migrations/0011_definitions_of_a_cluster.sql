SET LOCAL ROLE registry_owner;

-- The numbers of databases begin again in every cluster, so that one which was restored elsewhere may have its old number.
ALTER TABLE registry.definitions ADD COLUMN cluster bigint;

RESET ROLE;

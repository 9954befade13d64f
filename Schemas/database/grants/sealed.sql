-- The application seals: it may offer keys, read wrapped ones and write parts, and can read no part. The keeper reads, erases,
-- wraps keys again and records that in the log. Nobody else sees anything of it, and nobody can change a part.
REVOKE ALL ON SCHEMA sealed FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA sealed FROM PUBLIC, registry_app, registry_worker, registry_reader;
GRANT USAGE ON SCHEMA sealed TO registry_app, registry_keeper;
GRANT SELECT ON sealed.kek TO registry_app, registry_keeper;
GRANT SELECT ON sealed.person_key, sealed.part, sealed.number, sealed.kept TO registry_keeper;
GRANT EXECUTE ON FUNCTION sealed.keys(integer, integer, text[], bytea[]),
  sealed.write(integer, uuid[], text[], bytea[], bytea[], bytea[])
  TO registry_app;
GRANT EXECUTE ON FUNCTION sealed.begin_kek(integer, bytea), sealed.rewrap(integer, integer[], text[], bytea[], bytea[]),
  sealed.erase(integer, text, text, bigint, text), sealed.sweep(integer, interval)
  TO registry_keeper;

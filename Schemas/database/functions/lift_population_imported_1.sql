-- 1 → 2: residents and registered people were not told apart.
CREATE OR REPLACE FUNCTION registry.lift_population_imported_1(data jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN data || '{"kind": "not_stated"}'::jsonb;

ALTER FUNCTION registry.lift_population_imported_1(jsonb) OWNER TO registry_owner;

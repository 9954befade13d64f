-- 1 → 2: only the registry's own operator could unseal, in no role.
CREATE OR REPLACE FUNCTION registry.lift_part_unsealed_1(data jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN data;

ALTER FUNCTION registry.lift_part_unsealed_1(jsonb) OWNER TO registry_owner;

-- 1 → 2: no type had a second version.
CREATE OR REPLACE FUNCTION registry.lift_fact_corrected_1(data jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN data || '{"data_version": 1}'::jsonb;

ALTER FUNCTION registry.lift_fact_corrected_1(jsonb) OWNER TO registry_owner;

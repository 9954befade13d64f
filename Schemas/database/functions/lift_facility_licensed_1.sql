-- 1 → 2: nobody said in which town.
CREATE OR REPLACE FUNCTION registry.lift_facility_licensed_1(data jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN data;

ALTER FUNCTION registry.lift_facility_licensed_1(jsonb) OWNER TO registry_owner;

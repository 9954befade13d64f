-- 1 → 2: fuel was counted in millilitres.
CREATE OR REPLACE FUNCTION registry.lift_cremation_completed_1(data jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN data - 'fuel_ml' || CASE WHEN data ? 'fuel_ml'
  THEN jsonb_build_object('fuel', jsonb_build_object('measure', 'litre', 'qty_milli', data -> 'fuel_ml'))
  ELSE '{}'
END;

ALTER FUNCTION registry.lift_cremation_completed_1(jsonb) OWNER TO registry_owner;

-- 2 → 3: the form of 2013 had regional serials only; what the number of a form of 2026 was, nobody said.
CREATE OR REPLACE FUNCTION registry.lift_death_certificate_recorded_2(data jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN data || CASE data ->> 'regime' WHEN '2013' THEN '{"number_kind": "regional_serial"}'::jsonb ELSE '{}' END;

ALTER FUNCTION registry.lift_death_certificate_recorded_2(jsonb) OWNER TO registry_owner;

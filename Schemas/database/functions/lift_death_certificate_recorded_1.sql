-- 1 → 2: a certificate was on paper, or else the electronic licence.
CREATE OR REPLACE FUNCTION registry.lift_death_certificate_recorded_1(data jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN data - 'electronic' || CASE WHEN data ? 'electronic'
  THEN jsonb_build_object('medium', CASE WHEN (data ->> 'electronic')::boolean THEN 'electronic' ELSE 'paper' END)
  ELSE '{}'
END;

ALTER FUNCTION registry.lift_death_certificate_recorded_1(jsonb) OWNER TO registry_owner;

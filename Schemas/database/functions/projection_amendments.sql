-- The event types that state a fact again, or take it back. The engine itself knows what they mean.
CREATE OR REPLACE FUNCTION projection.amendments() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['FactCorrected', 'EventVoided'];

ALTER FUNCTION projection.amendments() OWNER TO registry_owner;

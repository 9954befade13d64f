-- The streams that the read model of this transaction has parked: none, unless an event could not be applied.
CREATE OR REPLACE FUNCTION projection.parked() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('projection.parked', true), '')::text[], '{}');

ALTER FUNCTION projection.parked() OWNER TO registry_owner;

-- The streams that the batch of this transaction amends: none in nearly every batch.
CREATE OR REPLACE FUNCTION projection.restated() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('projection.restated', true), '')::text[], '{}');

ALTER FUNCTION projection.restated() OWNER TO registry_owner;

-- What the codes of the divisions begin with that the office of this transaction reaches; none unless it was said.
CREATE OR REPLACE FUNCTION access.divisions() RETURNS text[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('access.divisions', true), '')::text[], '{}');

ALTER FUNCTION access.divisions() OWNER TO registry_owner;

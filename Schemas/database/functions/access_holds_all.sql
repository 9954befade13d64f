-- Whether the office of this transaction reaches a whole registry, which is numbered by its division.
CREATE OR REPLACE FUNCTION access.holds_all(node integer) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN lpad(node::text, 6, '0') ^@ ANY (access.divisions())
  AND nullif(current_setting('access.organisation', true), '') IS NULL;

ALTER FUNCTION access.holds_all(integer) OWNER TO registry_owner;

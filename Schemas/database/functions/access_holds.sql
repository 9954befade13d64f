-- Whether the office of this transaction reaches an organisation, whose code begins with that of its division.
CREATE OR REPLACE FUNCTION access.holds(organisation text) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN organisation ^@ ANY (access.divisions())
  AND organisation = coalesce(nullif(current_setting('access.organisation', true), ''), organisation);

ALTER FUNCTION access.holds(text) OWNER TO registry_owner;

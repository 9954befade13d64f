-- The data of an event in the words of the current version. Written so that the planner puts it in the place of the call:
-- an event that is current costs the comparison of its type and version, and no look into its JSON.
CREATE OR REPLACE FUNCTION registry.lifted_data(type text, version integer, event json) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN version < registry.current_version(type) THEN registry.lift(type, version, event -> 'data')
  ELSE event -> 'data'
END;

ALTER FUNCTION registry.lifted_data(text, integer, json) OWNER TO registry_owner;

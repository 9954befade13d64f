-- The node whose events the current batch has. For statements to name it once and as a constant, which the planner
-- counts with better than with a join over nodes.
CREATE OR REPLACE FUNCTION projection.current_node() RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_setting('projection.node')::integer;

ALTER FUNCTION projection.current_node() OWNER TO registry_owner;

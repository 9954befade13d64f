-- The keys in a view of a read model, in its column `key`. For views of what a batch touches: the planner counts with 200
-- keys, where of the view itself it might think that every batch touches a good part of all there is, and read whole
-- tables. Looked up by the caller's search_path, so in the schema that is being filled.
CREATE OR REPLACE FUNCTION projection.keys(relation text) RETURNS TABLE (key text)
LANGUAGE plpgsql STABLE ROWS 200
AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT k.key::text FROM %I k', relation);
END
$$;

ALTER FUNCTION projection.keys(text) OWNER TO registry_owner;

-- The keys in a view of a read model, in its column `key`. For views of what a batch touches: the planner counts with 200
-- keys, where of the view itself it might think that every batch touches a good part of all there is, and read whole
-- tables. Looked up by the caller's search_path, so in the schema that is being filled.
--
-- The schema has functions that read the view with plans that are kept, one for each size of batch (`fill_schema`): to plan
-- such a view takes ten times as long as to read it, and a batch reads it several times. Schemas filled before there were
-- such functions, and whoever asks outside a batch, have it planned each time.
CREATE OR REPLACE FUNCTION projection.keys(relation text) RETURNS TABLE (key text)
LANGUAGE plpgsql STABLE ROWS 200
AS $$
DECLARE
  kept CONSTANT regprocedure := to_regprocedure(
    format('%I.%I()', current_schema(), relation || '_' || current_setting('projection.size', true)));
BEGIN
  IF kept IS NULL THEN
    RETURN QUERY EXECUTE format('SELECT k.key::text FROM %I k', relation);
  ELSE
    RETURN QUERY EXECUTE format('SELECT k.key FROM %s AS k (key)', kept);
  END IF;
END
$$;

ALTER FUNCTION projection.keys(text) OWNER TO registry_owner;

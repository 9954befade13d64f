-- Applies one range of a node's events to the tables of a schema, but those of parked streams; the streams that are restated
-- are forgotten and applied whole, parked or not. Returns these.
CREATE OR REPLACE FUNCTION projection.apply_restating(
  schema text, node integer, "after" bigint, upto bigint, parked text[], restated text[]
) RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  -- Plans are kept for the size of the batch that they were first made for; up to this many events count as few.
  few CONSTANT integer := 50;
  size CONSTANT text := CASE WHEN upto - "after" <= few THEN 'few' ELSE 'many' END;
BEGIN
  PERFORM set_config('projection.node', node::text, true),
    set_config('projection.after', "after"::text, true),
    set_config('projection.upto', upto::text, true),
    set_config('projection.restated', CASE WHEN restated = '{}' THEN '' ELSE restated::text END, true),
    set_config('projection.parked', ARRAY(SELECT p FROM unnest(parked) AS p WHERE p <> ALL (restated))::text, true),
    set_config('projection.size', size, true);
  IF restated <> '{}' THEN
    EXECUTE format('SELECT %I.retract()', schema);
  END IF;
  EXECUTE format('SELECT %I.%I()', schema, 'apply_' || size);
  RETURN restated;
END
$$;

ALTER FUNCTION projection.apply_restating(text, integer, bigint, bigint, text[], text[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.apply_restating(text, integer, bigint, bigint, text[], text[]) FROM PUBLIC;

-- Applies one range of a node's events to the tables of a schema, but those of parked streams. A stream that the range
-- amends, and one that is resumed, is forgotten and applied whole, as it stands now, parked or not. Returns these.
CREATE OR REPLACE FUNCTION projection.apply(
  schema text, node integer, "after" bigint, upto bigint, parked text[], resumed text[]
) RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  -- Plans are kept for the size of the batch that they were first made for; up to this many events count as few.
  few CONSTANT integer := 50;
  size CONSTANT text := CASE WHEN upto - "after" <= few THEN 'few' ELSE 'many' END;
  restated text[];
BEGIN
  SELECT array_agg(DISTINCT r.stream) INTO restated FROM (
    SELECT e.stream FROM registry.event e
    WHERE e.node = node AND e.position > "after" AND e.position <= upto AND e.type = ANY (projection.amendments())
    UNION ALL
    SELECT unnest(resumed)
  ) r;
  PERFORM set_config('projection.node', node::text, true),
    set_config('projection.after', "after"::text, true),
    set_config('projection.upto', upto::text, true),
    set_config('projection.restated', coalesce(restated::text, ''), true),
    set_config('projection.parked',
      ARRAY(SELECT p FROM unnest(parked) AS p WHERE p <> ALL (coalesce(restated, '{}')))::text, true),
    set_config('projection.size', size, true);
  IF restated IS NOT NULL THEN
    EXECUTE format('SELECT %I.retract()', schema);
  END IF;
  EXECUTE format('SELECT %I.%I()', schema, 'apply_' || size);
  RETURN coalesce(restated, '{}');
END
$$;

ALTER FUNCTION projection.apply(text, integer, bigint, bigint, text[], text[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.apply(text, integer, bigint, bigint, text[], text[]) FROM PUBLIC;

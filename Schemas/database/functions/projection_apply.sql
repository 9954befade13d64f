-- Applies one range of a node's events to the tables of a schema, but those of parked streams. A stream that the range
-- amends, and one that is resumed, is forgotten and applied whole, as it stands now, parked or not. Returns these.
CREATE OR REPLACE FUNCTION projection.apply(
  schema text, node integer, "after" bigint, upto bigint, parked text[], resumed text[]
) RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
BEGIN
  RETURN projection.apply_restating(schema, node, "after", upto, parked, ARRAY(
    SELECT DISTINCT r.stream FROM (
      SELECT e.stream FROM registry.event e
      WHERE e.node = node AND e.position > "after" AND e.position <= upto AND e.type = ANY (projection.amendments())
      UNION ALL
      SELECT unnest(resumed)
    ) r));
END
$$;

ALTER FUNCTION projection.apply(text, integer, bigint, bigint, text[], text[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.apply(text, integer, bigint, bigint, text[], text[]) FROM PUBLIC;

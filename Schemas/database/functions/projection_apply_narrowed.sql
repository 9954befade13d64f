-- Applies one range of events to the tables of a replay that is narrowed to some streams, as `apply` does of all.
CREATE OR REPLACE FUNCTION projection.apply_narrowed(node integer, "after" bigint, upto bigint, parked text[])
  RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
BEGIN
  RETURN projection.apply_restating('pg_temp', node, "after", upto, parked, ARRAY(
    SELECT DISTINCT e.stream FROM pg_temp.narrowed_event e
    WHERE e.position > "after" AND e.position <= upto AND e.type = ANY (projection.amendments())));
END
$$;

ALTER FUNCTION projection.apply_narrowed(integer, bigint, bigint, text[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.apply_narrowed(integer, bigint, bigint, text[]) FROM PUBLIC;

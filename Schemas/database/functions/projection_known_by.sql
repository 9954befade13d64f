-- The last position that a node's log had at an instant; 0 before the first. Times of recording never run backwards.
CREATE OR REPLACE FUNCTION projection.known_by(node integer, instant timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  low bigint := 0;
  high bigint;
  middle bigint;
BEGIN
  SELECT coalesce(max(e.position), 0) INTO high FROM registry.event e WHERE e.node = node;
  -- The answer is from low to high.
  WHILE low < high LOOP
    middle := (low + high + 1) / 2;
    IF (SELECT e.recorded_at <= instant FROM registry.event e WHERE e.node = node AND e.position = middle) THEN
      low := middle;
    ELSE
      high := middle - 1;
    END IF;
  END LOOP;
  RETURN low;
END
$$;

ALTER FUNCTION projection.known_by(integer, timestamptz) OWNER TO registry_owner;

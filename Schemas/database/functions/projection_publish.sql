-- Shows a version to readers, as soon as it has applied as much of the log as the one that they see, and no stream is
-- newly parked in it (projection.show). Readers that are under way finish with the version that they began with. Returns whether readers see this version or a later one. False
-- also where a reader takes long: whoever comes to read would have to wait behind us, so we come again.
CREATE OR REPLACE FUNCTION projection.publish(schema text) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '500ms'
AS $$
#variable_conflict use_variable
DECLARE
  mine projection.definition;
  live projection.definition;
BEGIN
  -- One at a time: the lock goes with the transaction.
  PERFORM pg_advisory_xact_lock(hashtextextended('projection install', 0));
  SELECT d.* INTO STRICT mine FROM projection.definition d WHERE d.schema = schema;
  SELECT d.* INTO live FROM projection.definition d WHERE d.name = mine.name AND d.live;
  IF (live.version, live.generation) >= (mine.version, mine.generation) THEN
    RETURN true;
  END IF;
  IF EXISTS (
    SELECT FROM projection.checkpoint l
    LEFT JOIN projection.checkpoint c ON c.schema = schema AND c.node = l.node
    WHERE l.schema = live.schema AND coalesce(c.position, 0) < l.position)
  OR EXISTS (SELECT FROM projection.newly_parked p WHERE p.schema = schema)
  THEN
    RETURN false;
  END IF;
  -- The version before stays, for whoever has to go back to the program that made it. Earlier ones go.
  UPDATE projection.definition d SET live = false, retired = (d.version = mine.version) WHERE d.schema = live.schema;
  UPDATE projection.definition d SET retired = true
  WHERE d.name = mine.name AND NOT d.live AND d.version < live.version;
  UPDATE projection.definition d SET live = true WHERE d.schema = schema;

  PERFORM projection.show(mine.name, schema);
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END
$$;

ALTER FUNCTION projection.publish(text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.publish(text) FROM PUBLIC;

-- Narrows a replay in this session, before it is staged, to some streams: their events up to a position are copied, and `batch`
-- and `amendment`, which its statements read, are the same views over the copy, so that a few thousand events of a large log are
-- replayed in the time that a few thousand take.
CREATE OR REPLACE FUNCTION projection.narrow(node integer, streams text[], upto bigint) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  name text;
  narrowed text;
BEGIN
  CREATE TABLE pg_temp.narrowed_event AS
  SELECT e.* FROM unnest(streams) AS s (stream)
  CROSS JOIN LATERAL (
    SELECT v.* FROM registry.event v WHERE v.node = node AND v.stream = s.stream AND v.position <= upto OFFSET 0
  ) e;
  CREATE UNIQUE INDEX ON pg_temp.narrowed_event (position);
  CREATE INDEX ON pg_temp.narrowed_event (stream, version);
  CREATE UNIQUE INDEX ON pg_temp.narrowed_event (event_id);
  ANALYZE pg_temp.narrowed_event;
  FOREACH name IN ARRAY ARRAY['batch', 'amendment'] LOOP
    narrowed := replace(
      pg_get_viewdef(to_regclass('projection.' || name)), 'registry.event ', 'pg_temp.narrowed_event ');
    IF narrowed ~ 'registry\.event\M' OR narrowed !~ 'narrowed_event' THEN
      RAISE EXCEPTION 'projection.% reads the log in another way than this function knows', name;
    END IF;
    EXECUTE format('CREATE VIEW pg_temp.%I AS %s', name, narrowed);
  END LOOP;
END
$$;

ALTER FUNCTION projection.narrow(integer, text[], bigint) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.narrow(integer, text[], bigint) FROM PUBLIC;

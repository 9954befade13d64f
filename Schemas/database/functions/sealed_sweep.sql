-- Removes what was sealed for events that were never appended, and keys under which nothing lies, if they are older than `age`.
--
-- Whoever is about to append such an event finds its part missing, since append looks, and writes it again. What may go is
-- looked for before the locks are taken, and looked at again under them.
CREATE OR REPLACE FUNCTION sealed.sweep(node integer, age interval, OUT parts bigint, OUT keys bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  before CONSTANT timestamptz := clock_timestamp() - age;
  loose uuid[];
  idle text[];
BEGIN
  SELECT coalesce(array_agg(p.event_id), '{}') INTO loose FROM sealed.part p
  WHERE p.node = sweep.node AND p.written_at < before
    AND NOT EXISTS (SELECT FROM sealed.kept k WHERE k.event_id = p.event_id AND k.digest = p.digest AND k.node = p.node);
  SELECT coalesce(array_agg(k.person), '{}') INTO idle FROM sealed.person_key k
  WHERE k.node = sweep.node AND k.created_at < before AND k.wrapped IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM sealed.kept p WHERE p.person = k.person AND p.node = k.node);

  PERFORM pg_advisory_xact_lock(hashtext('sealed keys'));
  PERFORM FROM registry.head h WHERE h.node = sweep.node FOR UPDATE;
  DELETE FROM sealed.part p
  WHERE p.event_id = ANY (loose) AND p.node = sweep.node AND p.written_at < before
    AND NOT EXISTS (SELECT FROM sealed.kept k WHERE k.event_id = p.event_id AND k.digest = p.digest AND k.node = p.node);
  GET DIAGNOSTICS parts = ROW_COUNT;
  DELETE FROM sealed.number n
  WHERE n.event_id = ANY (loose) AND n.node = sweep.node
    AND NOT EXISTS (SELECT FROM sealed.part p WHERE p.event_id = n.event_id AND p.digest = n.digest AND p.node = n.node);
  DELETE FROM sealed.person_key k
  WHERE k.person = ANY (idle) AND k.node = sweep.node
    AND NOT EXISTS (SELECT FROM sealed.part p WHERE p.person = k.person AND p.node = k.node);
  GET DIAGNOSTICS keys = ROW_COUNT;
END
$$;

ALTER FUNCTION sealed.sweep(integer, interval) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION sealed.sweep(integer, interval) FROM PUBLIC;

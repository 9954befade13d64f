-- The wrapped keys of persons; whoever has none gets the one that is offered. A key that has been destroyed comes back NULL. No
-- rows when `kek`, which has wrapped what is offered, is not the one in use.
--
-- The lock is shared by all who seal; erasing, sweeping and a new key-encryption key wait for them and they for it.
CREATE OR REPLACE FUNCTION sealed.keys(node integer, kek integer, persons text[], offered bytea[])
RETURNS TABLE (person text, wrapped_by integer, wrapped bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- A plan made while the store is small must still be right when it is large (registry.append).
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('sealed keys'));
  IF NOT EXISTS (SELECT FROM sealed.kek k WHERE k.kek = keys.kek AND k.retired_at IS NULL) THEN
    RETURN;
  END IF;
  -- In one order, so that two who make keys for the same persons do not wait for each other.
  INSERT INTO sealed.person_key (node, person, kek, wrapped)
  SELECT keys.node, o.person, keys.kek, o.wrapped
  FROM unnest(persons, offered) AS o (person, wrapped)
  WHERE NOT EXISTS (
    SELECT FROM sealed.person_key k WHERE k.person = o.person COLLATE "C" AND k.node = keys.node OFFSET 0)
  ORDER BY o.person COLLATE "C"
  ON CONFLICT DO NOTHING;
  RETURN QUERY
  SELECT k.person, k.kek, k.wrapped
  FROM unnest(persons) AS o (person)
  CROSS JOIN LATERAL (
    SELECT k.* FROM sealed.person_key k WHERE k.person = o.person COLLATE "C" AND k.node = keys.node OFFSET 0
  ) k;
END
$$;

ALTER FUNCTION sealed.keys(integer, integer, text[], bytea[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION sealed.keys(integer, integer, text[], bytea[]) FROM PUBLIC;

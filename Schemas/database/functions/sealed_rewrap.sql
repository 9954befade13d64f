-- Puts keys that were wrapped again in the place of the same keys as they were wrapped before; one that has been destroyed
-- meanwhile stays so. Returns how many. Nothing when `kek` is not the one in use.
CREATE OR REPLACE FUNCTION sealed.rewrap(
  kek integer, nodes integer[], persons text[], before bytea[], wrapped bytea[]
) RETURNS bigint
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
DECLARE
  done bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('sealed keys'));
  UPDATE sealed.person_key k SET kek = rewrap.kek, wrapped = r.wrapped
  FROM unnest(nodes, persons, before, rewrap.wrapped) AS r (node, person, before, wrapped)
  WHERE k.node = r.node AND k.person = r.person COLLATE "C" AND k.wrapped = r.before
    AND EXISTS (SELECT FROM sealed.kek c WHERE c.kek = rewrap.kek AND c.retired_at IS NULL);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END
$$;

ALTER FUNCTION sealed.rewrap(integer, integer[], text[], bytea[], bytea[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION sealed.rewrap(integer, integer[], text[], bytea[], bytea[]) FROM PUBLIC;

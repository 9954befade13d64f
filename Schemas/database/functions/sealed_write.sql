-- Writes parts, before the events that carry their digests are appended; harmless for those that are there. With a part comes
-- the keyed hash of a number in it, for the search; empty where there is none.
--
-- Returns the persons of whom nothing is written: their key has been destroyed, or it is not there.
CREATE OR REPLACE FUNCTION sealed.write(
  node integer, event_ids uuid[], persons text[], nonces bytea[], ciphertexts bytea[], hashes bytea[]
) RETURNS TABLE (person text, destroyed boolean)
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
  gone text[];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('sealed keys'));
  SELECT coalesce(array_agg(DISTINCT p.person), '{}') INTO gone
  FROM unnest(persons) AS p (person)
  WHERE NOT EXISTS (
    SELECT FROM sealed.person_key k
    WHERE k.person = p.person COLLATE "C" AND k.node = write.node AND k.wrapped IS NOT NULL OFFSET 0);
  WITH written AS (
    INSERT INTO sealed.part (node, event_id, person, nonce, ciphertext, digest)
    SELECT write.node, p.event_id, p.person, p.nonce, p.ciphertext, sha256(p.nonce || p.ciphertext)
    FROM unnest(event_ids, persons, nonces, ciphertexts) AS p (event_id, person, nonce, ciphertext)
    WHERE p.person <> ALL (gone)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO sealed.number (node, event_id, hash, digest, person)
  SELECT write.node, p.event_id, p.hash, sha256(p.nonce || p.ciphertext), p.person
  FROM unnest(event_ids, persons, nonces, ciphertexts, hashes) AS p (event_id, person, nonce, ciphertext, hash)
  WHERE p.person <> ALL (gone) AND p.hash <> ''
  ON CONFLICT DO NOTHING;
  RETURN QUERY
  SELECT g.person, EXISTS (
    SELECT FROM sealed.person_key k WHERE k.person = g.person COLLATE "C" AND k.node = write.node)
  FROM unnest(gone) AS g (person);
END
$$;

ALTER FUNCTION sealed.write(integer, uuid[], text[], bytea[], bytea[], bytea[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION sealed.write(integer, uuid[], text[], bytea[], bytea[], bytea[]) FROM PUBLIC;

-- Destroys the key of a person and what the search knows of them, and appends the event that says so, in one transaction: there
-- is no moment at which only one of these has happened. The ciphertext stays, for the digests in the log to speak of.
--
--   parts   how many the event says there are
--   event   PersonErased, the first of its stream
--
-- Returns erased; unknown when there is no such key, destroyed when it was erased before, changed when the number of parts is
-- another one by now, or what append made of the event.
CREATE OR REPLACE FUNCTION sealed.erase(node integer, person text, basis text, parts bigint, event text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  gone boolean;
  outcome text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('sealed keys'));
  SELECT k.wrapped IS NULL INTO gone FROM sealed.person_key k
  WHERE k.person = erase.person COLLATE "C" AND k.node = erase.node;
  IF NOT FOUND THEN
    RETURN 'unknown';
  ELSIF gone THEN
    RETURN 'destroyed';
  ELSIF parts <> (SELECT count(*) FROM sealed.kept p WHERE p.person = erase.person COLLATE "C" AND p.node = erase.node) THEN
    RETURN 'changed';
  END IF;
  SELECT a.outcome INTO outcome FROM registry.append(node, ARRAY[event], ARRAY[1], ARRAY[1]) a;
  IF outcome <> 'appended' THEN
    RETURN outcome;
  END IF;
  UPDATE sealed.person_key k SET wrapped = NULL, kek = NULL, basis = erase.basis, destroyed_at = clock_timestamp()
  WHERE k.person = erase.person COLLATE "C" AND k.node = erase.node;
  DELETE FROM sealed.number n WHERE n.person = erase.person COLLATE "C" AND n.node = erase.node;
  RETURN 'erased';
END
$$;

ALTER FUNCTION sealed.erase(integer, text, text, bigint, text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION sealed.erase(integer, text, text, bigint, text) FROM PUBLIC;

-- Takes a key-encryption key into use and retires the one before, whose keys are then to be wrapped again. Harmless for the one
-- that is in use. False when the number belongs to another key, or to one that was retired.
CREATE OR REPLACE FUNCTION sealed.begin_kek(kek integer, fingerprint bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
BEGIN
  -- Nobody is making keys under the one before while this waits; whoever comes next finds it retired.
  PERFORM pg_advisory_xact_lock(hashtext('sealed keys'));
  IF EXISTS (SELECT FROM sealed.kek k WHERE k.kek = begin_kek.kek) THEN
    RETURN EXISTS (
      SELECT FROM sealed.kek k
      WHERE k.kek = begin_kek.kek AND k.fingerprint = begin_kek.fingerprint AND k.retired_at IS NULL);
  END IF;
  UPDATE sealed.kek k SET retired_at = clock_timestamp() WHERE k.retired_at IS NULL;
  INSERT INTO sealed.kek (kek, fingerprint) VALUES (begin_kek.kek, begin_kek.fingerprint);
  RETURN true;
END
$$;

ALTER FUNCTION sealed.begin_kek(integer, bytea) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION sealed.begin_kek(integer, bytea) FROM PUBLIC;

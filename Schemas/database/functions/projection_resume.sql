-- Applies a parked stream once more, from its first event up to the checkpoint, after what made it fail was mended; then
-- it is parked no longer. What fails again is raised, and it stays parked. Returns whether it was parked.
CREATE OR REPLACE FUNCTION projection.resume(schema text, node integer, stream text) RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  reached bigint;
  parked text[];
BEGIN
  -- Nothing of what is kept is computed meanwhile: the position stays the same, the rows do not.
  PERFORM pg_advisory_xact_lock(projection.lead_key('kept ' || resume.schema, resume.node));
  -- Nor is a batch applied.
  SELECT c.position INTO reached FROM projection.checkpoint c
  WHERE c.schema = resume.schema AND c.node = resume.node FOR UPDATE;
  SELECT array_agg(p.stream) INTO parked FROM projection.parked p
  WHERE p.schema = resume.schema AND p.node = resume.node;
  IF stream <> ALL (coalesce(parked, '{}')) THEN
    RETURN false;
  END IF;
  PERFORM projection.apply(resume.schema, resume.node, reached, reached, parked, ARRAY[stream]);
  DELETE FROM projection.parked p
  WHERE p.schema = resume.schema AND p.node = resume.node AND p.stream = resume.stream;
  DELETE FROM projection.kept k WHERE k.schema = resume.schema AND k.node = resume.node;
  RETURN true;
END
$$;

ALTER FUNCTION projection.resume(text, integer, text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.resume(text, integer, text) FROM PUBLIC;

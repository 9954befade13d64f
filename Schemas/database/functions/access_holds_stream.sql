-- Whether the office of this transaction reaches a stream: policies and reference data are everybody's; what is a facility's
-- bears its code; anything else belongs to whoever has entered an event. It looks past row-level security, which asks it.
CREATE OR REPLACE FUNCTION access.holds_stream(node integer, stream text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
BEGIN
  IF access.holds_all(node) OR split_part(stream, '/', 1) IN ('policy', 'reference') THEN
    RETURN true;
  END IF;
  IF split_part(stream, '/', 1) IN
    ('facility', 'section', 'plot', 'unit', 'batch', 'inspection', 'stock', 'submitter')
  THEN
    RETURN access.holds(split_part(stream, '/', 2));
  END IF;
  RETURN EXISTS (
    SELECT FROM registry.event e
    WHERE e.node = node AND e.stream = stream AND access.holds(e.event ->> 'source'));
END
$$;

ALTER FUNCTION access.holds_stream(integer, text) OWNER TO registry_owner;

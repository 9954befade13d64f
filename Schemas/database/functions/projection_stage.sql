-- Creates a read model in temporary tables, for a replay in this session. With a day it is of what was true by then, as
-- far as it is known: the relation `batch`, which its statements read, is narrowed to that, and `amendment` is empty.
CREATE OR REPLACE FUNCTION projection.stage(tables text, apply text, retract text, true_by date) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF true_by IS NOT NULL THEN
    EXECUTE format(
      'CREATE VIEW pg_temp.batch AS SELECT * FROM projection.batch b'
      ' WHERE projection.true_since(b.type, b.occurred_at, b.data) <= %L', true_by);
    CREATE VIEW pg_temp.amendment AS SELECT * FROM projection.amendment WHERE false;
  END IF;
  PERFORM projection.fill_schema('pg_temp', tables, apply, retract);
END
$$;

ALTER FUNCTION projection.stage(text, text, text, date) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.stage(text, text, text, date) FROM PUBLIC;

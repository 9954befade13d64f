-- From now on notes what becomes of each row of a replay's tables in this session, in `changed_row`: by the last event of the
-- batch, the table, the row's key, and its columns as text, the node left out, before and after. A row that is written several
-- times is noted several times.
CREATE OR REPLACE FUNCTION projection.note_changes() RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  relation record;
BEGIN
  CREATE TABLE pg_temp.changed_row (
    place bigint GENERATED ALWAYS AS IDENTITY,
    position bigint NOT NULL,
    relation text NOT NULL,
    key text[] NOT NULL,
    before text[],              -- NULL where there was no such row
    "after" text[]
  );
  CREATE FUNCTION pg_temp.note_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $note$
  DECLARE
    old_row CONSTANT json := CASE WHEN TG_OP <> 'INSERT' THEN to_json(OLD) END;
    new_row CONSTANT json := CASE WHEN TG_OP <> 'DELETE' THEN to_json(NEW) END;
    keys CONSTANT text[] := TG_ARGV[0]::text[];
  BEGIN
    INSERT INTO pg_temp.changed_row (position, relation, key, before, "after")
    SELECT current_setting('projection.upto')::bigint, TG_TABLE_NAME,
      ARRAY(SELECT coalesce(new_row, old_row) ->> k.name FROM unnest(keys) WITH ORDINALITY AS k (name, place) ORDER BY k.place),
      CASE WHEN old_row IS NOT NULL THEN ARRAY(SELECT c.value FROM json_each_text(old_row) AS c WHERE c.key <> 'node') END,
      CASE WHEN new_row IS NOT NULL THEN ARRAY(SELECT c.value FROM json_each_text(new_row) AS c WHERE c.key <> 'node') END;
    RETURN NULL;
  END
  $note$;
  FOR relation IN
    SELECT r.relation, r.keys FROM projection.replayed_tables() AS r
  LOOP
    EXECUTE format(
      'CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON pg_temp.%I'
      ' FOR EACH ROW EXECUTE FUNCTION pg_temp.note_change(%L)', relation.relation, relation.keys);
  END LOOP;
END
$$;

ALTER FUNCTION projection.note_changes() OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.note_changes() FROM PUBLIC;

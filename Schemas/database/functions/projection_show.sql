-- Shows a version of a read model to readers: the schema with the read model's plain name gets a view of each of its tables
-- and views. Of a view that is kept the kept rows are shown, where there are good ones (projection.computed). Offices see the views that Schemas/access gives them, and of those the rows in their reach. The views are no
-- barriers (security_barrier): that would compute a whole view for one page of it, and an office can make no function of its own.
CREATE OR REPLACE FUNCTION projection.show(name text, schema text) RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  relation record;
  office text;
  source text;
BEGIN
  IF to_regnamespace(quote_ident(name)) IS NULL THEN
    EXECUTE format('CREATE SCHEMA %I', name);
  END IF;
  FOR relation IN
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(name)) AND c.relkind = 'v'
  LOOP
    EXECUTE format('DROP VIEW %I.%I', name, relation.relname);
  END LOOP;
  FOR relation IN
    SELECT c.relname, array_agg(a.attname::text) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind IN ('r', 'v')
      AND c.relname NOT LIKE 'kept\_%'
    GROUP BY c.oid, c.relname
  LOOP
    source := format('%I.%I', schema, relation.relname);
    IF to_regclass(format('%I.%I', schema, 'kept_' || relation.relname)) IS NOT NULL THEN
      -- Which of the two is read is known before either is: the other is not touched.
      source := format(
        $kept$(
          SELECT k.* FROM %1$I.%2$I k WHERE k.node <> ALL ((SELECT projection.computed(%3$L, %4$L))::integer[])
          UNION ALL
          SELECT c.* FROM %1$I.%4$I c
          WHERE cardinality((SELECT projection.computed(%3$L, %4$L))::integer[]) > 0
            AND c.node = ANY ((SELECT projection.computed(%3$L, %4$L))::integer[])
        )$kept$, schema, 'kept_' || relation.relname, schema, relation.relname);
    END IF;
    EXECUTE format(
      'CREATE VIEW %I.%I AS SELECT v.* FROM %s v WHERE %s', name, relation.relname, source,
      access.condition(name, relation.relname::text, relation.columns));
    FOR office IN
      SELECT 'office_' || r FROM access.shown s CROSS JOIN unnest(s.seen_by) AS r
      WHERE s.model = name AND s.view = relation.relname
    LOOP
      EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', name, office);
      EXECUTE format('GRANT SELECT ON %I.%I TO %I', name, relation.relname, office);
    END LOOP;
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO registry_reader', name);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO registry_reader', name);
END
$$;

ALTER FUNCTION projection.show(text, text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.show(text, text) FROM PUBLIC;

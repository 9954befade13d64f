-- Which rows `v` of a view of a read model an office sees, as a condition: by the table in access.shown and the view's columns.
CREATE OR REPLACE FUNCTION access.condition(model text, view text, columns text[]) RETURNS text
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
  shown record;
  organisation text;
  held text;
BEGIN
  SELECT s.* INTO shown FROM access.shown s WHERE s.model = model AND s.view = view;
  IF NOT FOUND THEN
    RETURN 'true';
  END IF;
  SELECT format('access.holds(v.%I)', c.name) INTO held
  FROM unnest(ARRAY['facility', 'home', 'submitter']) WITH ORDINALITY AS c (name, place)
  WHERE c.name = ANY (columns) ORDER BY c.place LIMIT 1;
  CASE shown.rows
    WHEN 'whole' THEN held := 'access.holds_all(v.node)';
    WHEN 'case' THEN
      -- Who has entered something into its waiver alone, such as a town's office, sees what there is to waive.
      held := 'access.holds_stream(v.node, ''case/'' || v.case_id) OR access.holds_stream(v.node, ''waiver/'' || v.case_id)';
    WHEN 'claim' THEN held := 'access.holds_stream(v.node, ''claim/'' || v.claim_id)';
    WHEN 'record' THEN held := 'access.holds_stream(v.node, v.stream)';
    ELSE
      IF 'division' = ANY (columns) THEN
        -- What names a division alone is not one organisation's.
        held := format(
          'CASE WHEN nullif(current_setting(''access.organisation'', true), '''') IS NULL AND v.division IS NOT NULL
             THEN v.division ^@ ANY ((SELECT access.divisions())::text[]) ELSE %s END', coalesce(held, 'false'));
      END IF;
  END CASE;
  -- Whoever is no office sees everything, and so do offices for whom it is not cut down.
  RETURN format(
    '(current_user NOT LIKE ''office\_%%'' OR current_user = ANY (%L::name[]) OR %s)',
    ARRAY(SELECT 'office_' || r FROM unnest(shown.seen_whole_by) AS r), coalesce(held, 'false'));
END
$$;

ALTER FUNCTION access.condition(text, text, text[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION access.condition(text, text, text[]) FROM PUBLIC;

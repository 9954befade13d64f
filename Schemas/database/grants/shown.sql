-- What is shown already is shown as Schemas/access says now; the views are the workers'.
DO $$
DECLARE
  live record;
BEGIN
  SET LOCAL ROLE registry_worker;
  FOR live IN SELECT d.name, d.schema FROM projection.definition d WHERE d.live LOOP
    PERFORM projection.show(live.name, live.schema);
  END LOOP;
  RESET ROLE;
END
$$;

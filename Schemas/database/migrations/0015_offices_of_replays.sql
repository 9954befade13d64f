-- A replay is read by whoever asks for it, as the live read models are. What offices may read, inspectors see already.
DO $$
DECLARE
  office record;
BEGIN
  FOR office IN SELECT r.rolname FROM pg_roles r WHERE r.rolname LIKE 'office\_%' LOOP
    EXECUTE format('GRANT %I TO registry_inspector', office.rolname);
  END LOOP;
EXCEPTION WHEN unique_violation THEN
  -- Roles belong to the whole cluster: another database of it is being migrated beside this one.
  NULL;
END
$$;

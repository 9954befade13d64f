-- Projections live in schemas of their own, which the workers create. Temporary tables, which could stand in for tables
-- of ours, are for inspectors, who replay and write nothing else.
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO registry_inspector', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO registry_worker', current_database());
END
$$;

-- Projections live in schemas of their own, which the workers create. Nobody needs temporary tables, which could
-- otherwise stand in for tables of ours.
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO registry_worker', current_database());
END
$$;

-- Projections live in schemas of their own, which the workers create. Temporary tables, which could stand in for tables
-- of ours, are for inspectors, who replay and write nothing else.
--
-- Views that join many small tables look dear to the planner, and compiling them takes up to a minute where running them takes
-- a tenth of a second.
DO $$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO registry_inspector', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO registry_worker', current_database());
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
END
$$;

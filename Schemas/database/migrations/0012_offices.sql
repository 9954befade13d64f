-- What somebody does in the registry (Schemas/access), each a role of the database that nobody logs in as: whoever serves
-- requests puts one on for a transaction, and says for which divisions and which organisation.
--
-- Roles belong to the whole cluster: of several databases that are migrated at once the first makes them all, and whoever
-- comes second waits for it and finds them there.
DO $$
DECLARE
  office text;
BEGIN
  FOREACH office IN ARRAY ARRAY[
    'funeral_home_clerk', 'funeral_home_checker', 'cemetery_clerk', 'town_office', 'county_bureau', 'city_bureau',
    'province_viewer', 'inspector', 'auditor', 'finance', 'policy_editor', 'system']
  LOOP
    EXECUTE format('CREATE ROLE %I NOLOGIN', 'office_' || office);
    EXECUTE format('GRANT %I TO registry_app', 'office_' || office);
  END LOOP;
  -- Nothing of theirs is the application's own.
  ALTER ROLE registry_app NOINHERIT;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;

CREATE SCHEMA access AUTHORIZATION registry_owner;

SET LOCAL ROLE registry_owner;

-- Everybody who follows the log as a whole sees all of it; offices see what lies in their reach.
ALTER TABLE registry.event ENABLE ROW LEVEL SECURITY;

RESET ROLE;

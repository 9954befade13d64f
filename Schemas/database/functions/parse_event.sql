-- What the log needs to know of an event, or NULLs when it is not a JSON object with these in it. Internal: append
-- parses a whole call at once and comes here only to find out which event spoilt that.
CREATE OR REPLACE FUNCTION registry.parse_event(
  event text, OUT event_id uuid, OUT stream text, OUT type text, OUT occurred_at timestamptz, OUT data_version smallint
)
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  parsed jsonb;
BEGIN
  parsed := event::jsonb;
  event_id := (parsed ->> 'id')::uuid;
  stream := parsed ->> 'subject';
  type := parsed ->> 'type';
  occurred_at := registry.event_time(parsed ->> 'time');
  data_version := registry.data_version(parsed ->> 'dataschema');
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
  event_id := NULL;
END
$$;

ALTER FUNCTION registry.parse_event(text) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION registry.parse_event(text) FROM PUBLIC;

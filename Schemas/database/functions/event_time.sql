-- An RFC 3339 instant, or NULL. The pattern keeps out what timestamptz takes besides: 'now', 'infinity', a time
-- without a zone, which would be read in the session's. The usual form is recognised without the pattern, which takes
-- 3 µs.
CREATE OR REPLACE FUNCTION registry.event_time(value text) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
  WHEN translate(value, '123456789', '000000000') IN ('0000-00-00T00:00:00Z', '0000-00-00T00:00:00.000000Z')
    OR value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$'
  THEN value::timestamptz
END;

ALTER FUNCTION registry.event_time(text) OWNER TO registry_owner;

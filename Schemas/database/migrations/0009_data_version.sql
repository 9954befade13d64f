SET LOCAL ROLE registry_owner;

-- The version of the schema that an event's data are by, taken from the event by append like the other columns: readers
-- lift old data (registry.current_data), and must not parse an event to learn that it is not old. Until now there was
-- version 1 of everything. At the end of the row, where it costs two bytes.
ALTER TABLE registry.event ADD data_version smallint NOT NULL DEFAULT 1 CHECK (data_version >= 1);
ALTER TABLE registry.event ALTER data_version DROP DEFAULT;

-- What append calls has got an argument, or a column.
DROP FUNCTION IF EXISTS registry.parse_event(text);
DROP FUNCTION IF EXISTS registry.write_events(
  integer, bigint, timestamptz, text[], integer[], uuid[], text[], text[], timestamptz[]);
DROP FUNCTION IF EXISTS registry.append_unit(
  integer, bigint, timestamptz, integer, integer, text[], integer[], uuid[], text[], text[], timestamptz[],
  text[], integer[], text[], text[], boolean[], uuid[]);

RESET ROLE;

-- append and append_unit take the events that a unit builds on.
DROP FUNCTION IF EXISTS registry.append(
  integer, text[], integer[], integer[], integer[], text[], integer[], integer[], text[], text[], boolean[]);
DROP FUNCTION IF EXISTS registry.append_unit(
  integer, bigint, timestamptz, integer, integer, text[], integer[], uuid[], text[], text[], timestamptz[],
  text[], integer[], text[], text[], boolean[]);

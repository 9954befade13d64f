-- append_unit takes guards and claims as arrays of their columns, as append does.
DROP FUNCTION IF EXISTS registry.append_unit(
  integer, bigint, timestamptz, integer, integer, text[], integer[], uuid[], text[], text[], timestamptz[],
  registry.stream_version[], registry.claim_name[], registry.claim_name[]);
DROP TYPE registry.stream_version;
DROP TYPE registry.claim_name;

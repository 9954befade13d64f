-- The line of an event: its export form, its Merkle leaf's content and what an inspector verifies.
CREATE OR REPLACE FUNCTION registry.log_line(
  event json, "position" bigint, recorded_at timestamptz, voucher bytea
) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN '{"event":' || event || ',"position":' || "position"
  || ',"recordedAt":"' || to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"'
  || coalesce(',"voucher":"' || encode(voucher, 'hex') || '"', '') || '}';

ALTER FUNCTION registry.log_line(json, bigint, timestamptz, bytea) OWNER TO registry_owner;

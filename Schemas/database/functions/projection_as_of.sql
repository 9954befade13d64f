-- The day for which views answer what changes with time alone, such as which rights have expired: today, unless the
-- reader has set another (SET LOCAL projection.as_of = '2026-12-31').
CREATE OR REPLACE FUNCTION projection.as_of() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(
  nullif(current_setting('projection.as_of', true), '')::date,
  (statement_timestamp() AT TIME ZONE 'Asia/Shanghai')::date);

ALTER FUNCTION projection.as_of() OWNER TO registry_owner;

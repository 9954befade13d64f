-- The calendar day of an instant in China.
CREATE OR REPLACE FUNCTION projection.local_date(instant timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (instant AT TIME ZONE 'Asia/Shanghai')::date;

ALTER FUNCTION projection.local_date(timestamptz) OWNER TO registry_owner;

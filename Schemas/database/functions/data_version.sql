-- The version that a dataschema ends with, as in DeathCertificateRecorded/v3: 1 to 99, or NULL. The usual form is
-- recognised without the pattern, which takes 3 µs.
CREATE OR REPLACE FUNCTION registry.data_version(dataschema text) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN translate(right(dataschema, 3), '23456789', '11111111') = '/v1' THEN right(dataschema, 1)::smallint
  WHEN dataschema ~ '/v[1-9][0-9]$' THEN right(dataschema, 2)::smallint
END;

ALTER FUNCTION registry.data_version(text) OWNER TO registry_owner;

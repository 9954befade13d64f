-- The bytes of a digest of 64 hexadecimal digits; no bytes at all for anything else, which no digest has.
CREATE OR REPLACE FUNCTION registry.digest(hex text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN hex ~ '^[0-9a-f]{64}$' THEN decode(hex, 'hex') ELSE '' END;

ALTER FUNCTION registry.digest(text) OWNER TO registry_owner;

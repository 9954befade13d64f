-- What tells the statements of a read model from others.
CREATE OR REPLACE FUNCTION projection.checksum(tables text, apply text, retract text) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sha256(convert_to(tables || E'\f' || apply || E'\f' || retract, 'UTF8'));

ALTER FUNCTION projection.checksum(text, text, text) OWNER TO registry_owner;

-- The key of the advisory lock that the leader of a projection holds for as long as its session lives.
CREATE OR REPLACE FUNCTION projection.lead_key(schema text, node integer) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended('projection ' || schema || ' ' || node, 0);

ALTER FUNCTION projection.lead_key(text, integer) OWNER TO registry_owner;

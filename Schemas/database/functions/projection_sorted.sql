-- The names in an array, each once, in the order of their bytes.
CREATE OR REPLACE FUNCTION projection.sorted(names text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT n.name COLLATE "C" FROM unnest(names) AS n (name) ORDER BY n.name COLLATE "C");

ALTER FUNCTION projection.sorted(text[]) OWNER TO registry_owner;

-- The schema of a version that workers apply the log to: the one that readers see, or else the latest. One that is
-- filled again beside it is the affair of whoever asked for it, until it takes the other's place.
CREATE OR REPLACE FUNCTION projection.followed(name text, version integer) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
  SELECT d.schema FROM projection.definition d
  WHERE d.name = followed.name AND d.version = followed.version AND NOT d.retired
  ORDER BY d.live DESC, d.generation DESC LIMIT 1;
END;

ALTER FUNCTION projection.followed(text, integer) OWNER TO registry_owner;

-- What a correction says in the place of a fact, in the words of the current version of its type. NULL for anything else.
CREATE OR REPLACE FUNCTION registry.restated_data(type text, version integer, event json) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE type WHEN 'FactCorrected' THEN registry.lift(type, version, event -> 'data') -> 'data' END;

ALTER FUNCTION registry.restated_data(text, integer, json) OWNER TO registry_owner;

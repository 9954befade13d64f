-- Whether a single event that failed so is parked with its stream, beside those that are: for what it says, by the class of
-- its SQLSTATE (cardinality, data, integrity, raised by a statement). More than a hundred are no accident of the data but a
-- fault of the statements, for which to stand still.
CREATE OR REPLACE FUNCTION projection.may_park(error_code text, parked integer) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN left(error_code, 2) IN ('21', '22', '23', 'P0') AND parked < 100;

ALTER FUNCTION projection.may_park(text, integer) OWNER TO registry_owner;

-- A division and all that contain it, by its six-digit code (GB/T 2260): 371002 lies in 371000, 370000 and the nation,
-- 000000. So one division lies in another exactly when the other is among its areas.
CREATE OR REPLACE FUNCTION projection.areas(division text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY[division, left(division, 4) || '00', left(division, 2) || '0000', '000000'];

ALTER FUNCTION projection.areas(text) OWNER TO registry_owner;

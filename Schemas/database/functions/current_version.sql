-- The current version of a type's schema; 1 unless it says otherwise here. The steps to it stand in lift.sql.
CREATE OR REPLACE FUNCTION registry.current_version(type text) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE type
  WHEN 'CremationCompleted' THEN 2::smallint
  WHEN 'DeathCertificateRecorded' THEN 3::smallint
  WHEN 'FacilityLicensed' THEN 2::smallint
  WHEN 'FactCorrected' THEN 2::smallint
  WHEN 'PartUnsealed' THEN 2::smallint
  WHEN 'PopulationImported' THEN 2::smallint
  ELSE 1::smallint
END;

ALTER FUNCTION registry.current_version(text) OWNER TO registry_owner;

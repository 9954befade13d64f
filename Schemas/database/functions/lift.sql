-- Data of any version that a type has had, in the words of its current one, step by step; the data themselves when they
-- are current. Each step invents nothing: what an old event did not say stays absent, or is said to be unstated. Swift
-- has the same steps (Sources/Registry/Lifting); the corpus in Schemas/events is read by both.
--
-- A correction of any version may restate its fact in an old version of the fact's own type.
--
-- The cost is the default of a plain expression: hardly any event comes here, and plans are made for the others.
CREATE OR REPLACE FUNCTION registry.lift(type text, version integer, data json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1
AS $$
#variable_conflict use_variable
DECLARE
  current CONSTANT integer := registry.current_version(type);
  lifted jsonb := data;
  restated text;
BEGIN
  IF version = current AND type <> 'FactCorrected' THEN
    RETURN data;
  ELSIF version > current THEN
    RAISE EXCEPTION 'unknown version % of %', version, type
      USING ERRCODE = 'QM002', HINT = 'A newer program has written it.';
  END IF;
  FOR step IN version .. current - 1 LOOP
    CASE type || '/v' || step
      WHEN 'CremationCompleted/v1' THEN lifted := registry.lift_cremation_completed_1(lifted);
      WHEN 'DeathCertificateRecorded/v1' THEN lifted := registry.lift_death_certificate_recorded_1(lifted);
      WHEN 'DeathCertificateRecorded/v2' THEN lifted := registry.lift_death_certificate_recorded_2(lifted);
      WHEN 'FacilityLicensed/v1' THEN lifted := registry.lift_facility_licensed_1(lifted);
      WHEN 'FactCorrected/v1' THEN lifted := registry.lift_fact_corrected_1(lifted);
      WHEN 'PartUnsealed/v1' THEN lifted := registry.lift_part_unsealed_1(lifted);
      WHEN 'PopulationImported/v1' THEN lifted := registry.lift_population_imported_1(lifted);
    END CASE;
  END LOOP;
  IF type = 'FactCorrected' THEN
    restated := lifted ->> 'target_type';
    lifted := lifted || jsonb_build_object(
      'data', registry.lift(restated, (lifted ->> 'data_version')::integer, (lifted -> 'data')::json),
      'data_version', registry.current_version(restated));
  END IF;
  RETURN lifted;
END
$$;

ALTER FUNCTION registry.lift(text, integer, json) OWNER TO registry_owner;

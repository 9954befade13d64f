-- The day since which what an event states is true: when it happened, or the earlier day that it speaks of itself, such
-- as the death on a certificate recorded a month later, or the first day of a policy published afterwards.
CREATE OR REPLACE FUNCTION projection.true_since(type text, occurred_at timestamptz, data json) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN least(
  projection.local_date(occurred_at),
  CASE
    WHEN type IN ('PolicyPublished', 'FacilityLicensed') THEN (data ->> 'valid_from')::date
    WHEN type = 'DivisionChanged' THEN (data ->> 'effective_on')::date
    WHEN type = 'DeathCertificateRecorded' THEN projection.local_date((data ->> 'death_at')::timestamptz)
    WHEN type = 'HearseRegistered' THEN (data ->> 'registered_from')::date
    WHEN type IN ('DeathCountImported', 'PopulationImported') THEN (data ->> 'as_of')::date
    WHEN type IN (
      'EcoFormMapPublished', 'FacilityGraded', 'FacilityStatusChanged', 'PriceListPublished', 'ServiceAreaAssigned',
      'ServiceCataloguePublished', 'ZoneDesignated')
      THEN (data ->> 'from')::date
  END);

ALTER FUNCTION projection.true_since(text, timestamptz, json) OWNER TO registry_owner;

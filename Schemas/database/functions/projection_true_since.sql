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
    WHEN type = 'ServiceItemDelivered' THEN projection.local_date((data ->> 'service_at')::timestamptz)
    WHEN type = 'KeepingStarted' THEN projection.local_date((data ->> 'started_at')::timestamptz)
    WHEN type IN ('CremationCompleted', 'KeepingEnded') THEN projection.local_date((data ->> 'ended_at')::timestamptz)
    WHEN type = 'HearseRegistered' THEN (data ->> 'registered_from')::date
    WHEN type IN ('HearseRetired', 'UnitRetired') THEN (data ->> 'retired_on')::date
    WHEN type = 'UnitInstalled' THEN (data ->> 'installed_on')::date
    WHEN type = 'UnitTested' THEN (data ->> 'tested_on')::date
    WHEN type = 'UnitRetrofitted' THEN (data ->> 'done_on')::date
    WHEN type = 'RectificationAccepted' THEN (data ->> 'accepted_on')::date
    WHEN type IN ('DeathCountImported', 'EvidenceAttached', 'PopulationImported', 'ResidencyRecorded')
      THEN (data ->> 'as_of')::date
    WHEN type IN (
      'EcoFormMapPublished', 'FacilityGraded', 'FacilityStatusChanged', 'PriceListPublished', 'ServiceAreaAssigned',
      'ServiceCataloguePublished', 'UseRightGranted', 'ZoneDesignated')
      THEN (data ->> 'from')::date
  END);

ALTER FUNCTION projection.true_since(text, timestamptz, json) OWNER TO registry_owner;

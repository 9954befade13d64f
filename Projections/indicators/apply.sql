-- Facts. Of several events about one thing the last one counts.

-- CaseOpened: where and when.
INSERT INTO decedent (node, case_id, facility, opened_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), b.data ->> 'facility_id', local_date(b.occurred_at)
FROM batch b
WHERE b.type = 'CaseOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET facility = EXCLUDED.facility, opened_on = EXCLUDED.opened_on;

-- DeathCertificateRecorded: when and where death came.
INSERT INTO decedent (node, case_id, death_on, death_division)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), local_date(d.death_at), d.death_division
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (death_at timestamptz, death_division code)
WHERE b.type = 'DeathCertificateRecorded'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET death_on = EXCLUDED.death_on, death_division = EXCLUDED.death_division;

-- ResidencyRecorded: the hukou, and who need not be cremated.
INSERT INTO decedent (node, case_id, hukou_division, hukou_on, exempt)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), d.hukou_division, d.as_of, d.ethnicity_exempt
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (hukou_division code, as_of date, ethnicity_exempt boolean)
WHERE b.type = 'ResidencyRecorded'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET hukou_division = EXCLUDED.hukou_division, hukou_on = EXCLUDED.hukou_on, exempt = EXCLUDED.exempt;

-- CremationCompleted: when, where, into how many portions, and whether it was recorded in time.
INSERT INTO decedent (node, case_id, cremated_on, cremated_at, ash_portions, cremation_in_time)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), local_date(b.occurred_at), d.facility_id, d.ash_portions,
  b.recorded_at <= b.occurred_at + interval '24 hours'
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (facility_id code, ash_portions integer)
WHERE b.type = 'CremationCompleted'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE
  SET cremated_on = EXCLUDED.cremated_on, cremated_at = EXCLUDED.cremated_at, ash_portions = EXCLUDED.ash_portions,
    cremation_in_time = EXCLUDED.cremation_in_time;

-- BodyBuried: when and where.
INSERT INTO decedent (node, case_id, buried_on, buried_at)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1), local_date(b.occurred_at), split_part(b.data ->> 'plot_id', '/', 1)
FROM batch b
WHERE b.type = 'BodyBuried'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET buried_on = EXCLUDED.buried_on, buried_at = EXCLUDED.buried_at;

-- BodyDonated, BodyReleasedOut: the body left.
INSERT INTO decedent (node, case_id, left_on)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('case/') + 1), local_date(b.occurred_at)
FROM batch b
WHERE b.type IN ('BodyDonated', 'BodyReleasedOut')
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET left_on = EXCLUDED.left_on;

-- CaseClosed: whether as a duplicate.
INSERT INTO decedent (node, case_id, duplicate_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('case/') + 1),
  CASE WHEN b.data ->> 'outcome' = 'duplicate' THEN local_date(b.occurred_at) END
FROM batch b
WHERE b.type = 'CaseClosed'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, case_id) DO UPDATE SET duplicate_on = EXCLUDED.duplicate_on;

-- CustodyOpened: whose ashes they are, and who keeps them. That never changes.
INSERT INTO portion (node, custody_id, case_id, kept_at)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('ashes/') + 1), d.case_id, d.facility_id
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (case_id code, facility_id code)
WHERE b.type = 'CustodyOpened'
ORDER BY b.stream, b.position
ON CONFLICT (node, custody_id) DO UPDATE
  SET case_id = coalesce(portion.case_id, EXCLUDED.case_id), kept_at = coalesce(portion.kept_at, EXCLUDED.kept_at);

-- AshesPlaced, AshesScattered, UnclaimedAshesDisposed: how and where they came to rest. The first one counts: ashes that
-- were taken out since, and placed elsewhere or scattered, were at rest all the same.
INSERT INTO portion (node, custody_id, disposed_on, form, placed_at, placement_in_time)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('ashes/') + 1), local_date(b.occurred_at), d.form, p.placed_at,
  CASE WHEN p.placed_at IS NOT NULL THEN b.recorded_at <= b.occurred_at + interval '24 hours' END
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (form code, facility_id text, plot_id text)
CROSS JOIN LATERAL (SELECT coalesce(d.facility_id, split_part(d.plot_id, '/', 1)) AS placed_at) p
WHERE b.type IN ('AshesPlaced', 'AshesScattered', 'UnclaimedAshesDisposed')
ORDER BY b.stream, b.position
ON CONFLICT (node, custody_id) DO UPDATE
  SET disposed_on = EXCLUDED.disposed_on, form = EXCLUDED.form, placed_at = EXCLUDED.placed_at,
    placement_in_time = EXCLUDED.placement_in_time
  WHERE portion.disposed_on IS NULL;

-- WaiverDecided: each decision.
INSERT INTO waiver (node, case_id, position, decision_id, decided_on, decision, waived_fen)
SELECT b.node, substr(b.stream, length('waiver/') + 1), b.position, b.event_id, local_date(b.occurred_at), d.decision,
  d.total_waived_fen
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (decision code, total_waived_fen bigint)
WHERE b.type = 'WaiverDecided';

-- WaiverReversed: which decision, since when.
INSERT INTO waiver_reversal AS r (node, case_id, decision_id, reversed_on)
SELECT b.node, substr(b.stream, length('waiver/') + 1), (b.data ->> 'decision_event_id')::uuid,
  min(local_date(b.occurred_at))
FROM batch b
WHERE b.type = 'WaiverReversed'
GROUP BY b.node, b.stream, b.data ->> 'decision_event_id'
ON CONFLICT (node, case_id, decision_id) DO UPDATE SET reversed_on = least(r.reversed_on, EXCLUDED.reversed_on);

-- ClaimSubmitted: where and when.
INSERT INTO claim (node, claim_id, office_division, submitted_on)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('claim/') + 1), b.data ->> 'office_division', local_date(b.occurred_at)
FROM batch b
WHERE b.type = 'ClaimSubmitted'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, claim_id) DO UPDATE
  SET office_division = EXCLUDED.office_division, submitted_on = EXCLUDED.submitted_on;

-- ClaimPaid: each payment.
INSERT INTO payment (node, claim_id, pay_ref, paid_on, amount_fen)
SELECT DISTINCT ON (b.stream, d.pay_ref)
  b.node, substr(b.stream, length('claim/') + 1), d.pay_ref, local_date(b.occurred_at), d.amount_fen
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (pay_ref code, amount_fen bigint)
WHERE b.type = 'ClaimPaid'
ORDER BY b.stream, d.pay_ref, b.position DESC
ON CONFLICT (node, claim_id, pay_ref) DO UPDATE SET paid_on = EXCLUDED.paid_on, amount_fen = EXCLUDED.amount_fen;

-- ClaimPaymentFailed: which one came back.
INSERT INTO payment AS p (node, claim_id, pay_ref, returned_on)
SELECT b.node, substr(b.stream, length('claim/') + 1), b.data ->> 'pay_ref', min(local_date(b.occurred_at))
FROM batch b
WHERE b.type = 'ClaimPaymentFailed'
GROUP BY b.node, b.stream, b.data ->> 'pay_ref'
ON CONFLICT (node, claim_id, pay_ref) DO UPDATE SET returned_on = least(p.returned_on, EXCLUDED.returned_on);

-- ClaimRecovered: what came back.
INSERT INTO recovery (node, claim_id, position, recovered_on, recovered_fen)
SELECT b.node, substr(b.stream, length('claim/') + 1), b.position, local_date(b.occurred_at),
  (b.data ->> 'recovered_fen')::bigint
FROM batch b
WHERE b.type = 'ClaimRecovered';

-- InspectionOpened: since when.
INSERT INTO inspection (node, facility, year, opened_on)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3)::integer, local_date(b.occurred_at)
FROM batch b
WHERE b.type = 'InspectionOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, year) DO UPDATE SET opened_on = EXCLUDED.opened_on;

-- ConclusionIssued, ConclusionRevised: each result.
INSERT INTO conclusion (node, facility, year, position, concluded_on, result)
SELECT b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3)::integer, b.position,
  local_date(b.occurred_at), coalesce(d.new_result, d.result)
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (result code, new_result code)
WHERE b.type IN ('ConclusionIssued', 'ConclusionRevised');

-- RectificationOrdered: by when.
INSERT INTO inspection (node, facility, year, ordered_on, due_on)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3)::integer, local_date(b.occurred_at),
  (b.data ->> 'due')::date
FROM batch b
WHERE b.type = 'RectificationOrdered'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, year) DO UPDATE SET ordered_on = EXCLUDED.ordered_on, due_on = EXCLUDED.due_on;

-- RectificationAccepted: when.
INSERT INTO inspection (node, facility, year, accepted_on)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3)::integer, (b.data ->> 'accepted_on')::date
FROM batch b
WHERE b.type = 'RectificationAccepted'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, year) DO UPDATE SET accepted_on = EXCLUDED.accepted_on;

-- FacilityStatusChanged: each status, from a day on.
INSERT INTO facility_status (node, facility, position, from_on, status)
SELECT b.node, substr(b.stream, length('facility/') + 1), b.position, d."from", d.status
FROM batch b
CROSS JOIN json_to_record(b.data) AS d ("from" date, status code)
WHERE b.type = 'FacilityStatusChanged';

-- FacilityGraded: each grade, from a day on.
INSERT INTO facility_grade (node, facility, position, from_on, grade)
SELECT b.node, substr(b.stream, length('facility/') + 1), b.position, d."from", d.grade
FROM batch b
CROSS JOIN json_to_record(b.data) AS d ("from" date, grade integer)
WHERE b.type = 'FacilityGraded';

-- ServiceAreaAssigned: when it has one.
INSERT INTO service_area (node, facility, position, from_on, to_on)
SELECT b.node, substr(b.stream, length('facility/') + 1), b.position, d."from", d."to"
FROM batch b
CROSS JOIN json_to_record(b.data) AS d ("from" date, "to" date)
WHERE b.type = 'ServiceAreaAssigned';

-- SectionOpened: whether it is an eco section.
INSERT INTO section (node, facility, section, opened_on, eco)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), local_date(b.occurred_at),
  (b.data ->> 'eco')::boolean
FROM batch b
WHERE b.type = 'SectionOpened'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, section) DO UPDATE SET opened_on = EXCLUDED.opened_on, eco = EXCLUDED.eco;

-- UnitInstalled: since when, and for how long.
INSERT INTO cremator (node, facility, unit_no, installed_on, rated_life_days)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), d.installed_on, d.rated_life_days
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (installed_on date, rated_life_days integer)
WHERE b.type = 'UnitInstalled'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, unit_no) DO UPDATE
  SET installed_on = EXCLUDED.installed_on, rated_life_days = EXCLUDED.rated_life_days;

-- UnitRetired: until when.
INSERT INTO cremator (node, facility, unit_no, retired_on)
SELECT DISTINCT ON (b.stream)
  b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), (b.data ->> 'retired_on')::date
FROM batch b
WHERE b.type = 'UnitRetired'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility, unit_no) DO UPDATE SET retired_on = EXCLUDED.retired_on;

-- UnitTested, UnitRetrofitted: each test and each of the works.
INSERT INTO cremator_check (node, facility, unit_no, position, done_on, is_test, valid_to)
SELECT b.node, split_part(b.stream, '/', 2), split_part(b.stream, '/', 3), b.position,
  coalesce(d.tested_on, d.done_on), b.type = 'UnitTested', CASE WHEN d.passed THEN d.valid_to END
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (tested_on date, done_on date, passed boolean, valid_to date)
WHERE b.type IN ('UnitTested', 'UnitRetrofitted');

-- EcoFormMapPublished: what it says of each form.
INSERT INTO eco_form (node, position, form, scope_division, from_on, to_on, counts_as_eco)
SELECT DISTINCT ON (b.position, f.form)
  b.node, b.position, f.form, d.scope_division, d."from", d."to", f.counts_as_eco
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (scope_division code, "from" date, "to" date, forms json)
CROSS JOIN json_to_recordset(d.forms) AS f (form code, counts_as_eco boolean)
WHERE b.type = 'EcoFormMapPublished'
ORDER BY b.position, f.form;

-- ZoneDesignated: each zone, with its days.
INSERT INTO zone (node, position, division, zone, from_on, to_on)
SELECT b.node, b.position, d.division, d.zone, d."from", d."to"
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (division code, zone code, "from" date, "to" date)
WHERE b.type = 'ZoneDesignated';

-- By which formula the need of a division is estimated: residents × yearly death rate × years × share. It is the one for
-- rural cemeteries of Anhui, DB34/T 4180-2022, as a copy on renrendoc.com has it; no policy that is an event has another.
CREATE VIEW demand_formula (formula, formula_zh, formula_en, years, share_permille) AS
VALUES (
  'anhui_rural', '安徽省DB34/T 4180-2022：常住人口×年死亡率×20年×50%',
  'Anhui DB34/T 4180-2022: residents × yearly death rate × 20 years × 50 %', 20, 500);

-- How many live in a division; a figure that does not say whose it is counts where there is none of residents.
CREATE VIEW resident_count AS
SELECT DISTINCT ON (c.node, c.division, c.year) c.node, c.division, c.year, c.value
FROM counted c
WHERE c.kind IN ('residents', 'population')
ORDER BY c.node, c.division, c.year, c.kind = 'residents' DESC;

-- What a division needs by the formula, one with facilities or with a count of those who live there; nothing that was
-- observed in its facilities goes into it. The population is the division's own, the newest. The rate is that of the
-- smallest area around it with a count of deaths of a whole year and a population of the same year. The places are those of
-- all facilities in it. `missing` says why there is no figure.
CREATE VIEW demand_by_division AS
SELECT k.node, k.division, n.name_zh AS division_zh, n.name_en AS division_en, m.formula, m.formula_zh, m.formula_en,
  p.population, p.population_year, r.rate_division, r.rate_year, r.deaths, r.rate_population,
  r.deaths * 100000 / nullif(r.rate_population, 0) AS deaths_per_100000, m.share_permille, m.years,
  div(d.need, d.per)::bigint AS places_a_year, div(d.need * m.years, d.per)::bigint AS places_needed, k.remaining_places,
  t.months_left,
  -- Nobody can say what will be in a century.
  to_char(
    CASE WHEN t.months_left < 1200 THEN date_trunc('month', as_of()) + make_interval(months => t.months_left::integer) END,
    'YYYY-MM') AS exhausted_in,
  x.missing_zh, x.missing_en
FROM (
  SELECT g.node, g.division, coalesce(sum(f.remaining_places), 0)::bigint AS remaining_places
  FROM (
    SELECT f.node, f.division FROM by_facility f WHERE f.division IS NOT NULL
    UNION
    SELECT c.node, c.division FROM resident_count c
  ) g
  LEFT JOIN by_facility f ON f.node = g.node AND g.division = ANY (areas(f.division))
  GROUP BY g.node, g.division
) k
CROSS JOIN demand_formula m
LEFT JOIN division_name n ON n.node = k.node AND n.division = k.division
LEFT JOIN LATERAL (
  SELECT c.value AS population, c.year AS population_year
  FROM resident_count c
  WHERE c.node = k.node AND c.division = k.division
  ORDER BY c.year DESC
  LIMIT 1
) p ON true
LEFT JOIN LATERAL (
  SELECT c.division AS rate_division, c.year AS rate_year, c.value AS deaths, q.value AS rate_population
  FROM unnest(areas(k.division)) WITH ORDINALITY AS a (division, number)
  JOIN counted c ON c.node = k.node AND c.kind = 'deaths' AND c.division = a.division
    AND c.counted_on >= make_date(c.year, 12, 31)
  JOIN resident_count q ON q.node = k.node AND q.division = a.division AND q.year = c.year AND q.value > 0
  ORDER BY a.number, c.year DESC
  LIMIT 1
) r ON true
CROSS JOIN LATERAL (
  -- A fraction: so many places a year, and whole numbers as long as it can be.
  SELECT p.population::numeric * r.deaths * m.share_permille AS need, r.rate_population::numeric * 1000 AS per
) d
CROSS JOIN LATERAL (SELECT div(k.remaining_places * 12 * d.per, nullif(d.need, 0))::bigint AS months_left) t
CROSS JOIN LATERAL (
  SELECT
    CASE WHEN p.population IS NULL THEN '未导入该区划的人口数'
      WHEN r.deaths IS NULL THEN '该区划及其上级均无同一整年的死亡人数和人口数'
      WHEN d.need = 0 THEN '按公式无需求' END AS missing_zh,
    CASE WHEN p.population IS NULL THEN 'no population of the division has been imported'
      WHEN r.deaths IS NULL THEN 'no deaths and population of one whole year, of the division or what contains it'
      WHEN d.need = 0 THEN 'no need by the formula' END AS missing_en
) x;

-- The whole months that a forecast looks back on: the last 24 before the day asked for, or those since remains first came to
-- rest in the facility; fewer than 12 tell nothing.
CREATE VIEW observed_months AS
SELECT o.node, o.facility, o.until, o.months, (o.until - make_interval(months => o.months))::date AS since
FROM (
  SELECT f.node, f.facility, u.until,
    least(24,
      (extract(year FROM age(u.until, f.first)) * 12 + extract(month FROM age(u.until, f.first)))::integer) AS months
  FROM (
    SELECT m.node, split_part(m.plot_id, '/', 1)::code AS facility, min(m.on_day) AS first
    FROM movement m
    WHERE m.plot_id IS NOT NULL
    GROUP BY 1, 2
  ) f
  CROSS JOIN (SELECT date_trunc('month', as_of())::date AS until) u
) o
WHERE o.months >= 12;

-- How long the remaining places last at the rate observed, and beside it by the formula. Of n places taken in m months,
-- the interval is that of a count of independent events: n ± 1.96 √n (95 %).
CREATE VIEW forecast_by_facility AS
SELECT f.node, f.facility, f.facility_zh, f.facility_en, f.division, f.division_zh, f.division_en, f.remaining_places,
  o.months AS months_observed, n.places::bigint AS places_taken,
  t.months_left, t.months_left_low, t.months_left_high,
  -- Nobody can say what will be in a century.
  to_char(CASE WHEN t.months_left < 1200 THEN o.until + make_interval(months => t.months_left::integer) END, 'YYYY-MM')
    AS exhausted_in,
  -- By the formula, and for all facilities of the division together.
  e.formula, e.places_a_year AS formula_places_a_year, e.remaining_places AS formula_remaining_places,
  e.months_left AS formula_months_left, e.exhausted_in AS formula_exhausted_in, e.missing_zh AS formula_missing_zh,
  e.missing_en AS formula_missing_en
FROM by_facility f
LEFT JOIN demand_by_division e ON e.node = f.node AND e.division = f.division
LEFT JOIN observed_months o ON o.node = f.node AND o.facility = f.facility
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.taken - c.given_up), 0)::numeric AS places,
    1.96 * sqrt(greatest(coalesce(sum(c.taken - c.given_up), 0)::numeric, 0)) AS spread
  FROM consumption c
  WHERE c.node = f.node AND c.facility = f.facility
    AND c.month >= to_char(o.since, 'YYYY-MM') AND c.month < to_char(o.until, 'YYYY-MM')
) n
LEFT JOIN LATERAL (
  SELECT floor(f.remaining_places * o.months / nullif(n.places, 0))::bigint AS months_left,
    floor(f.remaining_places * o.months / nullif(n.places + n.spread, 0))::bigint AS months_left_low,
    floor(f.remaining_places * o.months / nullif(greatest(n.places - n.spread, 0), 0))::bigint
      AS months_left_high
  WHERE n.places > 0
) t ON true;

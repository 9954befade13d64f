CREATE VIEW kind_name (kind, kind_zh, kind_en) AS
VALUES
  ('single', '单人墓', 'single plot'), ('double', '双人墓', 'double plot'), ('family', '家庭墓', 'family plot'),
  ('niche', '格位', 'niche'), ('eco_pool', '生态葬区', 'eco pool'),
  ('body_single', '单人遗体墓', 'single body plot'), ('body_double', '双人遗体墓', 'double body plot');

-- What a town is called: as the newest licence has it that begins by the day asked for, else the first one after it.
CREATE VIEW town_name AS
SELECT DISTINCT ON (t.node, t.town) t.node, t.town, t.name_zh, t.name_en
FROM facility_town t
CROSS JOIN LATERAL (SELECT coalesce(t.licensed_on, '-infinity') AS since) y
WHERE t.town IS NOT NULL
ORDER BY t.node, t.town, y.since > as_of(), abs(as_of() - coalesce(t.licensed_on, '1800-01-01')), t.facility;

-- Capacity of each section, in the division where it lies now and in that of its licence. Units are plots, niches or pools;
-- places are what they hold.
CREATE VIEW by_section AS
SELECT k.node, k.facility, f.name_zh AS facility_zh, f.name_en AS facility_en,
  f.kind AS facility_kind, f.nature, f.level, coalesce(z.status, 'open') AS facility_status,
  g.division, n.name_zh AS division_zh, n.name_en AS division_en,
  f.division AS division_then, o.name_zh AS division_then_zh, o.name_en AS division_then_en,
  t.town, tn.name_zh AS town_zh, tn.name_en AS town_en,
  k.section, s.name_zh AS section_zh, s.kind, kn.kind_zh, kn.kind_en, s.eco,
  coalesce(s.designed, 0) AS designed, coalesce(c.created, 0) AS created, coalesce(c.free, 0) AS free,
  coalesce(c.reserved, 0) AS reserved, coalesce(c.blocked, 0) AS blocked,
  coalesce(c.created - c.blocked - c.decommissioned, 0) AS usable,
  coalesce(c.granted_unoccupied, 0) AS granted_unoccupied, coalesce(c.occupied, 0) AS occupied,
  coalesce(c.full_units, 0) AS full_units, coalesce(c.decommissioned, 0) AS decommissioned,
  u.open_places + u.held_places AS remaining_places, u.open_places, u.held_places,
  coalesce(e.rights, 0) AS expired_rights
FROM (
  SELECT r.node, r.facility, r.section FROM row_count r
  UNION
  SELECT o.node, o.facility, o.section FROM section o
) k
LEFT JOIN facility f ON f.node = k.node AND f.facility = k.facility
LEFT JOIN facility_status z ON z.node = k.node AND z.facility = k.facility
LEFT JOIN section s ON s.node = k.node AND s.facility = k.facility AND s.section = k.section
LEFT JOIN kind_name kn ON kn.kind = s.kind
LEFT JOIN facility_division g
  ON g.node = k.node AND g.facility = k.facility AND g.since <= as_of() AND as_of() < g.until
LEFT JOIN division_name n ON n.node = k.node AND n.division = g.division
LEFT JOIN facility_town t ON t.node = k.node AND t.facility = k.facility
LEFT JOIN town_name tn ON tn.node = k.node AND tn.town = t.town
-- What it was called when the licence was given; where no name is known of that day, the first one after it.
CROSS JOIN LATERAL (SELECT coalesce(f.licensed_on, as_of()) AS on_day) y
LEFT JOIN LATERAL (
  SELECT d.name_zh, d.name_en
  FROM division d
  WHERE d.node = k.node AND d.division = f.division
  ORDER BY d.effective_on > y.on_day, abs(d.effective_on - y.on_day)
  LIMIT 1
) o ON true
LEFT JOIN (
  SELECT r.node, r.facility, r.section,
    sum(r.created)::bigint AS created, sum(r.free)::bigint AS free, sum(r.reserved)::bigint AS reserved,
    sum(r.blocked)::bigint AS blocked, sum(r.granted_unoccupied)::bigint AS granted_unoccupied,
    sum(r.occupied)::bigint AS occupied, sum(r.decommissioned)::bigint AS decommissioned,
    sum(r.full_units)::bigint AS full_units, sum(r.places_in_free)::bigint AS places_in_free,
    sum(r.places_in_held)::bigint AS places_in_held
  FROM row_count r
  GROUP BY r.node, r.facility, r.section
) c ON c.node = k.node AND c.facility = k.facility AND c.section = k.section
-- Rights whose last day has passed, and the places that wait for their renewal (rule A3).
LEFT JOIN (
  SELECT p.node, p.facility, p.section, count(*) AS rights,
    coalesce(sum(greatest(p.capacity - p.occupants, 0)) FILTER (WHERE NOT p.blocked AND NOT p.decommissioned), 0)
      ::bigint AS places
  FROM plot p
  WHERE p.right_until < as_of() AND p.capacity IS NOT NULL
  GROUP BY p.node, p.facility, p.section
) e ON e.node = k.node AND e.facility = k.facility AND e.section = k.section
-- Only places that could be used: open ones by anybody, held ones by whoever holds the plot. A facility that may not
-- sell gives nobody a plot (rule P6), but an eco pool is not sold; one that is closed takes no ashes at all (rule A3).
CROSS JOIN LATERAL (
  SELECT
    CASE
      WHEN z.status = 'closed' THEN 0
      WHEN s.kind = 'eco_pool' THEN coalesce(c.places_in_free + c.places_in_held, 0)
      WHEN z.status <> 'open' THEN 0
      ELSE coalesce(c.places_in_free, 0)
    END AS open_places,
    CASE
      WHEN z.status = 'closed' OR s.kind = 'eco_pool' THEN 0
      ELSE coalesce(c.places_in_held, 0) - coalesce(e.places, 0)
    END AS held_places
) u;

CREATE VIEW by_facility AS
SELECT s.node, s.facility, s.facility_zh, s.facility_en, s.facility_kind, s.nature, s.level, s.facility_status,
  s.division, s.division_zh, s.division_en, s.town, s.town_zh, s.town_en, count(*) AS sections,
  sum(s.designed)::bigint AS designed, sum(s.created)::bigint AS created, sum(s.usable)::bigint AS usable,
  sum(s.free)::bigint AS free,
  sum(s.reserved)::bigint AS reserved, sum(s.blocked)::bigint AS blocked,
  sum(s.granted_unoccupied)::bigint AS granted_unoccupied, sum(s.occupied)::bigint AS occupied,
  sum(s.full_units)::bigint AS full_units, sum(s.decommissioned)::bigint AS decommissioned,
  sum(s.remaining_places)::bigint AS remaining_places,
  sum(s.open_places)::bigint AS open_places, sum(s.held_places)::bigint AS held_places,
  sum(s.expired_rights)::bigint AS expired_rights
FROM by_section s
GROUP BY s.node, s.facility, s.facility_zh, s.facility_en, s.facility_kind, s.nature, s.level, s.facility_status,
  s.division, s.division_zh, s.division_en, s.town, s.town_zh, s.town_en;

-- By the division that each facility lies in on the day asked for (a county, mostly) and the kind of section.
CREATE VIEW by_division AS
SELECT s.node, s.division, s.division_zh, s.division_en, s.kind, s.kind_zh, s.kind_en,
  count(DISTINCT s.facility) AS facilities, count(*) AS sections,
  sum(s.designed)::bigint AS designed, sum(s.created)::bigint AS created, sum(s.usable)::bigint AS usable,
  sum(s.free)::bigint AS free,
  sum(s.reserved)::bigint AS reserved, sum(s.blocked)::bigint AS blocked,
  sum(s.granted_unoccupied)::bigint AS granted_unoccupied, sum(s.occupied)::bigint AS occupied,
  sum(s.full_units)::bigint AS full_units, sum(s.decommissioned)::bigint AS decommissioned,
  sum(s.remaining_places)::bigint AS remaining_places,
  sum(s.open_places)::bigint AS open_places, sum(s.held_places)::bigint AS held_places,
  sum(s.expired_rights)::bigint AS expired_rights
FROM by_section s
GROUP BY s.node, s.division, s.division_zh, s.division_en, s.kind, s.kind_zh, s.kind_en;

-- The same by the division that each licence names, as it was called then.
CREATE VIEW by_division_as_then AS
SELECT s.node, s.division_then AS division, s.division_then_zh AS division_zh, s.division_then_en AS division_en,
  s.kind, s.kind_zh, s.kind_en,
  count(DISTINCT s.facility) AS facilities, count(*) AS sections,
  sum(s.designed)::bigint AS designed, sum(s.created)::bigint AS created, sum(s.usable)::bigint AS usable,
  sum(s.free)::bigint AS free,
  sum(s.reserved)::bigint AS reserved, sum(s.blocked)::bigint AS blocked,
  sum(s.granted_unoccupied)::bigint AS granted_unoccupied, sum(s.occupied)::bigint AS occupied,
  sum(s.full_units)::bigint AS full_units, sum(s.decommissioned)::bigint AS decommissioned,
  sum(s.remaining_places)::bigint AS remaining_places,
  sum(s.open_places)::bigint AS open_places, sum(s.held_places)::bigint AS held_places,
  sum(s.expired_rights)::bigint AS expired_rights
FROM by_section s
GROUP BY s.node, s.division_then, s.division_then_zh, s.division_then_en, s.kind, s.kind_zh, s.kind_en;

-- By the town of the licence, in the division that its facilities lie in on the day asked for; without a town where the
-- licence does not say it.
CREATE VIEW by_town AS
SELECT s.node, s.division, s.division_zh, s.division_en, s.town, s.town_zh, s.town_en, s.kind, s.kind_zh, s.kind_en,
  count(DISTINCT s.facility) AS facilities, count(*) AS sections,
  sum(s.designed)::bigint AS designed, sum(s.created)::bigint AS created, sum(s.usable)::bigint AS usable,
  sum(s.free)::bigint AS free,
  sum(s.reserved)::bigint AS reserved, sum(s.blocked)::bigint AS blocked,
  sum(s.granted_unoccupied)::bigint AS granted_unoccupied, sum(s.occupied)::bigint AS occupied,
  sum(s.full_units)::bigint AS full_units, sum(s.decommissioned)::bigint AS decommissioned,
  sum(s.remaining_places)::bigint AS remaining_places,
  sum(s.open_places)::bigint AS open_places, sum(s.held_places)::bigint AS held_places,
  sum(s.expired_rights)::bigint AS expired_rights
FROM by_section s
GROUP BY s.node, s.division, s.division_zh, s.division_en, s.town, s.town_zh, s.town_en, s.kind, s.kind_zh, s.kind_en;

-- By what the facilities are: nature, level (city, county, town, village) and the kind of section.
CREATE VIEW by_nature_and_level AS
SELECT s.node, s.nature, s.level, s.kind, s.kind_zh, s.kind_en,
  count(DISTINCT s.facility) AS facilities, count(*) AS sections,
  sum(s.designed)::bigint AS designed, sum(s.created)::bigint AS created, sum(s.usable)::bigint AS usable,
  sum(s.free)::bigint AS free,
  sum(s.reserved)::bigint AS reserved, sum(s.blocked)::bigint AS blocked,
  sum(s.granted_unoccupied)::bigint AS granted_unoccupied, sum(s.occupied)::bigint AS occupied,
  sum(s.full_units)::bigint AS full_units, sum(s.decommissioned)::bigint AS decommissioned,
  sum(s.remaining_places)::bigint AS remaining_places,
  sum(s.open_places)::bigint AS open_places, sum(s.held_places)::bigint AS held_places,
  sum(s.expired_rights)::bigint AS expired_rights
FROM by_section s
GROUP BY s.node, s.nature, s.level, s.kind, s.kind_zh, s.kind_en;

-- Places taken and left in each month, by section.
CREATE VIEW consumption AS
SELECT m.node, split_part(m.plot_id, '/', 1)::code AS facility, split_part(m.plot_id, '/', 2)::code AS section,
  to_char(d.day, 'YYYY-MM') AS month,
  count(*) FILTER (WHERE d.taken) AS taken, count(*) FILTER (WHERE NOT d.taken) AS given_up
FROM movement m
CROSS JOIN LATERAL (VALUES (m.on_day, true), (m.left_on, false)) AS d (day, taken)
WHERE m.plot_id IS NOT NULL AND d.day IS NOT NULL
GROUP BY 1, 2, 3, 4;

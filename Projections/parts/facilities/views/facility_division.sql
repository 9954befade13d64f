-- In which division each facility lies from `since` until the day before `until`: the one that its licence names, then what
-- that became.
CREATE VIEW facility_division AS
SELECT f.node, f.facility, coalesce(l.became, f.division) AS division, coalesce(l.since, '-infinity') AS since,
  coalesce(l.until, 'infinity') AS until
FROM facility f
CROSS JOIN LATERAL (SELECT coalesce(f.licensed_on, '-infinity') AS written_on) w
LEFT JOIN lineage l
  ON l.node = f.node AND l.division = f.division AND l.written_from <= w.written_on AND w.written_on < l.written_until;

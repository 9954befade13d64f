-- PopulationImported, DeathCountImported: how many.
INSERT INTO reference_count (node, kind, division, year, value, source, counted_on)
SELECT DISTINCT ON (b.type, d.kind, d.division, d.year)
  b.node,
  CASE
    WHEN b.type = 'DeathCountImported' THEN 'deaths' WHEN d.kind = 'resident' THEN 'residents'
    WHEN d.kind = 'registered' THEN 'registered' ELSE 'population'
  END,
  d.division, d.year, d.value, d.source, d.as_of
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (kind code, division code, year integer, value bigint, source text, as_of date)
WHERE b.type IN ('PopulationImported', 'DeathCountImported')
ORDER BY b.type, d.kind, d.division, d.year, b.position DESC
ON CONFLICT (node, kind, division, year) DO UPDATE
  SET value = EXCLUDED.value, source = EXCLUDED.source, counted_on = EXCLUDED.counted_on;

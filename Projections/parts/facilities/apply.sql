-- FacilityLicensed: the licence.
INSERT INTO facility (
  node, facility, name_zh, name_en, kind, nature, level, division, licensed_on, licensed_until)
SELECT DISTINCT ON (b.stream)
  b.node, substr(b.stream, length('facility/') + 1), d.name_zh, d.name_en, d.kind, d.nature, d.level, d.division,
  d.valid_from, d.valid_to
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (
  name_zh text, name_en text, kind code, nature code, level code, division code, valid_from date, valid_to date)
WHERE b.type = 'FacilityLicensed'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility) DO UPDATE
  SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en, kind = EXCLUDED.kind, nature = EXCLUDED.nature,
    level = EXCLUDED.level, division = EXCLUDED.division, licensed_on = EXCLUDED.licensed_on,
    licensed_until = EXCLUDED.licensed_until;

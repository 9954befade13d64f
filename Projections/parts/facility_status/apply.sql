-- FacilityStatusChanged: the last one said.
INSERT INTO facility_status (node, facility, status)
SELECT DISTINCT ON (b.stream) b.node, substr(b.stream, length('facility/') + 1), b.data ->> 'status'
FROM batch b
WHERE b.type = 'FacilityStatusChanged'
ORDER BY b.stream, b.position DESC
ON CONFLICT (node, facility) DO UPDATE SET status = EXCLUDED.status;

-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now.

DELETE FROM decedent d
USING unnest(restated()) AS r (stream)
WHERE d.node = current_node() AND r.stream LIKE 'case/%' AND d.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM portion p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'ashes/%' AND p.custody_id = substr(r.stream, length('ashes/') + 1);

DELETE FROM waiver w
USING unnest(restated()) AS r (stream)
WHERE w.node = current_node() AND r.stream LIKE 'waiver/%' AND w.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM waiver_reversal w
USING unnest(restated()) AS r (stream)
WHERE w.node = current_node() AND r.stream LIKE 'waiver/%' AND w.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM claim c
USING unnest(restated()) AS r (stream)
WHERE c.node = current_node() AND r.stream LIKE 'claim/%' AND c.claim_id = substr(r.stream, length('claim/') + 1);

DELETE FROM payment p
USING unnest(restated()) AS r (stream)
WHERE p.node = current_node() AND r.stream LIKE 'claim/%' AND p.claim_id = substr(r.stream, length('claim/') + 1);

DELETE FROM recovery c
USING unnest(restated()) AS r (stream)
WHERE c.node = current_node() AND r.stream LIKE 'claim/%' AND c.claim_id = substr(r.stream, length('claim/') + 1);

DELETE FROM inspection i
USING unnest(restated()) AS r (stream)
WHERE i.node = current_node() AND r.stream LIKE 'inspection/%' AND i.facility = split_part(r.stream, '/', 2)
  AND i.year::text = split_part(r.stream, '/', 3);

DELETE FROM conclusion i
USING unnest(restated()) AS r (stream)
WHERE i.node = current_node() AND r.stream LIKE 'inspection/%' AND i.facility = split_part(r.stream, '/', 2)
  AND i.year::text = split_part(r.stream, '/', 3);

DELETE FROM facility_status f
USING unnest(restated()) AS r (stream)
WHERE f.node = current_node() AND r.stream LIKE 'facility/%' AND f.facility = substr(r.stream, length('facility/') + 1);

DELETE FROM facility_grade f
USING unnest(restated()) AS r (stream)
WHERE f.node = current_node() AND r.stream LIKE 'facility/%' AND f.facility = substr(r.stream, length('facility/') + 1);

DELETE FROM service_area f
USING unnest(restated()) AS r (stream)
WHERE f.node = current_node() AND r.stream LIKE 'facility/%' AND f.facility = substr(r.stream, length('facility/') + 1);

DELETE FROM section s
USING unnest(restated()) AS r (stream)
WHERE s.node = current_node() AND r.stream LIKE 'section/%' AND s.facility = split_part(r.stream, '/', 2)
  AND s.section = split_part(r.stream, '/', 3);

DELETE FROM cremator u
USING unnest(restated()) AS r (stream)
WHERE u.node = current_node() AND r.stream LIKE 'unit/%' AND u.facility = split_part(r.stream, '/', 2)
  AND u.unit_no = split_part(r.stream, '/', 3);

DELETE FROM cremator_check u
USING unnest(restated()) AS r (stream)
WHERE u.node = current_node() AND r.stream LIKE 'unit/%' AND u.facility = split_part(r.stream, '/', 2)
  AND u.unit_no = split_part(r.stream, '/', 3);

DELETE FROM eco_form m
WHERE m.node = current_node() AND 'reference/eco-forms' = ANY (restated());

DELETE FROM zone z
WHERE z.node = current_node() AND 'reference/zones' = ANY (restated());

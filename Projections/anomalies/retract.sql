-- What the amended streams said, forgotten: the batch has all of it once more, as it stands now. Findings are views, so
-- nothing has to be found again.

DELETE FROM decedent_case t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM person t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM death t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM residency t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM hold t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM hold_release t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM cremation t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM body_burial t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM certificate t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'case/%' AND t.case_id = substr(r.stream, length('case/') + 1);

DELETE FROM custody t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'ashes/%' AND t.custody_id = substr(r.stream, length('ashes/') + 1);

DELETE FROM heard t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'ashes/%' AND t.custody_id = substr(r.stream, length('ashes/') + 1);

DELETE FROM placement t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'ashes/%' AND t.custody_id = substr(r.stream, length('ashes/') + 1);

DELETE FROM ash_check t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'ashes/%' AND t.custody_id = substr(r.stream, length('ashes/') + 1);

DELETE FROM use_right t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'right/%' AND t.contract = substr(r.stream, length('right/') + 1);

DELETE FROM claim t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'claim/%' AND t.claim_id = substr(r.stream, length('claim/') + 1);

DELETE FROM claim_step t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'claim/%' AND t.claim_id = substr(r.stream, length('claim/') + 1);

DELETE FROM waiver t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'waiver/%' AND t.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM waiver_reversal t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'waiver/%' AND t.case_id = substr(r.stream, length('waiver/') + 1);

DELETE FROM section t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'section/%'
  AND t.facility = split_part(r.stream, '/', 2) AND t.section = split_part(r.stream, '/', 3);

DELETE FROM unit t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND r.stream LIKE 'unit/%'
  AND t.facility = split_part(r.stream, '/', 2) AND t.unit = split_part(r.stream, '/', 3);

DELETE FROM suspension t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM service_area t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM layout t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM plot_policy t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM plot_limit t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM run t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM form t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM act t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM amended t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM raised t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.stream = r.stream;

DELETE FROM batch_line t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.batch = r.stream;

DELETE FROM batch_payment t
USING unnest(restated()) AS r (stream)
WHERE t.node = current_node() AND t.batch = r.stream;

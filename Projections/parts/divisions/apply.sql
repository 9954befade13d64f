-- DivisionChanged: names, from a day on.
INSERT INTO division (node, division, effective_on, name_zh, name_en)
SELECT DISTINCT ON (t.code, d.effective_on) b.node, t.code, d.effective_on, t.name_zh, t.name_en
FROM batch b
CROSS JOIN json_to_record(b.data) AS d ("to" json, effective_on date)
CROSS JOIN json_array_elements(d."to") WITH ORDINALITY AS e (named, number)
CROSS JOIN json_to_record(e.named) AS t (code code, name_zh text, name_en text)
WHERE b.type = 'DivisionChanged'
ORDER BY t.code, d.effective_on, b.position DESC, e.number DESC
ON CONFLICT (node, division, effective_on) DO UPDATE SET name_zh = EXCLUDED.name_zh, name_en = EXCLUDED.name_en;

-- DivisionChanged: what a division became, where that is one other; of one that was divided nobody can say.
INSERT INTO succession (node, division, effective_on, successor)
SELECT DISTINCT ON (o.code, d.effective_on)
  b.node, o.code, d.effective_on, CASE WHEN json_array_length(d."to") = 1 THEN d."to" -> 0 ->> 'code' END
FROM batch b
CROSS JOIN json_to_record(b.data) AS d (from_codes json, "to" json, effective_on date)
CROSS JOIN json_array_elements_text(d.from_codes) AS o (code)
WHERE b.type = 'DivisionChanged'
ORDER BY o.code, d.effective_on, b.position DESC
ON CONFLICT (node, division, effective_on) DO UPDATE SET successor = EXCLUDED.successor;

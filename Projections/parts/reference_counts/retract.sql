DELETE FROM reference_count c
WHERE c.node = current_node() AND c.kind <> 'deaths' AND 'reference/population' = ANY (restated());

DELETE FROM reference_count c
WHERE c.node = current_node() AND c.kind = 'deaths' AND 'reference/deaths' = ANY (restated());

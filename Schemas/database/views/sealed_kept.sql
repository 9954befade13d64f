-- The parts whose events are in the log. The others wait for theirs, or will be swept away.
CREATE OR REPLACE VIEW sealed.kept AS
SELECT p.node, p.event_id, p.written_at, p.person, p.nonce, p.ciphertext, p.digest, e.position, e.occurred_at, e.stream,
  coalesce(e.event #>> '{data,target_type}', e.type) AS type
FROM sealed.part p
JOIN registry.event e ON e.event_id = p.event_id AND e.node = p.node
  AND e.event ->> 'sealeddigest' = encode(p.digest, 'hex');

ALTER VIEW sealed.kept OWNER TO registry_owner;

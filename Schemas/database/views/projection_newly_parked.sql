-- Streams that are parked in a version of a read model and not in the one that readers see: what they see whole must not be
-- taken from them.
CREATE OR REPLACE VIEW projection.newly_parked AS
SELECT p.schema, p.node, p.stream, p.position
FROM projection.parked p
JOIN projection.definition d USING (schema)
JOIN projection.definition l ON l.name = d.name AND l.live
WHERE NOT EXISTS (
  SELECT FROM projection.parked o WHERE o.schema = l.schema AND o.node = p.node AND o.stream = p.stream);

ALTER VIEW projection.newly_parked OWNER TO registry_owner;

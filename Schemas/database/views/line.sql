-- Every event as the line that its leaf commits to: for export, for the notary and for anyone who recomputes a leaf.
CREATE OR REPLACE VIEW registry.line AS
SELECT e.node, e.position, registry.log_line(e.event, e.position, e.recorded_at, e.voucher) AS line, e.leaf
FROM registry.event e;

ALTER VIEW registry.line OWNER TO registry_owner;

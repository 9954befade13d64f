SET LOCAL ROLE registry_owner;

-- What vouched for an event: the digest of a document that says with what its submitter had signed in. It is in the event's
-- line, and so in its leaf, beside the stored bytes and not in them: the same submission sent again with another token is still
-- the same. Events from before have none, and their lines and leaves are what they were.
ALTER TABLE registry.event ADD COLUMN voucher bytea;

-- The documents, one for all events of a call, or of all calls with the same token.
CREATE TABLE registry.voucher (
  node integer NOT NULL,
  digest bytea NOT NULL CHECK (digest = sha256(convert_to(document::text, 'UTF8'))),
  document json NOT NULL,
  PRIMARY KEY (digest, node)
);

CREATE TRIGGER refuse_row_change BEFORE UPDATE OR DELETE ON registry.voucher
  FOR EACH ROW EXECUTE FUNCTION registry.refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.voucher
  FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();
ALTER TABLE registry.voucher ENABLE ALWAYS TRIGGER refuse_row_change;
ALTER TABLE registry.voucher ENABLE ALWAYS TRIGGER refuse_change;

-- All of these take vouchers from now on.
DROP VIEW IF EXISTS registry.line;
DROP FUNCTION IF EXISTS registry.log_line(json, bigint, timestamptz);
DROP FUNCTION IF EXISTS registry.append(
  integer, text[], integer[], integer[], integer[], text[], integer[], integer[], text[], text[], boolean[],
  integer[], uuid[]);
DROP FUNCTION IF EXISTS registry.append_unit(
  integer, bigint, timestamptz, integer, integer, text[], integer[], uuid[], text[], text[], timestamptz[],
  smallint[], text[], integer[], text[], text[], boolean[], uuid[]);
DROP FUNCTION IF EXISTS registry.write_events(
  integer, bigint, timestamptz, text[], integer[], uuid[], text[], text[], timestamptz[], smallint[]);

RESET ROLE;

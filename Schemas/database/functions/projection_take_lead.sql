-- Makes the calling session the leader of a projection on a node and returns its epoch, or NULL while another session
-- leads. The session's lock says who may lead, and is gone at once when the session is; the epoch says whose batches
-- count: a former leader that has not noticed yet cannot commit one more.
CREATE OR REPLACE FUNCTION projection.take_lead(schema text, node integer) RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  mine bigint;
BEGIN
  IF NOT pg_try_advisory_lock(projection.lead_key(take_lead.schema, take_lead.node)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO projection.checkpoint AS c (schema, node, epoch, leader, led_since)
  VALUES (take_lead.schema, take_lead.node, 1, pg_backend_pid(), clock_timestamp())
  ON CONFLICT (schema, node) DO UPDATE
    SET epoch = c.epoch + 1, leader = EXCLUDED.leader, led_since = EXCLUDED.led_since
  RETURNING epoch INTO mine;
  RETURN mine;
END
$$;

ALTER FUNCTION projection.take_lead(text, integer) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.take_lead(text, integer) FROM PUBLIC;

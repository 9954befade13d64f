-- Applies the next events of a node, at most `most` of them, and moves the checkpoint: one statement, so one
-- transaction and no client that can fall asleep inside it. Whatever is killed when, events are applied exactly once.
--
-- Only the leader may: the row of the checkpoint is locked, and a caller of another epoch is refused with QM001, as is
-- one whose schema readers have left. A batch that fails changes nothing but the checkpoint's note of the failure. A single
-- event that fails for what it says has its stream parked, and the others go on; not so an event of an unknown type
-- (rule L5), nor one that failed for want of something: disk, memory, a lock.
CREATE OR REPLACE FUNCTION projection.advance(schema text, node integer, epoch bigint, most integer)
RETURNS projection.progress
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  began CONSTANT timestamptz := clock_timestamp();
  checkpoint projection.checkpoint;
  known text[];
  unknown record;
  parked text[];
  restated text[];
  done projection.progress;
  spot text;
BEGIN
  SELECT c.* INTO checkpoint FROM projection.checkpoint c
  WHERE c.schema = advance.schema AND c.node = advance.node FOR UPDATE;
  SELECT d.applies || d.ignores || projection.amendments() INTO known
  FROM projection.definition d WHERE d.schema = advance.schema AND NOT d.retired;
  IF checkpoint.epoch IS DISTINCT FROM advance.epoch OR known IS NULL THEN
    RAISE EXCEPTION 'another worker leads % on node %', advance.schema, advance.node USING ERRCODE = 'QM001';
  END IF;

  done."after" := checkpoint.position;
  SELECT coalesce(max(e.position), 0) INTO done.head FROM registry.event e WHERE e.node = advance.node;
  done.upto := least(checkpoint.position + most, done.head);
  IF done.upto <= done."after" THEN
    done.outcome := 'idle';
    done.upto := done."after";
    RETURN done;
  END IF;

  -- Whatever the log has before an unknown type, or version of one, is applied; then the projection stops there (rule L5),
  -- wherever the batch was cut.
  SELECT e.position, e.type, e.data_version INTO unknown FROM registry.event e
  WHERE e.node = advance.node AND e.position > done."after" AND e.position <= done.upto
    AND (e.type <> ALL (known) OR e.data_version > registry.current_version(e.type))
  ORDER BY e.position LIMIT 1;
  IF unknown.position > done."after" + 1 THEN
    done.upto := unknown.position - 1;
  END IF;

  SELECT coalesce(array_agg(p.stream), '{}') INTO parked FROM projection.parked p
  WHERE p.schema = advance.schema AND p.node = advance.node;
  BEGIN
    IF unknown.position = done."after" + 1 THEN
      done.upto := unknown.position;
      IF unknown.type = ANY (known) THEN
        RAISE EXCEPTION 'unknown version % of % at position %', unknown.data_version, unknown.type, unknown.position
          USING ERRCODE = 'QM002', HINT = 'A newer program has written it.';
      END IF;
      RAISE EXCEPTION 'unknown event type % at position %', unknown.type, unknown.position
        USING ERRCODE = 'QM002', HINT = 'Add it to what the projection applies or ignores.';
    END IF;
    restated := projection.apply(advance.schema, advance.node, done."after", done.upto, parked, '{}');
    IF parked && restated THEN
      DELETE FROM projection.parked p
      WHERE p.schema = advance.schema AND p.node = advance.node AND p.stream = ANY (restated);
    END IF;
    done.outcome := 'advanced';
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS done.error_code = RETURNED_SQLSTATE, done.error = MESSAGE_TEXT,
      spot = PG_EXCEPTION_CONTEXT;
    done.outcome := 'failed';
    done.error := done.error || coalesce(
      ' (' || substring(spot FROM 'function ([^ ]*(?:apply_|retract)[^\n]*)') || ')', '');
  END;

  IF done.outcome = 'failed' AND done.upto = done."after" + 1
    AND projection.may_park(done.error_code, cardinality(parked))
  THEN
    INSERT INTO projection.parked (schema, node, stream, position, error_code, error)
    SELECT advance.schema, advance.node, e.stream, e.position, done.error_code, done.error FROM registry.event e
    WHERE e.node = advance.node AND e.position = done.upto
    ON CONFLICT (schema, node, stream) DO UPDATE
    SET position = EXCLUDED.position, error_code = EXCLUDED.error_code, error = EXCLUDED.error,
      parked_at = EXCLUDED.parked_at;
    done.outcome := 'parked';
  END IF;

  IF done.outcome = 'failed' THEN
    UPDATE projection.checkpoint c
    SET failures = c.failures + 1, failed_since = coalesce(c.failed_since, began),
      failed_after = done."after", failed_upto = done.upto, error_code = done.error_code, error = done.error
    WHERE c.schema = advance.schema AND c.node = advance.node;
    PERFORM pg_notify('projection_position', advance.schema || ' ' || advance.node || ' ' || done."after");
    RETURN done;
  END IF;

  UPDATE projection.checkpoint c
  SET position = done.upto, applied_at = clock_timestamp(),
    rate = s.rate + 0.8 * (coalesce(c.rate, s.rate) - s.rate),
    failures = 0, failed_since = NULL, failed_after = NULL, failed_upto = NULL, error_code = NULL, error = NULL
  FROM (
    SELECT (done.upto - done."after") / greatest(extract(epoch FROM clock_timestamp() - began), 0.000001) AS rate
  ) s
  WHERE c.schema = advance.schema AND c.node = advance.node;
  -- The log itself is durable already. Should a crash lose this commit, checkpoint and tables go back together.
  PERFORM set_config('synchronous_commit', 'off', true);
  PERFORM pg_notify('projection_position', advance.schema || ' ' || advance.node || ' ' || done.upto);
  RETURN done;
END
$$;

ALTER FUNCTION projection.advance(text, integer, bigint, integer) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION projection.advance(text, integer, bigint, integer) FROM PUBLIC;

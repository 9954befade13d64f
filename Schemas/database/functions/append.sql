-- Appends units to the log of a node, in order. The only way into the log.
--
-- A unit is atomic: all of its events are written or none, and what happens to one unit does not touch the others. A
-- unit may build on an earlier one of the same call. Its number stands beside each event, guard and claim, counting
-- from 1 without gaps; all three are ordered by it.
--
--   events, versions, units    the exact JSON of each event, and the version it will have in its stream
--   guard_*                    streams that the unit relies on and does not write, and the version they must have
--   claim_*                    claims that the unit takes (claim_takes) or gives back
--   premise_*                  events that were not known to be stored when the unit was decided, and that it builds on: a
--                              version alone does not say which event has it
--   vouchers, vouched          documents that say what vouched for events, and for each event the number of its own, 0 for none;
--                              the digest goes into the event's line, the document beside the log
--
-- One caller at a time holds the head row, until its transaction ends: so positions are in commit order without gaps,
-- recorded_at never runs backwards, and nothing checked here can change before it is written.
CREATE OR REPLACE FUNCTION registry.append(
  node integer,
  events text[],
  versions integer[],
  units integer[],
  guard_units integer[] DEFAULT '{}',
  guard_streams text[] DEFAULT '{}',
  guard_versions integer[] DEFAULT '{}',
  claim_units integer[] DEFAULT '{}',
  claim_kinds text[] DEFAULT '{}',
  claim_keys text[] DEFAULT '{}',
  claim_takes boolean[] DEFAULT '{}',
  premise_units integer[] DEFAULT '{}',
  premises uuid[] DEFAULT '{}',
  vouchers text[] DEFAULT '{}',
  vouched integer[] DEFAULT '{}'
) RETURNS SETOF registry.append_answer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- A plan made while the log is small must still be right when it is large: only index look-ups, planned once. OFFSET 0
-- below keeps the planner from turning a look-up around, to read all of a table that it believes small.
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
#variable_conflict use_column
DECLARE
  -- An event's share of a line of 65,535 bytes when the other parts are as long as they can be, so that an event's
  -- fate does not depend on the position it happens to get.
  size_limit CONSTANT integer := 65535 - 65 - 19;
  -- What a voucher takes of it.
  voucher_size CONSTANT integer := 77;
  base bigint;
  stamp timestamptz;
  now_is timestamptz;
  written bigint;
  ids uuid[];
  streams text[];
  types text[];
  times timestamptz[];
  data_versions smallint[];
  digests text[];
  documents bytea[];
  vouched_by bytea[];
  clean boolean;
  this integer;
  first integer;
  last integer;
  guard integer;
  guards integer;
  claim integer;
  claims integer;
  premise integer;
  premise_end integer;
  answer registry.append_answer;
BEGIN
  SELECT h.position, h.recorded_at, clock_timestamp() INTO base, stamp, now_is
  FROM registry.head h WHERE h.node = append.node FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'node % is not installed here', node USING ERRCODE = 'undefined_object';
  END IF;

  -- Where the clock stands behind the log, nobody is to know beforehand at which moment the next events will have been taken, and so
  -- their leaves: the seed of a draw is one of them (rule I5).
  stamp := CASE
    WHEN now_is > stamp THEN now_is
    ELSE stamp + interval '1 microsecond' * (('x' || left(gen_random_uuid()::text, 6))::bit(24)::integer % 1000)
  END;

  -- Function scans keep the order of the array, and so do the aggregates over them.
  BEGIN
    SELECT array_agg((e.parsed ->> 'id')::uuid), array_agg(e.parsed ->> 'subject'), array_agg(e.parsed ->> 'type'),
      array_agg(registry.event_time(e.parsed ->> 'time')), array_agg(registry.data_version(e.parsed ->> 'dataschema')),
      array_agg(e.parsed ->> 'sealeddigest')
    INTO ids, streams, types, times, data_versions, digests
    FROM (SELECT given::jsonb AS parsed FROM unnest(events) AS given OFFSET 0) e;
  EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    SELECT array_agg(p.event_id), array_agg(p.stream), array_agg(p.type), array_agg(p.occurred_at),
      array_agg(p.data_version)
    INTO ids, streams, types, times, data_versions
    FROM unnest(events) AS given, registry.parse_event(given) p;
  END;

  IF vouchers <> '{}' THEN
    SELECT array_agg(sha256(convert_to(v, 'UTF8'))) INTO documents FROM unnest(vouchers) AS v;
    -- What has number 0 is beyond the array, and so is null.
    SELECT array_agg(documents[v]) INTO vouched_by FROM unnest(vouched) AS v;
  END IF;

  -- The common case: nothing is wrong with any unit, and all are written at once. An event must follow on the last of its
  -- stream, which an earlier unit of the same call may have brought; a guard must name it.
  SELECT bool_and(e.stream <> '' AND e.type <> '' AND e.occurred_at IS NOT NULL
      AND e.data_version IS NOT NULL AND octet_length(e.event)
        + CASE WHEN e.voucher IS NULL THEN 0 ELSE voucher_size END <= size_limit) IS TRUE
    AND count(*) = count(DISTINCT e.event_id)
  INTO clean
  FROM unnest(ids, streams, types, times, data_versions, events, vouched_by)
    AS e (event_id, stream, type, occurred_at, data_version, event, voucher);
  clean := clean
    -- One by one: of all of them at once the planner thinks that reading a whole index is as cheap, while the log is small.
    AND NOT EXISTS (
      SELECT FROM unnest(ids) AS i (event_id)
      CROSS JOIN LATERAL (
        SELECT FROM registry.event e WHERE e.node = append.node AND e.event_id = i.event_id OFFSET 0) s);
  IF clean THEN
    SELECT bool_and(r.version = r.step + coalesce(r.before,
        (SELECT s.version FROM registry.event s WHERE s.node = append.node AND s.stream = r.stream
          ORDER BY s.version DESC LIMIT 1), 0)) IS TRUE
    INTO clean
    FROM (
      SELECT q.*, max(q.version) FILTER (WHERE q.step = 1) OVER (
        PARTITION BY q.stream COLLATE "C" ORDER BY q.unit, q.step, q.nth
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
      FROM (
        SELECT u.unit, u.stream, u.version, 1 AS step, u.nth
        FROM unnest(units, streams, versions) WITH ORDINALITY AS u (unit, stream, version, nth)
        UNION ALL
        SELECT g.unit, g.stream, g.version, 0, g.nth
        FROM unnest(guard_units, guard_streams, guard_versions) WITH ORDINALITY AS g (unit, stream, version, nth)
      ) q
    ) r;
  END IF;
  IF clean AND premises <> '{}' THEN
    SELECT bool_and(EXISTS (
        SELECT FROM registry.event e WHERE e.node = append.node AND e.event_id = p.premise OFFSET 0)) IS NOT false
    INTO clean
    -- What this call brings itself, follows on one another by its versions.
    FROM (SELECT unnest(premises) AS premise EXCEPT SELECT unnest(ids)) p;
  END IF;
  IF clean AND array_remove(digests, NULL) <> '{}' THEN
    -- An event's sealed part is there before it, or the digest would speak of nothing.
    SELECT bool_and(EXISTS (
        SELECT FROM sealed.part p
        WHERE p.event_id = i.event_id AND p.digest = registry.digest(i.digest) AND p.node = append.node OFFSET 0))
    INTO clean
    FROM unnest(ids, digests) AS i (event_id, digest)
    WHERE i.digest IS NOT NULL;
  END IF;
  IF clean AND claim_units <> '{}' THEN
    -- What is taken must be free and what is given back held, after whatever earlier units of the call do to it.
    SELECT bool_and(c.takes IS DISTINCT FROM coalesce(c.before, c.held))
    INTO clean
    FROM (
      SELECT k.takes, lag(k.takes) OVER (
          PARTITION BY k.kind COLLATE "C", k.key COLLATE "C" ORDER BY k.unit, k.takes) AS before,
        EXISTS (
          SELECT FROM registry.claim h
          WHERE h.node = append.node AND h.kind = k.kind AND h.key = k.key OFFSET 0) AS held
      FROM unnest(claim_units, claim_kinds, claim_keys, claim_takes) AS k (unit, kind, key, takes)
    ) c;
  END IF;

  IF clean THEN
    written := cardinality(events);
    PERFORM registry.write_events(
      node, base, stamp, events, versions, ids, streams, types, times, data_versions, vouched_by);
    IF false = ANY (claim_takes) THEN
      DELETE FROM registry.claim h
      WHERE h.ctid = ANY (ARRAY(
        SELECT g.ctid
        FROM unnest(claim_kinds, claim_keys, claim_takes) AS k (kind, key, takes)
        CROSS JOIN LATERAL (
          SELECT h.ctid FROM registry.claim h
          WHERE h.node = append.node AND h.kind = k.kind AND h.key = k.key OFFSET 0
        ) g
        WHERE NOT k.takes));
    END IF;
    IF true = ANY (claim_takes) THEN
      INSERT INTO registry.claim (node, kind, key, position, stream)
      SELECT append.node, c.kind, c.key, base + f.first, streams[f.first]
      FROM (
        SELECT DISTINCT ON (k.kind COLLATE "C", k.key COLLATE "C") k.*
        FROM unnest(claim_units, claim_kinds, claim_keys, claim_takes) AS k (unit, kind, key, takes)
        ORDER BY k.kind COLLATE "C", k.key COLLATE "C", k.unit DESC, k.takes DESC
      ) c
      CROSS JOIN LATERAL (SELECT array_position(units, c.unit) AS first) f
      WHERE c.takes;
    END IF;
    RETURN QUERY SELECT u.unit, 'appended', u.event_id, u.stream, u.version, NULL::integer, base + u.nth, stamp,
      NULL::text, NULL::text, NULL::text
    FROM unnest(units, ids, streams, versions) WITH ORDINALITY AS u (unit, event_id, stream, version, nth);
  ELSE
    written := 0;
    FOR this IN 1 .. units[cardinality(units)] LOOP
      first := array_position(units, this);
      last := first - 1 + cardinality(array_positions(units, this));
      guard := array_position(guard_units, this);
      guards := guard - 1 + cardinality(array_positions(guard_units, this));
      claim := array_position(claim_units, this);
      claims := claim - 1 + cardinality(array_positions(claim_units, this));
      premise := array_position(premise_units, this);
      premise_end := premise - 1 + cardinality(array_positions(premise_units, this));
      FOR answer IN
        SELECT * FROM registry.append_unit(
          node, base + written, stamp, this, size_limit, voucher_size, events[first:last], versions[first:last], ids[first:last],
          streams[first:last], types[first:last], times[first:last], data_versions[first:last],
          guard_streams[guard:guards], guard_versions[guard:guards],
          claim_kinds[claim:claims], claim_keys[claim:claims], claim_takes[claim:claims],
          premises[premise:premise_end], vouched_by[first:last])
      LOOP
        IF answer.outcome = 'appended' THEN
          written := written + 1;
        END IF;
        RETURN NEXT answer;
      END LOOP;
    END LOOP;
  END IF;

  IF written > 0 THEN
    IF vouchers <> '{}' THEN
      INSERT INTO registry.voucher (node, digest, document)
      SELECT append.node, d.digest, d.document::json
      FROM unnest(documents, vouchers) AS d (digest, document)
      WHERE EXISTS (
          SELECT FROM registry.event e
          WHERE e.node = append.node AND e.position > base AND e.position <= base + written AND e.voucher = d.digest OFFSET 0)
        AND NOT EXISTS (
          SELECT FROM registry.voucher v WHERE v.digest = d.digest AND v.node = append.node OFFSET 0)
      ON CONFLICT DO NOTHING;
    END IF;
    UPDATE registry.head h SET position = base + written, recorded_at = stamp WHERE h.node = append.node;
    -- Once a call: notifications take a lock that is held until the commit.
    PERFORM pg_notify('registry_event', node || ':' || base + written);
  END IF;
END
$$;

ALTER FUNCTION registry.append(
  integer, text[], integer[], integer[], integer[], text[], integer[], integer[], text[], text[], boolean[],
  integer[], uuid[], text[], integer[])
  OWNER TO registry_owner;
REVOKE ALL ON FUNCTION registry.append(
  integer, text[], integer[], integer[], integer[], text[], integer[], integer[], text[], text[], boolean[],
  integer[], uuid[], text[], integer[])
  FROM PUBLIC;

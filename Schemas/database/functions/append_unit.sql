-- Appends one unit, or says why not. Internal: append comes here unit by unit when it cannot take all at once.
--
-- An event known already comes before everything else, for a submission that is sent again must get its first
-- answer, whatever has happened since. Known means that the whole unit is: a unit with only some known events mixes
-- an old submission with a new one, and is turned down as a reuse of the id that is known.
CREATE OR REPLACE FUNCTION registry.append_unit(
  node integer, base bigint, stamp timestamptz, unit integer, size_limit integer, voucher_size integer,
  events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamptz[],
  data_versions smallint[], guard_streams text[], guard_versions integer[], claim_kinds text[], claim_keys text[],
  claim_takes boolean[], premises uuid[], vouchers bytea[]
) RETURNS SETOF registry.append_answer
LANGUAGE plpgsql
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
  answer registry.append_answer;
  known integer;
  taken boolean;
BEGIN
  answer.unit := append_unit.unit;

  answer.outcome := 'rejected';
  answer.reason := (
    SELECT CASE
      WHEN count(*) = 0 THEN 'empty'
      WHEN NOT bool_and(e.event_id IS NOT NULL AND e.stream <> '' AND e.type <> '' AND e.occurred_at IS NOT NULL
        AND e.data_version IS NOT NULL) IS TRUE THEN 'malformed'
    END
    FROM unnest(ids, streams, types, times, data_versions) AS e (event_id, stream, type, occurred_at, data_version));
  IF answer.reason IS NOT NULL THEN
    RETURN NEXT answer;
    RETURN;
  END IF;

  SELECT count(*) FILTER (WHERE s.event::text = e.event AND NOT e.again),
    -- An id that is known with other content, or twice in the unit; failing that, one that is known.
    (array_agg(e.event_id ORDER BY s.event::text = e.event, e.nth) FILTER (WHERE s.event_id IS NOT NULL OR e.again))[1]
  INTO known, answer.event_id
  FROM (
    SELECT u.*, row_number() OVER (PARTITION BY u.event_id ORDER BY u.nth) > 1 AS again
    FROM unnest(ids, events) WITH ORDINALITY AS u (event_id, event, nth)
  ) e
  LEFT JOIN LATERAL (
    SELECT s.event_id, s.event FROM registry.event s
    WHERE s.node = append_unit.node AND s.event_id = e.event_id OFFSET 0
  ) s ON true;
  IF known = cardinality(events) THEN
    RETURN QUERY SELECT append_unit.unit, 'duplicate', s.event_id, s.stream, s.version, NULL::integer, s.position,
      s.recorded_at, NULL::text, NULL::text, NULL::text
    FROM unnest(ids) WITH ORDINALITY AS e (event_id, nth)
    CROSS JOIN LATERAL (
      SELECT s.* FROM registry.event s WHERE s.node = append_unit.node AND s.event_id = e.event_id OFFSET 0
    ) s
    ORDER BY e.nth;
    RETURN;
  END IF;
  IF answer.event_id IS NOT NULL THEN
    answer.outcome := 'reused';
    RETURN NEXT answer;
    RETURN;
  END IF;

  -- What is known may be longer: it was recorded before there were vouchers.
  IF EXISTS (
    SELECT FROM unnest(events, vouchers) AS e (event, voucher)
    WHERE octet_length(e.event) + CASE WHEN e.voucher IS NULL THEN 0 ELSE voucher_size END > size_limit)
  THEN
    answer.outcome := 'rejected';
    answer.reason := 'too_large';
    RETURN NEXT answer;
    RETURN;
  END IF;

  -- Its submitter writes the part again, and sends the unit as it is.
  IF EXISTS (
    SELECT FROM unnest(ids, events) AS e (event_id, event)
    WHERE NOT EXISTS (
      SELECT FROM sealed.part p
      WHERE p.event_id = e.event_id AND p.digest = registry.digest(e.event::json ->> 'sealeddigest')
        AND p.node = append_unit.node OFFSET 0)
      AND e.event::json ->> 'sealeddigest' IS NOT NULL)
  THEN
    answer.outcome := 'rejected';
    answer.reason := 'unsealed';
    RETURN NEXT answer;
    RETURN;
  END IF;

  SELECT e.stream, e.found, e.expected INTO answer.stream, answer.version, answer.expected
  FROM (
    SELECT u.stream, u.nth, u.version - 1 AS expected,
      coalesce((SELECT max(s.version) FROM registry.event s
        WHERE s.node = append_unit.node AND s.stream = u.stream), 0)
        + row_number() OVER (PARTITION BY u.stream ORDER BY u.nth) - 1 AS found
    FROM unnest(streams, versions) WITH ORDINALITY AS u (stream, version, nth)
    UNION ALL
    SELECT g.stream, cardinality(events) + g.nth, g.version,
      coalesce((SELECT max(s.version) FROM registry.event s
        WHERE s.node = append_unit.node AND s.stream = g.stream), 0)
    FROM unnest(guard_streams, guard_versions) WITH ORDINALITY AS g (stream, version, nth)
  ) e
  WHERE e.found <> e.expected
  ORDER BY e.nth
  LIMIT 1;
  IF FOUND THEN
    answer.outcome := 'conflict';
    RETURN NEXT answer;
    RETURN;
  END IF;

  -- The versions are right, but they are those of other events than the ones that the unit was decided on.
  IF EXISTS (
    SELECT FROM unnest(premises) AS p (event_id)
    WHERE NOT EXISTS (
      SELECT FROM registry.event s WHERE s.node = append_unit.node AND s.event_id = p.event_id OFFSET 0))
  THEN
    answer.outcome := 'conflict';
    answer.stream := streams[1];
    answer.version := versions[1] - 1;
    answer.expected := versions[1] - 1;
    RETURN NEXT answer;
    RETURN;
  END IF;

  IF claim_kinds <> '{}' THEN
    -- What a unit gives back it may take again, for another stream.
    SELECT c.kind, c.key, c.stream, c.position, c.takes, CASE WHEN NOT c.takes THEN 'not_held' END
    INTO answer.claim_kind, answer.claim_key, answer.stream, answer.position, taken, answer.reason
    FROM (
      SELECT k.*, h.*
      FROM unnest(claim_kinds, claim_keys, claim_takes) WITH ORDINALITY AS k (kind, key, takes, nth)
      LEFT JOIN LATERAL (
        SELECT h.stream, h.position FROM registry.claim h
        WHERE h.node = append_unit.node AND h.kind = k.kind AND h.key = k.key OFFSET 0
      ) h ON true
    ) c
    WHERE CASE
      WHEN c.takes THEN c.position IS NOT NULL AND NOT EXISTS (
        SELECT FROM unnest(claim_kinds, claim_keys, claim_takes) AS r (kind, key, takes)
        WHERE NOT r.takes AND r.kind = c.kind AND r.key = c.key)
      ELSE c.position IS NULL
    END
    ORDER BY c.takes, c.nth
    LIMIT 1;
    IF FOUND THEN
      answer.outcome := CASE WHEN taken THEN 'claimed' ELSE 'rejected' END;
      RETURN NEXT answer;
      RETURN;
    END IF;

    DELETE FROM registry.claim h
    WHERE h.ctid = ANY (ARRAY(
      SELECT g.ctid
      FROM unnest(claim_kinds, claim_keys, claim_takes) AS k (kind, key, takes)
      CROSS JOIN LATERAL (
        SELECT h.ctid FROM registry.claim h
        WHERE h.node = append_unit.node AND h.kind = k.kind AND h.key = k.key OFFSET 0
      ) g
      WHERE NOT k.takes));
    INSERT INTO registry.claim (node, kind, key, position, stream)
    SELECT DISTINCT append_unit.node, k.kind, k.key, base + 1, streams[1]
    FROM unnest(claim_kinds, claim_keys, claim_takes) AS k (kind, key, takes)
    WHERE k.takes;
  END IF;
  PERFORM registry.write_events(
    node, base, stamp, events, versions, ids, streams, types, times, data_versions, vouchers);
  RETURN QUERY SELECT append_unit.unit, 'appended', e.event_id, e.stream, e.version, NULL::integer, base + e.nth,
    stamp, NULL::text, NULL::text, NULL::text
  FROM unnest(ids, streams, versions) WITH ORDINALITY AS e (event_id, stream, version, nth);
END
$$;

ALTER FUNCTION registry.append_unit(
  integer, bigint, timestamptz, integer, integer, integer, text[], integer[], uuid[], text[], text[], timestamptz[],
  smallint[], text[], integer[], text[], text[], boolean[], uuid[], bytea[]) OWNER TO registry_owner;
REVOKE ALL ON FUNCTION registry.append_unit(
  integer, bigint, timestamptz, integer, integer, integer, text[], integer[], uuid[], text[], text[], timestamptz[],
  smallint[], text[], integer[], text[], text[], boolean[], uuid[], bytea[]) FROM PUBLIC;

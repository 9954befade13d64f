--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: guard; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA guard;


ALTER SCHEMA guard OWNER TO postgres;

--
-- Name: projection; Type: SCHEMA; Schema: -; Owner: registry_owner
--

CREATE SCHEMA projection;


ALTER SCHEMA projection OWNER TO registry_owner;

--
-- Name: registry; Type: SCHEMA; Schema: -; Owner: registry_owner
--

CREATE SCHEMA registry;


ALTER SCHEMA registry OWNER TO registry_owner;

--
-- Name: sealed; Type: SCHEMA; Schema: -; Owner: registry_owner
--

CREATE SCHEMA sealed;


ALTER SCHEMA sealed OWNER TO registry_owner;

--
-- Name: code; Type: DOMAIN; Schema: projection; Owner: registry_owner
--

CREATE DOMAIN projection.code AS text COLLATE pg_catalog."C";


ALTER DOMAIN projection.code OWNER TO registry_owner;

--
-- Name: progress; Type: TYPE; Schema: projection; Owner: registry_owner
--

CREATE TYPE projection.progress AS (
	outcome text,
	after bigint,
	upto bigint,
	head bigint,
	error_code text,
	error text
);


ALTER TYPE projection.progress OWNER TO registry_owner;

--
-- Name: append_answer; Type: TYPE; Schema: registry; Owner: registry_owner
--

CREATE TYPE registry.append_answer AS (
	unit integer,
	outcome text,
	event_id uuid,
	stream text,
	version integer,
	expected integer,
	"position" bigint,
	recorded_at timestamp with time zone,
	claim_kind text,
	claim_key text,
	reason text
);


ALTER TYPE registry.append_answer OWNER TO registry_owner;

--
-- Name: compare(); Type: FUNCTION; Schema: guard; Owner: postgres
--

CREATE FUNCTION guard.compare() RETURNS event_trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  structure text;
  touched text;
BEGIN
  -- REINDEX makes the same anew; older servers do not report it at all.
  IF NOT pg_has_role(current_user, 'registry_owner', 'USAGE') OR tg_tag = 'REINDEX'
    OR current_setting('registry.migration', true) = pg_current_xact_id()::text
  THEN
    RETURN;
  END IF;

  WITH schema AS (
    SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY (guard.schemas())
  ), relation AS (
    SELECT c.oid FROM pg_class c WHERE c.relnamespace IN (TABLE schema)
  ), part (catalogue, place, made_by) AS (
    SELECT tableoid, ctid, xmin FROM pg_namespace WHERE oid IN (TABLE schema)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_class WHERE relnamespace IN (TABLE schema)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_attribute WHERE attrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_attrdef WHERE adrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_constraint WHERE conrelid IN (TABLE relation) OR confrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_index WHERE indrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_inherits WHERE inhrelid IN (TABLE relation) OR inhparent IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_trigger WHERE tgrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_rewrite WHERE ev_class IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_policy WHERE polrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_statistic_ext WHERE stxrelid IN (TABLE relation)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_proc WHERE pronamespace IN (TABLE schema)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_type WHERE typnamespace IN (TABLE schema)
    UNION ALL SELECT tableoid, ctid, xmin FROM pg_default_acl
      WHERE defaclrole = 'registry_owner'::regrole OR defaclnamespace IN (TABLE schema)
  )
  SELECT encode(sha256(convert_to(
    string_agg(concat_ws(' ', catalogue, place, made_by), ',' ORDER BY catalogue, place), 'UTF8')), 'hex')
  INTO structure
  FROM part;

  IF tg_event = 'ddl_command_start' THEN
    -- With this word a command commits as it goes, and cannot be taken back at its end.
    IF tg_tag IN ('CREATE INDEX', 'DROP INDEX', 'ALTER TABLE') AND current_query() ~* '\mconcurrently\M' THEN
      PERFORM guard.refuse(tg_tag, 'CONCURRENTLY');
    END IF;
    PERFORM set_config('registry.structure', structure, true);
    RETURN;
  END IF;

  SELECT min(d.object_identity) INTO touched
  FROM pg_event_trigger_ddl_commands() d
  WHERE d.schema_name = ANY (guard.schemas()) OR d.object_type = 'schema' AND d.object_identity = ANY (guard.schemas())
    OR d.object_identity ~ format(' (on|for) (%s)\.', array_to_string(guard.schemas(), '|'));
  IF touched IS NOT NULL OR structure IS DISTINCT FROM current_setting('registry.structure', true) THEN
    PERFORM guard.refuse(tg_tag, coalesce(touched, array_to_string(guard.schemas(), ', ')));
  END IF;
END
$$;


ALTER FUNCTION guard.compare() OWNER TO postgres;

--
-- Name: keep(); Type: FUNCTION; Schema: guard; Owner: postgres
--

CREATE FUNCTION guard.keep() RETURNS event_trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  gone text;
BEGIN
  IF NOT pg_has_role(current_user, 'registry_owner', 'USAGE')
    OR current_setting('registry.migration', true) = pg_current_xact_id()::text
  THEN
    RETURN;
  END IF;
  SELECT d.object_identity INTO gone
  FROM pg_event_trigger_dropped_objects() d
  WHERE d.schema_name = ANY (guard.schemas()) OR d.object_type = 'schema' AND d.object_identity = ANY (guard.schemas())
    OR d.object_identity ~ format(' (on|for) (%s)\.', array_to_string(guard.schemas(), '|'))
  ORDER BY d.original DESC, d.object_identity LIMIT 1;
  IF gone IS NOT NULL THEN
    PERFORM guard.refuse(tg_tag, gone);
  END IF;
END
$$;


ALTER FUNCTION guard.keep() OWNER TO postgres;

--
-- Name: refuse(text, text); Type: FUNCTION; Schema: guard; Owner: postgres
--

CREATE FUNCTION guard.refuse(command text, object text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION '登记库的结构只由迁移更改，拒绝执行：%（%）。 / What migrations have made, only migrations change: % (%) is refused.',
    command, object, command, object
    USING ERRCODE = 'insufficient_privilege',
      HINT = '请把更改写成 Schemas/database 中的迁移，再运行 qingming database migrate。 / Write it as a migration in '
        'Schemas/database, and run qingming database migrate.';
END
$$;


ALTER FUNCTION guard.refuse(command text, object text) OWNER TO postgres;

--
-- Name: schemas(); Type: FUNCTION; Schema: guard; Owner: postgres
--

CREATE FUNCTION guard.schemas() RETURNS name[]
    LANGUAGE sql IMMUTABLE
    RETURN '{access,guard,projection,registry,sealed}'::name[];


ALTER FUNCTION guard.schemas() OWNER TO postgres;

--
-- Name: advance(text, integer, bigint, integer); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.advance(schema text, node integer, epoch bigint, most integer) RETURNS projection.progress
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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


ALTER FUNCTION projection.advance(schema text, node integer, epoch bigint, most integer) OWNER TO registry_owner;

--
-- Name: amendments(); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.amendments() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY['FactCorrected'::text, 'EventVoided'::text];


ALTER FUNCTION projection.amendments() OWNER TO registry_owner;

--
-- Name: analyze(text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection."analyze"(schema text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  relation text;
BEGIN
  FOR relation IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = quote_ident(schema)::regnamespace AND c.relkind = 'r'
  LOOP
    EXECUTE format('ANALYZE (SKIP_LOCKED) %I.%I', schema, relation);
  END LOOP;
END
$$;


ALTER FUNCTION projection."analyze"(schema text) OWNER TO registry_owner;

--
-- Name: apply(text, integer, bigint, bigint, text[], text[]); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.apply(schema text, node integer, after bigint, upto bigint, parked text[], resumed text[]) RETURNS text[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
BEGIN
  RETURN projection.apply_restating(schema, node, "after", upto, parked, ARRAY(
    SELECT DISTINCT r.stream FROM (
      SELECT e.stream FROM registry.event e
      WHERE e.node = node AND e.position > "after" AND e.position <= upto AND e.type = ANY (projection.amendments())
      UNION ALL
      SELECT unnest(resumed)
    ) r));
END
$$;


ALTER FUNCTION projection.apply(schema text, node integer, after bigint, upto bigint, parked text[], resumed text[]) OWNER TO registry_owner;

--
-- Name: apply_narrowed(integer, bigint, bigint, text[]); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.apply_narrowed(node integer, after bigint, upto bigint, parked text[]) RETURNS text[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
BEGIN
  RETURN projection.apply_restating('pg_temp', node, "after", upto, parked, ARRAY(
    SELECT DISTINCT e.stream FROM pg_temp.narrowed_event e
    WHERE e.position > "after" AND e.position <= upto AND e.type = ANY (projection.amendments())));
END
$$;


ALTER FUNCTION projection.apply_narrowed(node integer, after bigint, upto bigint, parked text[]) OWNER TO registry_owner;

--
-- Name: apply_restating(text, integer, bigint, bigint, text[], text[]); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.apply_restating(schema text, node integer, after bigint, upto bigint, parked text[], restated text[]) RETURNS text[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
  -- Plans are kept for the size of the batch that they were first made for; up to this many events count as few.
  few CONSTANT integer := 50;
  size CONSTANT text := CASE WHEN upto - "after" <= few THEN 'few' ELSE 'many' END;
BEGIN
  PERFORM set_config('projection.node', node::text, true),
    set_config('projection.after', "after"::text, true),
    set_config('projection.upto', upto::text, true),
    set_config('projection.restated', CASE WHEN restated = '{}' THEN '' ELSE restated::text END, true),
    set_config('projection.parked', ARRAY(SELECT p FROM unnest(parked) AS p WHERE p <> ALL (restated))::text, true),
    set_config('projection.size', size, true);
  IF restated <> '{}' THEN
    EXECUTE format('SELECT %I.retract()', schema);
  END IF;
  EXECUTE format('SELECT %I.%I()', schema, 'apply_' || size);
  RETURN restated;
END
$$;


ALTER FUNCTION projection.apply_restating(schema text, node integer, after bigint, upto bigint, parked text[], restated text[]) OWNER TO registry_owner;

--
-- Name: areas(text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.areas(division text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY[division, ("left"(division, 4) || '00'::text), ("left"(division, 2) || '0000'::text), '000000'::text];


ALTER FUNCTION projection.areas(division text) OWNER TO registry_owner;

--
-- Name: as_of(); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.as_of() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE((NULLIF(current_setting('projection.as_of'::text, true), ''::text))::date, ((statement_timestamp() AT TIME ZONE 'Asia/Shanghai'::text))::date);


ALTER FUNCTION projection.as_of() OWNER TO registry_owner;

--
-- Name: checksum(text, text, text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.checksum(tables text, apply text, retract text) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to(((((tables || ''::text) || apply) || ''::text) || retract), 'UTF8'::name));


ALTER FUNCTION projection.checksum(tables text, apply text, retract text) OWNER TO registry_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: checkpoint; Type: TABLE; Schema: projection; Owner: registry_owner
--

CREATE TABLE projection.checkpoint (
    schema text NOT NULL,
    node integer NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    epoch bigint DEFAULT 0 NOT NULL,
    leader integer,
    led_since timestamp with time zone,
    applied_at timestamp with time zone,
    rate real,
    failures integer DEFAULT 0 NOT NULL,
    failed_since timestamp with time zone,
    failed_after bigint,
    failed_upto bigint,
    error_code text,
    error text,
    CONSTRAINT checkpoint_position_check CHECK (("position" >= 0))
)
WITH (fillfactor='10');


ALTER TABLE projection.checkpoint OWNER TO registry_owner;

--
-- Name: kept; Type: TABLE; Schema: projection; Owner: registry_owner
--

CREATE TABLE projection.kept (
    schema text NOT NULL,
    view text NOT NULL,
    node integer NOT NULL,
    "position" bigint NOT NULL,
    day date NOT NULL,
    kept_at timestamp with time zone NOT NULL
);


ALTER TABLE projection.kept OWNER TO registry_owner;

--
-- Name: computed(text, text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.computed(schema text, view text) RETURNS integer[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(array_agg(c.node ORDER BY c.node), '{}'::integer[]) AS "coalesce"
    FROM (projection.checkpoint c
      LEFT JOIN projection.kept k ON (((k.schema = c.schema) AND (k.node = c.node) AND (k.view = computed.view) AND (k.day = projection.as_of()) AND (current_setting('projection.kept'::text, true) IS DISTINCT FROM 'off'::text) AND ((k."position" = c."position") OR (k.kept_at > (statement_timestamp() - '00:15:00'::interval))))))
   WHERE ((c.schema = computed.schema) AND (k.node IS NULL));
END;


ALTER FUNCTION projection.computed(schema text, view text) OWNER TO registry_owner;

--
-- Name: current_node(); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.current_node() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (current_setting('projection.node'::text))::integer;


ALTER FUNCTION projection.current_node() OWNER TO registry_owner;

--
-- Name: digest(text, integer); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.digest(schema text, node integer) RETURNS TABLE(relation text, count bigint, digest text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET bytea_output TO 'hex'
    SET extra_float_digits TO '1'
    AS $_$
BEGIN
  FOR relation IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = quote_ident(schema)::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'kept\_%'
    ORDER BY c.relname
  LOOP
    EXECUTE format(
      -- In 256 parts, since one string holds no more than 33 million hashes.
      'SELECT coalesce(sum(p.rows), 0)::bigint, coalesce(encode(sha256(string_agg(p.hash, NULL ORDER BY p.first)), ''hex''), '''')'
      ' FROM (SELECT count(*) AS rows, get_byte(r.hash, 0) AS first, sha256(string_agg(r.hash, NULL ORDER BY r.hash)) AS hash'
      ' FROM (SELECT sha256(convert_to(t::text, ''UTF8'')) AS hash FROM %I.%I t WHERE t.node = $1) r GROUP BY 2) p',
      schema, relation) INTO count, digest USING node;
    RETURN NEXT;
  END LOOP;
END
$_$;


ALTER FUNCTION projection.digest(schema text, node integer) OWNER TO registry_owner;

--
-- Name: drop_retired(); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.drop_retired() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '500ms'
    AS $$
DECLARE
  schema_name text;
  busy integer := 0;
BEGIN
  FOR schema_name IN SELECT d.schema FROM projection.definition d WHERE d.retired ORDER BY d.schema LOOP
    BEGIN
      EXECUTE format('DROP SCHEMA %I CASCADE', schema_name);
      DELETE FROM projection.definition d WHERE d.schema = schema_name;
    EXCEPTION WHEN lock_not_available THEN
      busy := busy + 1;
    END;
  END LOOP;
  RETURN busy;
END
$$;


ALTER FUNCTION projection.drop_retired() OWNER TO registry_owner;

--
-- Name: fill_schema(text, text, text, text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.fill_schema(schema text, tables text, apply text, retract text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
  path CONSTANT text := format('%I, projection, pg_catalog', schema) ||
    CASE WHEN schema = 'pg_temp' THEN '' ELSE ', pg_temp' END;
  size text;
  touched text;
BEGIN
  PERFORM set_config('search_path', path, true);
  EXECUTE tables;
  -- The same statements twice: plans are made for the size of the first batch, and one made for a single event can be
  -- thousands of times too slow for two thousand. What a batch touches is mostly in memory, where looking up a few
  -- hundred keys is cheaper than the planner thinks by default; else it would read whole tables until they are large.
  FOREACH size IN ARRAY ARRAY['few', 'many'] LOOP
    EXECUTE format(
      'CREATE FUNCTION %I.%I() RETURNS void LANGUAGE plpgsql SET search_path = %s SET random_page_cost = 1.1 AS %L',
      schema, 'apply_' || size, path, E'BEGIN\n' || apply || E'\nEND');
    FOR touched IN
      SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1 AND a.attname = 'key'
      WHERE c.relnamespace = CASE
          WHEN schema = 'pg_temp' THEN pg_my_temp_schema() ELSE to_regnamespace(quote_ident(schema))::oid END
        AND c.relkind = 'v' AND c.relnatts = 1
    LOOP
      EXECUTE format(
        'CREATE FUNCTION %I.%I() RETURNS SETOF text LANGUAGE plpgsql STABLE ROWS 200 AS %L',
        schema, touched || '_' || size,
        format(E'BEGIN\n  RETURN QUERY SELECT k.key::text FROM %I k;\nEND', touched));
    END LOOP;
  END LOOP;
  EXECUTE format(
    'CREATE FUNCTION %I.retract() RETURNS void LANGUAGE plpgsql SET search_path = %s AS %L',
    schema, path, E'BEGIN\n' || retract || E'\nEND');
  PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
END
$$;


ALTER FUNCTION projection.fill_schema(schema text, tables text, apply text, retract text) OWNER TO registry_owner;

--
-- Name: definition; Type: TABLE; Schema: projection; Owner: registry_owner
--

CREATE TABLE projection.definition (
    schema text NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    applies text[] NOT NULL,
    ignores text[] NOT NULL,
    checksum bytea NOT NULL,
    live boolean NOT NULL,
    installed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    generation integer DEFAULT 1 NOT NULL,
    retired boolean DEFAULT false NOT NULL,
    CONSTRAINT definition_generation_check CHECK ((generation >= 1)),
    CONSTRAINT definition_version_check CHECK ((version >= 1))
);


ALTER TABLE projection.definition OWNER TO registry_owner;

--
-- Name: followed(text, integer); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.followed(name text, version integer) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
 SELECT d.schema
    FROM projection.definition d
   WHERE ((d.name = followed.name) AND (d.version = followed.version) AND (NOT d.retired))
   ORDER BY d.live DESC, d.generation DESC
  LIMIT 1;
END;


ALTER FUNCTION projection.followed(name text, version integer) OWNER TO registry_owner;

--
-- Name: install(text, integer, text[], text[], text, text, text, boolean); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.install(name text, version integer, applies text[], ignores text[], tables text, apply text, retract text, again boolean) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
  sum CONSTANT bytea := projection.checksum(tables, apply, retract);
  latest projection.definition;
  generation integer;
  schema text;
BEGIN
  -- The lock goes with the transaction. Whoever comes second finds everything there.
  PERFORM pg_advisory_xact_lock(hashtextextended('projection install', 0));
  SELECT d.* INTO latest FROM projection.definition d
  WHERE d.name = name AND d.version = version AND NOT d.retired ORDER BY d.generation DESC LIMIT 1;
  IF latest.checksum <> sum THEN
    RAISE EXCEPTION 'the tables or statements of % version % have changed', name, version
      USING ERRCODE = 'QM003', HINT = 'Give the changed read model a new version.';
  ELSIF latest.checksum = sum AND NOT (again AND latest.live) THEN
    UPDATE projection.definition d SET applies = install.applies, ignores = install.ignores
    WHERE d.name = name AND d.version = version
      AND (d.applies, d.ignores) IS DISTINCT FROM (install.applies, install.ignores);
    RETURN latest.schema;
  END IF;

  generation := coalesce(latest.generation, 0) + 1;
  schema := name || '_v' || version || CASE WHEN generation > 1 THEN '_' || generation ELSE '' END;
  EXECUTE format('CREATE SCHEMA %I', schema);
  PERFORM projection.fill_schema(schema, tables, apply, retract);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO registry_reader', schema);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO registry_reader', schema);

  INSERT INTO projection.definition (schema, name, version, generation, applies, ignores, checksum, live)
  VALUES (schema, name, version, generation, applies, ignores, sum, false);
  -- At once if it is the first; a later one when it has caught up.
  PERFORM projection.publish(schema);
  RETURN schema;
END
$$;


ALTER FUNCTION projection.install(name text, version integer, applies text[], ignores text[], tables text, apply text, retract text, again boolean) OWNER TO registry_owner;

--
-- Name: keep(text, text, integer); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.keep(schema text, view text, node integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
BEGIN
  -- What is computed without a stream that is being resumed would be kept as if it were of the same position.
  PERFORM pg_advisory_xact_lock(projection.lead_key('kept ' || schema, node));
  EXECUTE format(
    $keep$
      WITH gone AS (
        DELETE FROM %1$I.%2$I k WHERE k.node = $3
      ), made AS (
        INSERT INTO %1$I.%2$I SELECT v.* FROM %1$I.%3$I v WHERE v.node = $3
      )
      INSERT INTO projection.kept AS t (schema, view, node, position, day, kept_at)
      SELECT $1, $2, $3, c.position, projection.as_of(), clock_timestamp()
      FROM projection.checkpoint c WHERE c.schema = $1 AND c.node = $3
      ON CONFLICT (schema, view, node) DO UPDATE
      SET position = EXCLUDED.position, day = EXCLUDED.day, kept_at = EXCLUDED.kept_at
    $keep$, schema, 'kept_' || view, view) USING schema, view, node;
  -- They are made again when they are lost.
  PERFORM set_config('synchronous_commit', 'off', true);
END
$_$;


ALTER FUNCTION projection.keep(schema text, view text, node integer) OWNER TO registry_owner;

--
-- Name: keep_tables(text, text[]); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.keep_tables(schema text, views text[]) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '500ms'
    AS $_$
#variable_conflict use_variable
DECLARE
  there CONSTANT text[] := ARRAY(
    SELECT substr(c.relname, length('kept_') + 1) FROM pg_class c
    WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind = 'r' AND c.relname LIKE 'kept\_%');
  mine projection.definition;
  view text;
BEGIN
  IF there <@ views AND views <@ there THEN
    RETURN true;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('projection install', 0));
  FOREACH view IN ARRAY views LOOP
    IF to_regclass(format('%I.%I', schema, 'kept_' || view)) IS NULL THEN
      EXECUTE format('CREATE TABLE %1$I.%2$I (LIKE %1$I.%3$I)', schema, 'kept_' || view, view);
      EXECUTE format('CREATE INDEX ON %I.%I (node)', schema, 'kept_' || view);
      EXECUTE format('GRANT SELECT ON %I.%I TO registry_reader', schema, 'kept_' || view);
    END IF;
  END LOOP;
  SELECT d.* INTO STRICT mine FROM projection.definition d WHERE d.schema = schema;
  -- Readers look into those that are dropped until they are shown others.
  FOREACH view IN ARRAY there LOOP
    IF view <> ALL (views) THEN
      DELETE FROM projection.kept k WHERE k.schema = schema AND k.view = view;
      EXECUTE format('DROP TABLE %I.%I CASCADE', schema, 'kept_' || view);
    END IF;
  END LOOP;
  IF mine.live THEN
    PERFORM projection.show(mine.name, schema);
  END IF;
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END
$_$;


ALTER FUNCTION projection.keep_tables(schema text, views text[]) OWNER TO registry_owner;

--
-- Name: keys(text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.keys(relation text) RETURNS TABLE(key text)
    LANGUAGE plpgsql STABLE ROWS 200
    AS $$
DECLARE
  kept CONSTANT regprocedure := to_regprocedure(
    format('%I.%I()', current_schema(), relation || '_' || current_setting('projection.size', true)));
BEGIN
  IF kept IS NULL THEN
    RETURN QUERY EXECUTE format('SELECT k.key::text FROM %I k', relation);
  ELSE
    RETURN QUERY EXECUTE format('SELECT k.key FROM %s AS k (key)', kept);
  END IF;
END
$$;


ALTER FUNCTION projection.keys(relation text) OWNER TO registry_owner;

--
-- Name: known_by(integer, timestamp with time zone); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.known_by(node integer, instant timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
  low bigint := 0;
  high bigint;
  middle bigint;
BEGIN
  SELECT coalesce(max(e.position), 0) INTO high FROM registry.event e WHERE e.node = node;
  -- The answer is from low to high.
  WHILE low < high LOOP
    middle := (low + high + 1) / 2;
    IF (SELECT e.recorded_at <= instant FROM registry.event e WHERE e.node = node AND e.position = middle) THEN
      low := middle;
    ELSE
      high := middle - 1;
    END IF;
  END LOOP;
  RETURN low;
END
$$;


ALTER FUNCTION projection.known_by(node integer, instant timestamp with time zone) OWNER TO registry_owner;

--
-- Name: lead_key(text, integer); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.lead_key(schema text, node integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN hashtextextended(((('projection '::text || schema) || ' '::text) || node), (0)::bigint);


ALTER FUNCTION projection.lead_key(schema text, node integer) OWNER TO registry_owner;

--
-- Name: local_date(timestamp with time zone); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.local_date(instant timestamp with time zone) RETURNS date
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ((instant AT TIME ZONE 'Asia/Shanghai'::text))::date;


ALTER FUNCTION projection.local_date(instant timestamp with time zone) OWNER TO registry_owner;

--
-- Name: may_park(text, integer); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.may_park(error_code text, parked integer) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (("left"(error_code, 2) = ANY (ARRAY['21'::text, '22'::text, '23'::text, 'P0'::text])) AND (parked < 100));


ALTER FUNCTION projection.may_park(error_code text, parked integer) OWNER TO registry_owner;

--
-- Name: narrow(integer, text[], bigint); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.narrow(node integer, streams text[], upto bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
  name text;
  narrowed text;
BEGIN
  CREATE TABLE pg_temp.narrowed_event AS
  SELECT e.* FROM unnest(streams) AS s (stream)
  CROSS JOIN LATERAL (
    SELECT v.* FROM registry.event v WHERE v.node = node AND v.stream = s.stream AND v.position <= upto OFFSET 0
  ) e;
  CREATE UNIQUE INDEX ON pg_temp.narrowed_event (position);
  CREATE INDEX ON pg_temp.narrowed_event (stream, version);
  CREATE UNIQUE INDEX ON pg_temp.narrowed_event (event_id);
  ANALYZE pg_temp.narrowed_event;
  FOREACH name IN ARRAY ARRAY['batch', 'amendment'] LOOP
    narrowed := replace(
      pg_get_viewdef(to_regclass('projection.' || name)), 'registry.event ', 'pg_temp.narrowed_event ');
    IF narrowed ~ 'registry\.event\M' OR narrowed !~ 'narrowed_event' THEN
      RAISE EXCEPTION 'projection.% reads the log in another way than this function knows', name;
    END IF;
    EXECUTE format('CREATE VIEW pg_temp.%I AS %s', name, narrowed);
  END LOOP;
END
$$;


ALTER FUNCTION projection.narrow(node integer, streams text[], upto bigint) OWNER TO registry_owner;

--
-- Name: note_changes(); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.note_changes() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
  relation record;
BEGIN
  CREATE TABLE pg_temp.changed_row (
    place bigint GENERATED ALWAYS AS IDENTITY,
    position bigint NOT NULL,
    relation text NOT NULL,
    key text[] NOT NULL,
    before text[],              -- NULL where there was no such row
    "after" text[]
  );
  CREATE FUNCTION pg_temp.note_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $note$
  DECLARE
    old_row CONSTANT json := CASE WHEN TG_OP <> 'INSERT' THEN to_json(OLD) END;
    new_row CONSTANT json := CASE WHEN TG_OP <> 'DELETE' THEN to_json(NEW) END;
    keys CONSTANT text[] := TG_ARGV[0]::text[];
  BEGIN
    INSERT INTO pg_temp.changed_row (position, relation, key, before, "after")
    SELECT current_setting('projection.upto')::bigint, TG_TABLE_NAME,
      ARRAY(SELECT coalesce(new_row, old_row) ->> k.name FROM unnest(keys) WITH ORDINALITY AS k (name, place) ORDER BY k.place),
      CASE WHEN old_row IS NOT NULL THEN ARRAY(SELECT c.value FROM json_each_text(old_row) AS c WHERE c.key <> 'node') END,
      CASE WHEN new_row IS NOT NULL THEN ARRAY(SELECT c.value FROM json_each_text(new_row) AS c WHERE c.key <> 'node') END;
    RETURN NULL;
  END
  $note$;
  FOR relation IN
    SELECT r.relation, r.keys FROM projection.replayed_tables() AS r
  LOOP
    EXECUTE format(
      'CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON pg_temp.%I'
      ' FOR EACH ROW EXECUTE FUNCTION pg_temp.note_change(%L)', relation.relation, relation.keys);
  END LOOP;
END
$_$;


ALTER FUNCTION projection.note_changes() OWNER TO registry_owner;

--
-- Name: parked(); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.parked() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE((NULLIF(current_setting('projection.parked'::text, true), ''::text))::text[], '{}'::text[]);


ALTER FUNCTION projection.parked() OWNER TO registry_owner;

--
-- Name: publish(text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.publish(schema text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '500ms'
    AS $$
#variable_conflict use_variable
DECLARE
  mine projection.definition;
  live projection.definition;
BEGIN
  -- One at a time: the lock goes with the transaction.
  PERFORM pg_advisory_xact_lock(hashtextextended('projection install', 0));
  SELECT d.* INTO STRICT mine FROM projection.definition d WHERE d.schema = schema;
  SELECT d.* INTO live FROM projection.definition d WHERE d.name = mine.name AND d.live;
  IF (live.version, live.generation) >= (mine.version, mine.generation) THEN
    RETURN true;
  END IF;
  IF EXISTS (
    SELECT FROM projection.checkpoint l
    LEFT JOIN projection.checkpoint c ON c.schema = schema AND c.node = l.node
    WHERE l.schema = live.schema AND coalesce(c.position, 0) < l.position)
  OR EXISTS (SELECT FROM projection.newly_parked p WHERE p.schema = schema)
  THEN
    RETURN false;
  END IF;
  -- The version before stays, for whoever has to go back to the program that made it. Earlier ones go.
  UPDATE projection.definition d SET live = false, retired = (d.version = mine.version) WHERE d.schema = live.schema;
  UPDATE projection.definition d SET retired = true
  WHERE d.name = mine.name AND NOT d.live AND d.version < live.version;
  UPDATE projection.definition d SET live = true WHERE d.schema = schema;

  PERFORM projection.show(mine.name, schema);
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END
$$;


ALTER FUNCTION projection.publish(schema text) OWNER TO registry_owner;

--
-- Name: replayed_tables(); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.replayed_tables() RETURNS TABLE(relation text, columns text[], keys text[])
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT (c.relname)::text AS relname,
     ARRAY( SELECT (a.attname)::text AS attname
            FROM pg_attribute a
           WHERE ((a.attrelid = c.oid) AND (a.attnum > 0) AND (NOT a.attisdropped) AND (a.attname <> 'node'::name))
           ORDER BY a.attnum) AS "array",
     ARRAY( SELECT (a.attname)::text AS attname
            FROM (unnest(i.indkey) WITH ORDINALITY k(attnum, place)
              JOIN pg_attribute a ON (((a.attrelid = c.oid) AND (a.attnum = k.attnum))))
           WHERE (a.attname <> 'node'::name)
           ORDER BY k.place) AS "array"
    FROM (pg_class c
      JOIN pg_index i ON (((i.indrelid = c.oid) AND i.indisprimary)))
   WHERE ((c.relnamespace = pg_my_temp_schema()) AND (c.relkind = 'r'::"char"))
   ORDER BY c.relname;
END;


ALTER FUNCTION projection.replayed_tables() OWNER TO registry_owner;

--
-- Name: restated(); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.restated() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE((NULLIF(current_setting('projection.restated'::text, true), ''::text))::text[], '{}'::text[]);


ALTER FUNCTION projection.restated() OWNER TO registry_owner;

--
-- Name: resume(text, integer, text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.resume(schema text, node integer, stream text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  reached bigint;
  parked text[];
BEGIN
  -- Nothing of what is kept is computed meanwhile: the position stays the same, the rows do not.
  PERFORM pg_advisory_xact_lock(projection.lead_key('kept ' || resume.schema, resume.node));
  -- Nor is a batch applied.
  SELECT c.position INTO reached FROM projection.checkpoint c
  WHERE c.schema = resume.schema AND c.node = resume.node FOR UPDATE;
  SELECT array_agg(p.stream) INTO parked FROM projection.parked p
  WHERE p.schema = resume.schema AND p.node = resume.node;
  IF stream <> ALL (coalesce(parked, '{}')) THEN
    RETURN false;
  END IF;
  PERFORM projection.apply(resume.schema, resume.node, reached, reached, parked, ARRAY[stream]);
  DELETE FROM projection.parked p
  WHERE p.schema = resume.schema AND p.node = resume.node AND p.stream = resume.stream;
  DELETE FROM projection.kept k WHERE k.schema = resume.schema AND k.node = resume.node;
  RETURN true;
END
$$;


ALTER FUNCTION projection.resume(schema text, node integer, stream text) OWNER TO registry_owner;

--
-- Name: show(text, text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.show(name text, schema text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
#variable_conflict use_variable
DECLARE
  relation record;
  office text;
  source text;
BEGIN
  IF to_regnamespace(quote_ident(name)) IS NULL THEN
    EXECUTE format('CREATE SCHEMA %I', name);
  END IF;
  FOR relation IN
    SELECT c.relname FROM pg_class c WHERE c.relnamespace = to_regnamespace(quote_ident(name)) AND c.relkind = 'v'
  LOOP
    EXECUTE format('DROP VIEW %I.%I', name, relation.relname);
  END LOOP;
  FOR relation IN
    SELECT c.relname, array_agg(a.attname::text) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind IN ('r', 'v')
      AND c.relname NOT LIKE 'kept\_%'
    GROUP BY c.oid, c.relname
  LOOP
    source := format('%I.%I', schema, relation.relname);
    IF to_regclass(format('%I.%I', schema, 'kept_' || relation.relname)) IS NOT NULL THEN
      -- Which of the two is read is known before either is: the other is not touched.
      source := format(
        $kept$(
          SELECT k.* FROM %1$I.%2$I k WHERE k.node <> ALL ((SELECT projection.computed(%3$L, %4$L))::integer[])
          UNION ALL
          SELECT c.* FROM %1$I.%4$I c
          WHERE cardinality((SELECT projection.computed(%3$L, %4$L))::integer[]) > 0
            AND c.node = ANY ((SELECT projection.computed(%3$L, %4$L))::integer[])
        )$kept$, schema, 'kept_' || relation.relname, schema, relation.relname);
    END IF;
    EXECUTE format(
      'CREATE VIEW %I.%I AS SELECT v.* FROM %s v WHERE %s', name, relation.relname, source,
      access.condition(name, relation.relname::text, relation.columns));
    FOR office IN
      SELECT 'office_' || r FROM access.shown s CROSS JOIN unnest(s.seen_by) AS r
      WHERE s.model = name AND s.view = relation.relname
    LOOP
      EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', name, office);
      EXECUTE format('GRANT SELECT ON %I.%I TO %I', name, relation.relname, office);
    END LOOP;
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO registry_reader', name);
  EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO registry_reader', name);
END
$_$;


ALTER FUNCTION projection.show(name text, schema text) OWNER TO registry_owner;

--
-- Name: show_replay(text, text); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.show_replay(model text, view text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
  shown CONSTANT text := left('shown_' || view, 63);
  columns text[];
  office text;
BEGIN
  IF to_regclass('pg_temp.' || quote_ident(shown)) IS NOT NULL THEN
    RETURN shown;
  END IF;
  SELECT array_agg(a.attname::text) INTO columns FROM pg_attribute a
  WHERE a.attrelid = to_regclass('pg_temp.' || quote_ident(view)) AND a.attnum > 0 AND NOT a.attisdropped;
  EXECUTE format(
    'CREATE VIEW pg_temp.%I AS SELECT v.* FROM pg_temp.%I v WHERE %s', shown, view,
    access.condition(model, view, columns));
  FOR office IN
    SELECT 'office_' || r FROM access.shown s CROSS JOIN unnest(s.seen_by) AS r
    WHERE s.model = model AND s.view = view
  LOOP
    EXECUTE format('GRANT SELECT ON pg_temp.%I TO %I', shown, office);
  END LOOP;
  RETURN shown;
END
$$;


ALTER FUNCTION projection.show_replay(model text, view text) OWNER TO registry_owner;

--
-- Name: event; Type: TABLE; Schema: registry; Owner: registry_owner
--

CREATE TABLE registry.event (
    node integer NOT NULL,
    version integer NOT NULL,
    "position" bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    event_id uuid NOT NULL,
    leaf bytea NOT NULL,
    stream text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    event json NOT NULL,
    data_version smallint NOT NULL,
    voucher bytea,
    CONSTRAINT event_data_version_check CHECK ((data_version >= 1)),
    CONSTRAINT event_position_check CHECK (("position" >= 1)),
    CONSTRAINT event_version_check CHECK ((version >= 1))
)
PARTITION BY LIST (node);


ALTER TABLE registry.event OWNER TO registry_owner;

--
-- Name: shown_upto(text, text, integer); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.shown_upto(model text, view text, node integer, OUT "position" bigint, OUT lag_seconds double precision) RETURNS SETOF record
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT s."position",
     (GREATEST(EXTRACT(epoch FROM (clock_timestamp() - e.recorded_at)), (0)::numeric))::double precision AS "greatest"
    FROM ((((projection.definition d
      JOIN projection.checkpoint c ON (((c.schema = d.schema) AND (c.node = shown_upto.node))))
      LEFT JOIN projection.kept k ON (((k.schema = c.schema) AND (k.node = c.node) AND (k.view = shown_upto.view))))
      CROSS JOIN LATERAL ( SELECT
                 CASE
                     WHEN (c.node = ANY (projection.computed(c.schema, shown_upto.view))) THEN c."position"
                     ELSE k."position"
                 END AS "position") s("position"))
      LEFT JOIN registry.event e ON (((e.node = c.node) AND (e."position" = (s."position" + 1)))))
   WHERE ((d.name = shown_upto.model) AND d.live);
END;


ALTER FUNCTION projection.shown_upto(model text, view text, node integer, OUT "position" bigint, OUT lag_seconds double precision) OWNER TO registry_owner;

--
-- Name: sorted(text[]); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.sorted(names text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY(SELECT DISTINCT (n.name COLLATE "C") AS name FROM unnest(sorted.names) n(name) ORDER BY (n.name COLLATE "C"));


ALTER FUNCTION projection.sorted(names text[]) OWNER TO registry_owner;

--
-- Name: stage(text, text, text, date); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.stage(tables text, apply text, retract text, true_by date) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  IF true_by IS NOT NULL THEN
    EXECUTE format(
      'CREATE VIEW pg_temp.batch AS SELECT * FROM projection.batch b'
      ' WHERE projection.true_since(b.type, b.occurred_at, b.data) <= %L', true_by);
    CREATE VIEW pg_temp.amendment AS SELECT * FROM projection.amendment WHERE false;
  END IF;
  PERFORM projection.fill_schema('pg_temp', tables, apply, retract);
END
$$;


ALTER FUNCTION projection.stage(tables text, apply text, retract text, true_by date) OWNER TO registry_owner;

--
-- Name: take_lead(text, integer); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.take_lead(schema text, node integer) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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


ALTER FUNCTION projection.take_lead(schema text, node integer) OWNER TO registry_owner;

--
-- Name: true_since(text, timestamp with time zone, json); Type: FUNCTION; Schema: projection; Owner: registry_owner
--

CREATE FUNCTION projection.true_since(type text, occurred_at timestamp with time zone, data json) RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN LEAST(projection.local_date(occurred_at), CASE WHEN (type = ANY (ARRAY['PolicyPublished'::text, 'FacilityLicensed'::text])) THEN ((data ->> 'valid_from'::text))::date WHEN (type = 'DivisionChanged'::text) THEN ((data ->> 'effective_on'::text))::date WHEN (type = 'DeathCertificateRecorded'::text) THEN projection.local_date(((data ->> 'death_at'::text))::timestamp with time zone) WHEN (type = 'ServiceItemDelivered'::text) THEN projection.local_date(((data ->> 'service_at'::text))::timestamp with time zone) WHEN (type = 'KeepingStarted'::text) THEN projection.local_date(((data ->> 'started_at'::text))::timestamp with time zone) WHEN (type = ANY (ARRAY['CremationCompleted'::text, 'KeepingEnded'::text])) THEN projection.local_date(((data ->> 'ended_at'::text))::timestamp with time zone) WHEN (type = 'HearseRegistered'::text) THEN ((data ->> 'registered_from'::text))::date WHEN (type = ANY (ARRAY['HearseRetired'::text, 'UnitRetired'::text])) THEN ((data ->> 'retired_on'::text))::date WHEN (type = 'UnitInstalled'::text) THEN ((data ->> 'installed_on'::text))::date WHEN (type = 'UnitTested'::text) THEN ((data ->> 'tested_on'::text))::date WHEN (type = 'UnitRetrofitted'::text) THEN ((data ->> 'done_on'::text))::date WHEN (type = 'RectificationAccepted'::text) THEN ((data ->> 'accepted_on'::text))::date WHEN (type = ANY (ARRAY['DeathCountImported'::text, 'EvidenceAttached'::text, 'PopulationImported'::text, 'ResidencyRecorded'::text])) THEN ((data ->> 'as_of'::text))::date WHEN (type = ANY (ARRAY['EcoFormMapPublished'::text, 'FacilityGraded'::text, 'FacilityStatusChanged'::text, 'PriceListPublished'::text, 'ServiceAreaAssigned'::text, 'ServiceCataloguePublished'::text, 'UseRightGranted'::text, 'ZoneDesignated'::text])) THEN ((data ->> 'from'::text))::date ELSE NULL::date END);


ALTER FUNCTION projection.true_since(type text, occurred_at timestamp with time zone, data json) OWNER TO registry_owner;

--
-- Name: append(integer, text[], integer[], integer[], integer[], text[], integer[], integer[], text[], text[], boolean[], integer[], uuid[], text[], integer[]); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.append(node integer, events text[], versions integer[], units integer[], guard_units integer[] DEFAULT '{}'::integer[], guard_streams text[] DEFAULT '{}'::text[], guard_versions integer[] DEFAULT '{}'::integer[], claim_units integer[] DEFAULT '{}'::integer[], claim_kinds text[] DEFAULT '{}'::text[], claim_keys text[] DEFAULT '{}'::text[], claim_takes boolean[] DEFAULT '{}'::boolean[], premise_units integer[] DEFAULT '{}'::integer[], premises uuid[] DEFAULT '{}'::uuid[], vouchers text[] DEFAULT '{}'::text[], vouched integer[] DEFAULT '{}'::integer[]) RETURNS SETOF registry.append_answer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
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


ALTER FUNCTION registry.append(node integer, events text[], versions integer[], units integer[], guard_units integer[], guard_streams text[], guard_versions integer[], claim_units integer[], claim_kinds text[], claim_keys text[], claim_takes boolean[], premise_units integer[], premises uuid[], vouchers text[], vouched integer[]) OWNER TO registry_owner;

--
-- Name: append_unit(integer, bigint, timestamp with time zone, integer, integer, integer, text[], integer[], uuid[], text[], text[], timestamp with time zone[], smallint[], text[], integer[], text[], text[], boolean[], uuid[], bytea[]); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.append_unit(node integer, base bigint, stamp timestamp with time zone, unit integer, size_limit integer, voucher_size integer, events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamp with time zone[], data_versions smallint[], guard_streams text[], guard_versions integer[], claim_kinds text[], claim_keys text[], claim_takes boolean[], premises uuid[], vouchers bytea[]) RETURNS SETOF registry.append_answer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
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


ALTER FUNCTION registry.append_unit(node integer, base bigint, stamp timestamp with time zone, unit integer, size_limit integer, voucher_size integer, events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamp with time zone[], data_versions smallint[], guard_streams text[], guard_versions integer[], claim_kinds text[], claim_keys text[], claim_takes boolean[], premises uuid[], vouchers bytea[]) OWNER TO registry_owner;

--
-- Name: current_version(text); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.current_version(type text) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE type WHEN 'CremationCompleted'::text THEN (2)::smallint WHEN 'DeathCertificateRecorded'::text THEN (3)::smallint WHEN 'FacilityLicensed'::text THEN (2)::smallint WHEN 'FactCorrected'::text THEN (2)::smallint WHEN 'PartUnsealed'::text THEN (2)::smallint WHEN 'PopulationImported'::text THEN (2)::smallint ELSE (1)::smallint END;


ALTER FUNCTION registry.current_version(type text) OWNER TO registry_owner;

--
-- Name: data_version(text); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.data_version(dataschema text) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (translate("right"(dataschema, 3), '23456789'::text, '11111111'::text) = '/v1'::text) THEN ("right"(dataschema, 1))::smallint WHEN (dataschema ~ '/v[1-9][0-9]$'::text) THEN ("right"(dataschema, 2))::smallint ELSE NULL::smallint END;


ALTER FUNCTION registry.data_version(dataschema text) OWNER TO registry_owner;

--
-- Name: digest(text); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.digest(hex text) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (hex ~ '^[0-9a-f]{64}$'::text) THEN decode(hex, 'hex'::text) ELSE '\x'::bytea END;


ALTER FUNCTION registry.digest(hex text) OWNER TO registry_owner;

--
-- Name: event_time(text); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.event_time(value text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN ((translate(value, '123456789'::text, '000000000'::text) = ANY (ARRAY['0000-00-00T00:00:00Z'::text, '0000-00-00T00:00:00.000000Z'::text])) OR (value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$'::text)) THEN (value)::timestamp with time zone ELSE NULL::timestamp with time zone END;


ALTER FUNCTION registry.event_time(value text) OWNER TO registry_owner;

--
-- Name: install_node(integer, text); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.install_node(node integer, name text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_variable
DECLARE
  partition text := 'event_' || node;
  migration CONSTANT text := coalesce(current_setting('registry.migration', true), '');
BEGIN
  IF node <= 0 THEN
    RAISE EXCEPTION 'a node is a positive number' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- The lock of migrations, which change the same catalogue rows; reading and appending go on.
  PERFORM pg_advisory_xact_lock(hashtext('registry schema'));
  IF EXISTS (SELECT FROM registry.head h WHERE h.node = install_node.node) THEN
    RETURN;
  END IF;
  INSERT INTO registry.node (node, name) VALUES (node, name) ON CONFLICT DO NOTHING;

  -- Opens the guard, as migrations do, and shuts it again.
  PERFORM set_config('registry.migration', pg_current_xact_id()::text, true);
  -- Created apart and attached afterwards: CREATE … PARTITION OF would lock the whole log against reading.
  EXECUTE format('CREATE TABLE registry.%I (LIKE registry.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
  EXECUTE format('ALTER TABLE registry.event ATTACH PARTITION registry.%I FOR VALUES IN (%s)', partition, node);
  EXECUTE format(
    'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.%I'
    ' FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change()', partition);
  EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER refuse_change', partition);
  EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER refuse_row_change', partition);

  PERFORM set_config('registry.migration', migration, true);

  INSERT INTO registry.head (node) VALUES (node);
END
$$;


ALTER FUNCTION registry.install_node(node integer, name text) OWNER TO registry_owner;

--
-- Name: lift(text, integer, json); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lift(type text, version integer, data json) RETURNS json
    LANGUAGE plpgsql IMMUTABLE STRICT COST 1 PARALLEL SAFE
    AS $$
#variable_conflict use_variable
DECLARE
  current CONSTANT integer := registry.current_version(type);
  lifted jsonb := data;
  restated text;
BEGIN
  IF version = current AND type <> 'FactCorrected' THEN
    RETURN data;
  ELSIF version > current THEN
    RAISE EXCEPTION 'unknown version % of %', version, type
      USING ERRCODE = 'QM002', HINT = 'A newer program has written it.';
  END IF;
  FOR step IN version .. current - 1 LOOP
    CASE type || '/v' || step
      WHEN 'CremationCompleted/v1' THEN lifted := registry.lift_cremation_completed_1(lifted);
      WHEN 'DeathCertificateRecorded/v1' THEN lifted := registry.lift_death_certificate_recorded_1(lifted);
      WHEN 'DeathCertificateRecorded/v2' THEN lifted := registry.lift_death_certificate_recorded_2(lifted);
      WHEN 'FacilityLicensed/v1' THEN lifted := registry.lift_facility_licensed_1(lifted);
      WHEN 'FactCorrected/v1' THEN lifted := registry.lift_fact_corrected_1(lifted);
      WHEN 'PartUnsealed/v1' THEN lifted := registry.lift_part_unsealed_1(lifted);
      WHEN 'PopulationImported/v1' THEN lifted := registry.lift_population_imported_1(lifted);
    END CASE;
  END LOOP;
  IF type = 'FactCorrected' THEN
    restated := lifted ->> 'target_type';
    lifted := lifted || jsonb_build_object(
      'data', registry.lift(restated, (lifted ->> 'data_version')::integer, (lifted -> 'data')::json),
      'data_version', registry.current_version(restated));
  END IF;
  RETURN lifted;
END
$$;


ALTER FUNCTION registry.lift(type text, version integer, data json) OWNER TO registry_owner;

--
-- Name: lift_cremation_completed_1(jsonb); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lift_cremation_completed_1(data jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((data - 'fuel_ml'::text) || CASE WHEN (data ? 'fuel_ml'::text) THEN jsonb_build_object('fuel', jsonb_build_object('measure', 'litre', 'qty_milli', (data -> 'fuel_ml'::text))) ELSE '{}'::jsonb END);


ALTER FUNCTION registry.lift_cremation_completed_1(data jsonb) OWNER TO registry_owner;

--
-- Name: lift_death_certificate_recorded_1(jsonb); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lift_death_certificate_recorded_1(data jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((data - 'electronic'::text) || CASE WHEN (data ? 'electronic'::text) THEN jsonb_build_object('medium', CASE WHEN ((data ->> 'electronic'::text))::boolean THEN 'electronic'::text ELSE 'paper'::text END) ELSE '{}'::jsonb END);


ALTER FUNCTION registry.lift_death_certificate_recorded_1(data jsonb) OWNER TO registry_owner;

--
-- Name: lift_death_certificate_recorded_2(jsonb); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lift_death_certificate_recorded_2(data jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (data || CASE (data ->> 'regime'::text) WHEN '2013'::text THEN '{"number_kind": "regional_serial"}'::jsonb ELSE '{}'::jsonb END);


ALTER FUNCTION registry.lift_death_certificate_recorded_2(data jsonb) OWNER TO registry_owner;

--
-- Name: lift_facility_licensed_1(jsonb); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lift_facility_licensed_1(data jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN data;


ALTER FUNCTION registry.lift_facility_licensed_1(data jsonb) OWNER TO registry_owner;

--
-- Name: lift_fact_corrected_1(jsonb); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lift_fact_corrected_1(data jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (data || '{"data_version": 1}'::jsonb);


ALTER FUNCTION registry.lift_fact_corrected_1(data jsonb) OWNER TO registry_owner;

--
-- Name: lift_part_unsealed_1(jsonb); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lift_part_unsealed_1(data jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN data;


ALTER FUNCTION registry.lift_part_unsealed_1(data jsonb) OWNER TO registry_owner;

--
-- Name: lift_population_imported_1(jsonb); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lift_population_imported_1(data jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (data || '{"kind": "not_stated"}'::jsonb);


ALTER FUNCTION registry.lift_population_imported_1(data jsonb) OWNER TO registry_owner;

--
-- Name: lifted_data(text, integer, json); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.lifted_data(type text, version integer, event json) RETURNS json
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (version < registry.current_version(type)) THEN registry.lift(type, version, (event -> 'data'::text)) ELSE (event -> 'data'::text) END;


ALTER FUNCTION registry.lifted_data(type text, version integer, event json) OWNER TO registry_owner;

--
-- Name: log_line(json, bigint, timestamp with time zone, bytea); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.log_line(event json, "position" bigint, recorded_at timestamp with time zone, voucher bytea) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (((((((('{"event":'::text || event) || ',"position":'::text) || "position") || ',"recordedAt":"'::text) || to_char((recorded_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text)) || '"'::text) || COALESCE(((',"voucher":"'::text || encode(voucher, 'hex'::text)) || '"'::text), ''::text)) || '}'::text);


ALTER FUNCTION registry.log_line(event json, "position" bigint, recorded_at timestamp with time zone, voucher bytea) OWNER TO registry_owner;

--
-- Name: parse_event(text); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.parse_event(event text, OUT event_id uuid, OUT stream text, OUT type text, OUT occurred_at timestamp with time zone, OUT data_version smallint) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
  parsed jsonb;
BEGIN
  parsed := event::jsonb;
  event_id := (parsed ->> 'id')::uuid;
  stream := parsed ->> 'subject';
  type := parsed ->> 'type';
  occurred_at := registry.event_time(parsed ->> 'time');
  data_version := registry.data_version(parsed ->> 'dataschema');
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
  event_id := NULL;
END
$$;


ALTER FUNCTION registry.parse_event(event text, OUT event_id uuid, OUT stream text, OUT type text, OUT occurred_at timestamp with time zone, OUT data_version smallint) OWNER TO registry_owner;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION 'the log is append-only: % of %.% is refused', tg_op, tg_table_schema, tg_table_name
    USING ERRCODE = 'insufficient_privilege',
      HINT = 'Record a correcting event instead.';
END
$$;


ALTER FUNCTION registry.refuse_change() OWNER TO registry_owner;

--
-- Name: restated_data(text, integer, json); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.restated_data(type text, version integer, event json) RETURNS json
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE type WHEN 'FactCorrected'::text THEN (registry.lift(type, version, (event -> 'data'::text)) -> 'data'::text) ELSE NULL::json END;


ALTER FUNCTION registry.restated_data(type text, version integer, event json) OWNER TO registry_owner;

--
-- Name: write_events(integer, bigint, timestamp with time zone, text[], integer[], uuid[], text[], text[], timestamp with time zone[], smallint[], bytea[]); Type: FUNCTION; Schema: registry; Owner: registry_owner
--

CREATE FUNCTION registry.write_events(node integer, base bigint, stamp timestamp with time zone, events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamp with time zone[], data_versions smallint[], vouchers bytea[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  -- The end of every line of this call; formatting the time once instead of per event is worth 1 µs an event.
  tail text := ',"recordedAt":"' || to_char(stamp AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"';
BEGIN
  INSERT INTO registry.event
    (node, version, position, occurred_at, recorded_at, event_id, leaf, stream, type, event, data_version, voucher)
  SELECT write_events.node, e.version, base + e.nth, e.occurred_at, stamp, e.event_id,
    sha256('\x00'::bytea
      || convert_to('{"event":' || e.event || ',"position":' || (base + e.nth) || tail
        || coalesce(',"voucher":"' || encode(e.voucher, 'hex') || '"', '') || '}', 'UTF8')),
    e.stream, e.type, e.event::json, e.data_version, e.voucher
  FROM unnest(versions, times, ids, streams, types, events, data_versions, vouchers) WITH ORDINALITY
    AS e (version, occurred_at, event_id, stream, type, event, data_version, voucher, nth);
END
$$;


ALTER FUNCTION registry.write_events(node integer, base bigint, stamp timestamp with time zone, events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamp with time zone[], data_versions smallint[], vouchers bytea[]) OWNER TO registry_owner;

--
-- Name: begin_kek(integer, bytea); Type: FUNCTION; Schema: sealed; Owner: registry_owner
--

CREATE FUNCTION sealed.begin_kek(kek integer, fingerprint bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
  -- Nobody is making keys under the one before while this waits; whoever comes next finds it retired.
  PERFORM pg_advisory_xact_lock(hashtext('sealed keys'));
  IF EXISTS (SELECT FROM sealed.kek k WHERE k.kek = begin_kek.kek) THEN
    RETURN EXISTS (
      SELECT FROM sealed.kek k
      WHERE k.kek = begin_kek.kek AND k.fingerprint = begin_kek.fingerprint AND k.retired_at IS NULL);
  END IF;
  UPDATE sealed.kek k SET retired_at = clock_timestamp() WHERE k.retired_at IS NULL;
  INSERT INTO sealed.kek (kek, fingerprint) VALUES (begin_kek.kek, begin_kek.fingerprint);
  RETURN true;
END
$$;


ALTER FUNCTION sealed.begin_kek(kek integer, fingerprint bytea) OWNER TO registry_owner;

--
-- Name: erase(integer, text, text, bigint, text); Type: FUNCTION; Schema: sealed; Owner: registry_owner
--

CREATE FUNCTION sealed.erase(node integer, person text, basis text, parts bigint, event text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  gone boolean;
  outcome text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('sealed keys'));
  SELECT k.wrapped IS NULL INTO gone FROM sealed.person_key k
  WHERE k.person = erase.person COLLATE "C" AND k.node = erase.node;
  IF NOT FOUND THEN
    RETURN 'unknown';
  ELSIF gone THEN
    RETURN 'destroyed';
  ELSIF parts <> (SELECT count(*) FROM sealed.kept p WHERE p.person = erase.person COLLATE "C" AND p.node = erase.node) THEN
    RETURN 'changed';
  END IF;
  SELECT a.outcome INTO outcome FROM registry.append(node, ARRAY[event], ARRAY[1], ARRAY[1]) a;
  IF outcome <> 'appended' THEN
    RETURN outcome;
  END IF;
  UPDATE sealed.person_key k SET wrapped = NULL, kek = NULL, basis = erase.basis, destroyed_at = clock_timestamp()
  WHERE k.person = erase.person COLLATE "C" AND k.node = erase.node;
  DELETE FROM sealed.number n WHERE n.person = erase.person COLLATE "C" AND n.node = erase.node;
  RETURN 'erased';
END
$$;


ALTER FUNCTION sealed.erase(node integer, person text, basis text, parts bigint, event text) OWNER TO registry_owner;

--
-- Name: keys(integer, integer, text[], bytea[]); Type: FUNCTION; Schema: sealed; Owner: registry_owner
--

CREATE FUNCTION sealed.keys(node integer, kek integer, persons text[], offered bytea[]) RETURNS TABLE(person text, wrapped_by integer, wrapped bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('sealed keys'));
  IF NOT EXISTS (SELECT FROM sealed.kek k WHERE k.kek = keys.kek AND k.retired_at IS NULL) THEN
    RETURN;
  END IF;
  -- In one order, so that two who make keys for the same persons do not wait for each other.
  INSERT INTO sealed.person_key (node, person, kek, wrapped)
  SELECT keys.node, o.person, keys.kek, o.wrapped
  FROM unnest(persons, offered) AS o (person, wrapped)
  WHERE NOT EXISTS (
    SELECT FROM sealed.person_key k WHERE k.person = o.person COLLATE "C" AND k.node = keys.node OFFSET 0)
  ORDER BY o.person COLLATE "C"
  ON CONFLICT DO NOTHING;
  RETURN QUERY
  SELECT k.person, k.kek, k.wrapped
  FROM unnest(persons) AS o (person)
  CROSS JOIN LATERAL (
    SELECT k.* FROM sealed.person_key k WHERE k.person = o.person COLLATE "C" AND k.node = keys.node OFFSET 0
  ) k;
END
$$;


ALTER FUNCTION sealed.keys(node integer, kek integer, persons text[], offered bytea[]) OWNER TO registry_owner;

--
-- Name: refuse_change(); Type: FUNCTION; Schema: sealed; Owner: registry_owner
--

CREATE FUNCTION sealed.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION 'sealed parts do not change: % of %.% is refused', tg_op, tg_table_schema, tg_table_name
    USING ERRCODE = 'insufficient_privilege',
      HINT = 'To erase a person, destroy the key.';
END
$$;


ALTER FUNCTION sealed.refuse_change() OWNER TO registry_owner;

--
-- Name: rewrap(integer, integer[], text[], bytea[], bytea[]); Type: FUNCTION; Schema: sealed; Owner: registry_owner
--

CREATE FUNCTION sealed.rewrap(kek integer, nodes integer[], persons text[], before bytea[], wrapped bytea[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE
  done bigint;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('sealed keys'));
  UPDATE sealed.person_key k SET kek = rewrap.kek, wrapped = r.wrapped
  FROM unnest(nodes, persons, before, rewrap.wrapped) AS r (node, person, before, wrapped)
  WHERE k.node = r.node AND k.person = r.person COLLATE "C" AND k.wrapped = r.before
    AND EXISTS (SELECT FROM sealed.kek c WHERE c.kek = rewrap.kek AND c.retired_at IS NULL);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END
$$;


ALTER FUNCTION sealed.rewrap(kek integer, nodes integer[], persons text[], before bytea[], wrapped bytea[]) OWNER TO registry_owner;

--
-- Name: sweep(integer, interval); Type: FUNCTION; Schema: sealed; Owner: registry_owner
--

CREATE FUNCTION sealed.sweep(node integer, age interval, OUT parts bigint, OUT keys bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  before CONSTANT timestamptz := clock_timestamp() - age;
  loose uuid[];
  idle text[];
BEGIN
  SELECT coalesce(array_agg(p.event_id), '{}') INTO loose FROM sealed.part p
  WHERE p.node = sweep.node AND p.written_at < before
    AND NOT EXISTS (SELECT FROM sealed.kept k WHERE k.event_id = p.event_id AND k.digest = p.digest AND k.node = p.node);
  SELECT coalesce(array_agg(k.person), '{}') INTO idle FROM sealed.person_key k
  WHERE k.node = sweep.node AND k.created_at < before AND k.wrapped IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM sealed.kept p WHERE p.person = k.person AND p.node = k.node);

  PERFORM pg_advisory_xact_lock(hashtext('sealed keys'));
  PERFORM FROM registry.head h WHERE h.node = sweep.node FOR UPDATE;
  DELETE FROM sealed.part p
  WHERE p.event_id = ANY (loose) AND p.node = sweep.node AND p.written_at < before
    AND NOT EXISTS (SELECT FROM sealed.kept k WHERE k.event_id = p.event_id AND k.digest = p.digest AND k.node = p.node);
  GET DIAGNOSTICS parts = ROW_COUNT;
  DELETE FROM sealed.number n
  WHERE n.event_id = ANY (loose) AND n.node = sweep.node
    AND NOT EXISTS (SELECT FROM sealed.part p WHERE p.event_id = n.event_id AND p.digest = n.digest AND p.node = n.node);
  DELETE FROM sealed.person_key k
  WHERE k.person = ANY (idle) AND k.node = sweep.node
    AND NOT EXISTS (SELECT FROM sealed.part p WHERE p.person = k.person AND p.node = k.node);
  GET DIAGNOSTICS keys = ROW_COUNT;
END
$$;


ALTER FUNCTION sealed.sweep(node integer, age interval, OUT parts bigint, OUT keys bigint) OWNER TO registry_owner;

--
-- Name: write(integer, uuid[], text[], bytea[], bytea[], bytea[]); Type: FUNCTION; Schema: sealed; Owner: registry_owner
--

CREATE FUNCTION sealed.write(node integer, event_ids uuid[], persons text[], nonces bytea[], ciphertexts bytea[], hashes bytea[]) RETURNS TABLE(person text, destroyed boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE
  gone text[];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('sealed keys'));
  SELECT coalesce(array_agg(DISTINCT p.person), '{}') INTO gone
  FROM unnest(persons) AS p (person)
  WHERE NOT EXISTS (
    SELECT FROM sealed.person_key k
    WHERE k.person = p.person COLLATE "C" AND k.node = write.node AND k.wrapped IS NOT NULL OFFSET 0);
  WITH written AS (
    INSERT INTO sealed.part (node, event_id, person, nonce, ciphertext, digest)
    SELECT write.node, p.event_id, p.person, p.nonce, p.ciphertext, sha256(p.nonce || p.ciphertext)
    FROM unnest(event_ids, persons, nonces, ciphertexts) AS p (event_id, person, nonce, ciphertext)
    WHERE p.person <> ALL (gone)
    ON CONFLICT DO NOTHING
  )
  INSERT INTO sealed.number (node, event_id, hash, digest, person)
  SELECT write.node, p.event_id, p.hash, sha256(p.nonce || p.ciphertext), p.person
  FROM unnest(event_ids, persons, nonces, ciphertexts, hashes) AS p (event_id, person, nonce, ciphertext, hash)
  WHERE p.person <> ALL (gone) AND p.hash <> ''
  ON CONFLICT DO NOTHING;
  RETURN QUERY
  SELECT g.person, EXISTS (
    SELECT FROM sealed.person_key k WHERE k.person = g.person COLLATE "C" AND k.node = write.node)
  FROM unnest(gone) AS g (person);
END
$$;


ALTER FUNCTION sealed.write(node integer, event_ids uuid[], persons text[], nonces bytea[], ciphertexts bytea[], hashes bytea[]) OWNER TO registry_owner;

--
-- Name: amendment; Type: VIEW; Schema: projection; Owner: registry_owner
--

CREATE VIEW projection.amendment AS
 SELECT n.node,
    n."position",
    n.stream,
    n.event_id,
    n.type,
    n.occurred_at,
    n.recorded_at,
    t.event_id AS target_event_id,
    t.type AS target_type,
    COALESCE(lag(registry.restated_data(n.type, (n.data_version)::integer, n.event)) OVER (PARTITION BY t.event_id ORDER BY n.version), registry.lifted_data(t.type, (t.data_version)::integer, t.event)) AS was,
    registry.restated_data(n.type, (n.data_version)::integer, n.event) AS data,
    (n.event ->> 'source'::text) AS source,
    t."position" AS target_position,
    t.occurred_at AS target_occurred_at,
    t.recorded_at AS target_recorded_at,
    (t.event ->> 'source'::text) AS target_source
   FROM ((unnest(projection.restated()) r(stream)
     JOIN registry.event n ON ((n.stream = r.stream)))
     JOIN registry.event t ON (((t.node = n.node) AND (t.event_id = (((n.event -> 'data'::text) ->> 'target_event_id'::text))::uuid))))
  WHERE ((n.node = (current_setting('projection.node'::text))::integer) AND (n."position" <= (current_setting('projection.upto'::text))::bigint) AND (n.type = ANY (projection.amendments())));


ALTER TABLE projection.amendment OWNER TO registry_owner;

--
-- Name: batch; Type: VIEW; Schema: projection; Owner: registry_owner
--

CREATE VIEW projection.batch AS
 SELECT e.node,
    e."position",
    e.stream,
    e.version,
    e.type,
    e.occurred_at,
    e.recorded_at,
    e.event_id,
    (e.event ->> 'source'::text) AS source,
    registry.lifted_data(e.type, (e.data_version)::integer, e.event) AS data
   FROM registry.event e
  WHERE ((e.node = (current_setting('projection.node'::text))::integer) AND (e."position" > (current_setting('projection.after'::text))::bigint) AND (e."position" <= (current_setting('projection.upto'::text))::bigint) AND (e.stream <> ALL (COALESCE(( SELECT (projection.restated() || projection.parked())), '{}'::text[]))))
UNION ALL
 SELECT e.node,
    e."position",
    e.stream,
    e.version,
    e.type,
    COALESCE((((a.event -> 'data'::text) ->> 'time'::text))::timestamp with time zone, e.occurred_at) AS occurred_at,
    e.recorded_at,
    e.event_id,
    (e.event ->> 'source'::text) AS source,
    COALESCE(registry.restated_data(a.type, (a.data_version)::integer, a.event), registry.lifted_data(e.type, (e.data_version)::integer, e.event)) AS data
   FROM ((unnest(projection.restated()) r(stream)
     JOIN registry.event e ON ((e.stream = r.stream)))
     LEFT JOIN ( SELECT DISTINCT ON (m.target) m.target,
            m.type,
            m.data_version,
            m.event
           FROM ( SELECT n.version,
                    n.type,
                    n.data_version,
                    n.event,
                    (((n.event -> 'data'::text) ->> 'target_event_id'::text))::uuid AS target
                   FROM (unnest(projection.restated()) s(stream)
                     JOIN registry.event n ON ((n.stream = s.stream)))
                  WHERE ((n.node = (current_setting('projection.node'::text))::integer) AND (n."position" <= (current_setting('projection.upto'::text))::bigint) AND (n.type = ANY (ARRAY['FactCorrected'::text, 'EventVoided'::text])))) m
          ORDER BY m.target, m.version DESC) a ON ((a.target = e.event_id)))
  WHERE ((e.node = (current_setting('projection.node'::text))::integer) AND (e."position" <= (current_setting('projection.upto'::text))::bigint) AND (e.type <> ALL (ARRAY['FactCorrected'::text, 'EventVoided'::text])) AND (a.type IS DISTINCT FROM 'EventVoided'::text));


ALTER TABLE projection.batch OWNER TO registry_owner;

--
-- Name: parked; Type: TABLE; Schema: projection; Owner: registry_owner
--

CREATE TABLE projection.parked (
    schema text NOT NULL,
    node integer NOT NULL,
    stream text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    parked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    error_code text NOT NULL,
    error text NOT NULL
);


ALTER TABLE projection.parked OWNER TO registry_owner;

--
-- Name: newly_parked; Type: VIEW; Schema: projection; Owner: registry_owner
--

CREATE VIEW projection.newly_parked AS
 SELECT p.schema,
    p.node,
    p.stream,
    p."position"
   FROM ((projection.parked p
     JOIN projection.definition d USING (schema))
     JOIN projection.definition l ON (((l.name = d.name) AND l.live)))
  WHERE (NOT (EXISTS ( SELECT
           FROM projection.parked o
          WHERE ((o.schema = l.schema) AND (o.node = p.node) AND (o.stream = p.stream)))));


ALTER TABLE projection.newly_parked OWNER TO registry_owner;

--
-- Name: status; Type: VIEW; Schema: projection; Owner: registry_owner
--

CREATE VIEW projection.status AS
 SELECT d.name,
    d.version,
    d.generation,
    d.schema,
    d.live,
    c.node,
    c."position",
    h.head,
    (h.head - c."position") AS lag_events,
    (
        CASE
            WHEN (h.head > c."position") THEN GREATEST(EXTRACT(epoch FROM (clock_timestamp() - n.recorded_at)), (0)::numeric)
            ELSE (0)::numeric
        END)::double precision AS lag_seconds,
    (COALESCE(c.rate, (0)::real))::double precision AS rate,
    c.epoch,
    l.led,
    c.leader,
    c.led_since,
    c.applied_at,
    c.failures,
    c.failed_since,
    c.failed_after,
    c.failed_upto,
    c.error_code,
    c.error,
    p.parked,
        CASE
            WHEN ((NOT d.live) AND (EXISTS ( SELECT
               FROM projection.definition v
              WHERE ((v.name = d.name) AND v.live AND (v.version > d.version))))) THEN 'superseded'::text
            WHEN (c.failures > 0) THEN 'failing'::text
            WHEN ((p.parked > 0) AND (h.head = c."position")) THEN 'streams parked'::text
            WHEN (h.head = c."position") THEN 'caught up'::text
            WHEN (NOT l.led) THEN 'no worker leads it'::text
            ELSE 'working'::text
        END AS state
   FROM (((((projection.definition d
     JOIN projection.checkpoint c USING (schema))
     CROSS JOIN LATERAL ( SELECT COALESCE(max(e."position"), (0)::bigint) AS head
           FROM registry.event e
          WHERE (e.node = c.node)) h)
     CROSS JOIN LATERAL ( SELECT count(*) AS parked
           FROM projection.parked k
          WHERE ((k.schema = c.schema) AND (k.node = c.node))) p)
     LEFT JOIN registry.event n ON (((n.node = c.node) AND (n."position" = (c."position" + 1)))))
     CROSS JOIN LATERAL ( SELECT (EXISTS ( SELECT
                   FROM pg_locks k
                  WHERE ((k.locktype = 'advisory'::text) AND k.granted AND (k.objsubid = 1) AND (k.database = ( SELECT pg_database.oid
                           FROM pg_database
                          WHERE (pg_database.datname = current_database()))) AND ((((k.classid)::bigint << 32) | (k.objid)::bigint) = projection.lead_key(c.schema, c.node))))) AS led) l)
  WHERE (NOT d.retired);


ALTER TABLE projection.status OWNER TO registry_owner;

--
-- Name: why; Type: VIEW; Schema: projection; Owner: registry_owner
--

CREATE VIEW projection.why AS
 SELECT s.name,
    s.version,
    s.schema,
    s.live,
    s.node,
    o.kind,
    o."position",
    o.stream,
    o.since,
    o.code,
    o.detail
   FROM (projection.status s
     CROSS JOIN LATERAL ( SELECT 'no_worker'::text AS kind,
            NULL::bigint AS "position",
            NULL::text AS stream,
            s.applied_at AS since,
            NULL::text AS code,
            'no worker leads it'::text AS detail
          WHERE ((NOT s.led) AND (s."position" < s.head))
        UNION ALL
         SELECT
                CASE s.error_code
                    WHEN 'QM002'::text THEN 'unknown_type'::text
                    ELSE 'failing'::text
                END AS "case",
            s.failed_upto,
            NULL::text,
            s.failed_since,
            s.error_code,
            s.error
          WHERE (s.failures > 0)
        UNION ALL
         SELECT 'parked'::text,
            p."position",
            p.stream,
            p.parked_at,
            p.error_code,
            p.error
           FROM projection.parked p
          WHERE ((p.schema = s.schema) AND (p.node = s.node))
        UNION ALL
         SELECT 'locked'::text,
            (s."position" + 1),
            NULL::text,
            a.query_start,
            (b.pid)::text AS pid,
            format('session %s%s of %s, %s since %s'::text, b.pid, COALESCE(((' ('::text || NULLIF(b.application_name, ''::text)) || ')'::text), ''::text), b.usename, b.state, b.state_change) AS format
           FROM ((pg_stat_activity a
             CROSS JOIN LATERAL unnest(pg_blocking_pids(a.pid)) w(pid))
             JOIN pg_stat_activity b ON ((b.pid = w.pid)))
          WHERE ((a.pid = s.leader) AND s.led)) o)
  WHERE (s.state <> 'superseded'::text);


ALTER TABLE projection.why OWNER TO registry_owner;

--
-- Name: claim; Type: TABLE; Schema: registry; Owner: registry_owner
--

CREATE TABLE registry.claim (
    node integer NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    key text NOT NULL COLLATE pg_catalog."C",
    "position" bigint NOT NULL,
    stream text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE registry.claim OWNER TO registry_owner;

--
-- Name: definitions; Type: TABLE; Schema: registry; Owner: registry_owner
--

CREATE TABLE registry.definitions (
    is_last boolean DEFAULT true NOT NULL,
    checksum bytea NOT NULL,
    database oid NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    cluster bigint,
    CONSTRAINT definitions_is_last_check CHECK (is_last)
);


ALTER TABLE registry.definitions OWNER TO registry_owner;

--
-- Name: head; Type: TABLE; Schema: registry; Owner: registry_owner
--

CREATE TABLE registry.head (
    node integer NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    recorded_at timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT head_position_check CHECK (("position" >= 0))
)
WITH (fillfactor='10');


ALTER TABLE registry.head OWNER TO registry_owner;

--
-- Name: line; Type: VIEW; Schema: registry; Owner: registry_owner
--

CREATE VIEW registry.line AS
 SELECT e.node,
    e."position",
    registry.log_line(e.event, e."position", e.recorded_at, e.voucher) AS line,
    e.leaf
   FROM registry.event e;


ALTER TABLE registry.line OWNER TO registry_owner;

--
-- Name: migration; Type: TABLE; Schema: registry; Owner: registry_owner
--

CREATE TABLE registry.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE registry.migration OWNER TO registry_owner;

--
-- Name: node; Type: TABLE; Schema: registry; Owner: registry_owner
--

CREATE TABLE registry.node (
    node integer NOT NULL,
    name text NOT NULL
);


ALTER TABLE registry.node OWNER TO registry_owner;

--
-- Name: voucher; Type: TABLE; Schema: registry; Owner: registry_owner
--

CREATE TABLE registry.voucher (
    node integer NOT NULL,
    digest bytea NOT NULL,
    document json NOT NULL,
    CONSTRAINT voucher_check CHECK ((digest = sha256(convert_to((document)::text, 'UTF8'::name))))
);


ALTER TABLE registry.voucher OWNER TO registry_owner;

--
-- Name: kek; Type: TABLE; Schema: sealed; Owner: registry_owner
--

CREATE TABLE sealed.kek (
    kek integer NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT kek_kek_check CHECK ((kek >= 1))
);


ALTER TABLE sealed.kek OWNER TO registry_owner;

--
-- Name: part; Type: TABLE; Schema: sealed; Owner: registry_owner
--

CREATE TABLE sealed.part (
    node integer NOT NULL,
    event_id uuid NOT NULL,
    written_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    person text NOT NULL COLLATE pg_catalog."C",
    nonce bytea NOT NULL,
    ciphertext bytea NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT part_check CHECK ((digest = sha256((nonce || ciphertext))))
);


ALTER TABLE sealed.part OWNER TO registry_owner;

--
-- Name: kept; Type: VIEW; Schema: sealed; Owner: registry_owner
--

CREATE VIEW sealed.kept AS
 SELECT p.node,
    p.event_id,
    p.written_at,
    p.person,
    p.nonce,
    p.ciphertext,
    p.digest,
    e."position",
    e.occurred_at,
    e.stream,
    COALESCE((e.event #>> '{data,target_type}'::text[]), e.type) AS type
   FROM (sealed.part p
     JOIN registry.event e ON (((e.event_id = p.event_id) AND (e.node = p.node) AND ((e.event ->> 'sealeddigest'::text) = encode(p.digest, 'hex'::text)))));


ALTER TABLE sealed.kept OWNER TO registry_owner;

--
-- Name: number; Type: TABLE; Schema: sealed; Owner: registry_owner
--

CREATE TABLE sealed.number (
    node integer NOT NULL,
    event_id uuid NOT NULL,
    hash bytea NOT NULL,
    digest bytea NOT NULL,
    person text NOT NULL COLLATE pg_catalog."C"
);


ALTER TABLE sealed.number OWNER TO registry_owner;

--
-- Name: person_key; Type: TABLE; Schema: sealed; Owner: registry_owner
--

CREATE TABLE sealed.person_key (
    node integer NOT NULL,
    kek integer,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    destroyed_at timestamp with time zone,
    person text NOT NULL COLLATE pg_catalog."C",
    wrapped bytea,
    basis text,
    CONSTRAINT person_key_check CHECK (
CASE
    WHEN (destroyed_at IS NULL) THEN ((kek IS NOT NULL) AND (wrapped IS NOT NULL) AND (basis IS NULL))
    ELSE ((kek IS NULL) AND (wrapped IS NULL) AND (basis IS NOT NULL))
END)
);


ALTER TABLE sealed.person_key OWNER TO registry_owner;

--
-- Name: checkpoint checkpoint_pkey; Type: CONSTRAINT; Schema: projection; Owner: registry_owner
--

ALTER TABLE ONLY projection.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (schema, node);


--
-- Name: definition definition_name_version_generation_key; Type: CONSTRAINT; Schema: projection; Owner: registry_owner
--

ALTER TABLE ONLY projection.definition
    ADD CONSTRAINT definition_name_version_generation_key UNIQUE (name, version, generation);


--
-- Name: definition definition_pkey; Type: CONSTRAINT; Schema: projection; Owner: registry_owner
--

ALTER TABLE ONLY projection.definition
    ADD CONSTRAINT definition_pkey PRIMARY KEY (schema);


--
-- Name: kept kept_pkey; Type: CONSTRAINT; Schema: projection; Owner: registry_owner
--

ALTER TABLE ONLY projection.kept
    ADD CONSTRAINT kept_pkey PRIMARY KEY (schema, view, node);


--
-- Name: parked parked_pkey; Type: CONSTRAINT; Schema: projection; Owner: registry_owner
--

ALTER TABLE ONLY projection.parked
    ADD CONSTRAINT parked_pkey PRIMARY KEY (schema, node, stream);


--
-- Name: claim claim_pkey; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (node, kind, key);


--
-- Name: definitions definitions_pkey; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.definitions
    ADD CONSTRAINT definitions_pkey PRIMARY KEY (is_last);


--
-- Name: event event_event_id_node_key; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.event
    ADD CONSTRAINT event_event_id_node_key UNIQUE (event_id, node);


--
-- Name: event event_pkey; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.event
    ADD CONSTRAINT event_pkey PRIMARY KEY ("position", node);


--
-- Name: event event_stream_version_node_key; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.event
    ADD CONSTRAINT event_stream_version_node_key UNIQUE (stream, version, node);


--
-- Name: head head_pkey; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.head
    ADD CONSTRAINT head_pkey PRIMARY KEY (node);


--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);


--
-- Name: node node_pkey; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (node);


--
-- Name: voucher voucher_pkey; Type: CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.voucher
    ADD CONSTRAINT voucher_pkey PRIMARY KEY (digest, node);


--
-- Name: kek kek_pkey; Type: CONSTRAINT; Schema: sealed; Owner: registry_owner
--

ALTER TABLE ONLY sealed.kek
    ADD CONSTRAINT kek_pkey PRIMARY KEY (kek);


--
-- Name: number number_pkey; Type: CONSTRAINT; Schema: sealed; Owner: registry_owner
--

ALTER TABLE ONLY sealed.number
    ADD CONSTRAINT number_pkey PRIMARY KEY (hash, event_id, digest, node);


--
-- Name: part part_pkey; Type: CONSTRAINT; Schema: sealed; Owner: registry_owner
--

ALTER TABLE ONLY sealed.part
    ADD CONSTRAINT part_pkey PRIMARY KEY (event_id, digest, node);


--
-- Name: person_key person_key_pkey; Type: CONSTRAINT; Schema: sealed; Owner: registry_owner
--

ALTER TABLE ONLY sealed.person_key
    ADD CONSTRAINT person_key_pkey PRIMARY KEY (person, node);


--
-- Name: definition_live; Type: INDEX; Schema: projection; Owner: registry_owner
--

CREATE UNIQUE INDEX definition_live ON projection.definition USING btree (name) WHERE live;


--
-- Name: kek_in_use; Type: INDEX; Schema: sealed; Owner: registry_owner
--

CREATE UNIQUE INDEX kek_in_use ON sealed.kek USING btree ((true)) WHERE (retired_at IS NULL);


--
-- Name: number_of_person; Type: INDEX; Schema: sealed; Owner: registry_owner
--

CREATE INDEX number_of_person ON sealed.number USING btree (person, node);


--
-- Name: part_of_person; Type: INDEX; Schema: sealed; Owner: registry_owner
--

CREATE INDEX part_of_person ON sealed.part USING btree (person, node);


--
-- Name: person_key_wrapped_by; Type: INDEX; Schema: sealed; Owner: registry_owner
--

CREATE INDEX person_key_wrapped_by ON sealed.person_key USING btree (kek) WHERE (wrapped IS NOT NULL);


--
-- Name: event refuse_change; Type: TRIGGER; Schema: registry; Owner: registry_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.event FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();

ALTER TABLE registry.event ENABLE ALWAYS TRIGGER refuse_change;


--
-- Name: voucher refuse_change; Type: TRIGGER; Schema: registry; Owner: registry_owner
--

CREATE TRIGGER refuse_change BEFORE DELETE OR UPDATE OR TRUNCATE ON registry.voucher FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_change();

ALTER TABLE registry.voucher ENABLE ALWAYS TRIGGER refuse_change;


--
-- Name: event refuse_row_change; Type: TRIGGER; Schema: registry; Owner: registry_owner
--

CREATE TRIGGER refuse_row_change BEFORE DELETE OR UPDATE ON registry.event FOR EACH ROW EXECUTE FUNCTION registry.refuse_change();

ALTER TABLE registry.event ENABLE ALWAYS TRIGGER refuse_row_change;


--
-- Name: voucher refuse_row_change; Type: TRIGGER; Schema: registry; Owner: registry_owner
--

CREATE TRIGGER refuse_row_change BEFORE DELETE OR UPDATE ON registry.voucher FOR EACH ROW EXECUTE FUNCTION registry.refuse_change();

ALTER TABLE registry.voucher ENABLE ALWAYS TRIGGER refuse_row_change;


--
-- Name: part refuse_change; Type: TRIGGER; Schema: sealed; Owner: registry_owner
--

CREATE TRIGGER refuse_change BEFORE UPDATE OR TRUNCATE ON sealed.part FOR EACH STATEMENT EXECUTE FUNCTION sealed.refuse_change();

ALTER TABLE sealed.part ENABLE ALWAYS TRIGGER refuse_change;


--
-- Name: part refuse_row_change; Type: TRIGGER; Schema: sealed; Owner: registry_owner
--

CREATE TRIGGER refuse_row_change BEFORE UPDATE ON sealed.part FOR EACH ROW EXECUTE FUNCTION sealed.refuse_change();

ALTER TABLE sealed.part ENABLE ALWAYS TRIGGER refuse_row_change;


--
-- Name: checkpoint checkpoint_schema_fkey; Type: FK CONSTRAINT; Schema: projection; Owner: registry_owner
--

ALTER TABLE ONLY projection.checkpoint
    ADD CONSTRAINT checkpoint_schema_fkey FOREIGN KEY (schema) REFERENCES projection.definition(schema) ON DELETE CASCADE;


--
-- Name: kept kept_schema_fkey; Type: FK CONSTRAINT; Schema: projection; Owner: registry_owner
--

ALTER TABLE ONLY projection.kept
    ADD CONSTRAINT kept_schema_fkey FOREIGN KEY (schema) REFERENCES projection.definition(schema) ON DELETE CASCADE;


--
-- Name: parked parked_schema_fkey; Type: FK CONSTRAINT; Schema: projection; Owner: registry_owner
--

ALTER TABLE ONLY projection.parked
    ADD CONSTRAINT parked_schema_fkey FOREIGN KEY (schema) REFERENCES projection.definition(schema) ON DELETE CASCADE;


--
-- Name: head head_node_fkey; Type: FK CONSTRAINT; Schema: registry; Owner: registry_owner
--

ALTER TABLE ONLY registry.head
    ADD CONSTRAINT head_node_fkey FOREIGN KEY (node) REFERENCES registry.node(node);


--
-- Name: person_key person_key_kek_fkey; Type: FK CONSTRAINT; Schema: sealed; Owner: registry_owner
--

ALTER TABLE ONLY sealed.person_key
    ADD CONSTRAINT person_key_kek_fkey FOREIGN KEY (kek) REFERENCES sealed.kek(kek);


--
-- Name: event; Type: ROW SECURITY; Schema: registry; Owner: registry_owner
--

ALTER TABLE registry.event ENABLE ROW LEVEL SECURITY;

--
-- Name: event followed; Type: POLICY; Schema: registry; Owner: registry_owner
--

CREATE POLICY followed ON registry.event FOR SELECT TO registry_worker, registry_reader, registry_inspector, registry_app, registry_keeper USING (true);


--
-- Name: event reached; Type: POLICY; Schema: registry; Owner: registry_owner
--

CREATE POLICY reached ON registry.event FOR SELECT TO office_funeral_home_clerk, office_funeral_home_checker, office_cemetery_clerk, office_town_office, office_county_bureau, office_city_bureau, office_province_viewer, office_inspector, office_auditor, office_finance, office_policy_editor, office_system USING ((access.holds_all(node) OR access.holds_stream(node, stream)));


--
-- Name: SCHEMA guard; Type: ACL; Schema: -; Owner: postgres
--

GRANT USAGE ON SCHEMA guard TO registry_owner;


--
-- Name: SCHEMA projection; Type: ACL; Schema: -; Owner: registry_owner
--

GRANT USAGE ON SCHEMA projection TO office_auditor;
GRANT USAGE ON SCHEMA projection TO office_cemetery_clerk;
GRANT USAGE ON SCHEMA projection TO office_city_bureau;
GRANT USAGE ON SCHEMA projection TO office_county_bureau;
GRANT USAGE ON SCHEMA projection TO office_finance;
GRANT USAGE ON SCHEMA projection TO office_funeral_home_checker;
GRANT USAGE ON SCHEMA projection TO office_funeral_home_clerk;
GRANT USAGE ON SCHEMA projection TO office_inspector;
GRANT USAGE ON SCHEMA projection TO office_policy_editor;
GRANT USAGE ON SCHEMA projection TO office_province_viewer;
GRANT USAGE ON SCHEMA projection TO office_system;
GRANT USAGE ON SCHEMA projection TO office_town_office;
GRANT USAGE ON SCHEMA projection TO registry_app;
GRANT USAGE ON SCHEMA projection TO registry_worker;
GRANT USAGE ON SCHEMA projection TO registry_reader;


--
-- Name: SCHEMA registry; Type: ACL; Schema: -; Owner: registry_owner
--

GRANT USAGE ON SCHEMA registry TO office_auditor;
GRANT USAGE ON SCHEMA registry TO office_cemetery_clerk;
GRANT USAGE ON SCHEMA registry TO office_city_bureau;
GRANT USAGE ON SCHEMA registry TO office_county_bureau;
GRANT USAGE ON SCHEMA registry TO office_finance;
GRANT USAGE ON SCHEMA registry TO office_funeral_home_checker;
GRANT USAGE ON SCHEMA registry TO office_funeral_home_clerk;
GRANT USAGE ON SCHEMA registry TO office_inspector;
GRANT USAGE ON SCHEMA registry TO office_policy_editor;
GRANT USAGE ON SCHEMA registry TO office_province_viewer;
GRANT USAGE ON SCHEMA registry TO office_system;
GRANT USAGE ON SCHEMA registry TO office_town_office;
GRANT USAGE ON SCHEMA registry TO registry_app;
GRANT USAGE ON SCHEMA registry TO registry_worker;
GRANT USAGE ON SCHEMA registry TO registry_reader;


--
-- Name: SCHEMA sealed; Type: ACL; Schema: -; Owner: registry_owner
--

GRANT USAGE ON SCHEMA sealed TO registry_app;
GRANT USAGE ON SCHEMA sealed TO registry_keeper;


--
-- Name: FUNCTION compare(); Type: ACL; Schema: guard; Owner: postgres
--

REVOKE ALL ON FUNCTION guard.compare() FROM PUBLIC;


--
-- Name: FUNCTION keep(); Type: ACL; Schema: guard; Owner: postgres
--

REVOKE ALL ON FUNCTION guard.keep() FROM PUBLIC;


--
-- Name: FUNCTION refuse(command text, object text); Type: ACL; Schema: guard; Owner: postgres
--

REVOKE ALL ON FUNCTION guard.refuse(command text, object text) FROM PUBLIC;
GRANT ALL ON FUNCTION guard.refuse(command text, object text) TO registry_owner;


--
-- Name: FUNCTION schemas(); Type: ACL; Schema: guard; Owner: postgres
--

REVOKE ALL ON FUNCTION guard.schemas() FROM PUBLIC;
GRANT ALL ON FUNCTION guard.schemas() TO registry_owner;


--
-- Name: FUNCTION advance(schema text, node integer, epoch bigint, most integer); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.advance(schema text, node integer, epoch bigint, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.advance(schema text, node integer, epoch bigint, most integer) TO registry_worker;


--
-- Name: FUNCTION "analyze"(schema text); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection."analyze"(schema text) FROM PUBLIC;
GRANT ALL ON FUNCTION projection."analyze"(schema text) TO registry_worker;
GRANT ALL ON FUNCTION projection."analyze"(schema text) TO registry_inspector;


--
-- Name: FUNCTION apply(schema text, node integer, after bigint, upto bigint, parked text[], resumed text[]); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.apply(schema text, node integer, after bigint, upto bigint, parked text[], resumed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.apply(schema text, node integer, after bigint, upto bigint, parked text[], resumed text[]) TO registry_worker;
GRANT ALL ON FUNCTION projection.apply(schema text, node integer, after bigint, upto bigint, parked text[], resumed text[]) TO registry_inspector;


--
-- Name: FUNCTION apply_narrowed(node integer, after bigint, upto bigint, parked text[]); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.apply_narrowed(node integer, after bigint, upto bigint, parked text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.apply_narrowed(node integer, after bigint, upto bigint, parked text[]) TO registry_inspector;


--
-- Name: FUNCTION apply_restating(schema text, node integer, after bigint, upto bigint, parked text[], restated text[]); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.apply_restating(schema text, node integer, after bigint, upto bigint, parked text[], restated text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.apply_restating(schema text, node integer, after bigint, upto bigint, parked text[], restated text[]) TO registry_worker;
GRANT ALL ON FUNCTION projection.apply_restating(schema text, node integer, after bigint, upto bigint, parked text[], restated text[]) TO registry_inspector;


--
-- Name: TABLE checkpoint; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT ON TABLE projection.checkpoint TO registry_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE projection.checkpoint TO registry_worker;
GRANT SELECT ON TABLE projection.checkpoint TO registry_reader;


--
-- Name: TABLE kept; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE projection.kept TO registry_worker;
GRANT SELECT ON TABLE projection.kept TO registry_reader;


--
-- Name: FUNCTION drop_retired(); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.drop_retired() FROM PUBLIC;
GRANT ALL ON FUNCTION projection.drop_retired() TO registry_worker;


--
-- Name: FUNCTION fill_schema(schema text, tables text, apply text, retract text); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.fill_schema(schema text, tables text, apply text, retract text) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.fill_schema(schema text, tables text, apply text, retract text) TO registry_worker;
GRANT ALL ON FUNCTION projection.fill_schema(schema text, tables text, apply text, retract text) TO registry_inspector;


--
-- Name: TABLE definition; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT ON TABLE projection.definition TO registry_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE projection.definition TO registry_worker;
GRANT SELECT ON TABLE projection.definition TO registry_reader;


--
-- Name: FUNCTION install(name text, version integer, applies text[], ignores text[], tables text, apply text, retract text, again boolean); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.install(name text, version integer, applies text[], ignores text[], tables text, apply text, retract text, again boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.install(name text, version integer, applies text[], ignores text[], tables text, apply text, retract text, again boolean) TO registry_worker;


--
-- Name: FUNCTION keep(schema text, view text, node integer); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.keep(schema text, view text, node integer) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.keep(schema text, view text, node integer) TO registry_worker;


--
-- Name: FUNCTION keep_tables(schema text, views text[]); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.keep_tables(schema text, views text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.keep_tables(schema text, views text[]) TO registry_worker;


--
-- Name: FUNCTION narrow(node integer, streams text[], upto bigint); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.narrow(node integer, streams text[], upto bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.narrow(node integer, streams text[], upto bigint) TO registry_inspector;


--
-- Name: FUNCTION note_changes(); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.note_changes() FROM PUBLIC;
GRANT ALL ON FUNCTION projection.note_changes() TO registry_inspector;


--
-- Name: FUNCTION publish(schema text); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.publish(schema text) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.publish(schema text) TO registry_worker;


--
-- Name: FUNCTION replayed_tables(); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.replayed_tables() FROM PUBLIC;
GRANT ALL ON FUNCTION projection.replayed_tables() TO registry_inspector;


--
-- Name: FUNCTION resume(schema text, node integer, stream text); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.resume(schema text, node integer, stream text) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.resume(schema text, node integer, stream text) TO registry_worker;


--
-- Name: FUNCTION show(name text, schema text); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.show(name text, schema text) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.show(name text, schema text) TO registry_worker;


--
-- Name: FUNCTION show_replay(model text, view text); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.show_replay(model text, view text) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.show_replay(model text, view text) TO registry_inspector;


--
-- Name: TABLE event; Type: ACL; Schema: registry; Owner: registry_owner
--

GRANT SELECT ON TABLE registry.event TO office_auditor;
GRANT SELECT ON TABLE registry.event TO office_cemetery_clerk;
GRANT SELECT ON TABLE registry.event TO office_city_bureau;
GRANT SELECT ON TABLE registry.event TO office_county_bureau;
GRANT SELECT ON TABLE registry.event TO office_finance;
GRANT SELECT ON TABLE registry.event TO office_funeral_home_checker;
GRANT SELECT ON TABLE registry.event TO office_funeral_home_clerk;
GRANT SELECT ON TABLE registry.event TO office_inspector;
GRANT SELECT ON TABLE registry.event TO office_policy_editor;
GRANT SELECT ON TABLE registry.event TO office_province_viewer;
GRANT SELECT ON TABLE registry.event TO office_system;
GRANT SELECT ON TABLE registry.event TO office_town_office;
GRANT SELECT ON TABLE registry.event TO registry_app;
GRANT SELECT ON TABLE registry.event TO registry_worker;
GRANT SELECT ON TABLE registry.event TO registry_reader;


--
-- Name: FUNCTION stage(tables text, apply text, retract text, true_by date); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.stage(tables text, apply text, retract text, true_by date) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.stage(tables text, apply text, retract text, true_by date) TO registry_inspector;


--
-- Name: FUNCTION take_lead(schema text, node integer); Type: ACL; Schema: projection; Owner: registry_owner
--

REVOKE ALL ON FUNCTION projection.take_lead(schema text, node integer) FROM PUBLIC;
GRANT ALL ON FUNCTION projection.take_lead(schema text, node integer) TO registry_worker;


--
-- Name: FUNCTION append(node integer, events text[], versions integer[], units integer[], guard_units integer[], guard_streams text[], guard_versions integer[], claim_units integer[], claim_kinds text[], claim_keys text[], claim_takes boolean[], premise_units integer[], premises uuid[], vouchers text[], vouched integer[]); Type: ACL; Schema: registry; Owner: registry_owner
--

REVOKE ALL ON FUNCTION registry.append(node integer, events text[], versions integer[], units integer[], guard_units integer[], guard_streams text[], guard_versions integer[], claim_units integer[], claim_kinds text[], claim_keys text[], claim_takes boolean[], premise_units integer[], premises uuid[], vouchers text[], vouched integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION registry.append(node integer, events text[], versions integer[], units integer[], guard_units integer[], guard_streams text[], guard_versions integer[], claim_units integer[], claim_kinds text[], claim_keys text[], claim_takes boolean[], premise_units integer[], premises uuid[], vouchers text[], vouched integer[]) TO registry_app;


--
-- Name: FUNCTION append_unit(node integer, base bigint, stamp timestamp with time zone, unit integer, size_limit integer, voucher_size integer, events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamp with time zone[], data_versions smallint[], guard_streams text[], guard_versions integer[], claim_kinds text[], claim_keys text[], claim_takes boolean[], premises uuid[], vouchers bytea[]); Type: ACL; Schema: registry; Owner: registry_owner
--

REVOKE ALL ON FUNCTION registry.append_unit(node integer, base bigint, stamp timestamp with time zone, unit integer, size_limit integer, voucher_size integer, events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamp with time zone[], data_versions smallint[], guard_streams text[], guard_versions integer[], claim_kinds text[], claim_keys text[], claim_takes boolean[], premises uuid[], vouchers bytea[]) FROM PUBLIC;


--
-- Name: FUNCTION install_node(node integer, name text); Type: ACL; Schema: registry; Owner: registry_owner
--

REVOKE ALL ON FUNCTION registry.install_node(node integer, name text) FROM PUBLIC;


--
-- Name: FUNCTION parse_event(event text, OUT event_id uuid, OUT stream text, OUT type text, OUT occurred_at timestamp with time zone, OUT data_version smallint); Type: ACL; Schema: registry; Owner: registry_owner
--

REVOKE ALL ON FUNCTION registry.parse_event(event text, OUT event_id uuid, OUT stream text, OUT type text, OUT occurred_at timestamp with time zone, OUT data_version smallint) FROM PUBLIC;


--
-- Name: FUNCTION write_events(node integer, base bigint, stamp timestamp with time zone, events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamp with time zone[], data_versions smallint[], vouchers bytea[]); Type: ACL; Schema: registry; Owner: registry_owner
--

REVOKE ALL ON FUNCTION registry.write_events(node integer, base bigint, stamp timestamp with time zone, events text[], versions integer[], ids uuid[], streams text[], types text[], times timestamp with time zone[], data_versions smallint[], vouchers bytea[]) FROM PUBLIC;


--
-- Name: FUNCTION begin_kek(kek integer, fingerprint bytea); Type: ACL; Schema: sealed; Owner: registry_owner
--

REVOKE ALL ON FUNCTION sealed.begin_kek(kek integer, fingerprint bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION sealed.begin_kek(kek integer, fingerprint bytea) TO registry_keeper;


--
-- Name: FUNCTION erase(node integer, person text, basis text, parts bigint, event text); Type: ACL; Schema: sealed; Owner: registry_owner
--

REVOKE ALL ON FUNCTION sealed.erase(node integer, person text, basis text, parts bigint, event text) FROM PUBLIC;
GRANT ALL ON FUNCTION sealed.erase(node integer, person text, basis text, parts bigint, event text) TO registry_keeper;


--
-- Name: FUNCTION keys(node integer, kek integer, persons text[], offered bytea[]); Type: ACL; Schema: sealed; Owner: registry_owner
--

REVOKE ALL ON FUNCTION sealed.keys(node integer, kek integer, persons text[], offered bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION sealed.keys(node integer, kek integer, persons text[], offered bytea[]) TO registry_app;


--
-- Name: FUNCTION rewrap(kek integer, nodes integer[], persons text[], before bytea[], wrapped bytea[]); Type: ACL; Schema: sealed; Owner: registry_owner
--

REVOKE ALL ON FUNCTION sealed.rewrap(kek integer, nodes integer[], persons text[], before bytea[], wrapped bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION sealed.rewrap(kek integer, nodes integer[], persons text[], before bytea[], wrapped bytea[]) TO registry_keeper;


--
-- Name: FUNCTION sweep(node integer, age interval, OUT parts bigint, OUT keys bigint); Type: ACL; Schema: sealed; Owner: registry_owner
--

REVOKE ALL ON FUNCTION sealed.sweep(node integer, age interval, OUT parts bigint, OUT keys bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION sealed.sweep(node integer, age interval, OUT parts bigint, OUT keys bigint) TO registry_keeper;


--
-- Name: FUNCTION write(node integer, event_ids uuid[], persons text[], nonces bytea[], ciphertexts bytea[], hashes bytea[]); Type: ACL; Schema: sealed; Owner: registry_owner
--

REVOKE ALL ON FUNCTION sealed.write(node integer, event_ids uuid[], persons text[], nonces bytea[], ciphertexts bytea[], hashes bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION sealed.write(node integer, event_ids uuid[], persons text[], nonces bytea[], ciphertexts bytea[], hashes bytea[]) TO registry_app;


--
-- Name: TABLE amendment; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT ON TABLE projection.amendment TO registry_worker;
GRANT SELECT ON TABLE projection.amendment TO registry_inspector;


--
-- Name: TABLE batch; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT ON TABLE projection.batch TO registry_worker;
GRANT SELECT ON TABLE projection.batch TO registry_inspector;


--
-- Name: TABLE parked; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT ON TABLE projection.parked TO registry_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE projection.parked TO registry_worker;
GRANT SELECT ON TABLE projection.parked TO registry_reader;


--
-- Name: TABLE newly_parked; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT ON TABLE projection.newly_parked TO registry_worker;


--
-- Name: TABLE status; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT ON TABLE projection.status TO office_auditor;
GRANT SELECT ON TABLE projection.status TO office_cemetery_clerk;
GRANT SELECT ON TABLE projection.status TO office_city_bureau;
GRANT SELECT ON TABLE projection.status TO office_county_bureau;
GRANT SELECT ON TABLE projection.status TO office_finance;
GRANT SELECT ON TABLE projection.status TO office_funeral_home_checker;
GRANT SELECT ON TABLE projection.status TO office_funeral_home_clerk;
GRANT SELECT ON TABLE projection.status TO office_inspector;
GRANT SELECT ON TABLE projection.status TO office_policy_editor;
GRANT SELECT ON TABLE projection.status TO office_province_viewer;
GRANT SELECT ON TABLE projection.status TO office_system;
GRANT SELECT ON TABLE projection.status TO office_town_office;
GRANT SELECT ON TABLE projection.status TO registry_app;
GRANT SELECT ON TABLE projection.status TO registry_worker;
GRANT SELECT ON TABLE projection.status TO registry_reader;


--
-- Name: TABLE why; Type: ACL; Schema: projection; Owner: registry_owner
--

GRANT SELECT ON TABLE projection.why TO registry_app;
GRANT SELECT ON TABLE projection.why TO registry_worker;
GRANT SELECT ON TABLE projection.why TO registry_reader;


--
-- Name: TABLE claim; Type: ACL; Schema: registry; Owner: registry_owner
--

GRANT SELECT ON TABLE registry.claim TO registry_app;
GRANT SELECT ON TABLE registry.claim TO registry_worker;
GRANT SELECT ON TABLE registry.claim TO registry_reader;


--
-- Name: TABLE head; Type: ACL; Schema: registry; Owner: registry_owner
--

GRANT SELECT ON TABLE registry.head TO office_auditor;
GRANT SELECT ON TABLE registry.head TO office_cemetery_clerk;
GRANT SELECT ON TABLE registry.head TO office_city_bureau;
GRANT SELECT ON TABLE registry.head TO office_county_bureau;
GRANT SELECT ON TABLE registry.head TO office_finance;
GRANT SELECT ON TABLE registry.head TO office_funeral_home_checker;
GRANT SELECT ON TABLE registry.head TO office_funeral_home_clerk;
GRANT SELECT ON TABLE registry.head TO office_inspector;
GRANT SELECT ON TABLE registry.head TO office_policy_editor;
GRANT SELECT ON TABLE registry.head TO office_province_viewer;
GRANT SELECT ON TABLE registry.head TO office_system;
GRANT SELECT ON TABLE registry.head TO office_town_office;
GRANT SELECT ON TABLE registry.head TO registry_app;
GRANT SELECT ON TABLE registry.head TO registry_worker;
GRANT SELECT ON TABLE registry.head TO registry_reader;


--
-- Name: TABLE line; Type: ACL; Schema: registry; Owner: registry_owner
--

GRANT SELECT ON TABLE registry.line TO registry_app;
GRANT SELECT ON TABLE registry.line TO registry_worker;
GRANT SELECT ON TABLE registry.line TO registry_reader;


--
-- Name: TABLE migration; Type: ACL; Schema: registry; Owner: registry_owner
--

GRANT SELECT ON TABLE registry.migration TO registry_app;
GRANT SELECT ON TABLE registry.migration TO registry_worker;
GRANT SELECT ON TABLE registry.migration TO registry_reader;


--
-- Name: TABLE node; Type: ACL; Schema: registry; Owner: registry_owner
--

GRANT SELECT ON TABLE registry.node TO registry_app;
GRANT SELECT ON TABLE registry.node TO registry_worker;
GRANT SELECT ON TABLE registry.node TO registry_reader;


--
-- Name: TABLE voucher; Type: ACL; Schema: registry; Owner: registry_owner
--

GRANT SELECT ON TABLE registry.voucher TO registry_app;
GRANT SELECT ON TABLE registry.voucher TO registry_worker;
GRANT SELECT ON TABLE registry.voucher TO registry_reader;


--
-- Name: TABLE kek; Type: ACL; Schema: sealed; Owner: registry_owner
--

GRANT SELECT ON TABLE sealed.kek TO registry_app;
GRANT SELECT ON TABLE sealed.kek TO registry_keeper;


--
-- Name: TABLE part; Type: ACL; Schema: sealed; Owner: registry_owner
--

GRANT SELECT ON TABLE sealed.part TO registry_keeper;


--
-- Name: TABLE kept; Type: ACL; Schema: sealed; Owner: registry_owner
--

GRANT SELECT ON TABLE sealed.kept TO registry_keeper;


--
-- Name: TABLE number; Type: ACL; Schema: sealed; Owner: registry_owner
--

GRANT SELECT ON TABLE sealed.number TO registry_keeper;


--
-- Name: TABLE person_key; Type: ACL; Schema: sealed; Owner: registry_owner
--

GRANT SELECT ON TABLE sealed.person_key TO registry_keeper;


--
-- PostgreSQL database dump complete
--



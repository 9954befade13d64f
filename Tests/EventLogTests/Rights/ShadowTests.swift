import EventLog
import Foundation
import Postgres
import TestSupport
import Testing

/// Whoever puts tables, functions and operators of their own before ours and PostgreSQL's changes nothing in what our functions
/// do with the rights of their owner.
@Suite struct ShadowTests {
  /// Each function that runs with its owner's rights: who calls it, and what it answers. Played in this order.
  private static let calls: [(function: String, role: String, statement: String, answer: String)] = [
    ("sealed.begin_kek", "registry_keeper", "SELECT sealed.begin_kek(2, '\\x01')", "true"),
    (
      "sealed.keys", "registry_app",
      "SELECT wrapped_by FROM sealed.keys(371000, 2, '{p-1}', ARRAY['\\x0102'::pg_catalog.bytea])", "2"
    ),
    (
      "sealed.write", "registry_app",
      "SELECT person FROM sealed.write(371000, ARRAY['\(sealed.id)'::pg_catalog.uuid], '{p-1}', '{a}', '{b}', '{c}')",
      ""
    ),
    (
      "sealed.rewrap", "registry_keeper",
      "SELECT sealed.rewrap(2, '{371000}', '{p-1}', ARRAY['\\x0102'::pg_catalog.bytea], ARRAY['\\x0103'::pg_catalog.bytea])",
      "1"
    ),
    (
      "registry.append", "registry_app",
      "SELECT outcome FROM registry.append(371000, \(text("a", 1)), '{1}', '{1}', claim_units => '{1}', claim_kinds => '{k}', "
        + "claim_keys => '{1}', claim_takes => '{t}', vouchers => '{\"{}\"}', vouched => '{1}')", "appended"
    ),
    // Unit by unit, for one of them is turned down.
    (
      "registry.append", "registry_app",
      "SELECT outcome FROM registry.append(371000, ARRAY[\(element("a", 9)), \(element("b", 1))], '{9,1}', '{1,2}', "
        + "claim_units => '{2}', claim_kinds => '{k}', claim_keys => '{2}', claim_takes => '{t}')", "conflict appended"
    ),
    ("access.holds_stream", "registry_app", "SELECT access.holds_stream(371000, 'a')", "true"),
    ("access.holds_stream", "registry_app", "SELECT access.holds_stream(371000, 'c')", "false"),
    (
      "projection.computed", "registry_reader",
      "SELECT cardinality FROM pg_catalog.cardinality(projection.computed('s', 'v'))", "1"
    ),
    ("projection.shown_upto", "registry_reader", "SELECT position FROM projection.shown_upto('s', 'v', 371000)", "1"),
    (
      "sealed.erase", "registry_keeper", "SELECT sealed.erase(371000, 'p-1', 'court_order', 0, \(element("e", 1)))",
      "erased"
    ),
    ("sealed.sweep", "registry_keeper", "SELECT parts FROM sealed.sweep(371000, '0')", "1"),
    ("registry.install_node", "postgres", "SELECT registry.install_node(371001, 'x')", ""),
  ]

  @Test func everyFunctionOfItsOwnersRightsIsPlayed() async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    let connection = try await fixture.open()
    let definers = try await connection.query(
      """
      SELECT p.oid::regproc::text FROM pg_proc p
      WHERE p.prosecdef AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      """
    ).decode(String.self)
    await connection.close()
    #expect(Set(definers) == Set(Self.calls.map(\.function)))
  }

  @Test(arguments: [false, true]) func itDoesTheSame(inTheShadow: Bool) async throws {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    let superuser = try await fixture.open()
    try await superuser.tamper(
      """
      INSERT INTO projection.definition VALUES ('s', 's', 1, '{}', '{}', '', true);
      INSERT INTO projection.checkpoint (schema, node, position) VALUES ('s', 371000, 1);
      \(inTheShadow ? Self.shadows : "SELECT")
      """
    )
    let tables = try await superuser.query(Self.lookalikes).decode(String.self)
    #expect(tables.count > 15)
    var sessions: [String: Connection] = [:]
    for role in Set(Self.calls.map(\.role)) {
      let connection = try await fixture.open(as: fixture.database.configuration(user: role))
      sessions[role] = connection
      try await connection.script("SET access.divisions = '{371002}'")
      guard inTheShadow else { continue }
      for table in tables { try await connection.script("CREATE TEMPORARY TABLE \(table)") }
      try await connection.script("SET search_path = shadow, pg_temp, registry, sealed, projection, access, pg_catalog")
      // The shadows are there: without a schema, it is they who answer.
      await #expect(throws: PostgresError.self) { try await connection.query("SELECT hashtext('x')") }
      #expect(try await connection.query("SELECT FROM event").isEmpty)
    }
    for call in Self.calls {
      let connection = try #require(sessions[call.role])
      let rows = try await connection.query(
        SQL(unsafe: "SELECT coalesce(a::pg_catalog.text, '') FROM (\(call.statement)) AS c (a)")
      )
      let answer = try rows.decode(String.self).joined(separator: " ")
      #expect(answer == call.answer, "\(call.function)")
    }
    if inTheShadow {
      for connection in sessions.values {
        for table in tables {
          let name = table.prefix { $0 != " " }
          #expect(try await connection.query(SQL(unsafe: "SELECT FROM pg_temp.\(name)")).isEmpty, "\(name)")
        }
      }
    }
    for connection in sessions.values { await connection.close() }
    let left = try await superuser.query(
      """
      SELECT ARRAY[(SELECT count(*) FROM registry.event), (SELECT sum(position) FROM registry.head),
        (SELECT count(*) FROM registry.head), (SELECT count(*) FROM registry.node), (SELECT count(*) FROM registry.claim),
        (SELECT count(*) FROM registry.voucher), (SELECT count(*) FROM sealed.kek), (SELECT count(*) FROM sealed.part),
        (SELECT count(*) FROM sealed.number), (SELECT count(*) FROM sealed.person_key WHERE wrapped IS NULL)]::bigint[]
      """
    )[0].decode([Int64].self, at: 0)
    await superuser.close()
    #expect(left == [3, 3, 2, 2, 2, 1, 2, 0, 0, 1])
  }

  /// Every table and view of ours once more, as a temporary one of the same columns.
  private static let lookalikes: SQL = """
    SELECT DISTINCT ON (c.relname) format('%I (%s)', c.relname,
      string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum))
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY (guard.schemas()))
      AND c.relkind IN ('r', 'p', 'v')
    GROUP BY c.oid, c.relname ORDER BY c.relname, c.oid
    """

  /// Every function of PostgreSQL's that ours call, and the operators that they compare with, as ones that fail; for roles that may
  /// make temporary tables, too, which in truth only inspectors may.
  private static let shadows = """
    CREATE SCHEMA shadow;
    GRANT USAGE ON SCHEMA shadow TO PUBLIC;
    DO $$
    DECLARE
      called record;
      type text;
    BEGIN
      EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database());
      FOR called IN
        SELECT p.proname, pg_get_function_identity_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS result
        FROM pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' AND p.provariadic = 0 AND p.proname NOT LIKE 'pg\\_event\\_trigger%'
          AND NOT p.proargtypes::oid[] && ARRAY['internal', 'cstring', '"any"']::regtype[]::oid[]
          AND EXISTS (
            SELECT FROM pg_proc o WHERE o.pronamespace IN (SELECT n.oid FROM pg_namespace n WHERE n.nspname = ANY (guard.schemas()))
              AND o.prosrc ~ ('\\m' || p.proname || '\\('))
      LOOP
        EXECUTE format(
          'CREATE FUNCTION shadow.%I(%s) RETURNS %s LANGUAGE plpgsql AS ''BEGIN RAISE EXCEPTION $x$shadowed$x$; END''',
          called.proname, called.arguments, called.result);
      END LOOP;
      FOREACH type IN ARRAY ARRAY['text', 'uuid', 'integer', 'bigint', 'bytea', 'timestamptz'] LOOP
        EXECUTE format(
          'CREATE FUNCTION shadow.fails(a %1$s, b %1$s) RETURNS boolean LANGUAGE plpgsql AS
            ''BEGIN RAISE EXCEPTION $x$shadowed$x$; END''', type);
        FOR called IN SELECT unnest(ARRAY['=', '<>', '<', '>', '>=', '<=']) AS name LOOP
          EXECUTE format(
            'CREATE OPERATOR shadow.%s (LEFTARG = %s, RIGHTARG = %2$s, FUNCTION = shadow.fails)', called.name, type);
        END LOOP;
      END LOOP;
    END
    $$
    """

  private static let sealed = event("sealed", 1)

  private static func element(_ stream: String, _ version: Int32) -> String {
    "'\(String(decoding: event(stream, version).bytes, as: UTF8.self))'"
  }

  private static func text(_ stream: String, _ version: Int32) -> String { "ARRAY[\(element(stream, version))]" }
}

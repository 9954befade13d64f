import EventLog
import Foundation
import Postgres
import TestSupport
import Testing

/// The matrix, tried: every role at every table of the log and of what is sealed, with every verb, and at the server around them.
@Suite(.timeLimit(.minutes(5))) struct AttemptTests {
  private static let programs = [
    "registry_app", "registry_worker", "registry_reader", "registry_inspector", "registry_keeper",
  ]

  @Test(arguments: programs) func programsDoWhatTheMatrixSays(role: String) async throws {
    let fixture = try await filled()
    let connection = try await fixture.open(as: fixture.database.configuration(user: role))
    let attempts = try await attempts(of: role, in: fixture)
    let allowed = try await tryAll(attempts, on: connection, as: role)
    // What may be done can be done: nothing here passes because nothing works.
    #expect(allowed >= 10, "\(role)")
    try await tryGrants(on: connection, as: role)
    await connection.close()
    try await expectNothingChanged(fixture)
  }

  @Test func officesDoWhatTheMatrixSays() async throws {
    let fixture = try await filled()
    let attempts = try await attempts(of: "office_*", in: fixture)
    let superuser = try await fixture.open()
    let offices = try await superuser.query("SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'office\\_%'")
    await superuser.close()
    #expect(offices.count >= 12)
    for office in try offices.decode(String.self) {
      let connection = try await fixture.open(as: fixture.application)
      try await connection.script("SET ROLE \(office)")
      // The way back to the application's own role is open, as it is in every request.
      let allowed = try await tryAll(attempts, on: connection, as: office)
      #expect(allowed >= 6, "\(office)")
      try await tryGrants(on: connection, as: office)
      await connection.close()
    }
    try await expectNothingChanged(fixture)
  }

  /// A log with an event, its voucher, a claim, and what is sealed.
  private func filled() async throws -> LogFixture {
    let fixture = LogFixture(database: try await TestDatabase.migrated())
    var unit = unit("a", 1)
    unit.voucher = Array(#"{"kind":"token"}"#.utf8)
    unit.takes = [Claim(kind: "k", key: "1")]
    #expect(try await fixture.log.append(unit).appended != nil)
    return fixture
  }

  private func attempts(of role: String, in fixture: LogFixture) async throws -> [(
    statement: String, refusal: SQLState?
  )] {
    let superuser = try await fixture.open()
    var attempts: [(String, SQLState?)] = []
    for line in try GrantMatrix.written().lines {
      let name = line.name.replacing("event_*", with: "event_\(LogFixture.node.rawValue)")
      guard name.hasPrefix("registry.") || name.hasPrefix("sealed.") else { continue }
      switch line.kind {
      case "table", "partition", "view":
        let (column, key, takesWrites) = try await superuser.query(
          """
          SELECT (SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = 1),
            (SELECT coalesce(string_agg(quote_ident(a.attname), ', '), '') FROM pg_index i
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary),
            pg_relation_is_updatable(c.oid, false) > 0
          FROM pg_class c WHERE c.oid = \(name)::regclass
          """
        )[0].decode(String.self, String.self, Bool.self)
        let all =
          line.kind == "view" ? Attempt.withView(name, column: column) : Attempt.with(name, column: column, key: key)
        // A view of more than one table takes no writes from anybody, and says that instead.
        let tried = all.filter { takesWrites || $0.needs.map { $0 == "select" } ?? true }
        attempts += tried.map { attempt in
          (attempt.statement, attempt.needs.map { line.allows($0, to: role) } ?? false ? nil : .insufficientPrivilege)
        }
      case "function" where !line.allows("execute", to: role):
        let call = try await superuser.query(
          """
          SELECT format('SELECT %s(%s)', p.oid::regproc, (
            SELECT string_agg(format('NULL::%s', t::regtype), ', ' ORDER BY n) FROM unnest(p.proargtypes) WITH ORDINALITY AS a (t, n)))
          FROM pg_proc p WHERE p.oid = \(name)::regproc
          """
        )[0].decode(String.self, at: 0)
        attempts.append((call, .insufficientPrivilege))
      default: break
      }
    }
    await superuser.close()
    #expect(attempts.count > 500)
    return attempts + Attempt.elsewhere.map { ($0.statement, .insufficientPrivilege) }
  }

  /// - Returns: how many were allowed.
  private func tryAll(
    _ attempts: [(statement: String, refusal: SQLState?)],
    on connection: Connection,
    as role: String
  ) async throws -> Int {
    var allowed = 0
    for (statement, refusal) in attempts {
      #expect(await connection.outcome(of: statement) == refusal, "\(role): \(statement)")
      if refusal == nil { allowed += 1 }
    }
    return allowed
  }

  private func tryGrants(on connection: Connection, as role: String) async throws {
    for table in ["registry.event", "registry.head", "registry.claim", "sealed.part"] {
      for statement in Attempt.grants(of: table, to: role) {
        let state = await connection.outcome(of: statement)
        #expect(state == nil || state == .insufficientPrivilege, "\(role): \(statement)")
      }
    }
  }

  /// Rights, events and everything beside them are what they were.
  private func expectNothingChanged(_ fixture: LogFixture) async throws {
    let connection = try await fixture.open()
    #expect(try await GrantMatrix.text(connection) == String(contentsOf: GrantMatrix.file, encoding: .utf8))
    let counts = try await connection.query(
      """
      SELECT ARRAY[(SELECT count(*) FROM registry.event), (SELECT count(*) FROM registry.voucher),
        (SELECT count(*) FROM registry.claim), (SELECT position FROM registry.head), (SELECT count(*) FROM sealed.kek)]
      """
    )[0].decode([Int64].self, at: 0)
    await connection.close()
    #expect(counts == [1, 1, 1, 1, 1])
  }
}

extension Connection {
  /// How the server refused a statement; nil if it did not.
  func outcome(of statement: String) -> SQLState? {
    do {
      // Whatever is copied out is of no interest.
      if statement.hasPrefix("COPY (") && statement.hasSuffix("STDOUT") {
        try copyOut(SQL(unsafe: statement)) { _ in }
      } else if statement.hasSuffix("FROM STDIN") {
        try copyIn(SQL(unsafe: statement)) { _ in }
      } else {
        try script(statement)
      }
      return nil
    } catch {
      return (error as? PostgresError)?.sqlState ?? SQLState(rawValue: "-----")
    }
  }
}

import CanonicalJSON
import EventLog
import Foundation
import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

/// Events of old versions, as the statements of read models see them.
@Suite(.serialized, .timeLimit(.minutes(5))) struct LiftingTests {
  @Test func `the functions say of the corpus what the corpus says`() async throws {
    let registry = try await Registry.make()
    for old in try OldEvent.all() {
      let lifted = try await registry.pool.query(
        """
        SELECT registry.lift(\(old.type), \(Int64(old.version))::integer, \(old.stored.text)::json)::text,
          registry.lift(\(old.type), registry.current_version(\(old.type)), \(old.lifted.text)::json)::text
        """
      )[0].decode(String.self, String.self)
      #expect(try JSON.parse(Array(lifted.0.utf8)) == old.lifted, "\(old)")
      #expect(try JSON.parse(Array(lifted.1.utf8)) == old.lifted, "\(old)")
    }
    await registry.pool.close()
  }

  @Test func `the relation batch shows old events, and what restates them, lifted`() async throws {
    let registry = try await Registry.make()
    let corpus = try OldEvent.all()
    let facts = corpus.filter { $0.type != "FactCorrected" }
    try await registry.append(
      facts.enumerated().map { Happening($1.type, version: $1.version, "corpus/\($0)", $1.stored) }
    )
    let shown = try await registry.batch().map(\.data)
    #expect(shown == facts.map(\.lifted))

    // Each correction of the corpus, of a fact of its type that said something else in an old version.
    let corrections = corpus.filter { $0.type == "FactCorrected" }
    for (number, correction) in corrections.enumerated() {
      let type = correction.stored.text("target_type")
      let wrong = facts.first { $0.type == type && $0.version == 1 }
      let fact = Happening(type, version: 1, "corrected/\(number)", wrong?.stored ?? ["said": "something else"])
      let data = correction.stored.adding("target_event_id", .string(fact.id.text))
      try await registry.append([fact, Happening("FactCorrected", version: correction.version, fact.stream, data)])
      let restated = try #require(correction.lifted["data"])
      #expect(try await registry.batch(amending: fact.stream).map(\.data) == [restated], "\(correction)")
      let amendment = try await registry.amendments(of: fact.stream)
      #expect(amendment == [[wrong?.lifted ?? fact.data, restated]], "\(correction)")
    }
    await registry.pool.close()
  }

  @Test func `what is current is passed on to the letter, without a call`() async throws {
    let registry = try await Registry.make()
    // Neither sorted nor spaced as jsonb writes it.
    let data: JSON = ["zz": 1, "a": ["b": [1, 2]], "medium": "paper"]
    try await registry.append([Happening("DeathCertificateRecorded", "case/C1", data)])
    #expect(try await registry.batch().map(\.text) == [data.text])
    let plan = try await registry.pool.transaction { connection in
      try Registry.show(connection, upTo: 1)
      return try connection.query("EXPLAIN (VERBOSE) SELECT data FROM projection.batch").decode(String.self)
    }.joined(separator: "\n")
    #expect(plan.contains("registry.lift("))
    for inlined in ["lifted_data", "current_version"] { #expect(!plan.contains(inlined)) }
    await registry.pool.close()
  }

  /// Rule L5 for versions: what a newer program has written stops a read model and a replay, with all before it applied.
  @Test(arguments: [
    ("PlotBlocked", "PlotBlocked/v2"), ("DeathCertificateRecorded", "DeathCertificateRecorded/v4"),
  ])
  func `an unknown version stops the projection`(type: String, unknown: String) async throws {
    let registry = try await Registry.make()
    let version = try #require(Int(unknown.suffix(1)))
    let definition = ProjectionDefinition(
      name: "seen",
      title: .none,
      version: 1,
      applies: [type],
      ignores: [],
      tables: "CREATE TABLE seen (node integer, position bigint);",
      apply: "INSERT INTO seen (node, position) SELECT node, position FROM batch;",
      retract: ""
    )
    try await registry.append([Happening(type, "case/C1", [:]), Happening(type, version: version, "case/C2", [:])])
    let failure = await #expect(throws: BatchFailed.self) { try await registry.applyAll(definition) }
    #expect(failure?.sqlState == "QM002")
    #expect(try await registry.rows("seen.seen", ["position"]) == [["1"]])
    let why = try await registry.rows("projection.why", ["kind", "position", "detail"]).filter {
      $0[0] == "unknown_type"
    }
    #expect(why.map { $0[1] } == ["2"])
    #expect(why.first?[2].contains("version \(version) of \(type)") == true)
    let error = await #expect(throws: ProjectionError.self) {
      try await ReplayTests.replay(definition, registry, .now).run()
    }
    #expect(error?.code == .stuck && error?.description.contains(unknown) == true)
    await registry.pool.close()
  }

  @Test(arguments: ModelTrial.all)
  func `a log of old and new events makes the tables of a log of lifted ones`(trial: ModelTrial) async throws {
    let seed: UInt64 = 32_452_843
    let lifted = trial.history(seed: seed, count: 240)
    var random = SeededGenerator(seed: seed)
    let mixed = lifted.map { random.chance(70) ? $0.written(inOldVersionBy: &random) : $0 }
    let definition = try trial.definition
    var filled: [[String: [[String]]]] = []
    for history in [lifted, mixed, mixed] {
      let registry = try await Registry.make()
      // The last is filled at once, as a rebuild is.
      let cuts = filled.count < 2 ? random.cuts(of: 240, upTo: 40) : []
      try await registry.append(history)
      try await registry.applyAll(definition, sizes: cuts + [2_000])
      filled.append(try await registry.tables(of: definition.schema))
      let replayed = try await ReplayTests.digest(definition, registry, .now)
      #expect(try await registry.digest(definition.schema) == replayed)
      await registry.pool.close()
    }
    for (name, rows) in filled[0] {
      #expect(filled[1][name] == rows, "\(name)")
      #expect(filled[2][name] == rows, "\(name), at once")
    }
    #expect(filled[0].values.contains { !$0.isEmpty })
    if ["anomalies", "indicators"].contains(trial.model) { #expect(mixed.contains { $0.version != nil }) }
  }
}

extension JSON {
  fileprivate var text: String { String(decoding: canonicalBytes, as: UTF8.self) }
}

extension Registry {
  fileprivate struct Shown {
    let text: String
    let data: JSON
  }

  /// The range, and the streams amended in it, for whoever reads `projection.batch` in this transaction.
  fileprivate static func show(_ connection: isolated Connection, upTo position: Int64, amending stream: String? = nil)
    throws
  {
    let settings = [
      "node": "\(node.rawValue)", "after": stream == nil ? "0" : "\(position)", "upto": "\(position)", "parked": "{}",
      "restated": stream.map { "{\($0)}" } ?? "",
    ]
    for (name, value) in settings {
      _ = try connection.query("SELECT set_config(\("projection." + name), \(value), true)")
    }
  }

  /// All of the log; or a stream that is amended, as it stands.
  fileprivate func batch(amending stream: String? = nil) async throws -> [Shown] {
    let head = try await log.head().rawValue
    return try await pool.transaction { connection in
      try Self.show(connection, upTo: head, amending: stream)
      return try connection.query("SELECT data::text FROM projection.batch ORDER BY position").decode(String.self)
        .map { Shown(text: $0, data: try JSON.parse(Array($0.utf8))) }
    }
  }

  /// The rows of every table, but for the time when an event was recorded, which no two logs share.
  fileprivate func tables(of schema: String) async throws -> [String: [[String]]] {
    let names = try await pool.query(
      "SELECT relname::text FROM pg_class WHERE relnamespace = \(schema)::regnamespace AND relkind = 'r'"
    ).decode(String.self)
    var tables: [String: [[String]]] = [:]
    for name in names {
      tables[name] = try await rows("(SELECT to_jsonb(t) - 'recorded_at' AS row FROM \(schema).\(name) t) s", ["row"])
    }
    return tables
  }

  /// What each fact said before it was amended, and says since.
  fileprivate func amendments(of stream: String) async throws -> [[JSON]] {
    let head = try await log.head().rawValue
    return try await pool.transaction { connection in
      try Self.show(connection, upTo: head, amending: stream)
      return try connection.query("SELECT was::text, data::text FROM projection.amendment").decode(
        String.self,
        String.self
      )
      .map { try [JSON.parse(Array($0.utf8)), JSON.parse(Array($1.utf8))] }
    }
  }
}

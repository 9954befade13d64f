import CanonicalJSON
import EventLog
import Foundation
import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

/// What takes long is computed now and then, and readers are told of which position it is.
@Suite(.serialized, .timeLimit(.minutes(2))) struct KeptViewTests {
  /// Counts ticks by clock, in a view that is kept.
  private static func counting(keeping kept: Bool = true) -> ProjectionDefinition {
    ProjectionDefinition(
      name: "counting",
      title: .none,
      version: 1,
      applies: ["Ticked"],
      ignores: [],
      views: [ProjectionDefinition.View(name: "by_clock", title: .none, key: ["clock"], kept: kept)],
      tables: """
        CREATE TABLE tick (node integer, stream text, position bigint, count bigint CHECK (count < 1000));
        CREATE VIEW by_clock AS
        SELECT t.node, t.stream AS clock, count(*) AS ticks, as_of() AS day FROM tick t GROUP BY t.node, t.stream;
        """,
      apply: """
        INSERT INTO tick (node, stream, position, count)
        SELECT node, stream, position, (data ->> 'count')::bigint FROM batch WHERE type = 'Ticked';
        """,
      retract: "DELETE FROM tick t WHERE t.node = current_node() AND t.stream = ANY (restated());"
    )
  }

  private func tick(_ clock: Int, _ count: Int64 = 1) -> Happening {
    Happening("Ticked", "clock/\(clock)", ["count": .integer(count)])
  }

  private func keeper(_ registry: Registry, _ definition: ProjectionDefinition = counting()) -> ViewKeeper {
    ViewKeeper(
      definitions: [definition],
      node: Registry.node,
      configuration: registry.database.configuration(user: "registry_worker"),
      logger: .test,
      terms: ViewKeeper.Terms(leastEvents: 1, age: .zero)
    )
  }

  private func worker(_ registry: Registry) async throws -> Connection {
    try await Connection.open(registry.database.configuration(user: "registry_worker"), logger: .test)
  }

  private func shown(_ registry: Registry, _ settings: [String: String] = [:]) async throws -> [String] {
    try await registry.pool.transaction { connection in
      for (name, value) in settings { _ = try connection.query("SELECT set_config(\(name), \(value), true)") }
      return try connection.query("SELECT clock || ' ' || ticks FROM counting.by_clock ORDER BY clock")
        .decode(String.self)
    }
  }

  private func position(_ registry: Registry) async throws -> Int64? {
    try await registry.pool.query(
      "SELECT position FROM projection.shown_upto('counting', 'by_clock', \(Registry.node))"
    ).decode(Int64.self).first
  }

  @Test func `readers see the kept rows and their position until they are computed again`() async throws {
    let registry = try await Registry.make()
    let (keeper, connection) = (keeper(registry), try await worker(registry))
    try await registry.append([tick(1), tick(1), tick(2)])
    try await registry.applyAll(Self.counting())
    #expect(
      try await keeper.keepNext(by: connection) == .init(schema: "counting_v1", view: "by_clock", isMissing: true)
    )
    #expect(try await shown(registry) == ["clock/1 2", "clock/2 1"])
    // Nothing has happened since.
    #expect(try await keeper.keepNext(by: connection) == nil)

    try await registry.append([tick(1), tick(3)])
    try await registry.applyAll(Self.counting())
    #expect(try await shown(registry) == ["clock/1 2", "clock/2 1"])
    #expect(try await position(registry) == 3)
    let fresh = ["clock/1 3", "clock/2 1", "clock/3 1"]
    #expect(try await shown(registry, ["projection.kept": "off"]) == fresh)
    // Another day is another answer.
    #expect(try await shown(registry, ["projection.as_of": "2020-01-01"]) == fresh)

    #expect(try await keeper.keepNext(by: connection)?.isMissing == false)
    #expect(try await shown(registry) == fresh)
    #expect(try await position(registry) == 5)
    await connection.close()
    await registry.pool.close()
  }

  @Test func `what is too old, or of yesterday, is computed for whoever reads`() async throws {
    let registry = try await Registry.make()
    let (keeper, connection) = (keeper(registry), try await worker(registry))
    try await registry.append([tick(1)])
    try await registry.applyAll(Self.counting())
    _ = try await keeper.keepNext(by: connection)
    try await registry.pool.execute("UPDATE projection.kept SET kept_at = kept_at - interval '16 minutes'")
    // Of this position still, however long ago.
    _ = try await registry.pool.query("UPDATE counting_v1.kept_by_clock SET ticks = 7")
    #expect(try await shown(registry) == ["clock/1 7"])
    try await registry.append([tick(1)])
    try await registry.applyAll(Self.counting())
    #expect(try await shown(registry) == ["clock/1 2"])
    #expect(try await position(registry) == 2)

    _ = try await keeper.keepNext(by: connection)
    try await registry.pool.execute("UPDATE projection.kept SET day = day - 1")
    _ = try await registry.pool.query("UPDATE counting_v1.kept_by_clock SET ticks = 7")
    #expect(try await shown(registry) == ["clock/1 2"])
    #expect(try await keeper.keepNext(by: connection)?.isMissing == true)
    #expect(try await registry.rows("counting_v1.kept_by_clock", ["ticks"]) == [["2"]])
    await connection.close()
    await registry.pool.close()
  }

  @Test func `a short log keeps nothing`() async throws {
    let registry = try await Registry.make()
    var keeper = keeper(registry)
    keeper.terms.leastEvents = 3
    let connection = try await worker(registry)
    try await registry.append([tick(1), tick(2)])
    try await registry.applyAll(Self.counting())
    #expect(try await keeper.keepNext(by: connection) == nil)
    #expect(try await registry.rows("pg_tables", ["tablename"]).contains(["kept_by_clock"]) == false)
    #expect(try await position(registry) == 2)
    await connection.close()
    await registry.pool.close()
  }

  @Test func `what is kept is no part of what is compared, and goes with its view`() async throws {
    let registry = try await Registry.make()
    let (keeper, connection) = (keeper(registry), try await worker(registry))
    try await registry.append([tick(1), tick(2)])
    try await registry.applyAll(Self.counting())
    let before = try await registry.digest("counting_v1")
    _ = try await keeper.keepNext(by: connection)
    #expect(try await registry.digest("counting_v1") == before)
    // Nor is it shown as a table of the read model's.
    #expect(
      try await registry.rows("pg_views WHERE schemaname = 'counting'", ["viewname"]) == [["by_clock"], ["tick"]]
    )

    let without = self.keeper(registry, Self.counting(keeping: false))
    #expect(try await without.keepNext(by: connection) == nil)
    #expect(try await shown(registry) == ["clock/1 1", "clock/2 1"])
    #expect(try await registry.rows("projection.kept", ["view"]) == [])
    await connection.close()
    await registry.pool.close()
  }

  @Test func `a stream that is resumed lets go of what was kept without it`() async throws {
    let registry = try await Registry.make()
    let (keeper, connection) = (keeper(registry), try await worker(registry))
    try await registry.append([tick(1), tick(2, 5_000)])
    try await registry.applyAll(Self.counting())
    _ = try await keeper.keepNext(by: connection)
    #expect(try await shown(registry) == ["clock/1 1"])
    try await connection.execute("ALTER TABLE counting_v1.tick DROP CONSTRAINT tick_count_check")
    _ = try await registry.worker([Self.counting()]).resume("counting")
    #expect(try await shown(registry) == ["clock/1 1", "clock/2 1"])
    await connection.close()
    await registry.pool.close()
  }

  @Test func `what is being computed is not kept beyond a stream that is resumed meanwhile`() async throws {
    let registry = try await Registry.make()
    let (keeper, connection) = (keeper(registry), try await worker(registry))
    try await registry.append([tick(1), tick(2, 5_000)])
    try await registry.applyAll(Self.counting())
    _ = try await keeper.keepNext(by: connection)
    try await connection.execute("ALTER TABLE counting_v1.tick DROP CONSTRAINT tick_count_check")
    try await connection.execute("BEGIN")
    _ = try await connection.query("SELECT projection.keep('counting_v1', 'by_clock', \(Registry.node))")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { _ = try await registry.worker([Self.counting()]).resume("counting") }
      while try await registry.rows("pg_locks WHERE locktype = 'advisory' AND NOT granted", ["pid"]).isEmpty {}
      try await connection.execute("COMMIT")
      try await group.waitForAll()
    }
    #expect(try await shown(registry) == ["clock/1 1", "clock/2 1"])
    await connection.close()
    await registry.pool.close()
  }

  @Test func `a version filled again is shown as it is until its own are kept`() async throws {
    let registry = try await Registry.make()
    let (keeper, connection) = (keeper(registry), try await worker(registry))
    try await registry.append([tick(1), tick(1)])
    try await registry.applyAll(Self.counting())
    _ = try await keeper.keepNext(by: connection)
    let again = Rebuild(Self.counting(), configuration: keeper.configuration, logger: .test)
    _ = try await again.run()
    #expect(try await shown(registry) == ["clock/1 2"])
    #expect(
      try await keeper.keepNext(by: connection) == .init(schema: "counting_v1_2", view: "by_clock", isMissing: true)
    )
    #expect(try await shown(registry) == ["clock/1 2"])
    await connection.close()
    await registry.pool.close()
  }
}

import CanonicalJSON
import EventLog
import Foundation
import Postgres
import Testing
import TestSupport

@testable import ProjectionEngine

/// Read models as they were: known then, and true then.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ReplayTests {
  static let seeds: [UInt64] = (1...2).map { $0 * 15_485_863 }

  /// Replays are of roles that can write nothing that lasts.
  static func replay(_ definition: ProjectionDefinition, _ registry: Registry, _ moment: Moment) -> Replay {
    Replay(
      definition,
      node: Registry.node,
      moment: moment,
      configuration: registry.database.configuration(user: "registry_inspector"),
      logger: .test
    )
  }

  static func digest(_ definition: ProjectionDefinition, _ registry: Registry, _ moment: Moment) async throws
    -> TableDigests
  {
    let model = try await replay(definition, registry, moment).run()
    let digest = try await model.digest()
    await model.close()
    return digest
  }

  @Test(arguments: ModelTrial.all, seeds)
  func `a replay is what the tables were at that position, and at the head what they are`(
    trial: ModelTrial,
    seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    let history = trial.history(seed: seed, count: 240)
    let registry = try await Registry.make()
    let definition = try trial.definition
    let half = Int.random(in: 60...180, using: &random)
    try await registry.append(Array(history.prefix(half)))
    try await registry.applyAll(definition, sizes: random.cuts(of: half, upTo: 60) + [60])
    let before = try await registry.digest(definition.schema)
    let instant = try await registry.pool.query("SELECT clock_timestamp()")[0].decode(Date.self, at: 0)
    try await registry.append(Array(history.dropFirst(half)))
    try await registry.applyAll(definition)
    let live = try await registry.digest(definition.schema)
    #expect(try await Self.digest(definition, registry, .now) == live, "seed \(seed)")
    #expect(live != before, "seed \(seed)")
    #expect(try await Self.digest(definition, registry, Moment(position: Int64(half))) == before, "seed \(seed)")
    #expect(try await Self.digest(definition, registry, Moment(knownAt: instant)) == before, "seed \(seed)")
    let nothing = try await Self.digest(definition, registry, Moment(position: 0))
    #expect(nothing.tables.allSatisfy { $0.rows == 0 })
    await registry.pool.close()
  }

  @Test(arguments: ModelTrial.all, seeds)
  func `what was true by a day is a log of that alone`(trial: ModelTrial, seed: UInt64) async throws {
    var history = trial.history(seed: seed, count: 160)
    var random = SeededGenerator(seed: ~seed)
    for index in history.indices where history[index].type != "FactCorrected" {
      history[index].time = "2026-0\(Int.random(in: 1...6, using: &random))-15T08:00:00+08:00"
    }
    let registry = try await Registry.make()
    try await registry.append(history)
    // The same facts, with corrections made in place, and without those that had not happened.
    let facts = history.standing.filter { Self.trueSince($0) <= "2026-03-31" }
    let plain = try await Registry.make()
    try await plain.append(facts)
    #expect(facts.count < history.standing.count)
    // Positions and times of recording differ, so it is the views that are compared, without these.
    let day = Moment(trueAt: "2026-03-31")
    let shown = try await Self.views(trial.definition, registry, day)
    #expect(shown == (try await Self.views(trial.definition, plain, day)), "seed \(seed)")
    #expect(shown.contains { !$0.isEmpty }, "seed \(seed)")
    await registry.pool.close()
    await plain.pool.close()
  }

  /// The rows of each view. Their keys tell them apart.
  private static func views(
    _ definition: ProjectionDefinition,
    _ registry: Registry,
    _ moment: Moment
  ) async throws -> [[[String?]]] {
    let model = try await replay(definition, registry, moment).run()
    var views: [[[String?]]] = []
    for view in definition.views {
      let answer = try await model.rows(of: view)
      let key = view.key.compactMap { answer.columns.firstIndex(of: $0) }
      #expect(key.count == view.key.count, "\(definition.name).\(view.name) lacks columns of its key")
      #expect(Set(answer.rows.map { row in key.map { row[$0] } }).count == answer.rows.count, "\(view.name)")
      let told = answer.columns.indices.filter { !["position", "recorded_at"].contains(answer.columns[$0]) }
      views.append(answer.rows.map { row in told.map { row[$0] } })
    }
    await model.close()
    return views
  }

  /// The rule of `projection.true_since`, once more and plainly.
  static func trueSince(_ happening: Happening) -> String {
    let member: String? =
      switch happening.type {
      case "PolicyPublished", "FacilityLicensed": "valid_from"
      case "DivisionChanged": "effective_on"
      case "HearseRegistered": "registered_from"
      case "HearseRetired", "UnitRetired": "retired_on"
      case "UnitInstalled": "installed_on"
      case "UnitTested": "tested_on"
      case "UnitRetrofitted": "done_on"
      case "RectificationAccepted": "accepted_on"
      case "ServiceItemDelivered": "service_at"
      case "KeepingStarted": "started_at"
      case "CremationCompleted", "KeepingEnded": "ended_at"
      case "DeathCountImported", "EvidenceAttached", "PopulationImported", "ResidencyRecorded": "as_of"
      case "DeathCertificateRecorded": "death_at"
      case "EcoFormMapPublished", "FacilityGraded", "FacilityStatusChanged", "PriceListPublished",
        "ServiceAreaAssigned",
        "ServiceCataloguePublished", "UseRightGranted", "ZoneDesignated":
        "from"
      default: nil
      }
    let own = member.flatMap { happening.data[$0]?.stringValue.map(Happening.day) }
    return [happening.day, own].compactMap(\.self).min() ?? ""
  }

  @Test func `an unknown type of event stops a replay`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(3) + Happening.ticks(1, "Struck"))
    await #expect {
      try await Self.replay(.positions(), registry, .now).run()
    } throws: { error in
      (error as? ProjectionError)?.description == "positions does not know the event type Struck at position 4"
    }
    let model = try await Self.replay(.positions(), registry, Moment(position: 3)).run()
    #expect(model.position == 3)
    await model.close()
    await registry.pool.close()
  }

  @Test func `a replay leaves nothing behind, and its role can leave nothing`() async throws {
    let registry = try await Registry.make()
    try await registry.append(Happening.ticks(3))
    let count: SQL = "SELECT count(*) FROM pg_class WHERE relname = 'seen'"
    let model = try await Self.replay(.positions(), registry, .now).run()
    #expect(try await registry.pool.query(count)[0].decode(Int64.self, at: 0) == 1)
    await model.close()
    var left: Int64 = 1
    while left > 0 { left = try await registry.pool.query(count)[0].decode(Int64.self, at: 0) }

    let inspector = try await Connection.open(
      registry.database.configuration(user: "registry_inspector"),
      logger: .test
    )
    for statement in [
      "CREATE TABLE projection.kept (x integer)", "CREATE SCHEMA kept", "CREATE TABLE public.kept (x integer)",
      "DELETE FROM registry.event", "UPDATE projection.checkpoint SET position = 0",
      "SELECT projection.advance('positions_v1', 1, 1, 1)", "DELETE FROM projection.parked",
    ] {
      await #expect(throws: PostgresError.self, "\(statement)") { try await inspector.script(statement) }
    }
    await inspector.close()
    await registry.pool.close()
  }
}

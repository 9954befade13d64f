import EventLog
import Foundation
import Postgres
import ProjectionEngine
import Testing
import TestSupport

/// A figure that was published comes back, for whatever was true by one day as far as it was known by another.
@Suite(.serialized, .timeLimit(.minutes(5))) struct IndicatorReplayTests {
  static let seeds: [UInt64] = (1...3).map { $0 * 32_452_843 }

  @Test(arguments: seeds)
  func `a replay is the model of what was true and known alone`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: ~seed)
    let history = ModelTrial.indicators.history(seed: seed, count: 200)
    let registry = try await Registry.make()
    let half = Int.random(in: 60...140, using: &random)
    try await registry.append(Array(history.prefix(half)))
    let instant = try await registry.pool.query("SELECT clock_timestamp()")[0].decode(Date.self, at: 0)
    try await registry.append(Array(history.dropFirst(half)))
    let later = Int.random(in: half...200, using: &random)
    for (known, moment) in [
      (half, Moment(knownAt: instant)), (later, Moment(position: Int64(later))), (200, Moment.now),
    ] {
      let day = random.pick(["2020-01-01", "2020-06-30", "2020-12-31", "2099-12-31"])
      var moment = moment
      moment.trueAt = day
      let facts = history.prefix(known).standing.filter { ReplayTests.trueSince($0) <= day }
      let model = IndicatorModel(facts, on: day)
      let shown = try await Self.replayed(registry, moment)
      #expect(shown == [model.rows(asThen: false), model.rows(asThen: true)], "seed \(seed), \(known) by \(day)")
      #expect(!shown[0].isEmpty, "seed \(seed), \(known) by \(day)")
    }
    await registry.pool.close()
  }

  /// Of a case, the figure of the whole registry for 2024, as `numerator/denominator`.
  @Test(arguments: [
    ("death_reported_late.md", "cremation_rate_in_zones", 5, "2024-12-31", "1/1"),
    ("death_reported_late.md", "cremation_rate_in_zones", 7, "2024-12-31", "1/2"),
    ("death_reported_late.md", "cremation_rate_in_zones", 7, "2025-01-31", "2/2"),
    ("eco_map_amended_backwards.md", "eco_share_of_dispositions", 6, "2024-12-31", "1/3"),
    ("eco_map_amended_backwards.md", "eco_share_of_dispositions", 7, "2024-12-31", "2/3"),
    ("eco_map_amended_backwards.md", "eco_share_of_dispositions", 7, "2024-06-01", "1/1"),
  ])
  func `both figures of a case come back`(
    file: String,
    indicator: String,
    known: Int64,
    day: String,
    figure: String
  ) async throws {
    let golden = try #require(try GoldenCase.all().first { $0.model == "indicators" && $0.file == file })
    let registry = try await Registry.make()
    try await registry.append(golden.given)
    let rows = try await Self.replayed(registry, Moment(position: known, trueAt: day))[0]
    let row = rows.first { $0[0] == indicator && $0[2] == IndicatorModel.node && $0[3] == "2024" }
    #expect(row.map { "\($0[4])/\($0[5])" } == figure)
    await registry.pool.close()
  }

  /// The rows of both views, by the columns that the model has.
  private static func replayed(_ registry: Registry, _ moment: Moment) async throws -> [[[String]]] {
    let definition = try ModelTrial.indicators.definition
    let model = try await ReplayTests.replay(definition, registry, moment).run()
    var views: [[[String]]] = []
    for view in definition.views.prefix(2) {
      let answer = try await model.rows(of: view)
      let places = IndicatorModel.columns.compactMap { answer.columns.firstIndex(of: $0) }
      views.append(
        answer.rows.map { row in places.map { row[$0] ?? "" } }.sorted { $0.lexicographicallyPrecedes($1) }
      )
    }
    await model.close()
    return views
  }
}

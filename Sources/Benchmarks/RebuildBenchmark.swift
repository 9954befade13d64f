import EventLog
import Logging
import Postgres
import ProjectionEngine

/// How fast read models are filled again from a log: each by itself beside a bare scan, then all at once.
///
/// A rate counts every event of the log, also those that the read model passes over: so all rates are of the same log, and a
/// rebuild of all goes on for as long as the slowest. A rebuild is what `qingming projection rebuild` does, from the new schema
/// to the moment when readers see it.
struct RebuildBenchmark {
  let definitions: [ProjectionDefinition]
  /// Of `registry_worker`.
  let worker: Configuration
  let node: Node
  /// The last event of the log.
  let head: Position
  let rounds: Int
  let logger: Logger

  /// - Returns: flat figures by name.
  func run() async throws -> [String: Double] {
    var figures = try await oneByOne()
    figures.merge(try await allAtOnce()) { $1 }
    return figures
  }

  private func oneByOne() async throws -> [String: Double] {
    var rebuilds = definitions.map { Rate(key: "rebuild_\($0.name)", title: $0.name) }
    var scans = definitions.map { Rate(key: "scan_\($0.name)", title: $0.name) }
    var applied: [Int64] = []
    // Rounds are interleaved, so that a slow minute of the machine hits all alike. The scan before warms the cache for its
    // rebuild.
    for round in 0..<rounds {
      for (index, definition) in definitions.enumerated() {
        let scan = try await BareScan(configuration: worker, node: node, logger: logger).run(definition.applies)
        if round == 0 { applied.append(scan.events) }
        scans[index].rounds.append(rate(scan.duration))
        rebuilds[index].rounds.append(rate(try await rebuild(definition)))
      }
      say("rebuilt each of \(definitions.count) read models, round \(round + 1) of \(rounds)")
    }
    return report(rebuilds, scans, applied)
  }

  private func allAtOnce() async throws -> [String: Double] {
    let began = ContinuousClock.now
    let durations = try await withThrowingTaskGroup(of: (String, Duration).self) { group in
      for definition in definitions { group.addTask { (definition.name, try await rebuild(definition)) } }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    let all = ContinuousClock.now - began
    let total = rate(all) * Double(definitions.count)
    var figures = ["rebuild_all_seconds": (all / .seconds(1)).rounded(), "rebuild_all_events_per_s": total.rounded()]
    say("all \(definitions.count) at once: \(Int(all / .seconds(1))) s, together \(Int(total)) events/s")
    for (name, duration) in durations.sorted(by: { $0.key < $1.key }) {
      figures["rebuild_all_\(name)_events_per_s"] = rate(duration).rounded()
      say("  \(name): \(Int(rate(duration))) events/s")
    }
    return figures
  }

  private func rebuild(_ definition: ProjectionDefinition) async throws -> Duration {
    let began = ContinuousClock.now
    _ = try await Rebuild(definition, configuration: worker, logger: logger).run()
    return ContinuousClock.now - began
  }

  private func rate(_ duration: Duration) -> Double { Double(head.rawValue) / (duration / .seconds(1)) }

  private func report(_ rebuilds: [Rate], _ scans: [Rate], _ applied: [Int64]) -> [String: Double] {
    var figures: [String: Double] = [:]
    say(
      "| read model | rebuild, events/s (lowest–highest) | bare scan, events/s | rebuild / scan | events that it applies |"
    )
    say("|---|---|---|---|---|")
    for (index, rebuild) in rebuilds.enumerated() {
      let scan = scans[index]
      let ratio = (rebuild.median / scan.median * 100).rounded() / 100
      figures["\(rebuild.key)_events_per_s"] = rebuild.median.rounded()
      figures["\(scan.key)_events_per_s"] = scan.median.rounded()
      figures["\(rebuild.key)_against_scan"] = ratio
      let spread = "\(Int(rebuild.rounds.min() ?? 0))–\(Int(rebuild.rounds.max() ?? 0))"
      say(
        "| \(rebuild.title) | \(Int(rebuild.median)) (\(spread)) | \(Int(scan.median)) | \(ratio) | \(applied[index]) |"
      )
    }
    figures["rebuild_min_events_per_s"] = (rebuilds.map(\.median).min() ?? 0).rounded()
    return figures
  }
}

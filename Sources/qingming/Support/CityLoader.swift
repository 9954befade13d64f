import EventLog
import Foundation
import FrontDoor
import Registry
import Simulator

/// Submits a simulated city through the front door, and goes on where an earlier run stopped.
struct CityLoader {
  let city: City
  let simulation: Simulation
  let log: EventLog
  let door: FrontDoor
  let cursor: LoadCursor

  static let linesPerCall = 500

  struct Refusals: Error, CustomStringConvertible {
    let count: Int
    let first: Refusal
    var description: String {
      "\(count) submissions of the simulated city were refused, the first by rule \(first.rule): \(first.fact.en)"
    }
  }

  /// Returns the sender's own figures of all that is in the registry now.
  /// - Throws: ``Refusals`` when the registry refuses what a clean city sends.
  func load() async throws -> Tally {
    let done = cursor.read()
    let total = simulation.estimatedCount
    var bar = ProgressBar("载入 loading \(city.nameZh) \(city.nameEn)", unit: "lines", total: total, start: done)
    var lines = simulation.makeIterator()
    var sent = 0
    while sent < done, lines.skip() { sent += 1 }
    bar.update(sent)
    while true {
      try Task.checkCancellation()
      let chunk = next(from: &lines)
      if chunk.isEmpty { break }
      try check(await door.submit(chunk))
      try await holdDraws()
      sent += chunk.count
      try cursor.write(sent)
      bar.update(sent)
    }
    try await holdDraws()
    bar.finish(sent, of: sent)
    return lines.tally
  }

  /// Holds the draws that the city's bureaus have announced, each on the day after, as soon as the log has their seed. Those that
  /// people have announced are theirs to hold.
  private func holdDraws() async throws {
    for announcement in try await log.drawBook().open {
      guard announcement.actor.text == Simulation.inspector(of: announcement.source.text),
        let time = announcement.time.adding(seconds: 86_400), time < .now(),
        let follower = try await log.next(behind: announcement.id)
      else { continue }
      var random = SystemRandomNumberGenerator()
      let line = announcement.draw(
        before: follower,
        id: EventID(version7: time, using: &random),
        at: time,
        by: announcement.actor,
        from: announcement.source
      )
      if let line { try check(await door.submit([line])) }
    }
  }

  private func next(from lines: inout Simulation.Iterator) -> [[UInt8]] {
    var chunk: [[UInt8]] = []
    while chunk.count < Self.linesPerCall, let line = lines.next() { chunk.append(line) }
    return chunk
  }

  private func check(_ answers: [Answer]) throws {
    let refusals = answers.compactMap { answer -> Refusal? in
      if case .refused(let refusal) = answer.outcome { refusal } else { nil }
    }
    if let first = refusals.first { throw Refusals(count: refusals.count, first: first) }
  }
}

/// How many lines of a simulation the registry has acknowledged, in a file beside the data.
///
/// It only saves time: lines that are submitted again are answered, not stored again.
struct LoadCursor {
  let file: URL

  init(in data: URL, _ city: City, _ options: SimulationOptions) {
    file = data.appending(path: "loaded-\(city.id)-\(options.name)")
  }

  func read() -> Int {
    (try? String(contentsOf: file, encoding: .utf8)).flatMap { Int($0) } ?? 0
  }

  func write(_ lines: Int) throws {
    try Data(String(lines).utf8).write(to: file, options: .atomic)
  }
}

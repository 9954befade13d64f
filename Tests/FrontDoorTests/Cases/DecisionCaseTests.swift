import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Postgres
import TestSupport
import Testing

@testable import Registry

/// Every file of Schemas/cases, through the front door into a log. `QINGMING_WRITE_CASES=1` writes the texts of the
/// refusals, what follows from corrections and the states at the end; what is submitted and how it is answered stands
/// by hand.
@Suite struct DecisionCaseTests {
  @Test(arguments: try DecisionCase.all())
  func theAnswersAreThoseOfTheFile(_ golden: DecisionCase) async throws {
    let place = try await Doorway()
    let town = try Town()
    let founding = Script(town: town, lines: town.lines)
    let founded = try await place.door.submit(try town.lines.map(founding.submission))
    #expect(founded.compactMap(\.told) == [])

    let script = Script(town: town, lines: golden.calls.flatMap(\.self))
    var refusals: [String] = []
    for call in golden.calls {
      let answers = try await place.door.submit(try call.map(script.submission))
      try await Reviewer(log: place.log, logger: .test).finish()
      for (line, answer) in zip(call, answers) {
        #expect(answer.word == line.answer, "\(golden.testDescription), line \(line.number): \(answer.told ?? "")")
        if let told = answer.told {
          // A time that depends on the clock stands as in the line.
          let said = told.replacing(try town.time(line.time).text, with: line.time.hasPrefix("now") ? line.time : "")
          refusals.append("**\(line.number)** " + (line.time.hasPrefix("now") ? said : told))
        }
      }
    }

    var expected = golden.told
    if !refusals.isEmpty { expected += "\n## Refusals\n\n" + refusals.joined(separator: "\n\n") + "\n" }
    expected += try await follows(script, place)
    if !golden.streams.isEmpty { expected += try await afterwards(golden, place, town) }
    if ProcessInfo.processInfo.environment["QINGMING_WRITE_CASES"] != nil {
      try expected.write(to: golden.file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: golden.file, encoding: .utf8) == expected)
  }

  @Test func thereAreCases() throws {
    #expect(try DecisionCase.all().count >= 22)
  }

  /// What the registry wrote behind the corrections, and remarked behind facts that came late, in the order of the log; and
  /// what was found when all that rested on one of these was reviewed.
  private func follows(_ script: Script, _ place: Doorway) async throws -> String {
    var causes: [String: String] = [:]
    var numbers: [String: String] = [:]
    for line in script.lines {
      let id = try #require(EventID(line.id))
      numbers[line.id] = line.number
      for ordinal in 1...255 { causes[EventID.derived(from: id, ordinal: ordinal).text] = line.number }
    }
    let amendments = Set(
      script.lines.filter { [FactCorrected.type, EventVoided.type, AmendmentDecided.type].contains($0.event) }.map(
        \.number
      )
    )
    let remarks = [AnomalyRaised.type, RecoveryOpened.type, ReviewOpened.type, ReviewCompleted.type]
    let idle = try await place.reviewsWithoutRemarks()
    var rows: [String] = []
    for try await event in place.log.events(after: .start) where !idle.contains(event.stream) {
      let data = try #require(try JSON.parse(event.bytes)["data"])
      let told =
        data["cause_event_id"]?.stringValue ?? event.stream.rawValue.split(separator: "/").last.map(String.init)
      guard let cause = causes[event.id.uuidString.lowercased()] ?? told.flatMap({ numbers[$0] }),
        amendments.contains(cause) || remarks.contains(event.type)
      else { continue }
      let text = script.withNumbers(String(decoding: data.canonicalBytes, as: UTF8.self))
      rows.append("| \(cause) | \(script.withNumbers(event.stream.rawValue)) | \(event.type) | `\(text)` |")
    }
    if rows.isEmpty { return "" }
    return "\n## Follows\n\n| from | stream | event | data |\n|---|---|---|---|\n" + rows.joined(separator: "\n") + "\n"
  }

  /// Kinds of claims whose key is a keyed hash, which says nothing to a reader.
  private static let hashed: Set = ["person", "certificate"]

  private func afterwards(_ golden: DecisionCase, _ place: Doorway, _ town: Town) async throws -> String {
    let last = try #require(golden.calls.last?.last)
    let connection = try await Connection.open(place.database.configuration(), logger: .test)
    var rows: [String] = []
    for name in golden.streams {
      let stream = try #require(StreamName(parsing: name), "\(name)")
      var snapshot = Snapshot()
      try snapshot.load(stream, events: try await place.log.read(stream: StreamID(rawValue: name)).map(\.bytes))
      let held = try await connection.query("SELECT kind, key FROM registry.claim WHERE stream = \(name)")
        .decode(String.self, String.self)
        .map { kind, key in Self.hashed.contains(kind) ? kind : "\(kind) \(key)" }
      let state = snapshot.summary(of: stream, at: try town.time(last.time))
      rows.append("| \(name) | \(state) | \(held.sorted().joined(separator: "; ")) |")
    }
    await connection.close()
    return "\n## Afterwards\n\n| stream | state | holds |\n|---|---|---|\n" + rows.joined(separator: "\n") + "\n"
  }
}

extension Doorway {
  /// The reviews that have found nothing: of them a reader need not be told.
  fileprivate func reviewsWithoutRemarks() async throws -> Set<StreamID> {
    var idle: Set<StreamID> = []
    for try await event in log.events(after: .start, types: [ReviewCompleted.type]) {
      if try JSON.parse(event.bytes)["data"]?["remarked"] == .integer(0) { idle.insert(event.stream) }
    }
    return idle
  }
}

extension Answer {
  fileprivate var word: String { rule ?? (isRepeated ? "repeated" : "accepted") }

  /// A refusal in both languages.
  fileprivate var told: String? {
    guard case .refused(let refusal) = outcome else { return nil }
    return """
      \(refusal.rule.rawValue) \(refusal.fact.zh)。\(refusal.remedy.zh)。

      \(refusal.fact.en) \(refusal.remedy.en)
      """
  }
}

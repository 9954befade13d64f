import Foundation
import Simulator
import Subprocess
import Testing
import TestSupport

/// A whole city through the front door, and what the read model of anomalies makes of it.
@Suite struct AnomalyProcessTests {
  /// The rule that finds a kind of fraud.
  private static let rules: [Fraud: String] = [
    .unknownBodies: "N18", .sharedAccount: "N16", .lateEntry: "N29", .unplacedAshes: "N24", .oddFuel: "N11",
    .rushedSales: "N23", .outOfArea: "N27",
  ]

  private struct Line: Decodable {
    struct Payload: Decodable { let caseId: String? }

    let id, subject, type, time: String
    let data: Payload
  }

  private struct Answer: Decodable {
    struct Finding: Decodable {
      let rule, severity, factEn: String
      let evidence: [String]
    }

    let rows: [Finding]
  }

  private struct City {
    let tally: Tally
    let findings: [Answer.Finding]
    let lines: [Line]

    init(cases: Int, frauds: Set<Fraud> = []) async throws {
      let simulation = Simulation(
        cases: cases,
        seed: 7,
        documents: try Document.read(schemas: Repository.documents),
        frauds: frauds
      )
      var iterator = simulation.makeIterator()
      var bytes: [[UInt8]] = []
      while let line = iterator.next() { bytes.append(line) }
      tally = iterator.tally
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      lines = try bytes.map { try decoder.decode(Line.self, from: Data($0)) }

      let place = try await Place(cases: 1)
      let file = place.directory.appending(path: "whole-city.ndjson")
      try Data(bytes.joined(separator: [UInt8(ascii: "\n")])).write(to: file)
      #expect(try await Program.run(["submit", file.path] + place.options).status == .exited(0))
      let replay = try await Program.run(["replay", "anomalies", "--json"] + place.options)
      #expect(replay.status == .exited(0))
      findings = try decoder.decode(Answer.self, from: Data(replay.output.utf8)).rows
    }

    /// The streams of a finding's evidence, as far as they were submitted.
    func streams(_ found: [Answer.Finding]) -> Set<String> {
      let evidence = Set(found.flatMap(\.evidence))
      return Set(lines.filter { evidence.contains($0.id) }.map(\.subject))
    }
  }

  @Test func everyFraudIsFoundByItsRule() async throws {
    let city = try await City(cases: 1_000, frauds: Set(Fraud.allCases))
    for fraud in Fraud.allCases {
      var planted = Set(city.tally.planted[fraud] ?? [])
      if fraud == .unplacedAshes { planted.subtract(Self.recent(city.lines)) }
      #expect(planted.count >= 3)
      let found = city.findings.filter { $0.rule == Self.rules[fraud] }
      #expect(planted.subtracting(city.streams(found)).isEmpty, "\(fraud)")
    }
    let high = Set(city.findings.filter { $0.severity == "high" }.map(\.rule))
    // A month of runs on too little fuel is short of fuel as well.
    #expect(high.isSubset(of: Set(Self.rules.values).union(["N12"])), "\(high)")
  }

  @Test func anHonestCityRaisesNothingHigh() async throws {
    let city = try await City(cases: 600)
    let high = city.findings.filter { $0.severity == "high" }
    #expect(high.isEmpty, "\(high.map { "\($0.rule) \($0.factEn)" })")
    // All of it came in on one day, long after it happened.
    #expect(city.findings.contains { $0.rule == "N30" })
  }

  /// Cases whose ashes came into custody less than 180 days ago, which is not long.
  private static func recent(_ lines: [Line]) -> Set<String> {
    let limit = Date.now.addingTimeInterval(-182 * 86_400).formatted(.iso8601.year().month().day())
    let late = lines.filter { $0.type == "CustodyOpened" && $0.time >= limit }
    return Set(late.compactMap { $0.data.caseId.map { "case/\($0)" } })
  }
}

import CanonicalJSON
import Registry
import Simulator
import Testing

/// What is planted is there, said to be planted, and can be told from the rest.
@Suite struct FraudTests {
  private struct Planted {
    let lines: [JSON]
    let tally: Tally

    init() throws {
      var iterator = try SimulatedCity.make(cases: 300, frauds: Set(Fraud.allCases)).makeIterator()
      var lines: [JSON] = []
      while let line = iterator.next() { lines.append(try JSON.parse(line, maximumBytes: 65_407)) }
      (self.lines, tally) = (lines, iterator.tally)
    }

    func lines(_ fraud: Fraud, _ type: String) -> [JSON] {
      let streams = Set(tally.planted[fraud] ?? [])
      return lines.filter { $0.type == type && streams.contains($0.text("subject")) }
    }
  }

  @Test func noneByDefault() throws {
    #expect(try SimulatedCity.make(cases: 300).tally().planted.isEmpty)
  }

  /// One kind alone changes its own cases only; the others keep everything but their event ids.
  @Test func othersStayAsTheyWere() throws {
    let clean = try SimulatedCity.make(cases: 300).tally()
    let planted = try SimulatedCity.make(cases: 300, frauds: [.oddFuel]).tally()
    #expect(clean.linesByType == planted.linesByType)
    #expect(planted.planted.keys.map(\.rawValue) == ["odd-fuel"])
  }

  @Test func everyKindIsThere() throws {
    let planted = try Planted()
    for fraud in Fraud.allCases {
      let streams = planted.tally.planted[fraud] ?? []
      #expect(streams.count >= 3 && Set(streams).count == streams.count, "\(fraud): \(streams.count)")
    }
    let unknown = planted.lines(.unknownBodies, "CaseOpened")
    #expect(unknown.allSatisfy { $0.data["unknown_person"] == true })
    #expect(Set(unknown.map { $0.data.text("facility_id") }).count == 1)

    let accounts = planted.lines(.sharedAccount, "ClaimSubmitted").compactMap { $0["sealed"]?.text("bank_account") }
    #expect(accounts.count >= 3 && Set(accounts).count == 1)

    for paper in planted.lines(.lateEntry, "DeathCertificateRecorded") {
      let death = try #require(Instant(paper.data.text("death_at")))
      let recorded = try #require(Instant(paper.text("time")))
      #expect(recorded.microsecondsSince1970 - death.microsecondsSince1970 > 30 * 86_400_000_000)
    }

    let unplaced = Set((planted.tally.planted[.unplacedAshes] ?? []).map { $0.dropFirst(5) })
    let kept = planted.lines.filter { $0.type == "CustodyOpened" && unplaced.contains($0.data.text("case_id")[...]) }
    let heard = Set(
      planted.lines.filter { $0.type == "AshesPlaced" || $0.type == "AshesStored" }.map { $0.text("subject") }
    )
    #expect(kept.count >= 3 && kept.allSatisfy { !heard.contains($0.text("subject")) })

    let fuel = planted.lines(.oddFuel, "CremationCompleted")
    #expect(Set(fuel.map { $0.data.text("unit_id") }).count == 1)
    #expect(fuel.allSatisfy { ($0.data["fuel"]?.number("qty_milli") ?? .max) < 3_000 })

    let stop = try #require(planted.lines.first { $0.data.text("result") == "unqualified" })
    let sales = planted.lines(.rushedSales, "UseRightGranted")
    #expect(sales.count >= 3 && sales.allSatisfy { $0.text("time") < stop.text("time") })
    #expect(sales.allSatisfy { stop.text("subject").contains($0.text("source")) })
    #expect(sales.allSatisfy { $0.text("time").prefix(7) == stop.text("time").prefix(7) })

    let strangers = Set((planted.tally.planted[.outOfArea] ?? []).map { $0.dropFirst(5) })
    let ashes = planted.lines.filter { $0.type == "CustodyOpened" && strangers.contains($0.data.text("case_id")[...]) }
      .map { $0.text("subject") }
    let niches = planted.lines.filter { $0.type == "AshesPlaced" && ashes.contains($0.text("subject")) }
    #expect(niches.count >= 3 && niches.allSatisfy { $0.data["approval_no"] != nil })
  }
}

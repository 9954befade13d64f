import CanonicalJSON
import Registry
import Simulator
import Testing

@Suite struct LineTests {
  @Test func linesAreCanonicalAndInOrder() throws {
    var ids: Set<String> = []
    var latest: Instant?
    for line in try SimulatedCity.make(cases: 200) {
      let json = try JSON.parse(line, maximumBytes: 65_407)
      #expect(json.canonicalBytes == line)
      let id = json.text("id")
      #expect(ids.insert(id).inserted)
      #expect(id.utf8.count == 36 && Array(id.utf8)[14] == UInt8(ascii: "7"))
      let time = try #require(Instant(json.text("time")))
      if let latest { #expect(latest <= time) }
      latest = time
    }
    #expect(ids.count > 2000)
  }

  @Test func aSmallCityHasEveryEventTypeThatIsSimulated() throws {
    let seen = Set(try SimulatedCity.lines(cases: 200).map(\.type))
    // A real count of deaths beside a simulated part of a city would mean nothing; whom a draw draws, the log decides.
    let notSimulated: Set = [
      "AmendmentDecided", "AmendmentProposed", "AmendmentWithdrawn", "DeathCountImported", "InspectionSampled",
    ]
    // The registry itself writes these.
    let derived: Set = [
      "AnomalyRaised", "AwardClaimed", "DuplicateFound", "PartUnsealed", "PersonErased", "ReviewCompleted",
      "ReviewOpened", "StockUsed",
      "SubmissionsRefused", "UnitRan", "WaiverBatched",
    ]
    #expect(seen.union(notSimulated).union(derived) == Set(EventCatalogue.types.map { $0.type }))
    #expect(seen.isDisjoint(with: notSimulated.union(derived)))
  }

  @Test func facilitiesSayThatTheyAreSimulated() throws {
    let facilities = try SimulatedCity.lines(cases: 0).filter { $0.type == "FacilityLicensed" }
    #expect((40...60).contains(facilities.count))
    for facility in facilities {
      #expect(facility.data.text("name_zh").hasSuffix("（模拟）"))
      #expect(facility.data.text("name_en").hasSuffix("(simulated)"))
    }
    #expect(Set(facilities.map { $0.data.text("nature") }) == ["public_benefit", "commercial"])
    #expect(Set(facilities.map { $0.data.text("level") }) == ["city", "county", "town", "village"])
    #expect(Set(facilities.map { $0.data.text("kind") }) == ["funeral_home", "columbarium", "cemetery"])
  }

  @Test func everyKindOfPlotIsLaidOut() throws {
    let sections = try SimulatedCity.lines(cases: 0).filter { $0.type == "SectionOpened" }
    #expect(Set(sections.map { $0.data.text("plot_kind") }) == Set(PlotKind.allCases.map(\.rawValue)))
  }

  /// Different people have different numbers and references, also where serials come round again (every 999 cases).
  @Test func nobodyDiesTwice() throws {
    var numbers: Set<String> = []
    var people: Set<String> = []
    var known = 0
    for line in try SimulatedCity.lines(cases: 1_300) where line.type == "IdentityVerified" {
      guard line.data.text("id_check") != "failed" else { continue }
      #expect(people.insert(line.data.text("person_ref")).inserted)
      if let number = line["sealed"]?.text("id_number") {
        #expect(numbers.insert(number).inserted)
        known += 1
      }
    }
    #expect(known > 1_250)
  }

  @Test func certificatesFollowTheFormInForce() throws {
    let papers = try SimulatedCity.sharedYear().filter { $0.type == "DeathCertificateRecorded" }
    #expect(Set(papers.map { $0.data.text("regime") }) == ["2013", "2026"])
    for paper in papers {
      #expect((paper.data.text("issued_on") >= "2026-07-01") == (paper.data.text("regime") == "2026"))
    }
  }
}

import CanonicalJSON
import Simulator
import Testing

@Suite struct CityTests {
  /// A division that changed in mid-year is one thing before and another afterwards.
  @Test func divisionsChangeInMidYear() throws {
    let lines = try SimulatedCity.lines(.jinan, cases: 500, from: Day("2018-10-01"))
    let changes = lines.filter { $0.type == "DivisionChanged" }
    #expect(changes.map { $0.data.text("op") } == ["create", "merge", "rename", "rename"])
    #expect(changes.dropFirst().allSatisfy { $0.text("time").hasPrefix("2019-01-09") })
    let places = lines.filter { $0.type == "DeathCertificateRecorded" }.map {
      (day: $0.text("time").prefix(10), division: $0.data.text("death_division"))
    }
    #expect(Set(places.filter { $0.day < "2019-01-09" }.map(\.division)).isSuperset(of: ["371202", "371203"]))
    let after = Set(places.filter { $0.day >= "2019-01-09" }.map(\.division))
    #expect(after.isSuperset(of: ["370116", "370117"]) && after.isDisjoint(with: ["371202", "371203"]))
  }

  /// What changed before the register was opened stands in it, from the oldest division on.
  @Test func theHistoryIsInTheOpeningBook() throws {
    let changes = try SimulatedCity.lines(.yantai, cases: 0).filter { $0.type == "DivisionChanged" }
    #expect(changes.map { $0.data.text("effective_on") } == ["2020-06-04", "2020-06-05"])
    let codes = changes[0].data["to"]?.elements.map { $0.text("code") } ?? []
    #expect(codes.contains("370684") && codes.contains("370634") && !codes.contains("370614"))
  }

  /// An ID number keeps the code of the days in which it was given.
  @Test func olderPeopleHaveOlderCodes() throws {
    let numbers = try SimulatedCity.lines(.yantai, cases: 1_500).compactMap { $0["sealed"]?.text("id_number") }
    for old in ["370684", "370634", "370631"] { #expect(numbers.contains { $0.hasPrefix(old) }, "\(old)") }
    let young = numbers.filter { $0.dropFirst(6).prefix(8) >= "20210101" }
    #expect(!young.contains { $0.hasPrefix("370684") || $0.hasPrefix("370634") })
  }

  /// The village cemeteries of Ningguo are as many as its plan says.
  @Test func ningguoHasItsVillageCemeteries() throws {
    let facilities = try SimulatedCity.lines(.ningguo, cases: 0).filter { $0.type == "FacilityLicensed" }
    #expect(facilities.count { $0.data.text("level") == "village" } == 126)
    #expect(facilities.filter { $0.data.text("division") != "341881" }.map { $0.data.text("level") } == ["town"])
  }

  /// D8: in the township that is no cremation area people are buried without an exemption, elsewhere with one.
  @Test func ningguoHasAReformTown() throws {
    let lines = try SimulatedCity.lines(.ningguo, cases: 600)
    let zones = lines.filter { $0.type == "ZoneDesignated" }.map { [$0.data.text("division"), $0.data.text("zone")] }
    #expect(zones == [["341881", "cremation"], ["341899", "burial_reform"]])
    let names = lines.filter { $0.type == "DivisionChanged" }.flatMap { $0.data["to"]?.elements ?? [] }
    #expect(names.filter { $0.text("code") == "341899" }.map { $0.text("name_zh").hasSuffix("（模拟）") } == [true])
    var exempt: [String: Bool] = [:]
    for line in lines where line.type == "ResidencyRecorded" {
      exempt[line.text("subject")] = line.data["ethnicity_exempt"] == true
    }
    let burials = lines.filter { $0.type == "BodyBuried" }
    let inTown = burials.filter { $0.data.text("plot_id").hasPrefix("341899-") }
    #expect(!inTown.isEmpty && inTown.count < burials.count)
    for burial in burials {
      #expect(exempt[burial.text("subject")] == !burial.data.text("plot_id").hasPrefix("341899-"))
    }
  }

  /// I6: whoever has a tie to a cemetery does not inspect it, and inspects the others.
  @Test func theTiedInspectorStaysAway() throws {
    let lines = try SimulatedCity.lines(cases: 100)
    let ties = lines.filter { $0.type == "InspectorTieDeclared" }
    #expect(ties.count == 1)
    let (cemetery, inspector) = (ties[0].text("subject").split(separator: "/")[1], ties[0].data.text("inspector_id"))
    let checks = lines.filter { $0.type == "SiteCheckRecorded" }
    let seconds = Dictionary(grouping: checks) { $0.text("subject").split(separator: "/")[1] == cemetery }
    #expect(seconds[true]?.allSatisfy { $0.data.text("second_inspector_id") != inspector } == true)
    #expect(seconds[false]?.contains { $0.data.text("second_inspector_id").hasSuffix("inspector-02") } == true)
  }

  @Test(arguments: City.all.map(\.id))
  func figuresSayWhereTheyAreFrom(id: String) throws {
    let city = try #require(City.all.first { $0.id == id })
    #expect(city.cases(scale: 1) == city.deaths.value && city.cases(scale: 0.000_001) == 1)
    for figure in [city.population] + city.counties.map(\.population) { #expect(figure.source.count > 10) }
    let people = city.counties.reduce(0) { $0 + $1.population.value }
    // Counties without a figure of the census stand with an older one, so their sum is near the city's only.
    #expect(abs(people - city.population.value) * 8 < city.population.value)
  }

  /// Two cities of one seed share nobody and no event.
  @Test func citiesShareNothing() throws {
    let cities = try City.all.map { try SimulatedCity.lines($0, cases: 20) }
    let ids = cities.flatMap { $0.map { $0.text("id") } }
    #expect(Set(ids).count == ids.count)
    let people = cities.flatMap { $0.filter { $0.type == "IdentityVerified" } }.map { $0.data.text("person_ref") }
    #expect(Set(people).count >= 75)
  }

  /// Several years: as many deaths in each, an inspection of each, and the last year has both death certificates.
  @Test func yearsFollowEachOther() throws {
    let lines = try SimulatedCity.lines(cases: 100, years: 3)
    let opened = lines.filter { $0.type == "CaseOpened" }
    #expect((295...310).contains(opened.count))
    #expect(try #require(opened.first).text("time").hasPrefix("2023-10"))
    let inspected = lines.filter { $0.type == "InspectionOpened" }.map { $0.text("subject").suffix(4) }
    #expect(Set(inspected) == ["2023", "2024", "2025"])
    let forms = lines.filter { $0.type == "DeathCertificateRecorded" }.map { $0.data.text("regime") }
    #expect(Set(forms) == ["2013", "2026"])
  }
}

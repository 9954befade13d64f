import Testing

@testable import Registry

@Suite("Catalogues of services and definitions of eco burial hold from their day on")
struct ReferenceTests {
  @Test("F4: before its day, and elsewhere, a catalogue changes nothing")
  func catalogueFromItsDay() throws {
    var world = try World.city()
    let list = with(PriceListPublished.sample) { $0.items[0].basic = false }
    try world.submit(list, to: "371002-H")
    try world.given(ServiceCataloguePublished.national, in: "services")
    #expect(refusing(.f4) { try world.submit(with(list) { $0.from = "2026-03-30" }, to: "371002-H") })
    try world.submit(with(list) { $0.from = "2026-03-29" }, to: "371002-H")
    try world.submit(PriceListPublished.sample, to: "371002-H")
    let elsewhere = with(ServiceCataloguePublished.closedList) { $0.scopeDivisions = ["371003"] }
    try world.given(elsewhere, in: "services")
    try world.certified("c1")
    let urn = with(ServiceItemDelivered.sample) { ($0.itemCode, $0.unit) = (.urn, .piece) }
    try world.submit(urn, to: "c1")
    let ended = with(ServiceCataloguePublished.closedList) { $0.to = "2026-10-02" }
    try world.given(ended, in: "services")
    try world.submit(urn, to: "c1")
    #expect(refusing(.f4) { try world.submit(with(urn) { $0.serviceAt = "2026-10-02T23:59:59+08:00" }, to: "c1") })
  }

  @Test("F4: a closed list lets through its own items and the nation's")
  func closedList() throws {
    var world = try World.city()
    try world.given(ServiceCataloguePublished.national, in: "services")
    try world.given(ServiceCataloguePublished.closedList, in: "services")
    try world.submit(with(PriceListPublished.sample) { $0.from = "2026-06-01" }, to: "371002-H")
    try world.certified("c1")
    try world.submit(ServiceItemDelivered.sample, to: "c1")
  }

  @Test("F4: a niche is basic only where a public-benefit body offers it")
  func nicheByNature() throws {
    var world = try World.city()
    try world.given(ServiceCataloguePublished.national, in: "services")
    let commercial = with(FacilityLicensed.sample(.columbarium)) { $0.nature = .commercial }
    try world.given(commercial, in: "371002-N")
    let niche = { (basic: Bool) in
      PriceListPublished(
        items: [.init(code: "niche_burial", basic: basic, unit: .place, priceFen: 200_000)],
        from: "2026-04-01"
      )
    }
    #expect(refusing(.f4) { try world.submit(niche(true), to: "371002-N") })
    try world.submit(niche(false), to: "371002-N")
    try world.submit(niche(true), to: "371002-C")
  }

  @Test("F6: until 2026-03-29 commercial cemeteries are licensed, and go on afterwards; from then only public ones")
  func newFacilities() throws {
    var world = try World.city()
    try world.given(PolicyPublished.newFacility, in: "new-facility")
    let founded = { (nature: FacilityLicensed.Nature, day: LocalDate) in
      with(FacilityLicensed.sample(.cemetery)) { ($0.nature, $0.validFrom) = (nature, day) }
    }
    try world.submit(founded(.commercial, "2026-03-29"), to: "371002-X")
    #expect(refusing(.f6) { try world.submit(founded(.commercial, "2026-03-30"), to: "371002-Y") })
    try world.submit(founded(.publicBenefit, "2026-03-30"), to: "371002-Z")
    #expect(world.snapshot.facility("371002-X")?.status(on: "2026-11-01") == .open)
  }

  @Test("F7: a town is named by a code of the licence's own division, as it was then, whatever became of that since")
  func towns() throws {
    var world = try World.city()
    let upgrade = DivisionChanged.sample(["371081"], to: "371003", on: "2014-01-25")
    try world.given(upgrade, in: "divisions", at: "2014-02-01T09:00:00+08:00")
    let licensed = { (division: DivisionCode, town: TownCode) in
      with(FacilityLicensed.sample(.cemetery)) {
        ($0.division, $0.validFrom) = (division, "2010-05-01")
        $0.town = FacilityLicensed.Town(code: town, nameZh: "某镇", nameEn: "A town")
      }
    }
    for (number, town) in (["371081101", "371081001", "371081999"] as [TownCode]).enumerated() {
      try world.submit(licensed("371081", town), to: "371081-T\(number)")
    }
    // A city without counties has towns of its own.
    try world.submit(licensed("441900", "441900003"), to: "441900-T")
    // What its county has become since is not where the licence was given, nor is the county beside it or the city above.
    for (division, town) in [
      ("371081", "371003101"), ("371003", "371081101"), ("371000", "371002101"), ("371002", "371082101"),
    ] as [(DivisionCode, TownCode)] {
      #expect(refusing(.f7) { try world.submit(licensed(division, town), to: "371002-Y") }, "\(division) \(town)")
    }
    #expect(world.snapshot.facility("371081-T0")?.licence.data.town?.code == "371081101")
  }

  @Test("F7: a correction adds the town of a facility that was licensed before, and is held to the same")
  func townOfOldLicence() throws {
    var world = try World.city()
    let town = { (code: TownCode) in FacilityLicensed.Town(code: code, nameZh: "张村镇", nameEn: "Zhangcun Town") }
    let correct = { (world: inout World, code: TownCode) in
      try world.correct("facility/371002-C", as: .audit) { (data: inout FacilityLicensed) in data.town = town(code) }
    }
    #expect(refusing(.f7) { try correct(&world, "371003101") })
    let standing = { (world: World) in world.standing(FacilityLicensed.self, in: "facility/371002-C").map(\.town?.code)
    }
    #expect(standing(world) == [nil])
    _ = try correct(&world, "371002101")
    #expect(standing(world) == ["371002101"])
    // Nothing is decided on it.
    #expect(try world.review() == [])
  }

  @Test("I1: days that the notice has, and earlier ones, may be set")
  func dues() throws {
    var world = try World.city()
    let notice = with(PolicyPublished.inspectionChecklist) { ($0.selfDue, $0.reviewDue) = ("2026-03-31", "2026-06-30") }
    try world.given(notice, in: "inspection")
    try world.submit(InspectionOpened.sample, to: "371002-C/2026")
  }

  @Test("Eco: the smallest division that speaks of the form decides, on its days")
  func ecoByPlaceAndDay() throws {
    var world = World()
    let nation = EcoFormMapPublished.sample(
      .nation,
      from: "2016-02-24",
      [.tree: true, .tower: true, .plotStandard: false]
    )
    let city = EcoFormMapPublished.sample(
      "371000",
      from: "2020-03-23",
      to: "2022-12-31",
      [.tower: false, .river: true]
    )
    for map in [nation, city] { try world.given(map, in: "eco-forms") }
    // Published later, and for a larger division, it does not come before the city's own.
    try world.given(EcoFormMapPublished.sample("370000", from: "2018-01-01", [.tower: true]), in: "eco-forms")
    let reference = try #require(world.snapshot.reference("eco-forms"))
    let eco = { (form: BurialForm, place: DivisionCode, day: LocalDate) in
      reference.ecoStanding(of: form, in: Locality(place), on: day)?.countsAsEco
    }
    #expect(eco(.tree, "371002", "2016-02-23") == nil)
    #expect(eco(.tree, "371002", "2016-02-24") == true)
    #expect(eco(.tower, "371002", "2020-03-22") == true)
    #expect(eco(.tower, "371002", "2020-03-23") == false)
    #expect(eco(.tower, "371002", "2023-01-01") == true)
    #expect(eco(.tower, "370102", "2021-01-01") == true)
    #expect(eco(.plotStandard, "371002", "2021-01-01") == false)
    #expect(eco(.river, "370102", "2021-01-01") == nil)
  }
}

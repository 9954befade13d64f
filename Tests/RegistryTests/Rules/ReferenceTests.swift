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

import Testing

@testable import Registry

/// The figures of the published policies, typed again from the list of sources and not from the files.
@Suite("Published policies say what their documents say")
struct PolicyNumbersTests {
  /// All versions of one policy, published in the order of their numbers.
  private func policy(_ id: String) throws -> PolicyState {
    var world = World()
    for file in try ContractFiles.policies() where file.name.split(separator: ".").first.map(String.init) == id {
      try world.given(try PayloadDecoder.decode(PolicyPublished.self, from: try file.json()), in: id)
    }
    let code = try #require(Code(id))
    return try #require(world.snapshot.policy(code))
  }

  private func licence(
    _ division: DivisionCode,
    _ level: FacilityLicensed.Level = .county,
    _ nature: FacilityLicensed.Nature = .publicBenefit
  ) -> FacilityLicensed {
    with(FacilityLicensed.sample(.cemetery)) { ($0.division, $0.level, $0.nature) = (division, level, nature) }
  }

  @Test("every file is published without a refusal, after the versions before it")
  func publishes() throws {
    let ids = Set(try ContractFiles.policies().map { String($0.name.prefix { $0 != "." }) })
    #expect(ids.count == 11)
    for id in ids { #expect(try !policy(id).versions.isEmpty) }
  }

  private func reference(_ list: String) throws -> ReferenceDataState {
    var world = World()
    for file in try ContractFiles.reference() where file.stream == list {
      let payload = try EventCatalogue.decode(type: file.type, data: try file.document.json())
      let fact = try #require(payload as? any FactPayload)
      try world.given(fact, in: list)
    }
    let code = try #require(Code(list))
    return try #require(world.snapshot.reference(code))
  }

  @Test("发改价格〔2026〕108号: five items of funeral homes and two of interment are basic")
  func catalogue() throws {
    let national = try #require(try reference("services").catalogues.first?.data)
    let codes = { (group: ServiceCataloguePublished.Group) in
      national.items.filter { $0.group == group && $0.basic }.map(\.code.text)
    }
    #expect(codes(.funeralHome) == ["transport", "keeping", "farewell", "cremation", "ash_storage"])
    #expect(codes(.interment) == ["eco_burial", "niche_burial"])
    #expect(national.items.count == 7 && !national.closed)
    #expect(national.docNo?.text == "发改价格〔2026〕108号")
  }

  @Test("what counts as eco, where and when")
  func ecoForms() throws {
    let maps = try reference("eco-forms")
    let eco = { (form: BurialForm, place: DivisionCode, day: LocalDate) in
      maps.ecoStanding(of: form, in: Locality(place), on: day)?.countsAsEco
    }
    for form in [BurialForm.tree, .sea, .deepNoMound, .columbariumNiche] {
      #expect(eco(form, "110101", "2016-02-24") == true)
      #expect(eco(form, "110101", "2016-02-23") == nil)
    }
    #expect(eco(.plotStandard, "371002", "2021-01-01") == false)
    // Weihai names the small flat stone, the nation does not speak of it.
    #expect(eco(.smallFlatStone, "371002", "2020-03-23") == true)
    #expect(eco(.smallFlatStone, "371002", "2020-03-22") == nil)
    #expect(eco(.smallFlatStone, "370102", "2021-01-01") == nil)
    #expect(eco(.river, "370102", "2023-03-31") == true)
    #expect(eco(.river, "370102", "2023-04-01") == nil)
  }

  struct Limits: Sendable, CustomTestStringConvertible {
    let place: DivisionCode
    var level: FacilityLicensed.Level = .county
    let day: LocalDate
    let document: String
    /// In square centimetres: ashes in a single and a double plot, bodies in a single and a double plot.
    let areas: [Int?]
    var stone: Int?
    var testDescription: String { "\(place) \(level) \(day)" }
  }

  @Test(
    "plot limits",
    arguments: [
      Limits(place: "371002", day: "2020-01-01", document: "1998", areas: [10_000, 10_000, 40_000, 60_000]),
      Limits(place: "341881", day: "2016-08-17", document: "1998", areas: [10_000, 10_000, 40_000, 60_000]),
      Limits(place: "341881", day: "2016-08-18", document: "安徽", areas: [5_000, 8_000, 40_000, 60_000], stone: 600),
      Limits(place: "341881", day: "2024-01-01", document: "安徽", areas: [5_000, 8_000, 40_000, 60_000], stone: 600),
      Limits(
        place: "341881",
        level: .village,
        day: "2024-01-01",
        document: "4180",
        areas: [5_000, 8_000, 60_000, 60_000]
      ),
      Limits(place: "320102", day: "2023-03-31", document: "1998", areas: [10_000, 10_000, 40_000, 60_000]),
      Limits(place: "320102", day: "2023-04-01", document: "江苏", areas: [5_000, 8_000, 40_000, 60_000], stone: 1_000),
      Limits(place: "330624", day: "2021-02-28", document: "1998", areas: [10_000, 10_000, 40_000, 60_000]),
      Limits(place: "330624", day: "2021-03-01", document: "新昌", areas: [7_000, 10_000, 40_000, 60_000], stone: 800),
      Limits(place: "330602", day: "2021-03-01", document: "1998", areas: [10_000, 10_000, 40_000, 60_000]),
    ]
  )
  func limits(_ wanted: Limits) throws {
    let policy = try policy("plot-limit")
    let found = try #require(policy.version(inForceOn: wanted.day, covering: licence(wanted.place, wanted.level)))
    let limit = { (kind: PlotKind) in found.limits?.first { $0.kind == kind } }
    let kinds: [PlotKind] = [.single, .double, .bodySingle, .bodyDouble]
    #expect(kinds.map { limit($0)?.areaMaxCm2.value } == wanted.areas)
    #expect(limit(.single)?.stoneHeightMaxMm?.value == wanted.stone)
    let document = "\(found.docNo?.text ?? "") \(found.titleZh)"
    #expect(document.contains(wanted.document))
    #expect(limit(.niche) == nil)
  }

  @Test("Ningguo: 72 hours and a year, for who died and lies there; from 2021-12-30 for all its residents")
  func ningguo() throws {
    let policy = try policy("ningguo-free-basic-service")
    let version = { (day: LocalDate) in policy.version(in: "341881") { _ in day } }
    #expect(version("2020-12-28") == nil)
    let detailed = try #require(version("2021-12-29"))
    let widened = try #require(version("2021-12-30"))
    for published in [detailed, widened] {
      let rules = published.services ?? []
      #expect(rules.count == 20)
      #expect(Set(rules.filter { $0.itemCode == .ashStorage }.map(\.qtyMaxMilli?.value)) == [12_000])
      let hours = rules.filter { $0.itemCode == .keeping }
      #expect(
        hours.allSatisfy {
          $0.unit == .hour && $0.qtyMaxMilli?.value == ($0.ruleId == "unknown-body-keeping" ? nil : 72_000)
        }
      )
    }
    let transport = { (published: PolicyPublished) in
      published.services?.first { $0.itemCode == .transport }?.criteria.map(\.fact)
    }
    #expect(transport(detailed) == [.hukouInScope, .deathInScope, .placedInScope])
    #expect(transport(widened) == [.hukouInScope])
  }

  @Test("Yantai: five items, fully free")
  func yantai() throws {
    let version = try #require(try policy("yantai-free-basic-service").version(in: "370602") { _ in "2022-10-10" })
    let rules = version.services ?? []
    #expect(rules.map(\.itemCode) == [.transport, .keeping, .cremation, .ashStorage, .ecoBurial])
    #expect(rules.allSatisfy { $0.qtyMaxMilli == nil && $0.capFen == nil })
  }

  @Test("awards of Jinan and Weihai, in yuan")
  func awards() throws {
    let jinan = try policy("jinan-eco-award")
    let amounts = { (form: BurialForm) in
      Set(jinan.versions.last?.data.awards?.filter { $0.forms.contains(form) }.map { $0.amountFen.value / 100 } ?? [])
    }
    #expect(amounts(.sea) == [4_000])
    #expect(amounts(.tree) == [3_000])
    #expect(amounts(.deepNoMound) == [2_000])
    #expect(amounts(.columbariumNiche) == [1_000])
    #expect(amounts(.plotStandard) == [])
    #expect(jinan.version(in: "370100") { _ in "2017-12-31" } == nil)
    #expect(jinan.version(in: "370100") { _ in "2023-03-31" } != nil)
    #expect(jinan.version(in: "370100") { _ in "2023-04-01" } == nil)
    let weihai = try #require(try policy("weihai-eco-award").version(in: "371002") { _ in "2017-01-01" })
    #expect(weihai.awards?.map { $0.amountFen.value / 100 } == [1_000, 800])
  }

  @Test("Shanghai: a body is kept fifteen days; elsewhere no limit was found")
  func keeping() throws {
    let policy = try policy("keeping-limit")
    #expect(policy.version(inForceOn: "2024-08-22", covering: licence("310101"))?.keepingMaxDays == 15)
    #expect(policy.version(inForceOn: "2024-08-21", covering: licence("310101")) == nil)
    #expect(policy.version(inForceOn: "2026-01-01", covering: licence("371002")) == nil)
  }

  @Test("Shanghai: ashes are unclaimed after two years, and go back to nature; elsewhere no rule was found")
  func unclaimed() throws {
    let policy = try policy("unclaimed-ashes")
    let version = try #require(policy.version(inForceOn: "2024-08-22", covering: licence("310101")))
    for isUnknown in [true, false] {
      let rule = try #require(version.unclaimedRule(ofUnknownPerson: isUnknown))
      #expect(rule.lastDay(from: "2024-02-29") == "2026-02-28" && rule.filing)
      #expect(rule.forms == [.scatterLand, .deepNoMound, .tree, .sea])
    }
    #expect(policy.version(inForceOn: "2024-08-21", covering: licence("310101")) == nil)
    #expect(policy.version(inForceOn: "2026-01-01", covering: licence("371002")) == nil)
  }

  @Test("P3: Shanghai sells to no elderly person before Decree 824 is in force, and then does")
  func saleExceptions() throws {
    let policy = try policy("sale-exception")
    let refusal = { (basis: HoldingBasis, day: LocalDate, place: DivisionCode) in
      p3ExceptionListed(basis, policy.version(inForceOn: day, covering: licence(place)))
    }
    #expect(refusal(.elderly, "2026-03-29", "310101")?.rule == .p3)
    #expect(refusal(.elderly, "2026-03-30", "310101") == nil)
    #expect(refusal(.survivingSpouse, "2026-03-29", "310101") == nil)
    #expect(refusal(.survivingSpouse, "2026-03-30", "310101") == nil)
    // Elsewhere nothing is published before.
    #expect(policy.version(inForceOn: "2026-03-29", covering: licence("371002")) == nil)
    #expect(policy.version(inForceOn: "2026-03-30", covering: licence("371002"))?.docNo?.text == "国务院令第824号")
  }

  @Test("F6: from 2026-03-30 only public-benefit facilities are founded")
  func newFacilities() throws {
    let policy = try policy("new-facility")
    let natures = { (day: LocalDate) in policy.version(inForceOn: day, covering: licence("371002"))?.licensedNatures }
    #expect(natures("2026-03-29") == nil)
    #expect(natures("2026-03-30") == [.publicBenefit])
  }

  @Test("annual inspections are of commercial cemeteries; Shangqiu asks a tenth of the sales")
  func inspections() throws {
    let policy = try policy("inspection")
    let version = { (place: DivisionCode, day: LocalDate, nature: FacilityLicensed.Nature) in
      policy.version(inForceOn: day, covering: licence(place, .county, nature))
    }
    #expect(version("411402", "2024-10-12", .commercial)?.checklist?.compactMap(\.fundMinPercent?.value) == [10])
    #expect(version("411402", "2024-10-12", .commercial)?.selfDue == "2024-10-31")
    #expect(version("411402", "2024-10-12", .commercial)?.reviewDue == "2024-11-10")
    #expect(version("411402", "2024-10-12", .publicBenefit) == nil)
    #expect(version("411402", "2025-01-01", .commercial) == nil)
    #expect(version("210102", "2023-03-01", .commercial)?.checklist?.count == 5)
    #expect(version("371002", "2026-01-01", .commercial) == nil)
  }
}

extension PolicyState {
  /// Where nothing became of any division.
  fileprivate func version(inForceOn day: LocalDate, covering licence: FacilityLicensed) -> PolicyPublished? {
    version(inForceOn: day, covering: licence, DivisionHistory())
  }

  fileprivate func version(
    in division: DivisionCode,
    by day: (PolicyPublished.DateBasis) -> LocalDate?
  ) -> PolicyPublished? {
    version(in: Locality(division), by: day)
  }
}

/// Every facility of the city with its sections: fixed by the city and the scale, without chance.
struct Layout: Sendable {
  let facilities: [Facility]
  /// By use, then by county: the sections where new plots are given out.
  private let supply: [[[Site]]]
  let funeralHomes: [Int]
  let commercialCemeteries: [Int]
  /// Closed in mid-year, and nothing is placed there before.
  let closing: Int?
  /// Under repair for some weeks; nothing is granted then.
  let repaired: Int?

  struct Facility: Sendable {
    let code: String
    let nameZh: String
    let nameEn: String
    let kind: Kind
    let level: String
    let county: Int
    /// Where it was licensed: the county, as it was then.
    let division: String
    /// Nil where the licence is of the old kind, which names none.
    let town: Town?
    let serial: Int
    let bodyBurial: Bool
    let sections: [Section]

    var isCommercial: Bool { kind == .commercialCemetery }
  }

  struct Section: Sendable {
    let code: String
    let use: PlotUse
    let phase: Int
    let rows: Int

    var units: Int { rows * use.rowLength }
    /// The last unit of the first row, in every third section.
    let blocksOne: Bool
  }

  enum Kind: Sendable { case funeralHome, columbarium, commercialCemetery, publicCemetery }

  /// A section in the whole city.
  struct Site: Hashable, Sendable {
    let facility: Int
    let section: Int
  }

  /// Lays out a city; `scale` is in thousandths of one of 20,000 deaths a year.
  init(city: City, scale: Int, on day: Day) {
    var drafts: [FacilityDraft] = []
    for (index, county) in city.counties.enumerated() {
      let division = city.code(of: index, on: day)
      drafts += FacilityDraft.all(county: county, division: division, index: index, cityCounty: index == 0)
    }
    if let town = city.reformTown { drafts.append(.bodyCemetery(of: town)) }
    let shares = city.counties.map { $0.population.value * 1000 / city.countyPopulation }
    var sectionsOf: [[Int]] = Array(
      repeating: Array(repeating: 0, count: city.counties.count),
      count: PlotUse.allCases.count
    )
    for draft in drafts { for use in draft.uses { sectionsOf[use.rawValue][draft.county] += 1 } }
    let offering = sectionsOf.map { counts in counts.indices.filter { counts[$0] > 0 }.reduce(0) { $0 + shares[$1] } }

    var sectionNumber = 0
    facilities = drafts.enumerated().map { serial, draft in
      let sections = draft.uses.enumerated().map { position, use in
        // A use that only some counties offer has all of the city's units there.
        let countyUnits = use.cityUnits * scale / 1000 * shares[draft.county] / max(offering[use.rawValue], 1)
        let units = countyUnits / sectionsOf[use.rawValue][draft.county]
        sectionNumber += 1
        return Section(
          code: "\(use.letter)\(Digits.padded(position + 1, 2))",
          use: use,
          phase: position / 3 + 1,
          rows: max(1, (units + use.rowLength - 1) / use.rowLength),
          blocksOne: sectionNumber % 3 == 0 && !use.isPool && draft.kind != .columbarium
        )
      }
      return Facility(
        code: draft.code,
        nameZh: draft.nameZh,
        nameEn: draft.nameEn,
        kind: draft.kind,
        level: draft.level,
        county: draft.county,
        division: draft.division,
        // Every seventh is old.
        town: serial % 7 == 0 ? nil : draft.town,
        serial: serial + 1,
        bodyBurial: draft.bodyBurial,
        sections: sections
      )
    }
    let all = facilities
    func indices(_ matches: (Facility) -> Bool) -> [Int] { all.indices.filter { matches(all[$0]) } }
    funeralHomes = indices { $0.kind == .funeralHome }
    commercialCemeteries = indices { $0.isCommercial }
    let villages = indices { $0.level == "village" }
    let towns = indices { $0.level == "town" && !$0.bodyBurial }
    closing = villages.last
    repaired = towns.last

    var supply: [[[Site]]] = Array(
      repeating: Array(repeating: [], count: city.counties.count),
      count: PlotUse.allCases.count
    )
    for (index, facility) in facilities.enumerated() where index != closing {
      for (position, section) in facility.sections.enumerated() {
        supply[section.use.rawValue][facility.county].append(Site(facility: index, section: position))
      }
    }
    self.supply = supply
  }

  subscript(_ site: Site) -> Section { facilities[site.facility].sections[site.section] }

  func sites(_ use: PlotUse, county: Int) -> [Site] { supply[use.rawValue][county] }

  func home(county: Int) -> Facility { facilities[funeralHomes[county]] }
}

/// A facility before its sections are sized.
struct FacilityDraft {
  let code: String
  let nameZh: String
  let nameEn: String
  let kind: Layout.Kind
  let level: String
  let county: Int
  let division: String
  var town: Town?
  let uses: [PlotUse]
  var bodyBurial = false

  /// The cemetery of a township that is no cremation area; the county of a city that has one is its first.
  static func bodyCemetery(of town: City.Division) -> FacilityDraft {
    FacilityDraft(
      code: "\(town.code)-ZM-01",
      nameZh: "\(town.nameZh.replacing("（模拟）", with: ""))遗体公墓（模拟）",
      nameEn: "\(town.nameEn.replacing(" (simulated)", with: "")) Body Cemetery (simulated)",
      kind: .publicCemetery,
      level: "town",
      county: 0,
      division: town.code,
      uses: [.bodyTown],
      bodyBurial: true
    )
  }

  /// The facilities of one county; the first county's are the city's own where it has such.
  static func all(county: City.County, division: String, index: Int, cityCounty: Bool) -> [FacilityDraft] {
    let centre = Town.centre(of: county, division)
    func make(
      _ letters: String,
      _ number: Int,
      _ zh: String,
      _ en: String,
      _ kind: Layout.Kind,
      _ level: String,
      _ uses: [PlotUse],
      in town: Town? = nil,
      bodyBurial: Bool = false
    ) -> FacilityDraft {
      FacilityDraft(
        code: "\(division)-\(letters)-\(Digits.padded(number, 2))",
        nameZh: "\(county.nameZh)\(zh)（模拟）",
        nameEn: "\(county.nameEn) \(en) (simulated)",
        kind: kind,
        level: level,
        county: index,
        division: division,
        town: town ?? centre,
        uses: uses,
        bodyBurial: bodyBurial
      )
    }
    let upper = cityCounty ? "city" : "county"
    var all = [
      make("BYG", 1, "殡仪馆", "Funeral Home", .funeralHome, upper, []),
      make(
        "GHT",
        1,
        "骨灰堂",
        "Columbarium",
        .columbarium,
        upper,
        [.niche, .niche, .niche] + (cityCounty ? [.tower] : [])
      ),
      make(
        "GYM",
        1,
        "节地生态公益性公墓",
        "Eco Public Cemetery",
        .publicCemetery,
        "county",
        [.flatStone, .double, .wall, .treePool, .flowerPool, .lawnPool, .deepPool]
      ),
    ]
    for number in 0..<county.commercialCemeteries {
      all.append(
        make(
          "GM",
          number + 1,
          "第\(number + 1)经营性公墓",
          "Commercial Cemetery No. \(number + 1)",
          .commercialCemetery,
          upper,
          [.single, .double, .family, .wall, .treePool],
          in: .number(number + 1, of: county, division)
        )
      )
    }
    for number in 0..<county.townCemeteries {
      all.append(
        make(
          "ZM",
          number + 1,
          "第\(number + 1)镇级公益性公墓",
          "Town Cemetery No. \(number + 1)",
          .publicCemetery,
          "town",
          [.flatStone, .double, .treePool],
          in: .number(number + 1, of: county, division)
        )
      )
    }
    for number in 0..<county.villageCemeteries {
      all.append(
        make(
          "CM",
          number + 1,
          "第\(number + 1)村级公益性公墓",
          "Village Cemetery No. \(number + 1)",
          .publicCemetery,
          "village",
          [.single, .double],
          in: .number(number + 1, of: county, division)
        )
      )
    }
    if cityCounty {
      all.append(
        make(
          "HM",
          1,
          "少数民族公墓",
          "Ethnic Minority Cemetery",
          .publicCemetery,
          "city",
          [.bodySingle, .bodyDouble],
          bodyBurial: true
        )
      )
    }
    return all
  }
}

internal import CanonicalJSON

/// The first lines: the register is opened in the month before, with divisions, population, policies, and then facility by
/// facility with all that is free there. Plots that were sold before are not in it.
struct OpeningBook: Sendable {
  private let plan: CityPlan
  private let opening: Day
  private var chapter = 0
  private var page: [Record] = []

  init(plan: CityPlan) {
    self.plan = plan
    opening = plan.first.adding(days: -30)
  }

  mutating func next(_ desk: inout Desk) -> Record? {
    while page.isEmpty {
      guard chapter <= plan.layout.facilities.count else { return nil }
      page = chapter == 0 ? general(&desk) : facility(plan.layout.facilities[chapter - 1], &desk)
      page.reverse()
      chapter += 1
    }
    return page.removeLast()
  }

  /// Lines of the whole book.
  static func count(_ plan: CityPlan) -> Int {
    // The divisions of old, and the zones.
    let general =
      (plan.city.reformTown == nil ? 2 : 3) + plan.city.changes.filter { $0.on < plan.first }.count
      + populations(plan.city).filter { $0.population.asOf < plan.first }.count
      + plan.documents.filter { isOld($0, plan) }.count
    return plan.layout.facilities.reduce(general) { sum, facility in
      sum + 1 + FacilityErrand.opening(facility, plan).count
        + (facility.kind == .funeralHome ? HomeEquipment(plan, county: facility.county).openingLines : 0)
        + facility.sections.reduce(0) { lines, section in
          lines + 1 + (0..<section.rows).reduce(0) { $0 + runs(section, row: $1).count } + (section.blocksOne ? 1 : 0)
        }
    }
  }

  /// Whether a document was in force when the register was opened; later ones are published in their time.
  static func isOld(_ document: Document, _ plan: CityPlan) -> Bool { document.from <= plan.first.text }

  private func general(_ desk: inout Desk) -> [Record] {
    let city = plan.city
    let bureau = "\(city.code)-MZ"
    let start = Moment(opening, hour: 9)
    let oldest = city.changes.first?.on.adding(days: -1) ?? city.population.asOf
    var records = [
      desk.record(
        "DivisionChanged",
        on: "reference/divisions",
        at: start,
        from: bureau,
        by: "data-01",
        [
          "effective_on": .day(oldest), "from_codes": [], "op": "create",
          "source": "GB/T 2260 县级以上行政区划代码；此前的变更不在本登记内 (earlier changes are not in this register)",
          "to": Self.list(city.divisions(on: oldest) + (city.reformTown.map { [$0] } ?? [])),
        ]
      )
    ]
    for (number, change) in city.changes.enumerated() where change.on < plan.first {
      records.append(Self.changed(change, city, at: start.adding(minutes: 1 + number), &desk))
    }
    records += zones(from: start.adding(minutes: 4), &desk)
    for (number, figure) in Self.populations(city).enumerated() where figure.population.asOf < plan.first {
      records.append(Self.imported(figure, city, at: start.adding(minutes: 5 + number), &desk))
    }
    for (number, document) in plan.documents.filter({ Self.isOld($0, plan) }).enumerated() {
      records.append(
        Self.published(document, at: start.adding(minutes: 30 + number * 10), from: bureau, &desk)
      )
    }
    return records
  }

  /// The city is a cremation area, but for the township that it may have.
  private func zones(from start: Moment, _ desk: inout Desk) -> [Record] {
    let town = plan.city.reformTown.map { [($0.code, "burial_reform")] } ?? []
    return ([(plan.city.code, "cremation")] + town).enumerated().map { number, zone in
      desk.record(
        "ZoneDesignated",
        on: "reference/zones",
        at: start.adding(seconds: number * 30),
        from: "\(plan.city.code)-MZ",
        by: "data-01",
        [
          "division": .string(zone.0),
          "doc_no": .string("\(plan.city.short)政模拟〔\(opening.civil.year - 10)〕\(number + 1)号"),
          "from": .day(opening.adding(months: -120)), "zone": .string(zone.1),
        ]
      )
    }
  }

  private static func list(_ divisions: [City.Division]) -> JSON {
    .array(
      divisions.map { ["code": .string($0.code), "name_en": .string($0.nameEn), "name_zh": .string($0.nameZh)] }
    )
  }

  static func changed(_ change: DivisionChange, _ city: City, at moment: Moment, _ desk: inout Desk) -> Record {
    desk.record(
      "DivisionChanged",
      on: "reference/divisions",
      at: moment,
      from: "\(city.code)-MZ",
      by: "data-01",
      [
        "effective_on": .day(change.on), "from_codes": .array(change.from.map { .string($0.code) }),
        "op": .string(change.op), "source": .string(change.source), "to": list(city.names(of: change)),
      ]
    )
  }

  /// The figures that a registry imports, the whole city's first.
  static func populations(_ city: City) -> [(code: String, population: City.Population)] {
    [(city.code, city.population)] + city.counties.filter { $0.code != city.code }.map { ($0.code, $0.population) }
  }

  static func imported(
    _ figure: (code: String, population: City.Population),
    _ city: City,
    at moment: Moment,
    _ desk: inout Desk
  ) -> Record {
    let population = figure.population
    return desk.record(
      "PopulationImported",
      version: 2,
      on: "reference/population",
      at: moment,
      from: "\(city.code)-MZ",
      by: "data-01",
      [
        "as_of": .day(population.asOf), "division": .string(figure.code), "kind": "resident",
        "source": .string(population.source),
        "value": .integer(population.value), "year": .integer(population.year),
      ]
    )
  }

  static func published(
    _ document: Document,
    at moment: Moment,
    from bureau: String,
    _ desk: inout Desk
  ) -> Record {
    desk.record(document.type, on: document.stream, at: moment, from: bureau, by: "policy-01", document.data)
  }

  private func facility(_ facility: Layout.Facility, _ desk: inout Desk) -> [Record] {
    let slot = 28 * 86_400 / plan.layout.facilities.count
    var clock = Moment(opening.adding(days: 1), hour: 9).adding(seconds: (facility.serial - 1) * slot)
    let equipment = facility.kind == .funeralHome ? HomeEquipment(plan, county: facility.county) : nil
    let papers = FacilityErrand.opening(facility, plan)
    let lines = facility.sections.reduce(1 + papers.count + (equipment?.openingLines ?? 0)) { $0 + $1.rows * 2 + 2 }
    let pace = max(1, min(20, slot / lines))
    let bureau = "\(plan.city.code(of: facility.county, on: plan.first))-MZ"
    let licensed = plan.first.adding(days: -400 - facility.serial * 137 % 6_600)
    var records = [
      desk.record(
        "FacilityLicensed",
        version: facility.town == nil ? 1 : 2,
        on: "facility/\(facility.code)",
        at: clock,
        from: bureau,
        by: "licence-01",
        licence(facility, licensed)
      )
    ]
    for paper in papers {
      clock = clock.adding(seconds: pace)
      records.append(
        desk.record(paper.type, on: "facility/\(facility.code)", at: clock, from: bureau, by: "licence-01", paper.data)
      )
    }
    records +=
      equipment?.opening(licensed: licensed) { type, stream, data in
        clock = clock.adding(seconds: pace)
        return desk.record(type, on: stream, at: clock, from: facility.code, by: "clerk-01", data)
      } ?? []
    for section in facility.sections {
      clock = clock.adding(seconds: pace)
      let stream = "section/\(facility.code)/\(section.code)"
      records.append(
        desk.record(
          "SectionOpened",
          on: stream,
          at: clock,
          from: facility.code,
          by: "clerk-01",
          opened(section, facility, licensed)
        )
      )
      for row in 0..<section.rows {
        for (first, count) in Self.runs(section, row: row) {
          clock = clock.adding(seconds: pace)
          records.append(
            desk.record(
              "PlotRangeCreated",
              on: stream,
              at: clock,
              from: facility.code,
              by: "clerk-01",
              range(section, row, first, count)
            )
          )
        }
      }
      if section.blocksOne {
        clock = clock.adding(seconds: pace)
        let plot = "\(facility.code)/\(section.code)/\(PlotLedger.rowCode(0))/\(section.use.rowLength)"
        records.append(
          desk.record(
            "PlotBlocked",
            on: "plot/\(plot)",
            at: clock,
            from: facility.code,
            by: "clerk-01",
            ["reason": facility.serial.isMultiple(of: 2) ? "排水沟改造占用 (drainage works)" : "树木保护范围 (protected tree)"]
          )
        )
      }
    }
    return records
  }

  /// The runs in which a row was registered: every seventh row came in two.
  private static func runs(_ section: Layout.Section, row: Int) -> [(first: Int, count: Int)] {
    let length = section.use.rowLength
    return row % 7 == 6 ? [(1, length / 2), (length / 2 + 1, length - length / 2)] : [(1, length)]
  }

  private func licence(_ facility: Layout.Facility, _ licensed: Day) -> JSON {
    let kind =
      switch facility.kind {
      case .funeralHome: "funeral_home"
      case .columbarium: "columbarium"
      case .commercialCemetery, .publicCemetery: "cemetery"
      }
    let land = facility.sections.reduce(3_000) { $0 + Self.land($1) }
    let town: JSON? = facility.town.map { town in
      ["code": .string(town.code), "name_en": .string(town.nameEn), "name_zh": .string(town.nameZh)]
    }
    return .present([
      "body_burial_allowed": .bool(facility.bodyBurial), "division": .string(facility.division),
      "kind": .string(kind), "land_m2": .integer(land), "level": .string(facility.level),
      "licence_no": .string("\(plan.city.short)民模拟〔\(licensed.civil.year)〕\(facility.serial)号"),
      "name_en": .string(facility.nameEn),
      "name_zh": .string(facility.nameZh), "nature": facility.isCommercial ? "commercial" : "public_benefit",
      "operator_uscc": .string(
        Identifiers.organisationCode(
          category: facility.isCommercial ? "91" : "12",
          division: facility.division,
          serial: facility.serial
        )
      ), "town": town, "valid_from": .day(licensed),
    ])
  }

  private func opened(_ section: Layout.Section, _ facility: Layout.Facility, _ licensed: Day) -> JSON {
    [
      "approved_doc": .string(
        "\(plan.city.short)民模拟〔\(licensed.civil.year + section.phase - 1)〕\(facility.serial)-\(section.phase)号"
      ),
      "designed_units": .integer(section.units), "eco": .bool(section.use.isEco),
      "land_m2": .integer(Self.land(section)), "name_zh": .string("\(section.phase)期\(section.use.nameZh)"),
      "phase": .integer(section.phase), "plot_kind": .string(section.use.kind),
    ]
  }

  private func range(_ section: Layout.Section, _ row: Int, _ first: Int, _ count: Int) -> JSON {
    .present([
      "area_cm2": .integer(section.use.areaCm2), "capacity": .integer(section.use.capacity), "count": .integer(count),
      "first_no": .integer(first), "row": .string(PlotLedger.rowCode(row)),
      "stone_height_mm": section.use.stoneHeightMm.map { .integer($0) },
    ])
  }

  /// Half of a section is paths and green.
  private static func land(_ section: Layout.Section) -> Int { section.units * section.use.areaCm2 / 5_000 + 50 }
}

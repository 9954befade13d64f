internal import CanonicalJSON

/// Papers of facilities: service areas, grades and price lists when they are registered; price lists and funds every year; and
/// an inspector's tie to one of them.
enum FacilityErrand: Sendable {
  case priceList(facility: Int)
  case fund(facility: Int)
  case tie(facility: Int)

  static func all(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    let homes = plan.layout.funeralHomes.enumerated().map { position, facility in
      (Moment(year.first.adding(days: 150), hour: 9, minute: position), Errand.facility(.priceList(facility: facility)))
    }
    let funds = plan.layout.commercialCemeteries.enumerated().map { position, facility in
      (Moment(year.first.adding(days: 110), hour: 9, minute: position), Errand.facility(.fund(facility: facility)))
    }
    return homes + funds + (year.number == 0 ? tie(plan) : [])
  }

  /// Declared when the register is opened, so before anything is inspected.
  private static func tie(_ plan: CityPlan) -> [(Moment, Errand)] {
    Inspection.tiedCemetery(plan).map {
      [(Moment(plan.first.adding(days: 3), hour: 10), .facility(.tie(facility: $0)))]
    } ?? []
  }

  /// What follows a facility's licence in the opening book.
  static func opening(_ facility: Layout.Facility, _ plan: CityPlan) -> [(type: String, data: JSON)] {
    let day = plan.first.adding(days: -30)
    switch facility.kind {
    case .commercialCemetery: return []
    case .funeralHome:
      let grade = facility.county == 0 ? 2 : 3
      return [
        ("FacilityGraded", ["from": .day(day), "grade": .integer(grade)]),
        ("PriceListPublished", prices(plan, from: day)),
      ]
    case .columbarium, .publicCemetery:
      // The whole city, as it was then; how areas are really drawn was not found.
      let divisions = [plan.city.code] + plan.city.divisions(on: day).map(\.code).filter { !plan.city.isHome($0) }
      return facility.bodyBurial
        ? []
        : [
          (
            "ServiceAreaAssigned",
            ["division_codes": .array(divisions.map { .string($0) }), "from": .day(day)]
          )
        ]
    }
  }

  static func prices(_ plan: CityPlan, from day: Day) -> JSON {
    let list = [
      ("transport", true, 20_000), ("keeping", true, 6_000), ("farewell", true, 20_000), ("cremation", true, 38_000),
      ("ash_storage", true, 1_000), ("urn", false, 20_000), ("wreath-large", false, 15_000),
    ]
    return [
      "from": .day(day),
      "items": .array(
        list.map { code, basic, price in
          [
            "basic": .bool(basic), "code": .string(code), "price_fen": .integer(price),
            "unit": .string(plan.serviceUnits[code] ?? "piece"),
          ]
        }
      ),
    ]
  }
}

extension CityRun {
  mutating func perform(_ errand: FacilityErrand, _ moment: Moment) -> Record? {
    switch errand {
    case .priceList(let index):
      let home = plan.layout.facilities[index]
      let data = FacilityErrand.prices(plan, from: moment.day.adding(days: 15))
      return facility("PriceListPublished", home, data, from: home.code, by: "clerk-02", moment)
    case .fund(let index):
      let cemetery = plan.layout.facilities[index]
      let sales = salesFen.removeValue(forKey: index) ?? 0
      return facility(
        "MaintenanceFundSet",
        cemetery,
        [
          "fund_fen": .integer(sales / 10), "sales_fen": .integer(sales), "year": .integer(moment.day.civil.year - 1),
        ],
        from: cemetery.code,
        by: "manager-01",
        moment
      )
    case .tie(let index):
      let cemetery = plan.layout.facilities[index]
      let bureau = "\(code(cemetery.county, moment))-MZ"
      return facility(
        "InspectorTieDeclared",
        cemetery,
        [
          "doc_no": .string("\(plan.city.short)民模拟回避〔\(moment.day.civil.year)〕1号"), "from": .day(moment.day),
          "inspector_id": .string("\(bureau).\(Inspection.tiedInspector)"), "tie": "relative",
        ],
        from: bureau,
        by: Inspection.tiedInspector,
        moment
      )
    }
  }

  private mutating func facility(
    _ type: String,
    _ facility: Layout.Facility,
    _ data: JSON,
    from source: String,
    by actor: String,
    _ moment: Moment
  ) -> Record {
    desk.record(type, on: "facility/\(facility.code)", at: moment, from: source, by: actor, data)
  }
}

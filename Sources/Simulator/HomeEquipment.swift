internal import CanonicalJSON

/// What a funeral home works with: cremators, hearses and blank certificates. Fixed by the city and the scale, without chance.
struct HomeEquipment: Sendable {
  let home: Layout.Facility
  /// Cremators in use; the last ones are of the premium grade.
  let units: Int
  /// Blank certificates delivered for the whole period, half as many again as are expected.
  let forms: Int
  /// The first home also has a cremator that is past its time.
  let hasOldUnit: Bool
  private let first: Day
  private let short: String

  static let hearses = 3
  private static let oldUnit = 90

  init(_ plan: CityPlan, county: Int) {
    home = plan.layout.home(county: county)
    units = Furnaces.count(plan.city, cases: plan.cases, county: county)
    forms =
      plan.allCases * plan.city.counties[county].population.value / max(plan.city.countyPopulation, 1) * 3 / 2 + 200
    hasOldUnit = county == 0
    first = plan.first
    short = plan.city.short
  }

  static func unitCode(_ home: Layout.Facility, _ unit: Int) -> String { "\(home.code)-H\(Digits.padded(unit, 2))" }

  static func burnsGas(_ unit: Int) -> Bool { unit.isMultiple(of: 3) }

  static func form(_ number: Int) -> String { Digits.padded(number + 10_000, 8) }

  var openingLines: Int { units * 2 + (hasOldUnit ? 1 : 0) + Self.hearses + 1 }

  /// The lines of the opening book, in the order in which they come after the home's licence.
  func opening(licensed: Day, _ record: (_ type: String, _ stream: String, _ data: JSON) -> Record) -> [Record] {
    var records: [Record] = []
    for unit in 1...units {
      records.append(record("UnitInstalled", stream(unit), installed(unit, on: licensed.adding(days: 30 + unit))))
      records.append(record("UnitTested", stream(unit), tested(unit, on: firstTest(of: unit))))
    }
    if hasOldUnit {
      records.append(record("UnitInstalled", stream(Self.oldUnit), installed(Self.oldUnit, on: licensed)))
    }
    for number in 1...Self.hearses {
      records.append(record("HearseRegistered", hearse(number), hearseRegistered(number, on: licensed)))
    }
    records.append(
      record(
        "StockReceived",
        "stock/\(home.code)",
        ["delivery_no": .string("\(short)民模拟领〔\(first.civil.year)〕\(home.serial)号"), "forms": Self.range(1...forms)]
      )
    )
    return records
  }

  /// Yearly, a month before the last test runs out.
  func tests(in year: CityPlan.Year) -> [(day: Day, unit: Int)] {
    (1...units).flatMap { unit in
      (1...).lazy.map { firstTest(of: unit).adding(months: 11 * $0) }.prefix { $0 < year.end }
        .filter { $0 >= year.first }
        .map { ($0, unit) }
    }
  }

  func stream(_ unit: Int) -> String { "unit/\(home.code)/\(Self.unitCode(home, unit))" }
  func hearse(_ number: Int) -> String { "hearse/\(Self.hearseCode(home, number))" }
  static func hearseCode(_ home: Layout.Facility, _ number: Int) -> String {
    "\(home.code)-C\(Digits.padded(number, 2))"
  }
  var oldUnitStream: String { stream(Self.oldUnit) }

  static func range(_ numbers: ClosedRange<Int>) -> JSON {
    ["first": .string(form(numbers.lowerBound)), "last": .string(form(numbers.upperBound))]
  }

  private func firstTest(of unit: Int) -> Day { first.adding(days: -(40 + unit * 7 % 60)) }

  private func installed(_ unit: Int, on day: Day) -> JSON {
    [
      "fuel": Self.burnsGas(unit) ? "gas" : "oil", "installed_on": .day(day), "model": "模拟拣灰炉 (simulated cremator)",
      "rated_life_days": 3650,
    ]
  }

  /// By GB 13801-2015, with values that differ from unit to unit and year to year.
  func tested(_ unit: Int, on day: Day) -> JSON {
    let limits = [("so2", 30_000), ("nox", 200_000), ("co", 150_000), ("hcl", 30_000), ("dioxins", 500)]
    let results = limits.enumerated().map { index, limit -> JSON in
      [
        "limit_milli": .integer(limit.1), "pollutant": .string(limit.0),
        "unit": limit.0 == "dioxins" ? "ng_teq_per_m3" : "mg_per_m3",
        "value_milli": .integer(limit.1 * (30 + (unit * 13 + index * 29 + day.number) % 60) / 100),
      ]
    }
    return [
      "passed": true, "report_no": .string("模拟检字〔\(day.civil.year)〕\(home.serial)-\(unit)号"),
      "results": .array(results), "standard": "GB 13801-2015", "tested_on": .day(day),
      "valid_to": .day(day.adding(months: 12).adding(days: -1)),
    ]
  }

  private func hearseRegistered(_ number: Int, on licensed: Day) -> JSON {
    var random = SeededRandom(seed: UInt64(home.serial), subject: number, purpose: 0x6865_6172)
    return [
      "facility_id": .string(home.code),
      "operator_uscc": .string(
        Identifiers.organisationCode(category: "12", division: String(home.code.prefix(6)), serial: home.serial)
      ),
      "plate_digest": .string(Identifiers.digest(&random)), "registered_from": .day(licensed.adding(days: 60 * number)),
    ]
  }
}

/// What happens to the equipment of one home in the course of the year.
enum HomeErrand: Sendable {
  case test(unit: Int), retrofit(unit: Int), retireOldUnit, retireHearse
  case spoilForm, countForms(year: Int), writeOffForm
  case stocktake(round: Int, number: Int)

  static func once(_ plan: CityPlan) -> [(Moment, Errand)] {
    let last = plan.city.counties.count - 1
    // The test is of the day on which the works are finished, so that nobody is turned away.
    return [
      errand(.retrofit(unit: 1), last, plan.first.adding(days: 100), hour: 6),
      errand(.test(unit: 1), last, plan.first.adding(days: 100), hour: 6),
      errand(.retireOldUnit, 0, plan.first.adding(days: 150), hour: 9),
      errand(.retireHearse, last, plan.first.adding(days: 200), hour: 9),
      errand(.writeOffForm, 0, plan.first.adding(months: 9).adding(days: 14), hour: 16),
    ]
  }

  static func all(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    let counties = plan.city.counties.indices
    var all: [(Moment, Errand)] = []
    for county in counties {
      for (day, unit) in HomeEquipment(plan, county: county).tests(in: year) {
        all.append(errand(.test(unit: unit), county, day, hour: 7, minute: unit % 60))
      }
      let counting = year.first.adding(months: 9)
      all.append(errand(.countForms(year: year.number), county, counting, hour: 18, minute: county % 60))
    }
    for number in 0..<3 {
      let day = year.first.adding(days: 50 + 90 * number)
      all.append(errand(.spoilForm, number % counties.count, day, hour: 15, minute: 30))
    }
    for number in 0..<plan.cases / 40 {
      let day = year.first.adding(days: number.isMultiple(of: 2) ? 110 : 290)
      let round = year.number * 2 + number % 2 + 1
      all.append(errand(.stocktake(round: round, number: number / 2), 0, day, hour: 10))
    }
    return all
  }

  private static func errand(
    _ errand: HomeErrand,
    _ county: Int,
    _ day: Day,
    hour: Int,
    minute: Int = 0
  ) -> (Moment, Errand) {
    (Moment(day, hour: hour, minute: minute), .home(errand, county: county))
  }
}

extension CityRun {
  mutating func perform(_ errand: HomeErrand, county: Int, _ moment: Moment) -> Record? {
    let equipment = HomeEquipment(plan, county: county)
    let home = equipment.home
    let (type, stream, data): (String, String, JSON)
    switch errand {
    case .test(let unit):
      (type, stream, data) = ("UnitTested", equipment.stream(unit), equipment.tested(unit, on: moment.day))
    case .retrofit(let unit):
      (type, stream) = ("UnitRetrofitted", equipment.stream(unit))
      data = ["done_on": .day(moment.day), "scope": "尾气净化系统更换 (new exhaust cleaning)"]
    case .retireOldUnit:
      (type, stream) = ("UnitRetired", equipment.oldUnitStream)
      data = ["reason": "age", "retired_on": .day(moment.day)]
    case .retireHearse:
      (type, stream) = ("HearseRetired", equipment.hearse(HomeEquipment.hearses))
      data = ["reason": "达到使用年限 (end of service life)", "retired_on": .day(moment.day)]
    case .spoilForm:
      (type, stream) = ("StockSpoiled", "stock/\(home.code)")
      data = [
        "reason": "打印错位 (misprinted)", "serial": .string(HomeEquipment.form(serial("form/\(home.code)"))),
        "witness_id": .string("\(home.code).checker-02"),
      ]
    case .countForms(let year):
      // One form of the first home is not found in the first year, and written off.
      let next = serials["form/\(home.code)", default: 0] + 1
      let last = county == 0 ? equipment.forms - 1 : equipment.forms
      (type, stream) = ("StockReconciled", "stock/\(home.code)")
      data = [
        "counted": next > last ? [] : [HomeEquipment.range(next...last)],
        "counted_by": .string("\(home.code).clerk-02"),
        "missing": county == 0 && year == 0 ? [HomeEquipment.range(equipment.forms...equipment.forms)] : [],
      ]
    case .writeOffForm:
      (type, stream) = ("StockWrittenOff", "stock/\(home.code)")
      data = [
        "doc_no": .string("\(plan.city.short)民模拟核〔\(moment.day.civil.year)〕\(home.serial)号"),
        "forms": HomeEquipment.range(equipment.forms...equipment.forms), "reason": "lost",
      ]
    case .stocktake(let round, let number): return stocktake(round, number, moment)
    }
    return desk.record(type, on: stream, at: moment, from: home.code, by: "clerk-01", data)
  }

  /// One of the portions that wait in the homes for their place; nil when there are not so many.
  private mutating func stocktake(_ round: Int, _ number: Int, _ moment: Moment) -> Record? {
    if number == 0 {
      toCheck = underWay.filter { !$0.value.custodies.isEmpty && $0.value.placedOn == nil }.keys.sorted()
    }
    guard number < toCheck.count, let open = underWay[toCheck[number]], open.placedOn == nil, !open.isHandedOver else {
      return nil
    }
    let home = home(open.plan)
    return desk.record(
      "StocktakeChecked",
      on: "ashes/\(open.custodies[0])",
      at: moment,
      from: home.code,
      by: "checker-01",
      [
        "checker_id": .string("\(home.code).checker-01"), "found": true,
        "stocktake_no": .string("PD-\(plan.first.civil.year)-\(round)"), "tag_matches": true,
      ]
    )
  }
}

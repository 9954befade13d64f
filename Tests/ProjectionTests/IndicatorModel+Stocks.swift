import CanonicalJSON
import Foundation

/// What there was at the end of each year since 2016, or on the day asked for.
extension IndicatorModel {
  private var years: [(year: Int, day: String)] {
    day.year < 2016 ? [] : (2016...day.year).map { ($0, min("\($0)-12-31", day)) }
  }

  private func openFacilities(on day: String) -> [(name: String, licence: JSON)] {
    streams("facility").compactMap { stream in
      let status = current(all("FacilityStatusChanged", on: stream), "from", on: day)?.data.text("status")
      guard let licence = all("FacilityLicensed", on: stream).last?.data, isValid(licence, on: day), status != "closed"
      else { return nil }
      return (String(stream.dropFirst(9)), licence)
    }
  }

  var stocks: [Share] {
    years.flatMap { year, end in
      openFacilities(on: end).flatMap { facility($0.name, $0.licence, year, end) }
        + streams("unit").flatMap { cremator($0, year, end) }
    }
  }

  private func facility(_ name: String, _ licence: JSON, _ year: Int, _ end: String) -> [Share] {
    func share(_ indicator: String, _ holds: Bool, _ denominator: Int64?, known: Bool) -> Share {
      Share(
        indicator: indicator,
        year: year,
        place: .facility(name),
        then: end,
        numerator: holds ? 1 : 0,
        denominator: denominator,
        isKnown: known
      )
    }
    if licence.text("kind") == "funeral_home" {
      let grade = current(all("FacilityGraded", on: "facility/\(name)"), "from", on: end)?.data.number("grade")
      return [("homes_of_grade_three", 3), ("homes_of_grade_two", 2)].map { indicator, worst in
        share(indicator, grade.map { $0 <= worst } ?? false, 1, known: grade != nil)
      }
    }
    guard licence.text("kind") == "cemetery", licence.text("nature") == "public_benefit" else { return [] }
    switch licence.text("level") {
    case "town": return [share("town_cemeteries", true, nil, known: true)]
    case "village":
      let hasArea = all("ServiceAreaAssigned", on: "facility/\(name)").contains {
        $0.data.text("from") <= end && end <= $0.data["to"]?.stringValue ?? "9999"
      }
      return [share("village_cemetery_coverage", hasArea, nil, known: hasArea)]
    default: return []
    }
  }

  private func cremator(_ stream: String, _ year: Int, _ end: String) -> [Share] {
    guard let unit = all("UnitInstalled", on: stream).last?.data, unit.text("installed_on") <= end else { return [] }
    let retired = all("UnitRetired", on: stream).last?.data.text("retired_on")
    guard retired.map({ $0 > end }) ?? true else { return [] }
    let life = unit.optionalNumber("rated_life_days")
    let checks = all("UnitTested", "UnitRetrofitted", on: stream).map { check in
      (on: check.data.text(check.type == "UnitTested" ? "tested_on" : "done_on"), check: check)
    }.filter { $0.on <= end }.enumerated()
    // A test of the day of works was done after them (rule D6).
    func order(_ one: (offset: Int, element: (on: String, check: Happening))) -> (String, Int, Int) {
      (one.element.on, one.element.check.type == "UnitTested" ? 1 : 0, one.offset)
    }
    let check = checks.max { order($0) < order($1) }?.element.check
    let isTested = check.map { $0.data.flag("passed") && $0.data.text("valid_to") >= end } ?? false
    func share(_ indicator: String, _ holds: Bool, known: Bool) -> Share {
      Share(
        indicator: indicator,
        year: year,
        place: .facility(String(stream.split(separator: "/")[1])),
        then: end,
        numerator: holds ? 1 : 0,
        denominator: 1,
        isKnown: known
      )
    }
    let age = Self.days(from: unit.text("installed_on"), to: end)
    return [
      share("cremators_past_life", life.map { $0 < age } ?? false, known: life != nil),
      share("cremators_without_test", !isTested, known: true),
    ]
  }

  /// What each county adds, by its boundaries of the day or of then.
  func counties(asThen: Bool) -> [(Share, String?)] {
    years.flatMap { year, end in
      let boundary = asThen ? end : day
      let open = openFacilities(on: end).filter { $0.licence.text("nature") == "public_benefit" }
        .map { (facility: $0, county: division(of: .facility($0.name), on: boundary)) }
      return counties(on: boundary).flatMap { county -> [(Share, String?)] in
        let here = open.filter { $0.county == county }.map(\.facility)
        let isServed = here.contains { ["cemetery", "columbarium"].contains($0.licence.text("kind")) }
        let isEco = here.contains { one in
          one.licence.text("kind") == "cemetery" && one.licence.text("level") == "county"
            && streams("section/\(one.name)").contains { section in
              all("SectionOpened", on: section).last.map { $0.day <= end && $0.data.flag("eco") } ?? false
            }
        }
        return [("county_facility_coverage", isServed), ("eco_county_coverage", isEco)].map { indicator, holds in
          let share = Share(
            indicator: indicator,
            year: year,
            place: .facility(nil),
            then: end,
            numerator: holds ? 1 : 0,
            denominator: 1,
            isKnown: true
          )
          return (share, county)
        }
      }
    }
  }

  static func days(from: String, to: String) -> Int64 {
    let instants = [from, to].compactMap { try? Date("\($0)T00:00:00Z", strategy: .iso8601) }
    return instants.count == 2 ? Int64(instants[1].timeIntervalSince(instants[0]) / 86_400) : 0
  }
}

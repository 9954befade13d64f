import CanonicalJSON
import Foundation

/// What anomalies must show, found in the facts as they stand, rule by rule in plain Swift, with none of its SQL. What is
/// found in amendments (N14, N15, and whether N31 is settled) is not here: the facts as they stand do not tell.
struct AnomalyModel {
  struct Finding {
    let rule: String
    let subject: String
    var facility: String?
    var office: String?
    let since: String
    let evidence: [Happening]
  }

  struct Dated {
    let group: String
    let fact: Happening
  }

  let facts: [Happening]
  let today: String
  private let byType: [String: [Happening]]

  init(_ facts: [Happening], on day: String) {
    (self.facts, today) = (facts, day)
    byType = Dictionary(grouping: facts, by: \.type)
  }

  static let columns = ["rule", "subject", "facility", "division", "since", "evidence"]

  /// The rows of `finding`.
  func rows() -> [[String]] {
    let found: [[Finding]] = [papers(), forms(), furnace(), persons(), money(), plots(), ashes(), entries()]
    return found.flatMap(\.self).map(row).sorted { $0.lexicographicallyPrecedes($1) }
  }

  private func row(_ finding: Finding) -> [String] {
    let ids = Set(finding.evidence.map(\.id.text)).sorted()
    let lies = finding.facility.map { division(of: $0) } ?? finding.office ?? ""
    return [
      finding.rule, finding.subject, finding.facility ?? "", lies, finding.since, "{\(ids.joined(separator: ","))}",
    ]
  }

  func all(_ types: String...) -> [Happening] { facts.filter { types.contains($0.type) } }

  /// Of each stream the last one of a type.
  func last(_ type: String) -> [String: Happening] {
    Dictionary((byType[type] ?? []).map { ($0.key, $0) }) { $1 }
  }

  func opened(_ id: String) -> String? { last("CaseOpened")[id]?.data.text("facility_id") }

  /// By the last check that did not fail, or what was found out.
  func persons(_ member: String) -> [String: String] {
    let known = all("IdentityVerified", "IdentityResolved").filter { $0.data.text("id_check") != "failed" }
    return Dictionary(known.map { ($0.key, $0) }) { $1 }.compactMapValues { $0.data[member]?.stringValue }
  }

  var divisions: PlainDivisions { PlainDivisions(all("FacilityLicensed", "DivisionChanged")) }

  /// What has become of the division that the licence names.
  private func division(of facility: String) -> String { divisions.division(of: facility, on: today) ?? "" }

  /// What has become of the division that a claim names.
  func office(_ claim: Happening) -> String {
    divisions.division(claim.data.text("office_division"), writtenOn: claim.day, on: today)
  }

  /// Of one group, within a year before and after.
  func near(_ one: Dated, _ all: [Dated]) -> Int {
    all.count { $0.group == one.group && abs(Self.number($0.fact.day) - Self.number(one.fact.day)) <= 365 }
  }

  /// What is found at a facility, of facts that come together there.
  func crowd(_ rule: String, _ list: [Dated]) -> [Finding] {
    Dictionary(grouping: list, by: \.group).map { facility, own in
      let facts = own.map(\.fact)
      return Finding(
        rule: rule,
        subject: "facility/\(facility)",
        facility: facility,
        since: facts.map(\.day).min() ?? "",
        evidence: facts
      )
    }
  }

  static func middle(_ values: [Int64]) -> Int64 { values.sorted()[(values.count - 1) / 2] }

  /// A day as a number, to count between days.
  static func number(_ day: String) -> Int {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + parts[2]
  }

  static func adding(_ days: Int, to day: String) -> String {
    let style = Date.ISO8601FormatStyle().year().month().day()
    let date = (try? style.parse(day)) ?? .distantPast
    return style.format(date.addingTimeInterval(Double(days) * 86_400))
  }
}

extension ModelTrial {
  static let anomalies = ModelTrial(model: "anomalies", events: AnomalyEvents.self) { facts in
    ["2026-02-01", "2026-12-31"].flatMap { day in
      let model = AnomalyModel(facts, on: day)
      return [
        Expected(
          relation: "anomalies.finding WHERE rule NOT IN ('N14', 'N15', 'N31')",
          columns: AnomalyModel.columns,
          day: day,
          rows: model.rows()
        ),
        Expected(
          relation: "anomalies.found WHERE rule = 'N31'",
          columns: ["subject", "facility", "office", "since"],
          day: day,
          rows: model.raised()
        ),
      ]
    }
  }
}

import CanonicalJSON
import Foundation

/// What expiries must show, computed event by event in plain Swift, with none of its SQL.
struct ExpiryModel {
  /// Something that lasts, by its own events.
  private struct Term {
    var begins: String?
    var ends: String?
    var facility: String?
    var division: String?
    var subject: String
    var extensions = 0
    var closedBy: String?
  }

  private struct Key: Hashable {
    let kind, item: String
  }

  private struct Test {
    let on, until: String
    let passed: Bool
  }

  private var terms: [Key: Term] = [:]
  private var finished: [Key: String] = [:]
  private var tests: [String: [Test]] = [:]
  private var works: [String: [String]] = [:]
  private var versions: [String: Int64] = [:]
  private var orders: [String: String] = [:]
  private var conclusions: [String: (due: String?, since: String)] = [:]
  private var limits: [JSON] = []
  private var licences: [String: JSON] = [:]
  private var charges: [String: (facility: String?, division: String?)] = [:]
  private let divisions: PlainDivisions

  init(_ history: [Happening]) {
    divisions = PlainDivisions(history)
    for event in history { apply(event) }
  }

  // MARK: Evolve

  private mutating func begin(_ kind: String, _ item: String, _ term: Term) {
    terms[Key(kind: kind, item: item)] = term
  }

  private mutating func extend(_ kind: String, _ item: String, to day: String) {
    let key = Key(kind: kind, item: item)
    guard let ends = terms[key].map(\.ends) else { return }
    terms[key]?.ends = max(ends ?? day, day)
    terms[key]?.extensions += 1
  }

  /// Until it begins again.
  private mutating func close(_ kind: String, _ item: String, by type: String) {
    let key = Key(kind: kind, item: item)
    if terms[key]?.closedBy == nil { terms[key]?.closedBy = type }
  }

  /// For good.
  private mutating func finish(_ kind: String, _ item: String, by type: String) {
    let key = Key(kind: kind, item: item)
    if finished[key] == nil { finished[key] = type }
  }

  private mutating func apply(_ event: Happening) {
    let day = String(event.time.prefix(10))
    let parts = event.key.split(separator: "/").map(String.init)
    switch event.stream.prefix(while: { $0 != "/" }) {
    case "right": right(event)
    case "ashes": ashes(event, day)
    case "case": decedent(event, day)
    case "facility", "policy": rule(event)
    case "inspection": inspection(event, day)
    case "unit":
      switch event.type {
      case "UnitTested":
        tests[event.key, default: []].append(
          Test(on: event.data.text("tested_on"), until: event.data.text("valid_to"), passed: event.data.flag("passed"))
        )
      case "UnitRetrofitted": works[event.key, default: []].append(event.data.text("done_on"))
      default: finish("cremator_test", event.key, by: event.type)
      }
    case "finding":
      switch event.type {
      case "FindingOpened":
        let isPlot = event.data.text("subject_kind") == "plot"
        charges[event.stream] = (
          isPlot ? String(event.data.text("subject_id").prefix(2)) : nil, event.data.text("division")
        )
      case "OrderIssued":
        begin("order", event.key, Term(begins: day, ends: event.data.text("due"), subject: event.key))
      default: finish("order", event.key, by: event.type)
      }
    case "plot":
      guard event.type == "PlotReserved" else { return close("reservation", event.key, by: event.type) }
      let until = event.data.text("until")
      begin("reservation", event.key, Term(begins: day, ends: until, facility: parts[0], subject: event.key))
    default: break
    }
  }

  private mutating func right(_ event: Happening) {
    for (kind, member) in [("use_right", "to"), ("maintenance_fee", "maintenance_to")] {
      switch event.type {
      case "UseRightGranted":
        let plot = event.data.text("plot_id")
        let term = Term(
          begins: event.data.text("from"),
          ends: event.data.text(member),
          facility: String(plot.prefix(2)),
          subject: plot
        )
        begin(kind, event.key, term)
      case "UseRightRenewed": extend(kind, event.key, to: event.data.text(member))
      default: finish(kind, event.key, by: event.type)
      }
    }
  }

  private mutating func ashes(_ event: Happening, _ day: String) {
    if let facility = event.data["facility_id"]?.stringValue { charges[event.stream] = (facility, nil) }
    switch event.type {
    case "CustodyOpened": return
    case "UnclaimedAshesNoticePublished":
      return begin("ashes_notice", event.key, Term(begins: day, ends: event.data.text("until"), subject: event.key))
    case "AshesStored":
      let until = PlainDay(day) + event.data.number("term_days")
      let term = Term(
        begins: day,
        ends: until.text,
        facility: event.data.text("facility_id"),
        subject: event.key
      )
      begin("ash_storage", event.key, term)
    case "StorageRenewed": extend("ash_storage", event.key, to: event.data.text("until"))
    default: close("ash_storage", event.key, by: event.type)
    }
    close("ashes_notice", event.key, by: event.type)
  }

  private mutating func decedent(_ event: Happening, _ day: String) {
    let until = event.data["until"]?.stringValue
    let isGone = ["CremationCompleted", "BodyBuried", "BodyDonated", "BodyReleasedOut"].contains(event.type)
    let isKnown =
      event.type == "IdentityResolved"
      || event.type == "IdentityVerified" && event.data["id_hash"] != nil && event.data.text("id_check") != "failed"
    if isGone || isKnown || event.type == "CaseClosed" { close("body_notice", event.key, by: event.type) }
    if isGone || event.type == "KeepingEnded" { close("keeping", event.key, by: event.type) }
    switch event.type {
    case "CaseOpened": charges[event.stream] = (event.data.text("facility_id"), nil)
    case "UnclaimedNoticePublished":
      begin("body_notice", event.key, Term(begins: day, ends: until, subject: event.key))
    case "HoldPlaced": begin("hold", event.id.text, Term(begins: day, ends: until, subject: event.key))
    case "HoldReleased": finish("hold of " + event.key, event.data.text("hold_event_id"), by: event.type)
    case "KeepingExtended": extend("keeping", event.key, to: until ?? "")
    case "KeepingStarted":
      // It starts at midnight in China, the day after the one of its name in UTC.
      let started = PlainDay(event.data.text("started_at")) + 1
      let home = event.data.text("facility_id")
      begin("keeping", event.key, Term(begins: started.text, facility: home, subject: event.key))
    default: break
    }
  }

  private mutating func rule(_ event: Happening) {
    let data = event.data
    switch event.type {
    case "FacilityLicensed":
      licences[event.key] = data
      let term = Term(
        begins: data.text("valid_from"),
        ends: data["valid_to"]?.stringValue,
        facility: event.key,
        subject: event.key
      )
      begin("facility_licence", event.key, term)
    case "FacilityStatusChanged":
      if data.text("status") == "closed" { finish("facility_licence", event.key, by: event.type) }
    default:
      if data.text("scheme") == "keeping_limit" { limits.append(data) }
      guard data.number("version") >= versions[event.key] ?? 0 else { return }
      versions[event.key] = data.number("version")
      let scope = data.list("scope_divisions").compactMap(\.stringValue)
      let term = Term(
        begins: data.text("valid_from"),
        ends: data["valid_to"]?.stringValue,
        division: scope.count == 1 ? scope[0] : nil,
        subject: event.key
      )
      begin("policy", event.key, term)
    }
  }

  private mutating func inspection(_ event: Happening, _ day: String) {
    switch event.type {
    case "RectificationAccepted": return finish("rectification", event.key, by: event.type)
    case "ConclusionRevised" where event.data.text("new_result") == "qualified":
      return close("rectification", event.key, by: event.type)
    case "RectificationOrdered": orders[event.key] = event.data.text("due")
    default: conclusions[event.key] = (event.data["rectification_due"]?.stringValue, day)
    }
    let since = event.type == "RectificationOrdered" ? day : terms[Key(kind: "rectification", item: event.key)]?.begins
    let due = orders[event.key] ?? conclusions[event.key]?.due
    let term = Term(
      begins: orders[event.key] == nil ? day : since,
      ends: due,
      facility: String(event.key.prefix(2)),
      subject: event.key
    )
    begin("rectification", event.key, term)
  }

  // MARK: Show

  static let columns = [
    "kind", "item", "subject", "facility", "division", "begins_on", "ends_on", "days_left", "extensions", "state",
    "closed_by",
  ]

  func rows(on day: String) -> [[String]] {
    var all = terms
    for (unit, tests) in tests { all[Key(kind: "cremator_test", item: unit)] = test(of: unit, tests) }
    return all.compactMap { key, term in row(key, term, day) }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Rule D6: the newest test counts, if it was passed, and until works are done on the unit.
  private func test(of unit: String, _ tests: [Test]) -> Term? {
    let newest = tests.reversed().max { $0.on < $1.on }
    return newest.map { test in
      let cut = works[unit]?.filter { $0 > test.on }.min().map { Self.dayBefore($0) }
      let ends = test.passed ? test.until : Self.dayBefore(test.on)
      return Term(begins: test.on, ends: min(ends, cut ?? ends), facility: String(unit.prefix(2)), subject: unit)
    }
  }

  private static func dayBefore(_ day: String) -> String { (PlainDay(day) + -1).text }

  /// Rule D9.
  private func limit(of stay: Term) -> String? {
    guard let begins = stay.begins, let licence = stay.facility.flatMap({ licences[$0] }) else { return nil }
    let limit = limits.last { policy in
      policy.text("valid_from") <= begins && begins <= policy["valid_to"]?.stringValue ?? "9999"
        && policy.list("scope_divisions").contains { scope in
          divisions.lies(
            (licence.text("division"), licence.text("valid_from")),
            in: (scope.stringValue ?? "", policy.text("valid_from")),
            on: begins
          )
        }
        && (policy["scope_levels"] == nil || policy.list("scope_levels").contains(.string(licence.text("level"))))
        && (policy["scope_natures"] == nil || policy.list("scope_natures").contains(.string(licence.text("nature"))))
    }
    return limit.map { (PlainDay(begins) + $0.number("keeping_max_days")).text }
  }

  private func row(_ key: Key, _ term: Term, _ day: String) -> [String]? {
    let limit = key.kind == "keeping" ? limit(of: term) : nil
    guard let ends = [term.ends, limit].compactMap(\.self).max() else { return nil }
    let streams = [
      "hold": "case/\(term.subject)", "body_notice": "case/\(key.item)", "ashes_notice": "ashes/\(key.item)",
    ]
    let charge = charges[streams[key.kind] ?? (key.kind == "order" ? "finding/\(key.item)" : "")]
    let facility = term.facility ?? charge?.facility
    let division =
      if let facility { divisions.division(of: facility, on: day) } else { term.division ?? charge?.division }
    // A hold is lifted in its own case.
    let end = key.kind == "hold" ? Key(kind: "hold of " + term.subject, item: key.item) : key
    let closedBy = finished[end] ?? term.closedBy
    let left = PlainDay(ends).number - PlainDay(day).number
    let notice = [
      "use_right": 180, "maintenance_fee": 180, "ash_storage": 30, "cremator_test": 60, "facility_licence": 180,
      "policy": 90, "hold": 7, "keeping": 3, "body_notice": 7, "ashes_notice": 7, "rectification": 15, "order": 15,
      "reservation": 30,
    ]
    let state =
      if closedBy != nil { "done" } else if left < 0 { "expired" } else if left <= notice[key.kind] ?? 0 {
        "expiring"
      } else {
        "valid"
      }
    return [
      key.kind, key.item, term.subject, facility ?? "", division ?? "", term.begins ?? "", ends, "\(left)",
      "\(term.extensions)", state, closedBy ?? "",
    ]
  }
}

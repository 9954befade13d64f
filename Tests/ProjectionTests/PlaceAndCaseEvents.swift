import CanonicalJSON
import TestSupport

/// What plot_capacity and free_service_entitlement read, in any order at all: ashes are placed before the plot is laid
/// out, evidence comes before the case, a policy after the services that it covers.
struct PlaceAndCaseEvents: RandomEvents {
  var random: SeededGenerator
  private let facilities = ["F1", "F2", "F3"]
  private let sections = ["A", "B"]
  private let cases = ["C1", "C2", "C3", "C4", "C5"]
  private let divisions = ["371002", "371003", "371082", "370102", "341881"]
  private let items = ["transport", "keeping", "cremation", "urn"]
  private let units = ["day", "body", "piece"]
  private var decisions: [(case: String, id: String)] = []
  private let evidence = ["low_income", "grant_received", "unknown_body"]

  init(random: SeededGenerator) {
    self.random = random
  }

  mutating func next() -> Happening {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<45: place()
    case 45..<85: decedent()
    case 85..<93: policy()
    case 93..<97: count()
    default: Happening("HoldPlaced", "case/\(random.pick(cases))", ["hold_kind": "judicial"])
    }
  }

  /// Of a county, a prefecture or a province; some counts were made before their year was over.
  private mutating func count() -> Happening {
    let (year, isOfDeaths) = (random.pick([2023, 2024, 2025]), random.chance(50))
    let data: JSON = [
      "division": .string(random.pick(divisions + ["371000", "370000"])), "year": .integer(Int64(year)),
      "value": .integer(isOfDeaths ? random.pick([0, 3, 40, 900]) : random.pick([0, 5_000, 70_000])), "source": "s",
      "as_of": .string(random.pick(["\(year)-06-30", "\(year)-12-31", "2026-02-01"])),
    ]
    if isOfDeaths { return Happening("DeathCountImported", "reference/deaths", data) }
    let kind = JSON.string(random.pick(["resident", "registered", "not_stated"]))
    return Happening("PopulationImported", "reference/population", data.adding("kind", kind))
  }

  private mutating func place() -> Happening {
    let facility = random.pick(facilities)
    let section = "\(facility)/\(random.pick(sections))"
    let row = random.pick(["1", "2"])
    let plot = "\(section)/\(row)/\(Int.random(in: 1...5, using: &random))"
    switch Int.random(in: 0..<24, using: &random) {
    case 0: return licence(of: facility)
    case 1:
      return Happening(
        "FacilityStatusChanged",
        "facility/\(facility)",
        ["status": .string(random.pick(["open", "sales_suspended", "rectifying", "closed"]))]
      )
    case 2:
      return Happening(
        "SectionOpened",
        "section/\(section)",
        [
          "name_zh": "区", "plot_kind": .string(random.pick(["single", "double", "niche", "eco_pool"])),
          "designed_units": .integer(.random(in: 1...20, using: &random)), "eco": .bool(random.chance(50)),
        ]
      )
    case 3...5:
      return Happening(
        "PlotRangeCreated",
        "section/\(section)",
        [
          "row": .string(row), "first_no": .integer(.random(in: 1...4, using: &random)),
          "count": .integer(.random(in: 1...4, using: &random)),
          "capacity": .integer(.random(in: 1...3, using: &random)),
        ]
      )
    case 6...8:
      let type = random.pick(["PlotBlocked", "PlotUnblocked", "PlotReserved", "ReservationReleased"])
      return Happening(type, "plot/\(plot)", ["reason": "r"])
    case 9...11:
      return Happening(
        "UseRightGranted",
        "right/K\(Int.random(in: 1...9, using: &random))",
        ["plot_id": .string(plot), "to": .string(day())]
      )
    case 12: return naming()
    case 13: return works(on: plot)
    case 14, 15: return right()
    case 16, 17: return relocation(from: plot)
    case 18, 19: return disposal(in: plot)
    case 20:
      return Happening(
        "BodyBuried",
        "case/\(random.pick(cases))",
        ["plot_id": .string(plot), "position_no": .integer(.random(in: 1...3, using: &random))]
      )
    default:
      return Happening(
        "AshesPlaced",
        "ashes/A\(Int.random(in: 1...9, using: &random))",
        [
          "facility_id": .string(facility), "plot_id": .string(plot),
          "position_no": .integer(.random(in: 1...3, using: &random)),
        ],
        at: longAgo() + "T23:30:00Z"
      )
    }
  }

  private mutating func works(on plot: String) -> Happening {
    random.chance(70)
      ? Happening("PlotResized", "plot/\(plot)", ["capacity": .integer(.random(in: 1...4, using: &random))])
      : Happening("PlotDecommissioned", "plot/\(plot)", ["reason": "r"])
  }

  private mutating func right() -> Happening {
    let contract = "right/K\(Int.random(in: 1...9, using: &random))"
    return random.chance(75)
      ? Happening("UseRightRenewed", contract, ["to": .string(day())])
      : Happening("UseRightReturned", contract, ["refund_fen": 0])
  }

  private mutating func relocation(from plot: String) -> Happening {
    var data: JSON = ["from_plot_id": .string(plot)]
    if random.chance(60) {
      let section = "\(random.pick(facilities))/\(random.pick(sections))"
      data =
        data
        .adding("to_plot_id", .string("\(section)/\(random.pick(["1", "2"]))/\(Int.random(in: 1...5, using: &random))"))
        .adding("to_position_no", .integer(.random(in: 1...3, using: &random)))
    }
    let time = longAgo() + "T09:00:00+08:00"
    return Happening("AshesRelocated", "ashes/A\(Int.random(in: 1...9, using: &random))", data, at: time)
  }

  private mutating func disposal(in plot: String) -> Happening {
    let data: JSON =
      random.chance(70)
      ? ["plot_id": .string(plot), "position_no": .integer(.random(in: 1...3, using: &random))] : ["site": "海"]
    return Happening(
      "UnclaimedAshesDisposed",
      "ashes/A\(Int.random(in: 1...9, using: &random))",
      data,
      at: day() + "T23:30:00Z"
    )
  }

  private mutating func identity(of id: String) -> Happening {
    if random.chance(30) { return Happening("IdentityResolved", "case/\(id)", ["person_ref": "P1"]) }
    let check: JSON = ["id_check": .string(random.pick(["passed", "failed", "overridden"]))]
    return Happening("IdentityVerified", "case/\(id)", random.chance(70) ? check.adding("id_hash", "00") : check)
  }

  private mutating func decedent() -> Happening {
    let id = random.pick(cases)
    switch Int.random(in: 0..<9, using: &random) {
    case 8: return decision(of: id)
    case 0 where random.chance(40): return identity(of: id)
    case 0:
      return Happening(
        "CaseOpened",
        "case/\(id)",
        ["facility_id": .string(random.pick(facilities)), "unknown_person": .bool(random.chance(30))]
      )
    case 1:
      return Happening(
        "DeathCertificateRecorded",
        "case/\(id)",
        [
          "death_at": .string(day() + "T16:00:00Z"), "death_division": .string(random.pick(divisions)),
          "issued_on": .string(day()),
        ]
      )
    case 2:
      var residency: JSON = ["residence_permit": .bool(random.chance(50)), "as_of": .string(day())]
      if random.chance(80) { residency = residency.adding("hukou_division", .string(random.pick(divisions))) }
      return Happening("ResidencyRecorded", "case/\(id)", residency)
    case 3: return Happening("CremationCompleted", "case/\(id)", ["ash_portions": 1])
    case 4:
      return Happening(
        "CustodyOpened",
        "ashes/A\(Int.random(in: 1...9, using: &random))",
        ["case_id": .string(id)]
      )
    case 5:
      return Happening(
        "EvidenceAttached",
        "waiver/\(id)",
        ["kind": .string(random.pick(evidence)), "value": .bool(random.chance(60))]
      )
    default:
      return Happening(
        "ServiceItemDelivered",
        "waiver/\(id)",
        [
          "item_code": .string(random.pick(items)), "unit": .string(random.pick(units)),
          "grade_code": .string(random.chance(70) ? "basic" : "upgraded"),
          "qty_milli": .integer(.random(in: 1...5_000, using: &random)),
          "list_fen": .integer(.random(in: 0...90_000, using: &random)),
          "service_at": .string(day() + "T15:59:59Z"),
        ]
      )
    }
  }

  /// A decision, or a reversal of one; sometimes of a decision in another case's stream, which is none of it.
  private mutating func decision(of id: String) -> Happening {
    if random.chance(35), let decided = decisions.randomElement(using: &random) {
      let stream = random.chance(90) ? decided.case : id
      return Happening("WaiverReversed", "waiver/\(stream)", ["decision_event_id": .string(decided.id)])
    }
    let granted = Set((0..<Int.random(in: 0...2, using: &random)).map { _ in random.pick(items) }).sorted()
    let happening = Happening(
      "WaiverDecided",
      "waiver/\(id)",
      [
        "policy_id": .string(random.pick(["P1", "P2"])), "policy_version": .integer(.random(in: 1...4, using: &random)),
        "decision": .string(granted.isEmpty ? "denied" : "granted"),
        "items": .array(
          granted.map { ["item_code": .string($0), "waived_fen": .integer(.random(in: 0...9_000, using: &random))] }
        ),
      ]
    )
    decisions.append((id, happening.id.text))
    return happening
  }

  private mutating func policy() -> Happening {
    let from = day()
    var policy: JSON = [
      "scheme": .string(random.chance(85) ? "free_basic_service" : "eco_subsidy"),
      "version": .integer(.random(in: 1...4, using: &random)),
      "title_zh": "政策", "title_en": "policy", "source": "test",
      "scope_divisions": .array([.string(random.pick(["371000", "371002", "370000", "000000"]))]),
      "valid_from": .string(from),
      "date_basis": .string(random.pick(["death", "death", "service", "placement", "claim"])),
    ]
    if random.chance(40) { policy = policy.adding("valid_to", .string(max(from, day()))) }
    if random.chance(50) { policy = policy.adding("doc_no", "号") }
    var rules: [JSON] = []
    for number in 1...Int.random(in: 1...4, using: &random) { rules.append(rule(number)) }
    if random.chance(90) { policy = policy.adding("services", .array(rules)) }
    return Happening("PolicyPublished", "policy/\(random.pick(["P1", "P2"]))", policy)
  }

  private mutating func rule(_ number: Int) -> JSON {
    let facts = [
      "hukou_in_scope", "death_in_scope", "placed_in_scope", "residence_permit", "cremated", "unknown_person",
      "low_income", "grant_received", "unknown_body",
    ]
    var criteria: [JSON] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      criteria.append(["fact": .string(random.pick(facts)), "holds": .bool(random.chance(80))])
    }
    var rule: JSON = [
      "rule_id": .string("R\(number)"), "item_code": .string(random.pick(items)), "unit": .string(random.pick(units)),
      "criteria": .array(criteria),
    ]
    if random.chance(50) {
      rule = rule.adding("qty_max_milli", .integer(.random(in: 1...5_000, using: &random)))
    }
    if random.chance(50) { rule = rule.adding("cap_fen", .integer(.random(in: 0...60_000, using: &random))) }
    return rule
  }

  private mutating func licence(of facility: String) -> Happening {
    let division = random.pick(divisions)
    let data: JSON = [
      "name_zh": .string("设施\(Int.random(in: 1...3, using: &random))"), "name_en": "facility", "kind": "cemetery",
      "nature": .string(random.pick(["commercial", "public_benefit"])), "level": "county",
      "division": .string(division), "valid_from": .string(day()),
    ]
    return Happening(
      "FacilityLicensed",
      "facility/\(facility)",
      random.chance(60) ? data.adding("town", town(in: division)) : data
    )
  }

  /// One of two, which not everybody calls the same.
  private mutating func town(in division: String) -> JSON {
    let code = division + random.pick(["101", "102"])
    return ["code": .string(code), "name_zh": .string(random.pick(["甲镇", "乙镇", "丙镇"])), "name_en": "town"]
  }

  /// A division is named, and up to two others become it, or it and another.
  private mutating func naming() -> Happening {
    let become = (0..<Int.random(in: 0...2, using: &random)).map { _ in JSON.string(random.pick(divisions)) }
    let named = (0..<(random.chance(80) ? 1 : 2)).map { _ -> JSON in
      [
        "code": .string(random.pick(divisions)), "name_zh": .string("名\(Int.random(in: 1...9, using: &random))"),
        "name_en": "name",
      ]
    }
    return Happening(
      "DivisionChanged",
      "reference/divisions",
      [
        "op": "merge", "from_codes": .array(become), "effective_on": .string(day()), "to": .array(named),
      ]
    )
  }

  /// As well any month of three years, for what is counted by the month.
  private mutating func longAgo() -> String {
    guard random.chance(60) else { return day() }
    let month = Int.random(in: 1...12, using: &random)
    return "\(Int.random(in: 2023...2025, using: &random))-\(month < 10 ? "0" : "")\(month)-01"
  }

  /// Of few days, so that they meet the ends of validities.
  private mutating func day() -> String {
    random.pick(["2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-06-30", "2026-07-01"])
  }
}

import CanonicalJSON
import TestSupport

/// What subsidies reads, in any order at all: a payment before its claim, a burial after its award, a policy after all.
struct AwardEvents: RandomEvents {
  var random: SeededGenerator
  private let claims = (1...14).map { "K\($0)" }
  private let cases = ["C1", "C2"]
  /// A1 to A3 are of C1, the others of C2, but for some.
  private let ashes = ["A1", "A2", "A3", "A4", "A5", "A6"]
  private let policies = ["P1", "P2"]
  private let divisions = ["371002", "371003", "371082", "370102"]
  private let forms = ["sea", "tree", "wall"]
  private let markers = ["none", "flat"]
  private let staff = ["S1", "S2", "S3"]

  mutating func next() -> Happening {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<55: step(of: random.pick(claims))
    case 55..<78: burial(of: random.pick(ashes))
    case 78..<90: decedent(random.pick(cases))
    case 90..<96: policy()
    default: naming()
    }
  }

  private mutating func step(of claim: String) -> Happening {
    let (type, data) = step()
    return Happening(type, "claim/\(claim)", data, at: time())
  }

  private mutating func step() -> (type: String, data: JSON) {
    switch Int.random(in: 0..<20, using: &random) {
    case 0...4: return ("ClaimSubmitted", submission())
    case 5: return ("ClaimReturned", ["missing": ["证明"]])
    case 6: return ("ClaimResubmitted", ["evidence_digest": "00"])
    case 7: return ("ClaimVerified", ["verifier_id": .string(random.pick(staff))])
    case 8, 9, 10: return ("ClaimApproved", approval())
    case 11: return ("ClaimRejected", ["rule_id": .string(rule()), "reason": .string(random.pick(["甲", "乙"]))])
    case 12: return ("ClaimAppealed", ["doc_no": "号", "grounds": "由"])
    case 13: return ("ClaimSupplemented", approval().adding("verifier_id", .string(random.pick(staff))))
    case 14, 15, 16: return ("ClaimPaid", ["amount_fen": fen(), "pay_ref": .string(random.pick(["Z1", "Z2"]))])
    case 17: return ("ClaimPaymentFailed", ["pay_ref": .string(random.pick(["Z1", "Z2"])), "reason": "退"])
    case 18:
      let cause = random.pick(["correction", "false_evidence"])
      return ("RecoveryOpened", ["amount_fen": fen(), "cause": .string(cause), "cause_event_id": "00"])
    default: return ("ClaimRecovered", ["recovered_fen": fen(), "doc_no": "号"])
    }
  }

  private mutating func submission() -> JSON {
    let caseID = random.pick(cases)
    let own = random.chance(90) ? ashes.filter { owner(of: $0) == caseID } : ashes
    let named = (0..<(random.chance(70) ? 1 : 2)).map { _ in JSON.string(random.pick(own)) }
    return [
      "policy_id": .string(random.pick(policies)), "decedent_case_id": .string(caseID),
      "custody_ids": .array(named), "relation": "child", "office_division": .string(random.pick(divisions)),
    ]
  }

  private mutating func approval() -> JSON {
    [
      "policy_version": .integer(.random(in: 1...3, using: &random)), "rule_id": .string(rule()), "amount_fen": fen(),
      "approver_id": .string(random.pick(staff)),
    ]
  }

  private func owner(of portion: String) -> String { portion < "A4" ? "C1" : "C2" }

  private mutating func burial(of portion: String) -> Happening {
    let stream = "ashes/\(portion)"
    let form = JSON.string(random.pick(forms))
    let plot = JSON.string("F1/A/1/\(Int.random(in: 1...4, using: &random))")
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3:
      let caseID = random.chance(90) ? owner(of: portion) : random.pick(cases)
      return Happening("CustodyOpened", stream, ["case_id": .string(caseID)], at: time())
    case 4: return Happening("AshesStored", stream, ["facility_id": "F1", "term_days": 30], at: time())
    case 5: return Happening("AshesReleased", stream, ["destination_kind": "placement"], at: time())
    case 6:
      let moved: JSON = ["from_plot_id": "F1/A/1/1", "approval_no": "号", "reason_code": "repair"]
      guard random.chance(70) else { return Happening("AshesRelocated", stream, moved, at: time()) }
      var there = moved.adding("to_plot_id", plot).adding("to_position_no", 1).adding("form", form)
      if random.chance(50) { there = there.adding("degradable", .bool(random.chance(70))) }
      if random.chance(50) { there = there.adding("marker", .string(random.pick(markers))) }
      return Happening("AshesRelocated", stream, there, at: time())
    case 7:
      let place: JSON = random.chance(50) ? ["plot_id": plot] : ["site": "山"]
      return Happening("UnclaimedAshesDisposed", stream, place.adding("form", form), at: time())
    case 8, 9:
      return Happening(
        "AshesScattered",
        stream,
        ["form": form, "site": "海", "all_ashes": .bool(random.chance(70))],
        at: time()
      )
    default:
      return Happening(
        "AshesPlaced",
        stream,
        [
          "plot_id": plot, "form": form, "degradable": .bool(random.chance(70)),
          "marker": .string(random.pick(markers)),
        ],
        at: time()
      )
    }
  }

  private mutating func decedent(_ id: String) -> Happening {
    let stream = "case/\(id)"
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return Happening("CaseOpened", stream, ["unknown_person": .bool(random.chance(50))])
    case 1:
      let check: JSON = ["id_check": .string(random.pick(["passed", "failed"]))]
      return Happening("IdentityVerified", stream, random.chance(70) ? check.adding("id_hash", "00") : check)
    case 2: return Happening("IdentityResolved", stream, ["person_ref": "R1"])
    case 3: return Happening("DeathCertificateRecorded", stream, ["death_at": .string(time())])
    case 4: return Happening("ResidencyRecorded", stream, ["residence_permit": .bool(random.chance(50))])
    default:
      return Happening(
        "CremationCompleted",
        stream,
        ["ended_at": .string(time()), "ash_portions": .integer(.random(in: 1...2, using: &random))]
      )
    }
  }

  private mutating func policy() -> Happening {
    let from = random.chance(60) ? "2025-12-31" : day()
    var policy: JSON = [
      "scheme": .string(random.pick(["eco_subsidy", "eco_subsidy", "eco_subsidy", "plot_limit"])),
      "version": .integer(.random(in: 1...3, using: &random)),
      "title_zh": .string("政策\(Int.random(in: 1...3, using: &random))"), "title_en": "policy",
      "valid_from": .string(from),
      "date_basis": .string(random.pick(["death", "service", "placement", "claim"])),
      "scope_divisions": .array([.string(random.pick(["371000", "371002", "000000", "000000"]))]),
    ]
    if random.chance(25) { policy = policy.adding("valid_to", .string(max(from, day()))) }
    let rules = (1...Int.random(in: 1...3, using: &random)).map { award("R\($0)") }
    if random.chance(90) { policy = policy.adding("awards", .array(rules)) }
    return Happening("PolicyPublished", "policy/\(random.pick(policies))", policy)
  }

  private mutating func award(_ id: String) -> JSON {
    let named = forms.shuffled(using: &random).dropLast(random.chance(50) ? 1 : 0).map(JSON.string)
    let criteria: [JSON] = (0..<(random.chance(50) ? 0 : 1)).map { _ in
      let fact = random.pick(["hukou_in_scope", "unknown_person", "residence_permit", "cremated"])
      return ["fact": .string(fact), "holds": .bool(random.chance(70))]
    }
    var rule: JSON = [
      "rule_id": .string(id), "forms": .array(named), "amount_fen": fen(), "all_ashes": .bool(random.chance(50)),
      "criteria": .array(criteria),
    ]
    if random.chance(30) { rule = rule.adding("degradable", .bool(random.chance(70))) }
    if random.chance(50) { rule = rule.adding("markers", .array([.string(random.pick(markers))])) }
    return rule
  }

  private mutating func naming() -> Happening {
    let from = (0..<Int.random(in: 0...2, using: &random)).map { _ in JSON.string(random.pick(divisions)) }
    let to = divisions.shuffled(using: &random).prefix(random.chance(80) ? 1 : 2).map { code -> JSON in
      ["code": .string(code), "name_zh": .string("名\(Int.random(in: 1...9, using: &random))"), "name_en": "name"]
    }
    return Happening(
      "DivisionChanged",
      "reference/divisions",
      ["op": "merge", "from_codes": .array(from), "effective_on": .string(day()), "to": .array(to)]
    )
  }

  private mutating func rule() -> String { random.pick(["R1", "R2", "R3"]) }

  /// Of few amounts, so that what is approved is what is paid, now and then.
  private mutating func fen() -> JSON { .integer(random.pick([20_000, 60_000, 80_000, 100_000])) }

  private mutating func day() -> String {
    random.pick(["2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-06-30", "2026-07-01"])
  }

  /// In the evening of a day in China, or so late in Greenwich that it is the next day there.
  private mutating func time() -> String { day() + random.pick(["T20:00:00+08:00", "T17:00:00Z"]) }
}

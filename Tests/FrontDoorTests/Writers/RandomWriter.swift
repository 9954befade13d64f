import CanonicalJSON
import Foundation

/// Somebody who submits whatever comes to mind about few things, so that writers meet and much is refused.
struct RandomWriter {
  private let number: Int
  /// Every other writer has a program that knows the first version of a death certificate only.
  private var isOld: Bool { number.isMultiple(of: 2) }
  private var count = 0
  private var random: SplitMix

  init(number: Int, seed: UInt64) {
    self.number = number
    random = SplitMix(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
  }

  mutating func line() -> [UInt8] {
    switch random.number(0...99) {
    case 0..<28: body()
    case 28..<52: ashes()
    case 52..<76: plot()
    case 76..<88: award()
    default: waiver()
    }
  }

  mutating func chance(_ percent: Int) -> Bool { random.number(0...99) < percent }

  // MARK: Bodies

  private mutating func body() -> [UInt8] {
    let id = "C-\(random.number(1...5))"
    let day = "2026-03-08T09:00:00+08:00"
    switch random.number(0...11) {
    case 0:
      let data: JSON = [
        "cert_kind": "medical", "regime": "2013", "issuer_uscc": "11370100004188768U",
        "death_at": "2026-03-01T08:00:00+08:00", "death_at_precision": "minute", "death_division": "371002",
        "manner": "normal", "issued_on": "2026-03-01",
      ]
      let told = isOld ? data.adding("electronic", false) : data.adding("medium", "paper")
      let paper: JSON = ["certificate_number": .string("3710022026\(random.number(0...4))")]
      return send("DeathCertificateRecorded", version: isOld ? 1 : 3, "case/\(id)", day, told, sealed: paper)
    case 1, 2:
      let check = chance(75) ? "passed" : "failed"
      let data: JSON = [
        "person_ref": .string("P-\(id)"), "id_kind": "citizen_id", "id_check": .string(check), "method": "document",
        "checker_id": "clerk-7",
      ]
      let number = SmallTown.idNumbers[random.number(0...3)]
      return send("IdentityVerified", "case/\(id)", day, data, sealed: ["id_number": .string(number)])
    case 3:
      let data: JSON = ["hold_kind": "judicial", "authority_uscc": "11370100004188768U", "doc_no": "1"]
      return send("HoldPlaced", "case/\(id)", day, data, id: shared("a", id))
    case 4, 5:
      return send("HoldReleased", "case/\(id)", day, ["hold_event_id": .string(shared("a", id)), "doc_no": "2"])
    case 6, 7:
      let data: JSON = [
        "confirm_form_no": "Q-1", "signer_ref": "S-1", "relation_code": "child", "signer_id_check": "passed",
        "checker_id": "clerk-7", "second_checker_id": "clerk-8",
      ]
      return send("CremationAuthorised", "case/\(id)", day, data)
    case 8, 9:
      let hour = random.number(10...12)
      let data: JSON = [
        "facility_id": "371002-FH-01", "unit_id": .string("U-\(random.number(1...2))"), "operator_id": "op-1",
        "started_at": .string("2026-03-09T\(hour):00:00+08:00"),
        "ended_at": .string("2026-03-09T\(hour + 1):10:00+08:00"),
        "furnace_grade": "ordinary", "ash_portions": 1,
      ]
      return send("CremationCompleted", "case/\(id)", "2026-03-09T15:00:00+08:00", data)
    case 10:
      let data: JSON = [
        "plot_id": "371002-GM-01/H/A/1", "position_no": 1, "contract_no": .string("K-\(random.number(1...4))"),
        "mound": false,
      ]
      return send("BodyBuried", "case/\(id)", Self.later, data)
    default:
      if chance(30) {
        let other = "C-\(random.number(1...5))"
        return send("CaseClosed", "case/\(id)", Self.later, ["outcome": "duplicate", "of_case": .string(other)])
      }
      let data: JSON = [
        "cert_no": .string("HH-\(random.number(1...3))"), "form_serial": .string("F-\(random.number(1...3))"),
        "received_by_ref": "S-1",
      ]
      return send("CremationCertificateIssued", "case/\(id)", Self.later, data)
    }
  }

  // MARK: Ashes

  private mutating func ashes() -> [UInt8] {
    let number = random.number(1...4)
    let subject = "ashes/A-\(number)"
    switch random.number(0...9) {
    case 0:
      let data: JSON = [
        "case_id": .string("C-\(random.number(1...5))"), "facility_id": "371002-FH-01",
        "portion_no": .integer(Int64(random.number(1...2))), "portions_total": .integer(Int64(random.number(1...2))),
        "container_tag": "T-1",
      ]
      return send("CustodyOpened", subject, Self.later, data)
    case 1:
      let data: JSON = ["form": "sea", "site": "威海湾", "all_ashes": true]
      return send("AshesScattered", subject, Self.later, data)
    case 2...4:
      var data: JSON = [
        "from_plot_id": .string(anyPlot("DFE")), "approval_no": "3", "reason_code": "family_wish",
      ]
      if chance(70) { for (name, value) in destination("to_") { data = data.adding(name, value) } }
      return send("AshesRelocated", subject, Self.later, data)
    default:
      var data: JSON = ["facility_id": "371002-GM-01", "degradable": true, "marker": "none"]
      for (name, value) in destination("") { data = data.adding(name, value) }
      return send("AshesPlaced", subject, Self.later, data)
    }
  }

  /// A place and the terms of lying there.
  private mutating func destination(_ prefix: String) -> [(String, JSON)] {
    let plot = anyPlot("DFE")
    var members: [(String, JSON)] = [
      (prefix + "plot_id", .string(plot)), (prefix + "position_no", .integer(Int64(random.number(1...3)))),
      ("form", "tree"), ("agreement_no", "1"),
    ]
    if !plot.contains("/E/") { members.append(("contract_no", .string("K-\(random.number(1...4))"))) }
    return members
  }

  // MARK: Plots

  private mutating func plot() -> [UInt8] {
    let plot = anyPlot("DFEH")
    let subject = "plot/\(plot)"
    switch random.number(0...15) {
    case 0: return send("PlotBlocked", subject, Self.later, ["reason": "塌陷"])
    case 1, 2: return send("PlotUnblocked", subject, Self.later, ["reason": "修复"])
    case 3:
      let data: JSON = [
        "for_ref": .string(chance(50) ? "P-9" : "P-8"), "basis": "elderly", "until": "2027-03-01",
        "evidence_digest": .string(String(repeating: "a", count: 64)),
      ]
      return send("PlotReserved", subject, Self.later, data)
    case 4: return send("ReservationReleased", subject, Self.later, ["reason": "放弃"])
    case 5:
      let data: JSON = ["capacity": .integer(Int64(random.number(2...4))), "area_cm2": 5000]
      return send("PlotResized", "plot/\(anyPlot("FE"))", Self.later, data)
    case 6 where chance(20): return send("PlotDecommissioned", subject, Self.later, ["reason": "滑坡", "doc_no": "1"])
    case 7 where chance(40):
      let status = chance(30) ? "sales_suspended" : "open"
      let data: JSON = ["status": .string(status), "from": "2026-03-10", "reason": "1"]
      return send("FacilityStatusChanged", "facility/371002-GM-01", Self.later, data)
    case 6...9:
      let contract = "right/K-\(random.number(1...4))"
      return send("UseRightReturned", contract, Self.later, ["refund_fen": 0, "doc_no": "1"])
    default:
      let data: JSON = [
        "plot_id": .string(plot), "holder_ref": "P-9", "decedent_case_id": .string("C-\(random.number(1...5))"),
        "basis": "decedent", "from": "2026-03-05", "to": "2046-03-04", "use_fee_fen": 0, "maintenance_fee_fen": 0,
        "maintenance_to": "2046-03-04",
      ]
      return send("UseRightGranted", "right/K-\(random.number(1...4))", Self.later, data)
    }
  }

  // MARK: Money

  private mutating func award() -> [UInt8] {
    let subject = "claim/Q-\(random.number(1...4))"
    switch random.number(0...9) {
    case 0...2:
      let portion = random.number(1...4)
      let data: JSON = [
        "policy_id": "eco", "decedent_case_id": .string(portion < 3 ? "C-1" : "C-\(portion - 1)"),
        "custody_ids": [.string("A-\(portion)")], "claimant_ref": "P-9", "relation": "child",
        "office_division": "371002",
      ]
      return send("ClaimSubmitted", subject, Self.later, data, sealed: ["bank_account": "6222021602000000"])
    case 3, 4: return send("ClaimVerified", subject, Self.later, ["verifier_id": "town-1"])
    case 5, 6:
      let fen: JSON = chance(85) ? 80_000 : 100_000
      let data: JSON = ["policy_version": 1, "rule_id": "eco", "amount_fen": fen, "approver_id": "county-1"]
      return send("ClaimApproved", subject, Self.later, data)
    case 7: return send("ClaimRejected", subject, Self.later, ["rule_id": "eco", "reason": "1"])
    case 8 where chance(40):
      return send("ClaimPaymentFailed", subject, Self.later, ["pay_ref": reference(), "reason": "1"])
    case 8:
      let data: JSON = [
        "policy_version": 1, "rule_id": "eco", "amount_fen": 20_000, "verifier_id": "town-1", "approver_id": "county-1",
      ]
      return send("ClaimSupplemented", subject, Self.later, data)
    default: return send("ClaimPaid", subject, Self.later, ["amount_fen": 80_000, "pay_ref": reference()])
    }
  }

  private mutating func reference() -> JSON { .string("R-\(random.number(1...5))") }

  private mutating func waiver() -> [UInt8] {
    let id = "C-\(random.number(1...2))"
    let decision = shared("b", id)
    let batch = "batch/371002-FH-01/2026-0\(random.number(3...4))"
    switch random.number(0...9) {
    case 0...2:
      let item: JSON = [
        "item_code": "cremation", "qty_milli": 1000, "list_fen": 38_000, "waived_fen": 38_000, "payable_fen": 0,
        "rule_id": "all",
      ]
      let data: JSON = [
        "policy_id": "free", "policy_version": 1, "items": [item], "total_waived_fen": 38_000, "missing": [],
        "decision": "granted", "decider_id": "bureau-1",
      ]
      return send("WaiverDecided", "waiver/\(id)", Self.later, data, id: decision)
    case 3:
      let data: JSON = [
        "decision_event_id": .string(decision), "reason_code": "other", "recover_fen": chance(50) ? 0 : 38_000,
      ]
      return send("WaiverReversed", "waiver/\(id)", Self.later, data)
    case 4: return send("BatchOpened", batch, Self.later, ["preparer_id": "clerk-3"])
    case 5, 6:
      let data: JSON = ["decision_event_id": .string(decision), "case_id": .string(id), "amount_fen": 38_000]
      return send("BatchLineAdded", batch, Self.later, data)
    case 7, 8:
      let lines: [JSON] = (1...2).compactMap { chance(50) ? .string(shared("b", "C-\($0)")) : nil }
      let rejected: [JSON] =
        chance(30) ? [["decision_event_id": .string(decision), "reason": "1"]] : []
      let data: JSON = ["accepted": .array(lines), "rejected": .array(rejected), "reviewer_id": "bureau-2"]
      return send("BatchReviewed", batch, Self.later, data, by: "bureau-2", from: "371000-MZ")
    default:
      let data: JSON = ["total_fen": .integer(Int64(38_000 * random.number(1...2))), "pay_ref": reference()]
      return send("BatchPaid", batch, Self.later, data, by: "bureau-3", from: "371000-MZ")
    }
  }

  // MARK: Lines

  private static let later = "2026-03-10T09:00:00+08:00"

  private mutating func anyPlot(_ sections: String) -> String {
    let all = Array(sections)
    return "371002-GM-01/\(all[random.number(0...all.count - 1)])/A/1"
  }

  /// An id that several writers use: of two about a case, one.
  private mutating func shared(_ kind: String, _ id: String) -> String {
    "019c0000-0000-7000-8000-\(kind)0000000\(id.suffix(1))00\(random.number(1...2))"
  }

  private mutating func send(
    _ type: String,
    version: Int = 1,
    _ subject: String,
    _ time: String,
    _ data: JSON,
    sealed: JSON? = nil,
    id: String? = nil,
    by actor: String = "clerk-7",
    from source: String = "371002-FH-01"
  ) -> [UInt8] {
    count += 1
    let own = String(format: "019c0000-0000-7000-9000-%04d%08d", number, count)
    var members = JSONObject()
    for (name, value) in [
      ("specversion", "1.0"), ("id", id ?? own), ("source", source), ("actor", actor), ("type", type),
      ("subject", subject), ("time", time), ("dataschema", "\(type)/v\(version)"),
    ] {
      members[name] = .string(value)
    }
    members["data"] = data
    members["sealed"] = sealed
    return JSON.object(members).canonicalBytes
  }
}

extension JSON {
  fileprivate func adding(_ name: String, _ value: JSON) -> JSON {
    guard case .object(var object) = self else { return self }
    object[name] = value
    return .object(object)
  }
}

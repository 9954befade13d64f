import CanonicalJSON
import Foundation

/// What subsidies must show, computed from the whole history in plain Swift, with none of its SQL.
struct SubsidyModel {
  private struct Rest {
    let form, place: String
    let isPlaced, isWhole, isUnclaimed: Bool
    let degradable: Bool?
    let marker: String?
    let day: String
  }

  private struct Case {
    var death: String?
    var cremation: String?
    var portions: Int64 = 0
    var facts: [String: Bool] = [:]
  }

  private struct Due {
    var version = ""
    var rule = ""
    var fen: Int64?
  }

  private var policies: [String: [Int64: JSON]] = [:]
  private var cases: [String: Case] = [:]
  private var owners: [String: String] = [:]
  private var rests: [String: Rest?] = [:]
  private var claims: [String: AwardStanding] = [:]
  private var divisions = PlainDivisions()

  init(_ history: [Happening]) {
    for event in history { take(event) }
  }

  private mutating func take(_ event: Happening) {
    let (data, day) = (event.data, Happening.day(event.time))
    switch event.type {
    case "PolicyPublished" where data.text("scheme") == "eco_subsidy":
      let number = data.number("version")
      policies[event.key, default: [:]][number] = policies[event.key]?[number] ?? data
    case "CaseOpened": cases[event.key, default: Case()].facts["unknown_person"] = data.flag("unknown_person")
    case "IdentityResolved": cases[event.key, default: Case()].facts["unknown_person"] = false
    case "IdentityVerified" where data["id_hash"] != nil && data.text("id_check") != "failed":
      cases[event.key, default: Case()].facts["unknown_person"] = false
    case "ResidencyRecorded":
      cases[event.key, default: Case()].facts["residence_permit"] = data.flag("residence_permit")
    case "DeathCertificateRecorded": cases[event.key, default: Case()].death = Happening.day(data.text("death_at"))
    case "CremationCompleted":
      cases[event.key, default: Case()].cremation = Happening.day(data.text("ended_at"))
      cases[event.key]?.portions = data.number("ash_portions")
      cases[event.key]?.facts["cremated"] = true
    case "CustodyOpened": owners[event.key] = owners[event.key] ?? data.text("case_id")
    case "AshesStored", "AshesReleased": rests[event.key] = .some(nil)
    case "AshesRelocated" where data["to_plot_id"] == nil: rests[event.key] = .some(nil)
    case "AshesPlaced", "AshesRelocated", "AshesScattered", "UnclaimedAshesDisposed":
      let plot = (data["to_plot_id"] ?? data["plot_id"])?.stringValue
      rests[event.key] = Rest(
        form: data.text("form"),
        place: plot ?? data.text("site"),
        isPlaced: plot != nil,
        isWhole: data["all_ashes"] != .bool(false),
        isUnclaimed: event.type == "UnclaimedAshesDisposed",
        degradable: data["degradable"].map { $0 == .bool(true) },
        marker: data["marker"]?.stringValue,
        day: day
      )
    case "DivisionChanged": divisions.take(event)
    default:
      guard event.stream.hasPrefix("claim/") else { return }
      claims[event.key, default: AwardStanding()].take(event.type, data, on: day)
    }
  }

  static let columns = [
    "claim_id", "status", "policy_id", "division", "division_zh", "division_then", "division_then_zh", "case_id",
    "portions", "at_rest", "forms", "forms_zh", "places", "rested_on", "verifier_id", "approver_id", "four_eyes",
    "policy_version", "rule_id", "reason", "approved_fen", "supplemented_fen", "paid_fen", "payable_fen",
    "failed_payments", "asked_fen", "recovered_fen", "outstanding_fen", "submitted_on", "paid_on", "days_to_pay",
    "days_waiting", "due_version", "due_rule_id", "due_fen", "difference_fen",
  ]

  /// The rows of the view `claim` on a day.
  func rows(on day: String) -> [[String]] {
    claims.map { id, claim in
      let (submission, from) = (claim.submitted?.data, claim.submitted?.day ?? "")
      let office = submission?.text("office_division") ?? ""
      let now = divisions.division(office, writtenOn: from, on: day)
      let named = Set(submission?.list("custody_ids").compactMap(\.stringValue) ?? [])
      let atRest = named.compactMap { rests[$0] ?? nil }
      let forms = Set(atRest.map(\.form)).sorted()
      let due = self.due(claim)
      let granted = claim.approved + claim.supplemented - claim.askedForCorrection
      let isWaiting = claim.paidOn == nil && claim.status != "rejected"
      return [
        id, claim.status, submission?.text("policy_id") ?? "", now, divisions.name(of: now, on: day), office,
        divisions.name(of: office, on: from), submission?.text("decedent_case_id") ?? "",
        "\(named.count)", "\(atRest.count)",
        forms.isEmpty ? "" : "{\(forms.joined(separator: ","))}",
        forms.map { ["sea": "海葬", "tree": "树葬", "wall": "壁葬"][$0] ?? "" }.joined(separator: "、"),
        atRest.isEmpty ? "" : "{\(Set(atRest.map(\.place)).sorted().joined(separator: ","))}",
        atRest.map(\.day).max() ?? "", claim.verifier, claim.approver, claim.fourEyes.map { "\($0)" } ?? "",
        claim.approval?.version ?? "", claim.approval?.rule ?? "", claim.reason, "\(claim.approved)",
        "\(claim.supplemented)", "\(claim.paid)", "\(claim.payable)", "\(claim.failed)", "\(claim.asked)",
        "\(claim.recovered)", "\(claim.asked - claim.recovered)", from, claim.paidOn ?? "",
        claim.paidOn.map { Self.days(from: from, to: $0) } ?? "", isWaiting ? Self.days(from: from, to: day) : "",
        due.version, due.rule, due.fen.map { "\($0)" } ?? "",
        claim.stands ? due.fen.map { "\($0 - granted)" } ?? "" : "",
      ]
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let totals = [
    "division", "division_zh", "policy_id", "claims", "paid", "recovering", "approved_fen", "paid_fen", "payable_fen",
    "outstanding_fen", "claims_paid", "mean_days_to_pay", "claims_differing", "difference_fen",
  ]

  /// The rows of `by_division` on a day, or of `by_division_as_then`: those of `claim`, added up.
  func totals(on day: String, asThen: Bool) -> [[String]] {
    let claims = rows(on: day).map { Dictionary(uniqueKeysWithValues: zip(Self.columns, $0)) }
    let place = asThen ? "division_then" : "division"
    let groups = Dictionary(grouping: claims) { [$0[place] ?? "", $0[place + "_zh"] ?? "", $0["policy_id"] ?? ""] }
    return groups.map { key, claims in
      let sum = { (column: String) in claims.compactMap { Int($0[column] ?? "") }.reduce(0, +) }
      let count = { (status: String) in claims.count { $0["status"] == status } }
      let days = claims.compactMap { Int($0["days_to_pay"] ?? "") }
      return key + [
        "\(claims.count)", "\(count("paid"))", "\(count("recovering"))",
        "\(sum("approved_fen") + sum("supplemented_fen"))", "\(sum("paid_fen"))", "\(sum("payable_fen"))",
        "\(sum("outstanding_fen"))", "\(days.count)", days.isEmpty ? "" : "\(days.reduce(0, +) / days.count)",
        "\(claims.count { !["", "0"].contains($0["difference_fen"]) })", "\(sum("difference_fen"))",
      ]
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// By the newest version that is valid on its own kind of day and in the office's division: the approved rule, if the
  /// burial fulfils it, or the one of those it fulfils that gives most.
  private func due(_ claim: AwardStanding) -> Due {
    guard let (data, day) = claim.submitted else { return Due() }
    let person = cases[data.text("decedent_case_id")] ?? Case()
    let named = Set(data.list("custody_ids").compactMap(\.stringValue))
    let atRest = named.compactMap { rests[$0] ?? nil }
    let days = [
      "death": person.death, "service": person.cremation, "placement": atRest.map(\.day).max(), "claim": day,
    ]
    let office = (data.text("office_division"), day)
    let version = (policies[data.text("policy_id")] ?? [:]).sorted { $0.key > $1.key }.first { _, policy in
      guard case .some(.some(let day)) = days[policy.text("date_basis")] else { return false }
      let from = policy.text("valid_from")
      return from <= day && day <= policy["valid_to"]?.stringValue ?? "9999"
        && policy.list("scope_divisions").compactMap(\.stringValue).contains {
          divisions.lies(office, in: ($0, from), on: day)
        }
    }
    guard let version else { return Due() }
    let isSound =
      atRest.count == named.count && named.allSatisfy { owners[$0] == data.text("decedent_case_id") }
      && !atRest.contains(where: \.isUnclaimed)
    let fulfilled = version.value.list("awards").filter { isSound && Self.holds($0, atRest, person) }
    let best = fulfilled.first { $0.text("rule_id") == claim.approval?.rule }
    let most = fulfilled.reduce(nil as JSON?) { best, next in
      best.map { $0.number("amount_fen") >= next.number("amount_fen") ? $0 : next } ?? next
    }
    let rule = best ?? most
    return Due(version: "\(version.key)", rule: rule?.text("rule_id") ?? "", fen: rule?.number("amount_fen") ?? 0)
  }

  private static func holds(_ rule: JSON, _ atRest: [Rest], _ person: Case) -> Bool {
    let forms = rule.list("forms").compactMap(\.stringValue)
    let placed = atRest.filter(\.isPlaced)
    return atRest.allSatisfy { forms.contains($0.form) }
      && (!rule.flag("all_ashes") || atRest.count(where: \.isWhole) >= person.portions)
      && (!rule.flag("degradable") || placed.allSatisfy { $0.degradable == true })
      && (rule["markers"] == nil
        || placed.allSatisfy { rule.list("markers").contains(.string($0.marker ?? "")) })
      && rule.list("criteria").allSatisfy { criterion in
        person.facts[criterion.text("fact")].map { $0 == criterion.flag("holds") } ?? true
      }
  }

  private static func days(from: String, to: String) -> String {
    guard let from = try? Date(from + "T00:00:00Z", strategy: .iso8601),
      let to = try? Date(to + "T00:00:00Z", strategy: .iso8601)
    else { return "" }
    return "\(Int(to.timeIntervalSince(from)) / 86_400)"
  }
}

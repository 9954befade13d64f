import CanonicalJSON
import Foundation

/// What free_service_entitlement must show, computed from the whole history in plain Swift, with none of its SQL.
struct EntitlementModel {
  fileprivate struct Policy {
    let id: String
    let version: Int64
    let from: String
    let to: String?
    let basis: String
    let scope: [String]
    let rules: [JSON]
  }

  fileprivate struct Delivery {
    let item, unit, grade, day: String
    let quantity, fen: Int64
  }

  fileprivate struct Place {
    let division, writtenOn: String
  }

  fileprivate struct Case {
    var death: String?
    /// Plain facts by name, and places by the name of the fact that asks for them.
    var facts: [String: Bool] = [:]
    var places: [String: [Place]] = [:]
    var placed: [String] = []
    var deliveries: [Delivery] = []
    var decisions: [Decision] = []
    var reversed: Set<String> = []

    /// The decisions that no reversal in the same stream has taken back.
    var standing: [Decision] { decisions.filter { !reversed.contains($0.event) } }
  }

  fileprivate struct Decision {
    let event: String
    let version: Int64
    let items: [JSON]
  }

  private var policies: [Policy] = []
  private var cases: [String: Case] = [:]
  private var owners: [String: String] = [:]
  private var placements: [String: (facility: String, day: String)] = [:]
  private var licences: [String: Place] = [:]
  private var divisions = PlainDivisions()

  init(_ history: [Happening]) {
    for event in history { apply(event) }
    for (custody, placement) in placements {
      guard let owner = owners[custody] else { continue }
      cases[owner, default: Case()].placed.append(placement.day)
      if let place = licences[placement.facility] {
        cases[owner]?.places["placed_in_scope", default: []].append(place)
      }
    }
  }

  private mutating func apply(_ event: Happening) {
    let data = event.data
    switch event.type {
    case "PolicyPublished":
      let version = data.number("version")
      let isNew = !policies.contains { $0.id == event.key && $0.version == version }
      guard data.text("scheme") == "free_basic_service", isNew else { return }
      policies.append(
        Policy(
          id: event.key,
          version: version,
          from: data.text("valid_from"),
          to: data["valid_to"]?.stringValue,
          basis: data.text("date_basis"),
          scope: data.list("scope_divisions").compactMap(\.stringValue),
          rules: data.list("services")
        )
      )
    case "CaseOpened": cases[event.key, default: Case()].facts["unknown_person"] = data.flag("unknown_person")
    case "IdentityResolved": cases[event.key, default: Case()].facts["unknown_person"] = false
    case "IdentityVerified" where data["id_hash"] != nil && data.text("id_check") != "failed":
      cases[event.key, default: Case()].facts["unknown_person"] = false
    case "DeathCertificateRecorded":
      cases[event.key, default: Case()].death = Happening.day(data.text("death_at"))
      cases[event.key]?.places["death_in_scope"] = [
        Place(division: data.text("death_division"), writtenOn: data.text("issued_on"))
      ]
    case "ResidencyRecorded":
      cases[event.key, default: Case()].facts["residence_permit"] = data.flag("residence_permit")
      cases[event.key]?.places["hukou_in_scope"] = data["hukou_division"]?.stringValue.map {
        [Place(division: $0, writtenOn: data.text("as_of"))]
      }
    case "CremationCompleted": cases[event.key, default: Case()].facts["cremated"] = true
    case "EvidenceAttached": cases[event.key, default: Case()].facts[data.text("kind")] = data.flag("value")
    case "ServiceItemDelivered":
      cases[event.key, default: Case()].deliveries.append(
        Delivery(
          item: data.text("item_code"),
          unit: data.text("unit"),
          grade: data.text("grade_code"),
          day: Happening.day(data.text("service_at")),
          quantity: data.number("qty_milli"),
          fen: data.number("list_fen")
        )
      )
    case "CustodyOpened":
      // Whose ashes they are never changes.
      guard owners[event.key] == nil else { return }
      owners[event.key] = data.text("case_id")
    case "AshesPlaced": placements[event.key] = (data.text("facility_id"), Happening.day(event.time))
    case "UnclaimedAshesDisposed":
      guard let plot = data["plot_id"]?.stringValue else { return }
      placements[event.key] = (String(plot.prefix { $0 != "/" }), Happening.day(event.time))
    case "WaiverDecided":
      let decision = Decision(event: event.id.text, version: data.number("policy_version"), items: data.list("items"))
      cases[event.key, default: Case()].decisions.append(decision)
    case "WaiverReversed":
      cases[event.key, default: Case()].reversed.insert(data.text("decision_event_id"))
    case "FacilityLicensed":
      licences[event.key] = Place(division: data.text("division"), writtenOn: data.text("valid_from"))
    case "DivisionChanged": divisions.take(event)
    default: break
    }
  }

  static let columns = [
    "case_id", "item_code", "entitled", "policy_id", "policy_version", "rule_no", "basis_on", "missing", "contradicted",
    "delivered_qty_milli", "delivered_fen", "waived_fen",
  ]

  /// The rows of the table entitlement.
  func rows() -> [[String]] {
    known.flatMap { id, one in
      let candidates = judgements(of: one)
      let items = Set(candidates.map(\.item)).union(one.deliveries.map(\.item))
      return items.map { item in row(id, one, item, candidates.filter { $0.item == item }.min()) }
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The cases of which more is known than a decision.
  private var known: [String: Case] {
    cases.filter {
      let one = $0.value
      return one.death != nil || !one.facts.isEmpty || !one.places.isEmpty || !one.placed.isEmpty
        || !one.deliveries.isEmpty
    }
  }

  static let decidedColumns = ["case_id", "item_code", "due_fen", "decided_fen", "difference_fen", "decided_version"]

  /// The rows of decided_against_due.
  func decided() -> [[String]] {
    cases.flatMap { id, one -> [[String]] in
      let candidates = judgements(of: one)
      let decided = one.standing.flatMap { decision in
        decision.items.map { (item: $0.text("item_code"), fen: $0.number("waived_fen"), version: decision.version) }
      }.filter { $0.fen > 0 }
      return Set(candidates.map(\.item) + decided.map(\.item)).compactMap { item in
        let due = waived(one, item, candidates.filter { $0.item == item }.min())
        let fen = decided.filter { $0.item == item }.map(\.fen).reduce(0, +)
        guard due > 0 || fen > 0 else { return nil }
        let version = decided.filter { $0.item == item }.map(\.version).max().map { "\($0)" }
        return [id, item, "\(due)", "\(fen)", "\(fen - due)", version ?? ""]
      }
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let unclaimedColumns = ["case_id", "item_code", "kind", "due_fen"]

  /// The rows of unclaimed.
  func unclaimed() -> [[String]] {
    cases.filter { $0.value.standing.isEmpty }.flatMap { id, one in
      Set(one.deliveries.map(\.item)).compactMap { item in
        guard let best = judgements(of: one).filter({ $0.item == item }).min(), best.contradicted.isEmpty else {
          return nil
        }
        let fen = waived(one, item, best)
        return fen > 0 || !best.missing.isEmpty ? [id, item, best.isDue ? "due" : "evidence", "\(fen)"] : nil
      }
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let newestColumns = [
    "case_id", "item_code", "entitled", "waived_fen", "newest_entitled", "newest_policy_id", "newest_version",
    "newest_waived_fen",
  ]

  /// The rows of under_newest_policy.
  func underNewest() -> [[String]] {
    known.flatMap { id, one -> [[String]] in
      let (now, newest) = (judgements(of: one), judgements(of: one, newest: true))
      return Set((now + newest).map(\.item)).compactMap { item in
        let (old, new) = (now.filter { $0.item == item }.min(), newest.filter { $0.item == item }.min())
        let (was, becomes) = (waived(one, item, old), waived(one, item, new))
        guard was != becomes || (old?.isDue ?? false) != (new?.isDue ?? false) else { return nil }
        return [
          id, item, "\(old?.isDue ?? false)", "\(was)", "\(new?.isDue ?? false)", new?.policy ?? "",
          new.map { "\($0.version)" } ?? "", "\(becomes)",
        ]
      }
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private struct Criterion: Hashable {
    let fact: String
    let holds: Bool
  }

  private struct Judgement: Comparable {
    let item, policy: String
    let version: Int64
    let number: Int
    let rule: JSON
    let day: String?
    let missing, contradicted: [String]

    var isDue: Bool { missing.isEmpty && contradicted.isEmpty }

    /// The better one first.
    static func < (left: Self, right: Self) -> Bool { left.rank.lexicographicallyPrecedes(right.rank) }
    static func == (left: Self, right: Self) -> Bool { left.rank == right.rank }

    private var rank: [Int64] {
      [
        Int64(contradicted.count), Int64(missing.count), -(rule.optionalNumber("cap_fen") ?? .max),
        policy == "P1" ? 1 : 2, -version, Int64(number),
      ]
    }
  }

  /// By the versions that the days choose, or by the newest ones where a day is known.
  private func judgements(of one: Case, newest: Bool = false) -> [Judgement] {
    var all: [Judgement] = []
    for policy in policies {
      for (index, rule) in policy.rules.enumerated() {
        let item = rule.text("item_code")
        let day = day(of: one, item, by: policy.basis)
        guard newest ? day != nil && counts(policy, on: nil) : counts(policy, on: day) else { continue }
        var missing = day == nil ? [policy.basis + "_date"] : []
        var contradicted: [String] = []
        for criterion in Set(rule.list("criteria").map { Criterion(fact: $0.text("fact"), holds: $0.flag("holds")) }) {
          switch value(of: criterion.fact, of: one, under: policy, on: day) {
          case nil: missing.append(criterion.fact)
          case criterion.holds: break
          default: contradicted.append(criterion.fact)
          }
        }
        all.append(
          Judgement(
            item: item,
            policy: policy.id,
            version: policy.version,
            number: index + 1,
            rule: rule,
            day: day,
            missing: missing,
            contradicted: contradicted
          )
        )
      }
    }
    return all
  }

  private func day(of one: Case, _ item: String, by basis: String) -> String? {
    switch basis {
    case "death": one.death
    case "placement": one.placed.min()
    case "service": one.deliveries.filter { $0.item == item }.map(\.day).min()
    default: nil
    }
  }

  /// Whether no later version of the same policy, by the same kind of day, is valid on the day.
  private func counts(_ policy: Policy, on day: String?) -> Bool {
    let later = policies.filter { $0.id == policy.id && $0.basis == policy.basis && $0.version > policy.version }
    guard let day else { return later.isEmpty }
    let isValid = { (one: Policy) in one.from <= day && day <= one.to ?? "9999" }
    return isValid(policy) && !later.contains(where: isValid)
  }

  private func value(of fact: String, of one: Case, under policy: Policy, on day: String?) -> Bool? {
    guard fact.hasSuffix("_in_scope") else { return one.facts[fact] }
    return one.places[fact].map { places in
      places.contains { place in
        policy.scope.contains {
          divisions.lies((place.division, place.writtenOn), in: ($0, policy.from), on: day ?? "")
        }
      }
    }
  }

  private func waived(_ one: Case, _ item: String, _ best: Judgement?) -> Int64 {
    guard let best, best.isDue else { return 0 }
    let cap = best.rule.optionalNumber("cap_fen")
    let covered = one.deliveries.filter {
      $0.item == item && $0.unit == best.rule.text("unit") && ($0.grade == "basic" || cap != nil)
    }
    let quantity = covered.map(\.quantity).reduce(0, +)
    let fen = covered.map(\.fen).reduce(0, +)
    let free = min(best.rule.optionalNumber("qty_max_milli") ?? quantity, quantity)
    return quantity == 0 ? 0 : min(fen * free / quantity, cap ?? .max)
  }

  private func row(_ id: String, _ one: Case, _ item: String, _ best: Judgement?) -> [String] {
    let deliveries = one.deliveries.filter { $0.item == item }
    return [
      id, item, "\(best?.isDue ?? false)", best?.policy ?? "", best.map { "\($0.version)" } ?? "",
      best.map { "\($0.number)" } ?? "", best?.day ?? "", names(best?.missing), names(best?.contradicted),
      "\(deliveries.map(\.quantity).reduce(0, +))", "\(deliveries.map(\.fen).reduce(0, +))",
      "\(waived(one, item, best))",
    ]
  }

  /// As an array of the database, each name once.
  private func names(_ facts: [String]?) -> String {
    "{\(Set(facts ?? []).sorted().joined(separator: ","))}"
  }
}

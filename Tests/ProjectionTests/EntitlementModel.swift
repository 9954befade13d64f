import CanonicalJSON
import Foundation

/// What free_service_entitlement must show, computed from the whole history in plain Swift, with none of its SQL.
struct EntitlementModel {
  private struct Policy {
    let id: String
    let version: Int64
    let from: String
    let to: String?
    let basis: String
    let scope: [String]
    let rules: [JSON]
  }

  private struct Delivery {
    let item, unit, grade, day: String
    let quantity, fen: Int64
  }

  private struct Case {
    var death: String?
    /// Plain facts by name, and places by the name of the fact that asks for them.
    var facts: [String: Bool] = [:]
    var places: [String: [String]] = [:]
    var placed: [String] = []
    var deliveries: [Delivery] = []
  }

  private var policies: [Policy] = []
  private var cases: [String: Case] = [:]
  private var owners: [String: String] = [:]
  private var placements: [String: (facility: String, day: String)] = [:]
  private var divisions: [String: String] = [:]

  init(_ history: [Happening]) {
    for event in history { apply(event) }
    for (custody, placement) in placements {
      guard let owner = owners[custody] else { continue }
      cases[owner, default: Case()].placed.append(placement.day)
      if let division = divisions[placement.facility] {
        cases[owner]?.places["placed_in_scope", default: []].append(division)
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
      cases[event.key, default: Case()].death = Self.day(data.text("death_at"))
      cases[event.key]?.places["death_in_scope"] = [data.text("death_division")]
    case "ResidencyRecorded":
      cases[event.key, default: Case()].facts["residence_permit"] = data.flag("residence_permit")
      cases[event.key]?.places["hukou_in_scope"] = data["hukou_division"]?.stringValue.map { [$0] }
    case "CremationCompleted": cases[event.key, default: Case()].facts["cremated"] = true
    case "EvidenceAttached": cases[event.key, default: Case()].facts[data.text("kind")] = data.flag("value")
    case "ServiceItemDelivered":
      cases[event.key, default: Case()].deliveries.append(
        Delivery(
          item: data.text("item_code"),
          unit: data.text("unit"),
          grade: data.text("grade_code"),
          day: Self.day(data.text("service_at")),
          quantity: data.number("qty_milli"),
          fen: data.number("list_fen")
        )
      )
    case "CustodyOpened":
      // Whose ashes they are never changes.
      guard owners[event.key] == nil else { return }
      owners[event.key] = data.text("case_id")
    case "AshesPlaced": placements[event.key] = (data.text("facility_id"), Self.day(event.time))
    case "UnclaimedAshesDisposed":
      guard let plot = data["plot_id"]?.stringValue else { return }
      placements[event.key] = (String(plot.prefix { $0 != "/" }), Self.day(event.time))
    case "FacilityLicensed": divisions[event.key] = data.text("division")
    default: break
    }
  }

  static let columns = [
    "case_id", "item_code", "entitled", "policy_id", "policy_version", "rule_no", "basis_on", "missing", "contradicted",
    "delivered_qty_milli", "delivered_fen", "waived_fen",
  ]

  /// The rows of the table entitlement.
  func rows() -> [[String]] {
    cases.flatMap { id, one in
      let candidates = judgements(of: one)
      let items = Set(candidates.map(\.item)).union(one.deliveries.map(\.item))
      return items.map { item in row(id, one, item, candidates.filter { $0.item == item }.min()) }
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

  private func judgements(of one: Case) -> [Judgement] {
    var all: [Judgement] = []
    for policy in policies {
      for (index, rule) in policy.rules.enumerated() {
        let item = rule.text("item_code")
        let day = day(of: one, item, by: policy.basis)
        guard counts(policy, on: day) else { continue }
        var missing = day == nil ? [policy.basis + "_date"] : []
        var contradicted: [String] = []
        for criterion in Set(rule.list("criteria").map { Criterion(fact: $0.text("fact"), holds: $0.flag("holds")) }) {
          switch value(of: criterion.fact, of: one, in: policy.scope) {
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

  private func value(of fact: String, of one: Case, in scope: [String]) -> Bool? {
    guard fact.hasSuffix("_in_scope") else { return one.facts[fact] }
    return one.places[fact].map { places in
      places.contains { place in scope.contains { Self.lies(place, in: $0) } }
    }
  }

  private static func lies(_ division: String, in other: String) -> Bool {
    var prefix = other[...]
    while prefix.hasSuffix("00") { prefix = prefix.dropLast(2) }
    return division.hasPrefix(prefix)
  }

  private func row(_ id: String, _ one: Case, _ item: String, _ best: Judgement?) -> [String] {
    let deliveries = one.deliveries.filter { $0.item == item }
    let cap = best?.rule.optionalNumber("cap_fen")
    var waived: Int64 = 0
    if let best, best.isDue {
      let covered = deliveries.filter { $0.unit == best.rule.text("unit") && ($0.grade == "basic" || cap != nil) }
      let quantity = covered.map(\.quantity).reduce(0, +)
      let fen = covered.map(\.fen).reduce(0, +)
      let free = min(best.rule.optionalNumber("qty_max_milli") ?? quantity, quantity)
      waived = quantity == 0 ? 0 : min(fen * free / quantity, cap ?? .max)
    }
    return [
      id, item, "\(best?.isDue ?? false)", best?.policy ?? "", best.map { "\($0.version)" } ?? "",
      best.map { "\($0.number)" } ?? "", best?.day ?? "", names(best?.missing), names(best?.contradicted),
      "\(deliveries.map(\.quantity).reduce(0, +))", "\(deliveries.map(\.fen).reduce(0, +))", "\(waived)",
    ]
  }

  /// As an array of the database, each name once.
  private func names(_ facts: [String]?) -> String {
    "{\(Set(facts ?? []).sorted().joined(separator: ","))}"
  }

  /// The day in China of an instant.
  static func day(_ instant: String) -> String {
    guard instant.hasSuffix("Z"), let date = try? Date(instant, strategy: .iso8601) else {
      return String(instant.prefix(10))
    }
    return String((date + 8 * 3600).formatted(.iso8601).prefix(10))
  }
}

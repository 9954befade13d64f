internal import CanonicalJSON

/// One version of an eco-burial award, as read from the payload that the city publishes.
struct Award: Sendable {
  struct Rule: Sendable {
    let id: String
    let forms: [String]
    let amountFen: Int
    let allAshes: Bool
    /// Which markers may stand at the place; nil for any.
    let markers: [String]?
    let criteria: [(fact: String, holds: Bool)]
  }

  let policy: String
  let version: Int
  let validFrom: String
  let validTo: String?
  let dateBasis: String
  let deadlineDays: Int?
  let rules: [Rule]

  /// Nil unless `data` is an eco-subsidy policy that names a division of `city`.
  init?(id: String, data: JSON, city: City) {
    guard data["scheme"]?.stringValue == "eco_subsidy", let version = data["version"]?.integerValue,
      let validFrom = data["valid_from"]?.stringValue, let dateBasis = data["date_basis"]?.stringValue,
      data["scope_divisions"]?.elements.contains(where: { $0.stringValue == city.code }) == true
    else { return nil }
    policy = id
    self.version = version
    self.validFrom = validFrom
    validTo = data["valid_to"]?.stringValue
    self.dateBasis = dateBasis
    deadlineDays = data["claim_deadline_days"]?.integerValue
    rules = (data["awards"]?.elements ?? []).compactMap(Rule.init)
  }

  func covers(_ day: Day) -> Bool {
    validFrom <= day.text && validTo.map { day.text <= $0 } ?? true
  }
}

extension Award.Rule {
  init?(_ data: JSON) {
    guard let id = data["rule_id"]?.stringValue, let amount = data["amount_fen"]?.integerValue,
      let allAshes = data["all_ashes"]?.boolValue
    else { return nil }
    self.init(
      id: id,
      forms: (data["forms"]?.elements ?? []).compactMap(\.stringValue),
      amountFen: amount,
      allAshes: allAshes,
      markers: data["markers"].map { $0.elements.compactMap(\.stringValue) },
      criteria: (data["criteria"]?.elements ?? []).compactMap {
        guard let fact = $0["fact"]?.stringValue, let holds = $0["holds"]?.boolValue else { return nil }
        return (fact, holds)
      }
    )
  }
}

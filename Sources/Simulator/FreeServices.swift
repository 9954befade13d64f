internal import CanonicalJSON

/// The city's policy of free basic services, as read from the payload that it publishes.
struct FreeServices: Sendable {
  struct Rule: Sendable {
    let id: String
    let item: String
    let unit: String
    let quantityMilli: Int?
    let capFen: Int?
    let criteria: [(fact: String, holds: Bool)]

    func covers(_ facts: Set<String>) -> Bool { criteria.allSatisfy { facts.contains($0.fact) == $0.holds } }

    /// What it spares of a service's list price.
    func spared(_ listFen: Int, quantityMilli quantity: Int) -> Int {
      var limit = capFen ?? listFen
      if let most = quantityMilli, most < quantity { limit = min(limit, listFen * most / quantity) }
      return min(limit, listFen)
    }
  }

  let policy: String
  let version: Int
  let rules: [Rule]

  /// Nil unless `data` is a policy of free services.
  init?(id: String, data: JSON) {
    guard data["scheme"]?.stringValue == "free_basic_service", let version = data["version"]?.integerValue else {
      return nil
    }
    policy = id
    self.version = version
    rules = (data["services"]?.elements ?? []).compactMap(Rule.init)
  }

  /// The city's own policy where it has one, else that of the nation.
  init?(_ policies: [(id: String, data: JSON)], of city: City) {
    let all = policies.filter { $0.data["scheme"]?.stringValue == "free_basic_service" }
    let own = all.last { $0.data["scope_divisions"]?.elements.contains { $0.stringValue == city.code } == true }
    guard let chosen = own ?? all.last else { return nil }
    self.init(id: chosen.id, data: chosen.data)
  }
}

extension FreeServices.Rule {
  init?(_ data: JSON) {
    guard let id = data["rule_id"]?.stringValue, let item = data["item_code"]?.stringValue,
      let unit = data["unit"]?.stringValue
    else { return nil }
    self.init(
      id: id,
      item: item,
      unit: unit,
      quantityMilli: data["qty_max_milli"]?.integerValue,
      capFen: data["cap_fen"]?.integerValue,
      criteria: (data["criteria"]?.elements ?? []).compactMap {
        guard let fact = $0["fact"]?.stringValue, let holds = $0["holds"]?.boolValue else { return nil }
        return (fact, holds)
      }
    )
  }
}

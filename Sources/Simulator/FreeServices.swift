internal import CanonicalJSON

/// A version of a policy of free basic services, as read from the payload that is published.
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
  /// Days of death, as ISO texts.
  private let validFrom: String
  private let validTo: String?

  /// Nil unless `data` is a policy of free services.
  init?(id: String, data: JSON) {
    guard data["scheme"]?.stringValue == "free_basic_service", let version = data["version"]?.integerValue else {
      return nil
    }
    policy = id
    self.version = version
    validFrom = data["valid_from"]?.stringValue ?? ""
    validTo = data["valid_to"]?.stringValue
    rules = (data["services"]?.elements ?? []).compactMap(Rule.init)
  }

  /// All versions that are published in the city: of two that are in force, the later one counts. The city's own come after
  /// those of the nation.
  static func all(_ documents: [Document], in city: City) -> [FreeServices] {
    let own = documents.filter { $0.scope.contains(city.code) }
    return (documents.filter { !$0.scope.contains(city.code) } + own)
      .compactMap { FreeServices(id: $0.id, data: $0.data) }
  }

  func isInForce(on day: Day) -> Bool { validFrom <= day.text && validTo.map { day.text <= $0 } ?? true }
}

extension [FreeServices] {
  /// The version by which somebody who died on a day is served.
  func of(death day: Day) -> FreeServices? { last { $0.isInForce(on: day) } }
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

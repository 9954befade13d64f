import Postgres

/// A view of a read model, by the columns that are shown. They are named one by one: a prepared `SELECT *` would break when
/// a new version of the read model is published.
struct ModelView: Sendable {
  /// The read model: a folder of Projections, and the schema that its live version is published in.
  let model: String
  let name: String
  let columns: [String]
  /// How many of the columns, from the first on, put the rows in order.
  let orderedBy: Int

  var selection: String { columns.joined(separator: ", ") }
  var order: String { columns.prefix(orderedBy).joined(separator: ", ") }
  var source: String { "\(model).\(name)" }

  /// All rows of a node.
  func sql(node: Int32) -> SQL {
    "SELECT \(unsafe: selection) FROM \(unsafe: source) WHERE node = \(node) ORDER BY \(unsafe: order)"
  }
}

extension ModelView {
  private static let places = [
    "designed", "created", "usable", "free", "reserved", "blocked", "granted_unoccupied", "occupied", "decommissioned",
    "full_units",
    "remaining_places", "open_places", "held_places", "expired_rights",
  ]
  private static let facility = [
    "facility_zh", "facility_en", "facility_kind", "nature", "level", "facility_status", "division_zh", "division_en",
    "town", "town_zh", "town_en",
  ]

  static let capacityByDivision = capacityByDivision("by_division")
  static let capacityByDivisionAsThen = capacityByDivision("by_division_as_then")
  private static func capacityByDivision(_ name: String) -> ModelView {
    ModelView(
      model: "plot_capacity",
      name: name,
      columns: ["division", "kind", "division_zh", "division_en", "kind_zh", "kind_en", "facilities", "sections"]
        + places,
      orderedBy: 2
    )
  }
  static let capacityByTown = ModelView(
    model: "plot_capacity",
    name: "by_town",
    columns: [
      "division", "town", "kind", "division_zh", "division_en", "town_zh", "town_en", "kind_zh", "kind_en",
      "facilities", "sections",
    ] + places,
    orderedBy: 3
  )
  static let capacityByFacility = ModelView(
    model: "plot_capacity",
    name: "by_facility",
    columns: ["division", "facility"] + facility + ["sections"] + places,
    orderedBy: 2
  )
  static let capacityBySection = ModelView(
    model: "plot_capacity",
    name: "by_section",
    columns: ["division", "facility", "section"] + facility + ["section_zh", "kind", "kind_zh", "kind_en", "eco"]
      + places,
    orderedBy: 3
  )
  static let entitlementByItem = ModelView(
    model: "free_service_entitlement",
    name: "by_item",
    columns: [
      "item_code", "item_zh", "item_en", "cases", "entitled", "waiting", "refused", "without_policy", "delivered_fen",
      "waived_fen",
    ],
    orderedBy: 1
  )
  static let caseItem = ModelView(
    model: "free_service_entitlement",
    name: "case_item",
    columns: [
      "item_code", "item_zh", "item_en", "entitled", "policy_id", "policy_version", "policy_zh", "policy_en", "doc_no",
      "rule_id", "date_basis", "basis_on", "unit", "qty_max_milli", "cap_fen", "missing", "contradicted",
      "delivered_qty_milli", "delivered_fen", "waived_fen",
    ],
    orderedBy: 1
  )
  static let caseCriterion = ModelView(
    model: "free_service_entitlement",
    name: "case_criterion",
    columns: [
      "item_code", "policy_id", "version", "rule_no", "fact", "rule_id", "must_hold", "holds", "event_id", "outcome",
      "value", "doc_no", "applied",
    ],
    orderedBy: 5
  )
}

/// What the capacity is summed up by.
public enum CapacityGrouping: String, CaseIterable, Sendable {
  case division
  /// By the divisions that the licences name, as they were called then.
  case divisionAsThen = "division_as_then"
  /// By the towns that the licences name, in the divisions as they are now.
  case town
  case facility, section

  var view: ModelView {
    switch self {
    case .division: .capacityByDivision
    case .divisionAsThen: .capacityByDivisionAsThen
    case .town: .capacityByTown
    case .facility: .capacityByFacility
    case .section: .capacityBySection
    }
  }
}

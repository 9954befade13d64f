/// What somebody does in the registry (Schemas/access). What it reaches is a ``Scope``.
public enum Role: String, CaseIterable, Codable, Sendable {
  case funeralHomeClerk = "funeral_home_clerk"
  case funeralHomeChecker = "funeral_home_checker"
  case cemeteryClerk = "cemetery_clerk"
  case townOffice = "town_office"
  case countyBureau = "county_bureau"
  case cityBureau = "city_bureau"
  case provinceViewer = "province_viewer"
  case inspector
  case auditor
  case finance
  case policyEditor = "policy_editor"
  /// A program beside the registry: one that watches its metrics, or the exchange through which others submit.
  case system

  /// Whether it reaches no further than the organisation of whoever holds it.
  var isBoundToOrganisation: Bool {
    switch self {
    case .funeralHomeClerk, .funeralHomeChecker, .cemeteryClerk, .townOffice: true
    case .countyBureau, .cityBureau, .provinceViewer, .inspector, .auditor, .finance, .policyEditor, .system: false
    }
  }
}

extension Set<Role> {
  /// The one that reaches furthest comes first.
  var furthestFirst: [Role] {
    let held = Role.allCases.filter(contains)
    return held.filter { !$0.isBoundToOrganisation } + held.filter(\.isBoundToOrganisation)
  }
}

import Access
import ProjectionEngine
import Registry

/// Where the first page may lead its visitor: what is shut to them is named there without a link.
struct OpenDoors: Sendable {
  /// The first view of each read model that they may see.
  let views: [String: String]
  let hasInspections: Bool
  let hasHome: Bool
  /// The facility or office that is all they reach.
  let own: Code?
  private let visit: Visit
  private let reach: Reach

  init(_ city: VisitedCity, _ models: ModelCatalogue) {
    let visit = city.visit
    self.visit = visit
    views = Dictionary(
      uniqueKeysWithValues: models.models.compactMap { model in
        let view = model.views.first { city.reader(of: $0.name, in: model.name) != nil }
        return view.map { (model.name, $0.name) }
      }
    )
    hasInspections = visit.mayOpen("/inspections")
    hasHome = visit.mayOpen("/home")
    own = visit.mayOpen("/facilities/{id}") ? visit.principal.scope.facility : nil
    reach = city.reach
  }

  func leadsTo(_ division: DivisionCode) -> Bool {
    visit.mayOpen("/divisions/{code}") && reach.holds(division: division)
  }

  /// Whether what is in a stream has a page that is open to the visitor.
  func leadsTo(stream: String) -> Bool {
    switch StreamName(parsing: stream)?.kind {
    case .decedentCase: visit.mayOpen("/cases/{id}")
    case .facility: visit.mayOpen("/facilities/{id}")
    case .plot: visit.mayOpen("/plots/{id}/{section}/{row}/{number}")
    case .annualInspection: visit.mayOpen("/inspections/{cemetery}/{year}")
    case .some: visit.mayOpen("/streams/{kind}/{a}")
    case nil: false
    }
  }
}

extension Visit {
  /// Whether some role of the visitor's may ask for a page.
  func mayOpen(_ path: String) -> Bool {
    let cells = tables.route("GET", path)?.cells ?? [:]
    return principal.roles.contains { (cells[$0] ?? .no) != .no }
  }
}

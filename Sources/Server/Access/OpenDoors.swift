import Access
import ProjectionEngine
import Registry

/// What the first page offers its visitor.
struct OpenDoors: Sendable {
  /// The first view of each read model that they may see.
  let views: [String: String]
  let hasInspections: Bool
  let hasHome: Bool
  let hasAmendments: Bool
  let hasPersons: Bool
  /// The facility or office that is all they reach.
  let own: Code?
  private let visit: Visit
  private let reaches: Reaches

  init(_ city: VisitedCity, _ models: ModelCatalogue) {
    let visit = city.visit
    self.visit = visit
    views = Dictionary(
      uniqueKeysWithValues: models.models.compactMap { model in
        let view = model.views.first { city.reader(of: $0.name, in: model.name) != nil }
        return view.map { (model.name, $0.name) }
      }
    )
    hasInspections = visit.roleOpening("/inspections") != nil
    hasHome = visit.roleOpening("/home") != nil
    hasAmendments = visit.roleOpening("/amendments") != nil
    hasPersons = visit.roleOpening("/persons") != nil
    reaches = city.reaches
    own = visit.roleOpening("/facilities/{id}").flatMap { city.reaches[$0].facility }
  }

  func leadsTo(_ division: DivisionCode) -> Bool {
    visit.roleOpening("/divisions/{code}").map { reaches[$0].holds(division: division) } ?? false
  }
}

import FoundationEssentials
import Hummingbird
import ProjectionEngine

/// What a request asks of one view of a read model, `{model}/{view}` in its path, and the answer.
struct ModelQuery: Sendable {
  let city: VisitedCity
  let model: ProjectionDefinition
  let view: ProjectionDefinition.View
  let question: RowQuestion

  /// - Throws: `no-such-view`, `bad-parameter`, or that it is not for the visitor.
  init(_ request: Request, _ context: some VisitContext, _ services: Services) async throws {
    guard let model = context.parameters.get("model").flatMap({ services.models.model(named: $0) }),
      let name = context.parameters.get("view"), let view = model.views.first(where: { $0.name == name })
    else { throw Problem.noSuchView }
    (self.model, self.view) = (model, view)
    city = try await services.city(for: request, context.visitor)
    // Before the question is looked at: whoever may not see the view need not be told what is wrong with it.
    _ = try city.rows(of: view.name, in: model.name)
    question = try RowQuestion(request, of: view)
  }

  /// The rows, as they are or as they were.
  func answer(_ services: Services) async throws -> ModelAnswer {
    if question.asked.moment == nil, let position = question.position {
      let head = try await city.reading.head()
      guard position <= head else { throw Problem.badParameter("wait-for", allowed: ["0…\(head)"]) }
      try await city.reading.wait(for: position, in: model.name)
    }
    let (selection, moment) = (question.selection, question.asked.moment)
    return try await services.rows(
      of: view,
      in: model,
      city,
      selection,
      at: moment,
      on: question.day,
      atLeast: question.position
    )
  }
}

import FoundationEssentials
import Hummingbird
import ProjectionEngine

/// What a request asks of one view of a read model, `{model}/{view}` in its path, and the answer.
struct ModelQuery: Sendable {
  let city: VisitedCity
  let model: ProjectionDefinition
  let view: ProjectionDefinition.View
  let question: RowQuestion
  /// In what role the view is read.
  let allowed: RowsAllowed

  /// - Throws: `no-such-view` or `bad-parameter`.
  init(_ request: Request, _ context: some VisitContext, _ services: Services) async throws {
    guard let model = context.parameters.get("model").flatMap({ services.models.model(named: $0) }),
      let name = context.parameters.get("view"), let view = model.views.first(where: { $0.name == name })
    else { throw Problem.noSuchView }
    (self.model, self.view) = (model, view)
    city = try await services.city(for: request, context.visitor)
    allowed = try city.rows(of: view.name, in: model.name)
    question = try RowQuestion(request, of: view, within: allowed.rows)
  }

  /// The rows, as they are or as they were.
  func answer(_ past: TimeTravel) async throws -> ModelAnswer {
    guard let moment = question.moment else {
      if let position = question.position {
        let head = try await city.reading.head()
        guard position <= head else { throw Problem.badParameter("wait-for", allowed: ["0…\(head)"]) }
        try await city.reading.wait(for: position, in: model.name)
      }
      return try await city.reading.rows(
        of: view,
        in: model.name,
        question.selection,
        on: question.day,
        as: allowed.reader
      )
    }
    let known = try moment.past(head: try await city.reading.head(), now: .now)
    let asked = TimeTravel.Question(node: city.office.node, model: model, moment: known)
    let (position, table) = try await past.rows(of: view, asked, question.selection)
    return ModelAnswer(replayedTo: position, table)
  }
}

extension Moment {
  /// The same, so that it never changes any more: what is known now is known up to the head of the log.
  /// - Throws: `bad-parameter` for what is still to come.
  fileprivate func past(head: Int64, now: Date) throws(Problem) -> Moment {
    guard position ?? 0 <= head, knownAt ?? now <= now else { throw .badParameter("asOf", allowed: ["0…\(head)"]) }
    return position == nil && knownAt == nil ? Moment(position: head, trueAt: trueAt) : self
  }
}

import CanonicalJSON
import FoundationEssentials
import HTTPTypes
import Hummingbird
import ProjectionEngine
import Registry

/// `GET /v1/read-models` and `GET /v1/read-models/{model}/{view}`: any read model, page by page, as JSON or CSV.
struct ModelRoutes<Context: RequestContext>: Sendable {
  let services: Services

  func list(_ request: Request, _ context: Context) -> Response {
    let models = services.models.models.map { model -> JSON in
      let views = model.views.map { view -> JSON in
        [
          "name": .string(view.name), "title": Bilingual(view.title).json,
          "key": .array(view.key.map { .string($0) }), "href": .string("/v1/read-models/\(model.name)/\(view.name)"),
        ]
      }
      return [
        "name": .string(model.name), "title": Bilingual(model.title).json, "version": .integer(Int64(model.version)),
        "views": .array(views),
      ]
    }
    return Response(json: ["models": .array(models)])
  }

  func rows(_ request: Request, _ context: Context) async throws -> Response {
    guard let model = context.parameters.get("model").flatMap({ services.models.model(named: $0) }),
      let name = context.parameters.get("view"), let view = model.views.first(where: { $0.name == name })
    else { throw Problem.noSuchView }
    let city = try services.city(for: request)
    let question = try RowQuestion(request, of: view)
    let answer = try await answer(question, model, view, city)
    var response =
      switch question.format {
      case .json: Response(bytes: answer.json(model: model.name, view: view.name), type: "application/json")
      case .csv: Response(csv: answer.csv, name: "\(model.name).\(view.name)", title: Self.title(model, view))
      }
    response.headers[.cacheControl] = "no-store"
    response.headers.set("As-Of-Position", to: String(answer.position))
    if let last = answer.table.last {
      response.headers.set("Link", to: "<\(request.page(question.next(RowCursor(last))))>; rel=\"next\"")
    }
    return response
  }

  private func answer(
    _ question: RowQuestion,
    _ model: ProjectionDefinition,
    _ view: ProjectionDefinition.View,
    _ city: CityDesk
  ) async throws -> ModelAnswer {
    guard let moment = question.moment else {
      if let position = question.position {
        let head = try await city.reading.head()
        guard position <= head else { throw Problem.badParameter("wait-for", allowed: ["0…\(head)"]) }
        try await city.reading.wait(for: position, in: model.name)
      }
      return try await city.reading.rows(of: view, in: model.name, question.selection, on: question.day)
    }
    let past = try moment.past(head: try await city.reading.head(), now: .now)
    let asked = TimeTravel.Question(node: city.office.node, model: model, moment: past)
    let (position, table) = try await services.past.rows(of: view, asked, question.selection)
    return ModelAnswer(replayedTo: position, table)
  }

  private static func title(_ model: ProjectionDefinition, _ view: ProjectionDefinition.View) -> String {
    "\(model.title.zh)-\(view.title.zh)"
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

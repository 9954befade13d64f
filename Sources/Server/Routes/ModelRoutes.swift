import CanonicalJSON
import HTTPTypes
import Hummingbird
import ProjectionEngine
import Registry

/// `GET /v1/read-models` and `GET /v1/read-models/{model}/{view}`: any read model, page by page, as JSON or CSV.
struct ModelRoutes<Context: VisitContext>: Sendable {
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
    let query = try await ModelQuery(request, context, services)
    let (model, view) = (query.model, query.view)
    let answer = try await query.answer(services)
    var response =
      switch query.question.format {
      case .json: Response(bytes: answer.json(model: model.name, view: view.name), type: "application/json")
      case .csv:
        Response(csv: answer.csv, name: "\(model.name).\(view.name)", title: "\(model.title.zh)-\(view.title.zh)")
      }
    response.headers[.cacheControl] = "no-store"
    response.headers.set("As-Of-Position", to: String(answer.position))
    if let last = answer.table.last {
      response.headers.set("Link", to: "<\(request.page(query.question.next(RowCursor(last))))>; rel=\"next\"")
    }
    return response
  }
}

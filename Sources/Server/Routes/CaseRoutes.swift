import FrontDoor
import HTTPTypes
import Hummingbird
import Registry

/// `GET /v1/cases/{id}`: the state of a case and its events, as they are stored. The log holds no personal data in clear.
struct CaseRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func show(_ request: Request, _ context: Context) async throws -> Response {
    // What is no code cannot be a case's id.
    guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
    for city in try await services.cities(for: request, context.visitor) {
      guard let file = try await city.caseFile(id) else { continue }
      var response = Response(json: try file.json())
      response.headers[.eTag] = file.version.map { "\"\($0)\"" }
      return response
    }
    throw Problem.noSuchCase()
  }
}

import CanonicalJSON
import EventLog
import FrontDoor
import HTTPTypes
import Hummingbird
import Registry

/// `GET /v1/cases/{id}`.
struct CaseRoutes<Context: RequestContext>: Sendable {
  let reception: any Reception

  func show(_ request: Request, _ context: Context) async throws -> Response {
    guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
    guard let file = try await file(id) else { throw Problem.noSuchCase() }
    return Response(json: [:])
  }

  private func file(_ id: Code) async throws(Problem) -> CaseFile? {
    do {
      return try await reception.decedentCase(id)
    } catch {
      throw Problem(error)
    }
  }
}

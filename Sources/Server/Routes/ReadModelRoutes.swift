import CanonicalJSON
import HTTPTypes
import Hummingbird
import Registry

/// `GET /v1/capacity` and `GET /v1/entitlements/{case}`: what is projected, and the position that it stands at.
struct ReadModelRoutes<Context: RequestContext>: Sendable {
  let reading: any Reading

  func capacity(_ request: Request, _ context: Context) async throws -> Response {
    let grouping = try grouping(request)
    let answer = try await reading.capacity(by: grouping)
    return response(answer.standing, answer.json(by: grouping.rawValue))
  }

  func entitlement(_ request: Request, _ context: Context) async throws -> Response {
    guard let id = context.parameters.get("case").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
    let answer = try await reading.entitlement(of: id.text)
    guard let json = answer.json(of: id.text) else { throw Problem.noSuchCase(asOf: answer.standing.position) }
    return response(answer.standing, json)
  }

  private func grouping(_ request: Request) throws(Problem) -> CapacityGrouping {
    guard let text = request.uri.queryParameters["by"] else { return .division }
    guard let grouping = CapacityGrouping(rawValue: String(text)) else {
      throw .badParameter("by", allowed: CapacityGrouping.allCases.map(\.rawValue))
    }
    return grouping
  }

  private func response(_ standing: Standing, _ json: JSON) -> Response {
    var response = Response(json: json)
    response.headers[.cacheControl] = "no-store"
    if let name = HTTPField.Name("As-Of-Position") { response.headers[name] = String(standing.position) }
    return response
  }
}

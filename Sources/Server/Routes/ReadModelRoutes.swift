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
    let rows = JSON.array(answer.rows.map { .object($0) })
    return response(answer.standing, ["by": .string(grouping.rawValue), "rows": rows])
  }

  func entitlement(_ request: Request, _ context: Context) async throws -> Response {
    guard let id = context.parameters.get("case").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
    let answer = try await reading.entitlement(of: id.text)
    guard let items = answer.items else { throw Problem.noSuchCase(asOf: answer.standing.position) }
    let explained = items.map { item in
      var item = item
      let criteria = answer.criteria.filter { $0["item_code"] == item["item_code"] }
      item["criteria"] = .array(criteria.map { .object($0) })
      return JSON.object(item)
    }
    return response(answer.standing, ["case": .string(id.text), "items": .array(explained)])
  }

  private func grouping(_ request: Request) throws(Problem) -> CapacityGrouping {
    guard let text = request.uri.queryParameters["by"] else { return .division }
    guard let grouping = CapacityGrouping(rawValue: String(text)) else {
      throw .badParameter("by", allowed: CapacityGrouping.allCases.map(\.rawValue))
    }
    return grouping
  }

  private func response(_ standing: Standing, _ members: [String: JSON]) -> Response {
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    object["asOf"] = ["position": .integer(standing.position)]
    object["lag"] = standing.lag
    var response = Response(json: .object(object))
    response.headers[.cacheControl] = "no-store"
    if let name = HTTPField.Name("As-Of-Position") { response.headers[name] = String(standing.position) }
    return response
  }
}

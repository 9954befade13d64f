import CanonicalJSON
import HTTPTypes
import Hummingbird
import Registry

/// `GET /v1/capacity` and `GET /v1/entitlements/{case}`: what is projected, and the position that it stands at.
struct ReadModelRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func capacity(_ request: Request, _ context: Context) async throws -> Response {
    let grouping = try grouping(request)
    let cities = try await services.cities(for: request, context.visitor)
    var answers: [(city: String, rows: ModelRows)] = []
    for city in cities {
      let reader = try city.rows(of: grouping.view.name, in: grouping.view.model).reader
      answers.append((city.office.id, try await city.reading.capacity(by: grouping, as: reader)))
    }
    return response(answers.map(\.rows.standing), CityAnswers.json(answers, by: grouping.rawValue))
  }

  func entitlement(_ request: Request, _ context: Context) async throws -> Response {
    guard let id = context.parameters.get("case").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
    let cities = try await services.cities(for: request, context.visitor)
    var position: Int64?
    for city in cities {
      let reader = try city.rows(of: "case_item", in: "free_service_entitlement").reader
      guard try await city.mayRead(case: id) else { continue }
      let answer = try await city.reading.entitlement(of: id.text, as: reader)
      if let json = answer.json(of: id.text) { return response([answer.standing], json) }
      position = cities.count == 1 ? answer.standing.position : nil
    }
    throw Problem.noSuchCase(asOf: position)
  }

  private func grouping(_ request: Request) throws(Problem) -> CapacityGrouping {
    guard let text = request.uri.queryParameters["by"] else { return .division }
    guard let grouping = CapacityGrouping(rawValue: String(text)) else {
      throw .badParameter("by", allowed: CapacityGrouping.allCases.map(\.rawValue))
    }
    return grouping
  }

  /// Positions of several logs are not told in the header, for there is one in each.
  private func response(_ standings: [Standing], _ json: JSON) -> Response {
    var response = Response(json: json)
    response.headers[.cacheControl] = "no-store"
    if standings.count == 1, let standing = standings.first {
      response.headers.set("As-Of-Position", to: String(standing.position))
    }
    return response
  }
}

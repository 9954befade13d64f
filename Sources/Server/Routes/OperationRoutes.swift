import CanonicalJSON
import HTTPTypes
import Hummingbird

/// What those who run the server ask: `/healthz`, `/readyz`, `/metrics`, `/openapi.json`.
struct OperationRoutes<Context: VisitContext>: Sendable {
  let services: Services

  /// The process lives and answers; nothing else is looked at.
  func health(_ request: Request, _ context: Context) -> Response {
    Response(json: ["status": "ok"])
  }

  /// The database can be reached, and the log's tables are there; `head` counts the events of every city.
  func readiness(_ request: Request, _ context: Context) async throws -> Response {
    var head: Int64 = 0
    for city in services.cities { head += try await city.reading.head() }
    return Response(json: ["status": "ready", "head": .integer(head)])
  }

  func metrics(_ request: Request, _ context: Context) async -> Response {
    // Without the database there is still something to say.
    var logs: [ServerMetrics.Log] = []
    for city in services.cities {
      guard let head = try? await city.reading.head() else { continue }
      let standings = try? await city.reading.standings()
      logs.append(ServerMetrics.Log(city: city.office.id, head: head, standings: standings ?? []))
    }
    let text = services.metrics.text(logs)
    return Response(bytes: Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
  }

  func contract(_ request: Request, _ context: Context) -> Response {
    Response(bytes: services.contract, type: "application/json")
  }
}

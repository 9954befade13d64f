import Access
import EventLog
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Notary
import TransparencyLog

/// `/v1/tlog/{city}/checkpoint` and `…/tile/…` as C2SP tlog-tiles has them, and `/v1/log/events/{id}/receipt`: what the notary has
/// written, for whoever verifies it. Checkpoints and hashes tell nothing of anybody and are open; entries are the log.
struct TransparencyRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func checkpoint(_ request: Request, _ context: Context) async throws -> Response {
    guard let bytes = try files(context).readCheckpoint() else { throw Problem.notSignedYet }
    var response = Response(bytes: bytes, type: "text/plain; charset=utf-8")
    response.headers[.cacheControl] = "max-age=2"
    return response
  }

  func tile(_ request: Request, _ context: Context) async throws -> Response {
    let path = try path(context, context.parameters.get("level") ?? "")
    guard case .hashes = path.kind else { throw Problem.noSuchTile }
    return try file(path, context)
  }

  func entries(_ request: Request, _ context: Context) async throws -> Response {
    let id = context.parameters.get("city")
    let visited = try await services.cities(for: request, context.visitor).first { $0.office.id == id }
    guard let visited, visited.isWhole else { throw Problem.notAllowed(try context.visitor.principal.roles) }
    return try file(try path(context, "entries"), context)
  }

  /// What the submitter of an event keeps: a `.tlog-proof`, with the line in it.
  func receipt(_ request: Request, _ context: Context) async throws -> Response {
    guard let id = context.parameters.get("id").flatMap({ UUID(uuidString: $0) }) else { throw Problem.noSuchEvent }
    for city in try await services.cities(for: request, context.visitor) {
      guard let event = try await city.log.event(id) else { continue }
      let position = Int(event.position.rawValue)
      guard let proof = try city.desk.proofs?.receipt(of: Array(event.line.utf8), at: position) else {
        throw Problem.notSignedYet
      }
      var response = Response(bytes: Array(proof.text.utf8), type: "text/plain; charset=utf-8")
      response.headers[.contentDisposition] = "attachment; filename=\"\(id.uuidString.lowercased()).tlog-proof\""
      return response
    }
    throw Problem.noSuchEvent
  }

  private func files(_ context: Context) throws(Problem) -> TileDirectory {
    let id = context.parameters.get("city")
    guard let files = services.cities.first(where: { $0.office.id == id })?.proofs else { throw .noSuchTile }
    return files
  }

  /// The index is in up to three parts of the address: as many as a log of a quarter of a billion lines needs.
  private func path(_ context: Context, _ level: String) throws(Problem) -> TilePath {
    let parts = ["a", "b", "c"].compactMap { context.parameters.get($0) }
    guard let path = TilePath((["tile", level] + parts).joined(separator: "/")) else { throw .noSuchTile }
    return path
  }

  private func file(_ path: TilePath, _ context: Context) throws -> Response {
    guard let bytes = try files(context).read(path) else { throw Problem.noSuchTile }
    var response = Response(bytes: bytes, type: "application/octet-stream")
    response.headers[.cacheControl] = path.kind == .entries ? "private" : "public, max-age=31536000, immutable"
    return response
  }
}

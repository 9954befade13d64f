import EventLog
import FrontDoor
import Hummingbird
import Registry

/// `/home/cases/{id}`, `/home/stock` and `/home/cases/{id}/entitlement`: what a funeral home looks at.
struct HomeDeskRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func stock(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      let done = request.uri.queryParameters["done"] != nil
      return StockModel(try await desk.stock(), done: done, desk, address.of(desk.office))
    }
  }

  func caseDesk(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
      let desk = try await services.desk(for: request, context.visitor)
      let done = request.uri.queryParameters["done"].map(String.init)
      return HomeCaseModel(try await desk.file(of: id), done: done, desk, address.of(desk.office))
    }
  }

  func letter(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
      for city in try await services.cities(for: request, context.visitor) {
        guard let file = try await city.caseFile(id) else { continue }
        let model = "free_service_entitlement"
        let isBehind = try await isBehind(file.events.last?.position.rawValue ?? 0, in: model, city)
        return LetterModel(
          id,
          try await services.caseRecords(id.text, city, at: nil),
          decided: try await services.records(model, "decided_against_due", city, matching: ["case_id": [id.text]])
            ?? [],
          isBehind: isBehind,
          isAtHome: try context.visitor.roleOpening("/home") != nil,
          services.pages.vocabulary,
          city,
          address.of(city.office)
        )
      }
      throw Problem.noSuchCase()
    }
  }

  /// Waits for what was recorded last; tells whether that takes too long.
  private func isBehind(_ position: Int64, in model: String, _ city: VisitedCity) async throws -> Bool {
    do throws(ReadError) {
      try await city.reading.wait(for: position, in: model)
      return false
    } catch {
      guard error.code == .behind || error.code == .notReady else { throw error }
      return true
    }
  }
}

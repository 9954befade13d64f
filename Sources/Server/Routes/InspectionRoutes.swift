import Access
import EventLog
import FoundationEssentials
import Postgres
import Hummingbird
import Registry

/// `/inspections` and `/inspections/{cemetery}/{year}`; draws are in DrawRoutes.swift.
struct InspectionRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func worklist(_ request: Request, _ context: Context) async throws -> Response {
    if let address = request.withoutBlanks { return .redirect(to: address, type: .normal) }
    return await services.page(request, context, isLive: true) { address in
      let city = try await services.city(for: request, context.visitor)
      let division = try request.parameter("division", "371002") { DivisionCode($0) }?.text
      let most = WorklistModel.most.read
      let model = "inspection_worklist"
      let draws = try await services.records(model, "draw", city, division: division) ?? []
      return WorklistModel(
        try await services.records(model, "worklist", city, division: division, limit: most) ?? [],
        draws,
        division == nil ? try await services.records(model, "risk", city, limit: most) ?? [] : [],
        division: division,
        mayAnnounce: try context.visitor.roleOpening(AnnounceModel.path) != nil,
        city.office,
        address.of(city.office)
      )
    }
  }

  func inspection(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      guard let cemetery = context.parameters.get("cemetery").flatMap({ Code($0) }),
        let year = context.parameters.get("year").flatMap(Year.init(asWritten:))
      else { throw Problem.noSuchRecord }
      let visitor = try context.visitor
      // What is not theirs is not there: another cemetery's is nothing to a cemetery.
      for city in try await services.cities(for: request, visitor)
      where city.reach.holds(organisation: cemetery.text) {
        do {
          let records = try await services.inspection(cemetery, year, city)
          let evidence = try await services.evidence(against: cemetery, city)
          let page = address.of(city.office)
          let desk = try await services.inspectionDesk(cemetery, year, records.state, city)
          let done = request.uri.queryParameters["done"] != nil
          return InspectionModel(desk, records, evidence, done: done, enters: visitor.enters, city.office, page)
        } catch let problem as Problem where problem.status == .notFound { continue }
      }
      throw Problem.noSuchRecord
    }
  }
}

extension Year {
  /// As streams and addresses have it.
  init?(asWritten text: String) {
    guard let number = Int(text), String(number) == text else { return nil }
    self.init(number)
  }
}

extension LocalDate {
  /// In China.
  static var today: LocalDate? {
    Instant(microsecondsSince1970: PostgresTimestamp.now.microsecondsSince1970)?.localDate
  }
}

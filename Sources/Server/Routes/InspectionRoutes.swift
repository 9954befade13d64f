import Access
import EventLog
import FoundationEssentials
import Postgres
import Hummingbird
import Registry

/// `/inspections`, `/inspections/{cemetery}/{year}` and `/inspections/draws/{division}/{year}/{round}`.
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

  func draw(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      guard let division = context.parameters.get("division").flatMap({ DivisionCode($0) }),
        let year = context.parameters.get("year").flatMap(Year.init(asWritten:)),
        let round = context.parameters.get("round").flatMap({ Int($0) })
      else { throw Problem.noSuchRecord }
      for city in try await services.cities(for: request, context.visitor) {
        let draws = try await draws(city)
        let found = draws.last { draw in
          draw.sampled.division == division && draw.sampled.year == year && draw.sampled.round.value == round
        }
        guard let found else { continue }
        return try await page(found, city, host: request.head.authority ?? "127.0.0.1", address.of(city.office))
      }
      throw Problem.noSuchRecord
    }
  }

  private func draws(_ city: VisitedCity) async throws -> [RecordedDraw] {
    let stream = StreamsNamed([StreamID(rawValue: RecordedDraw.stream.description)])
    // One or two rounds a year.
    let events = try await city.log.timeline(of: stream, types: nil, after: .start, limit: 10_000)
    do {
      return try RecordedDraw.all(in: events.map(\.bytes))
    } catch {
      throw ReadError(.database, "the draws cannot be read: \(error)")
    }
  }

  private func page(
    _ draw: RecordedDraw,
    _ city: VisitedCity,
    host: String,
    _ address: PageAddress
  ) async throws -> DrawModel {
    let codes = draw.sampled.population.map(\.text)
    let names =
      try await services.records(
        "inspection_worklist",
        "risk",
        city,
        matching: ["facility": codes],
        limit: codes.count
      ) ?? []
    let rows =
      try await services.records(
        "inspection_worklist",
        "draw",
        city,
        matching: ["event_id": draw.statements.map(\.text)]
      ) ?? []
    let byCode = Dictionary(names.map { ($0["facility"] ?? "", $0) }) { first, _ in first }
    let open = rows.last?.list("not_checked") ?? []
    return DrawModel(draw, names: byCode, open: open, host: host, city.office, address)
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

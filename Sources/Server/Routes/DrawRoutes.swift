import Access
import EventLog
import FoundationEssentials
import FrontDoor
import Hummingbird
import Registry

/// `/inspections/draws` and `/inspections/draws/{division}/{year}/{round}`: a draw is announced, held and looked at.
struct DrawRoutes<Context: VisitContext>: Sendable {
  let services: Services

  // MARK: A draw

  func draw(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let round = try Round(context)
      for city in try await services.cities(for: request, context.visitor) {
        let draws = try await city.draws()
        if let draw = draws.book.draws.last(where: { round.isOf($0.sampled) }) {
          return try await page(of: draw, in: draws, city, host: request.head.authority, address.of(city.office))
        }
        if let announcement = draws.book.announcements.last(where: { round.isOf($0.announced) }) {
          return try await page(of: announcement, city, .asked, address)
        }
      }
      throw Problem.noSuchRecord
    }
  }

  /// Holds a draw that is announced: all of it follows from the announcement and the log.
  func hold(_ request: Request, _ context: Context) async throws -> Response {
    await services.filledForm(request, context) { sent, address in
      let round = try Round(context)
      let desk = try await services.desk(for: request, context.visitor)
      let book = try await desk.city.draws().book
      guard let announcement = book.announcements.last(where: { round.isOf($0.announced) }) else {
        throw Problem.noSuchRecord
      }
      let here = address.of(desk.office).to(DrawModel.path(announcement.announced))
      if book.draw(of: announcement.id) != nil { return .elsewhere(here) }
      guard let follower = try await desk.city.follower(of: announcement.id).flatMap(Follower.init) else {
        return .page(try await page(of: announcement, desk.city, .tooEarly, address))
      }
      let id = sent.form["id"].flatMap { EventID($0) } ?? .fresh()
      let line = announcement.draw(before: follower, id: id, at: .now(), by: desk.actor, from: desk.organisation)
      guard let line else { throw Problem.internalError }
      guard let outcome = try await services.record(line, in: desk.city, context.logger) else {
        return .elsewhere(here)
      }
      // Somebody has held it meanwhile, or the same button was pressed twice: whoever holds it gets the same.
      if outcome.refusal != nil, try await desk.city.draws().book.draw(of: announcement.id) != nil {
        return .elsewhere(here)
      }
      return .page(try await page(of: announcement, desk.city, AnnouncementModel.Outcome(outcome), address))
    }
  }

  // MARK: An announcement

  func announce(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      let given = try request.parameter("division", "371002") { DivisionCode($0) }
      let division = given ?? desk.city.visit.principal.division
      let (form, notices) = try await prefilled(division, desk)
      let page = address.of(desk.office)
      return AnnounceModel(form, .asked, services.pages.vocabulary, desk.office, page, notices: notices)
    }
  }

  func sendAnnouncement(_ request: Request, _ context: Context) async throws -> Response {
    await services.filledForm(request, context) { sent, address in
      let form = sent.form
      let desk = try await services.desk(for: request, context.visitor)
      let page = address.of(desk.office)
      let line = try AnnounceModel.submission(of: form, services.pages.vocabulary, by: desk)
      if let outcome = try await services.record(line, in: desk.city, context.logger) {
        return .page(AnnounceModel(form, outcome, services.pages.vocabulary, desk.office, page))
      }
      let id = form["id"].flatMap { EventID($0.lowercased()) }
      let recorded = try await desk.city.draws().book.announcements.first { $0.id == id }
      guard let recorded else { throw Problem.internalError }
      return .elsewhere(page.to(DrawModel.path(recorded.announced)))
    }
  }

  /// The next round of the division, and its cemeteries; with what is to be known of that list.
  private func prefilled(_ division: DivisionCode, _ desk: HomeDesk) async throws -> (TypedForm, [Bilingual]) {
    let year = Instant.now().localDate.year
    let candidates = try await services.drawCandidates(in: division, of: year, desk.city)
    let rounds = try await desk.city.draws().book.rounds(of: division, "\(year)")
    var form = TypedForm()
    form["id"] = EventID.fresh().text
    form["time"] = Instant.now().text
    form["data.division"] = division.text
    form["data.year"] = "\(year)"
    form["data.round"] = "\((rounds.max() ?? 0) + 1)"
    form["data.population"] = candidates.codes.map(\.text).joined(separator: "\n")
    form["data.inspector_count"] = "2"
    return (form, candidates.notices)
  }

  // MARK: Both

  private func names(of codes: [Code], _ city: VisitedCity) async throws -> [String: RowRecord] {
    let texts = codes.map(\.text)
    let rows =
      try await services.records(
        "inspection_worklist",
        "risk",
        city,
        matching: ["facility": texts],
        limit: texts.count
      ) ?? []
    return Dictionary(rows.map { ($0["facility"] ?? "", $0) }) { first, _ in first }
  }

  private func page(
    of announcement: RecordedAnnouncement,
    _ city: VisitedCity,
    _ outcome: AnnouncementModel.Outcome,
    _ address: PageAddress
  ) async throws -> AnnouncementModel {
    AnnouncementModel(
      announcement,
      recorded: try await city.draws().recorded(announcement.id),
      seed: try await city.seed(behind: announcement.id),
      names: try await names(of: announcement.announced.population, city),
      mayHold: city.visit.roleOpening(AnnounceModel.path) != nil,
      outcome,
      services.pages.vocabulary,
      city.office,
      address.of(city.office)
    )
  }

  private func page(
    of draw: RecordedDraw,
    in draws: RecordedDraws,
    _ city: VisitedCity,
    host: String?,
    _ address: PageAddress
  ) async throws -> DrawModel {
    let rows =
      try await services.records(
        "inspection_worklist",
        "draw",
        city,
        matching: ["event_id": draw.statements.map(\.text)]
      ) ?? []
    var seed: SeedEvent?
    if let announcement = draw.sampled.announcementEventId { seed = try await city.seed(behind: announcement) }
    let file = DrawModel.File(
      draw: draw,
      ground: draws.book.ground(of: draw, before: seed?.follower),
      seed: seed,
      recorded: draws.recorded,
      names: try await names(of: draw.sampled.population, city),
      open: rows.last?.list("not_checked") ?? []
    )
    return DrawModel(file, host: host ?? "127.0.0.1", city.office, address)
  }
}

/// The round that an address names.
private struct Round {
  let division: DivisionCode
  let year: Year
  let round: Int

  init(_ context: some RequestContext) throws(Problem) {
    guard let division = context.parameters.get("division").flatMap({ DivisionCode($0) }),
      let year = context.parameters.get("year").flatMap(Year.init(asWritten:)),
      let round = context.parameters.get("round").flatMap({ Int($0) })
    else { throw .noSuchRecord }
    (self.division, self.year, self.round) = (division, year, round)
  }

  func isOf(_ sampled: InspectionSampled) -> Bool {
    sampled.division == division && sampled.year == year && sampled.round.value == round
  }

  func isOf(_ announced: DrawAnnounced) -> Bool {
    announced.division == division && announced.year == year && announced.round.value == round
  }
}

extension DrawBook {
  /// The rounds that there are already.
  fileprivate func rounds(of division: DivisionCode, _ year: String) -> [Int] {
    announcements.map(\.announced).filter { $0.division == division && $0.year.description == year }.map(\.round.value)
      + draws.map(\.sampled).filter { $0.division == division && $0.year.description == year }.map(\.round.value)
  }
}

extension EventID {
  /// The id of a form, which makes a second click harmless.
  static func fresh() -> EventID {
    var random = SystemRandomNumberGenerator()
    return EventID(version7: .now(), using: &random)
  }
}

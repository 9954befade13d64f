import Access
import EventLog
import FrontDoor
import Hummingbird
import Logging
import ProjectionEngine
import Registry

/// `/home` and `/home/find`: the day of a funeral home or a cemetery, and what a number that somebody brings is of.
struct DayRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func today(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      let given = request.uri.queryParameters
      let done = given["done"].map { _ in DayDone(wasBefore: given["again"] != nil) }
      return try await day(desk, .none, done, try DayParts(request), address.of(desk.office))
    }
  }

  /// Leads to what the number is of; where that is nothing, or several things, the day's page says so. Each person asks so often,
  /// and the server's log has that they did.
  func find(_ request: Request, _ context: Context) async throws -> Response {
    await services.filledForm(request, context) { sent, address in
      let visitor = try context.visitor
      let desk = try await services.desk(for: request, visitor)
      let page = address.of(desk.office).at("/home")
      let number = sent.form["number"].map { $0.filter { !$0.isWhitespace } } ?? ""
      if let wait = services.deskRates.take(visitor.principal.id) {
        return .page(try await day(desk, .failed(number, .tooManySearches(wait: wait)), nil, DayParts(), page))
      }
      let found = try await found(number, desk)
      visitor.note("a number was looked for at a desk", found.count, context.logger)
      if found.count == 1, let one = found.first { return .elsewhere(page.to(one.path, one.carried)) }
      let ashes = found.compactMap { if case .ashes(let ashes, _) = $0 { ashes } else { nil } }
      return .page(
        try await day(desk, ashes.isEmpty ? .nothing(number) : .several(number, ashes), nil, DayParts(), page)
      )
    }
  }

  private func opensCases(_ desk: HomeDesk) -> Bool { desk.city.visit.roleOpening("/home/begin") != nil }

  private func day(
    _ desk: HomeDesk,
    _ search: DeskFinder.Search,
    _ done: DayDone?,
    _ parts: DayParts,
    _ page: PageAddress
  ) async throws
    -> any PageModel
  {
    let finder = DeskFinder(search, ofHome: opensCases(desk), page)
    return opensCases(desk)
      ? TodayModel(try await homeDay(desk), finder, done, desk, page)
      : CemeteryDayModel(try await cemeteryDay(desk, parts), finder, done, desk, page)
  }

  private func homeDay(_ desk: HomeDesk) async throws -> HomeDay {
    let own = [desk.organisation.text]
    func list(
      _ model: String,
      _ view: String,
      _ matching: [String: [String]],
      _ order: RowSelection.Order
    ) async throws -> RecordPage {
      let most = TodayModel.most.read
      let list = RecordList(model: model, view: view, matching: matching, order: [order], size: most)
      return try await services.list(list, desk.city).page
    }
    let due = ["facility": own, "state": ["expiring", "expired"]]
    return HomeDay(
      cases: try await list("custody_trace", "open_case", ["facility": own], .rising("opened_on")),
      gaps: try await list("custody_trace", "gap", ["facility": own], .falling("days")),
      dues: try await list("expiries", "due", due, .rising("days_left")),
      refused: try await list("data_quality", "outstanding", ["submitter": own], .falling("last_on")),
      stock: try await desk.stock()
    )
  }

  private func cemeteryDay(_ desk: HomeDesk, _ parts: DayParts) async throws -> CemeteryDay {
    let own = [desk.organisation.text]
    let (city, size) = (desk.city, CemeteryDayModel.most)
    func list(
      _ model: String,
      _ view: String,
      _ matching: [String: [String]],
      _ order: RowSelection.Order,
      _ number: Int
    ) async throws -> RecordPage {
      let list = RecordList(model: model, view: view, matching: matching, order: [order], number: number, size: size)
      return try await services.list(list, city).page
    }
    let due = ["facility": own, "state": ["expiring", "expired"]]
    let rights = due.merging(["kind": ["use_right"]]) { $1 }
    return CemeteryDay(
      awaited: try await list(
        "custody_trace",
        "ashes",
        ["facility": own, "state": ["released"]],
        .rising("since_on"),
        parts.awaited
      ),
      kept: try await services.ashesKept(desk),
      dues: try await list("expiries", "due", due, .rising("days_left"), parts.due),
      rights: try await list("expiries", "due", rights, .rising("days_left"), 1).total,
      refused: try await list("data_quality", "outstanding", ["submitter": own], .falling("last_on"), parts.refused),
      inspection: try await openInspection(desk)
    )
  }

  /// A case of a home's; of a cemetery ashes or a right, by what is written on the paper before whoever asks.
  private func found(_ number: String, _ desk: HomeDesk) async throws -> [StepSubject] {
    if opensCases(desk) {
      guard let id = Code(number), let file = try await desk.city.caseFile(id) else { return [] }
      return [.file(file)]
    }
    guard !number.isEmpty else { return [] }
    let ashes = try await desk.ashes(numbered: number)
    if !ashes.isEmpty { return ashes.map { .ashes($0, in: nil) } }
    guard let code = Code(number) else { return [] }
    do {
      return [.ashes(try await desk.ashes(code, by: nil), in: nil)]
    } catch let problem as Problem where problem.status == .notFound {}
    do {
      let right = try await desk.right(code)
      return [.right(right.contract, right.state)]
    } catch let problem as Problem where problem.status == .notFound { return [] }
  }

  /// The inspection of this year, or else of the last, whether that is still open or not.
  private func openInspection(_ desk: HomeDesk) async throws -> InspectionDesk? {
    guard let today = LocalDate.today else { return nil }
    for year in [today.year, today.year - 1] {
      guard let year = Year(year) else { continue }
      do {
        return try await services.inspectionDesk(desk.organisation, year, desk.city)
      } catch let problem as Problem where problem.status == .notFound { continue }
    }
    return nil
  }
}

/// Which parts of a day's lists are asked for.
private struct DayParts {
  var awaited = 1
  var due = 1
  var refused = 1

  init() {}

  /// - Throws: `bad-parameter`.
  init(_ request: Request) throws(Problem) {
    (awaited, due, refused) = (try request.part("awaited"), try request.part("due"), try request.part("refused"))
  }
}

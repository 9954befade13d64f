import EventLog
import FrontDoor
import Hummingbird
import Registry

/// `/home/ashes/{id}`, `/home/places`, `/home/plots/…`, `/home/rights/{id}` and `/home/stocktake`: ashes, and where they come to
/// lie, at the desk of whoever keeps them. A cemetery's day, too.
struct PlaceRoutes<Context: VisitContext>: Sendable {
  let services: Services

  func ashes(_ request: Request, _ context: Context) async throws -> Response {
    try await record(.ashes, request, context)
  }

  func plot(_ request: Request, _ context: Context) async throws -> Response {
    try await record(.plot, request, context)
  }

  func right(_ request: Request, _ context: Context) async throws -> Response {
    try await record(.right, request, context)
  }

  private func record(_ about: EntryStep.About, _ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let (desk, subject) = try await services.subject(about, request, context)
      let done = request.uri.queryParameters["done"] != nil
      return RecordModel(subject, done: done, desk, address.of(desk.office))
    }
  }

  /// With `?contract=` it leads to the plot of that one.
  func places(_ request: Request, _ context: Context) async throws -> Response {
    await services.form(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      let page = address.of(desk.office)
      var ashes: AshesDesk?
      if let id = try request.parameter("ashes", "A-1", { Code($0) }) {
        ashes = try await desk.ashes(id, by: request.named("by"))
      }
      if let contract = request.named("contract") {
        let right = try await desk.right(Code(contract))
        let plot = try await desk.plot(right.state.granted.data.plotId)
        return .elsewhere(page.to(plot.path, StepSubject.plot(plot, for: ashes).carried))
      }
      let own = ["facility": [desk.organisation.text]]
      let sections = try await services.records("plot_capacity", "by_section", desk.city, matching: own) ?? []
      let section = request.named("section")
      let kind = sections.first { $0["section"] == section }?["kind"]
      var plots: [RowRecord] = []
      if let section, let kind {
        // Nobody holds an eco pool, which takes ashes until it is full.
        let states = kind == "eco_pool" ? ["free", "occupied"] : ["free"]
        let asked = own.merging(["section": [section], "state": states]) { first, _ in first }
        plots = try await services.records("plot_capacity", "plot", desk.city, matching: asked, limit: 2_000) ?? []
      }
      return .page(PlacesModel(sections, section: section, plots, for: ashes, desk, page))
    }
  }

  func stocktake(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      let kept = ["facility": [desk.organisation.text], "state": ["in_custody", "stored"]]
      let most = StocktakeModel.most
      let rows = try await services.records("custody_trace", "ashes", desk.city, matching: kept, limit: most) ?? []
      let done = request.uri.queryParameters["done"] != nil
      return StocktakeModel(rows, done: done, today: .today, desk, address.of(desk.office))
    }
  }
}

extension Services {
  /// A cemetery's day; what `find` names leads to its page where it names one thing.
  func cemeteryDay(_ find: String?, _ desk: HomeDesk, _ page: PageAddress) async throws -> PageOutcome {
    let found = try await find.asyncMap { try await self.found($0, desk) } ?? []
    if found.count == 1, let one = found.first {
      return .elsewhere(page.to(one.path, one.carried))
    }
    let own = [desk.organisation.text]
    let (city, most) = (desk.city, TodayModel.most.read)
    let due = ["facility": own, "state": ["expiring", "expired"]]
    let day = CemeteryDay(
      asked: find,
      found: found.compactMap { if case .ashes(let ashes, _) = $0 { ashes } else { nil } },
      ashes: try await records("custody_trace", "ashes", city, matching: ["facility": own], limit: most) ?? [],
      dues: (try await records("expiries", "due", city, matching: due, limit: most) ?? [])
        .sorted { $0.number("days_left") < $1.number("days_left") },
      refused: try await records("data_quality", "outstanding", city, matching: ["submitter": own], limit: 50) ?? [],
      inspection: try await openInspection(desk)
    )
    return .page(CemeteryDayModel(day, desk, page))
  }

  /// Ashes or a right by what is written on the paper before whoever asks.
  private func found(_ number: String, _ desk: HomeDesk) async throws -> [StepSubject] {
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
        return try await inspectionDesk(desk.organisation, year, desk.city)
      } catch let problem as Problem where problem.status == .notFound { continue }
    }
    return nil
  }
}

import EventLog
import FrontDoor
import Hummingbird
import ProjectionEngine
import Registry

/// `/home/ashes/{id}`, `/home/places`, `/home/plots/…`, `/home/rights/{id}` and `/home/stocktake`: ashes, and where they come to
/// lie, at the desk of whoever keeps them.
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
      return .page(
        PlacesModel(sections, section: section, plots, for: ashes, done: request.named("done") != nil, desk, page)
      )
    }
  }

  func stocktake(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      let desk = try await services.desk(for: request, context.visitor)
      let kept = ["facility": [desk.organisation.text], "state": ["in_custody", "stored"]]
      let list = RecordList(
        model: "custody_trace",
        view: "ashes",
        matching: kept,
        order: [.rising("checked_on"), .rising("place")],
        number: try request.part("page"),
        size: StocktakeModel.most
      )
      let page = try await services.list(list, desk.city).page
      let done = request.uri.queryParameters["done"] != nil
      let figures = try await services.ashesKept(desk)
      return StocktakeModel(page, figures, done: done, desk, address.of(desk.office))
    }
  }
}

extension Services {
  /// What a facility keeps, and how much of it is to be looked for; nothing where that is not the visitor's to know, or not yet
  /// known.
  func ashesKept(_ desk: HomeDesk) async throws -> AshesKept {
    guard let reader = desk.city.reader(of: "ashes", in: "custody_trace"), let today = LocalDate.today else {
      return AshesKept()
    }
    do throws(ReadError) {
      return try await desk.city.reading.ashesKept(
        in: desk.organisation,
        notSeenSince: StocktakeModel.lastDay(before: today),
        today: today,
        as: reader
      )
    } catch {
      guard error.code == .notReady else { throw error }
      return AshesKept()
    }
  }
}

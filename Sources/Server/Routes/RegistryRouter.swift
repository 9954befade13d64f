import HTTPTypes
import Hummingbird

/// Every route of the server, as Schemas/http/openapi.yaml has them.
struct RegistryRouter<Context: VisitContext>: Sendable {
  let services: Services
  /// Under which the server is known.
  var names = ListeningAddress.loopback

  private typealias Handler = @Sendable (Request, Context) async throws -> Response

  func router() -> Router<Context> {
    let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
    var paths = PathTable()
    for (method, path, _) in routes { paths.add(method, path) }
    router.addMiddleware {
      MetricsMiddleware<Context>(metrics: services.metrics)
      SafetyHeaders<Context>()
      ProblemMiddleware<Context>(paths: paths)
      HostMiddleware<Context>(names: names)
    }
    for (method, path, handler) in routes {
      let keeping = method == .post ? SignedOutRoutes<Context>(services: services).keep : nil
      let guarded = services.gate.guarding(method, path, handler, whenSignedOut: keeping)
      router.on(RouterPath(path), method: method, use: guarded)
    }
    return router
  }

  /// Who may ask for each of them stands in Schemas/access/routes.csv.
  private var routes: [(method: HTTPRequest.Method, path: String, handler: Handler)] {
    let submissions = SubmissionRoutes<Context>(services: services)
    let cases = CaseRoutes<Context>(services: services)
    let persons = PersonRoutes<Context>(services: services)
    let models = ReadModelRoutes<Context>(services: services)
    let tables = ModelRoutes<Context>(services: services)
    let records = RecordRoutes<Context>(services: services)
    let log = LogRoutes<Context>(services: services)
    let transparency = TransparencyRoutes<Context>(services: services)
    let operation = OperationRoutes<Context>(services: services)
    let pages = PageRoutes<Context>(services: services)
    let signIn = SignInRoutes<Context>(services: services)
    let bureau = BureauRoutes<Context>(services: services)
    let inspector = InspectorRoutes<Context>(services: services)
    let inspections = InspectionRoutes<Context>(services: services)
    let steps = StepRoutes<Context>(services: services)
    let draws = DrawRoutes<Context>(services: services)
    let day = DayRoutes<Context>(services: services)
    let desk = HomeDeskRoutes<Context>(services: services)
    let place = PlaceRoutes<Context>(services: services)
    let uploads = UploadRoutes<Context>(services: services)
    let people = PersonPageRoutes<Context>(services: services)
    let amendments = AmendmentRoutes<Context>(services: services)
    return [
      (.post, "/v1/submissions", submissions.submit),
      (.get, "/v1/cases/{id}", cases.show),
      (.post, "/v1/persons/find", persons.find),
      (.post, "/v1/persons/show", persons.show),
      (.post, "/v1/persons/unseal", persons.unseal),
      (.get, "/v1/capacity", models.capacity),
      (.get, "/v1/entitlements/{case}", models.entitlement),
      (.get, "/v1/read-models", tables.list),
      (.get, "/v1/read-models/{model}/{view}", tables.rows),
      (.get, "/v1/policies", records.policies),
      (.get, "/v1/facilities/{id}", records.facility),
      (.get, "/v1/plots/{id}/{section}/{row}/{number}", records.plot),
      (.get, "/v1/inspections/{cemetery}/{year}", records.inspection),
      (.get, "/v1/log/events", log.events),
      (.get, "/v1/log/events/{id}", log.event),
      (.get, "/v1/log/events/{id}/receipt", transparency.receipt),
      (.get, "/v1/log/stream", log.stream),
      (.get, "/v1/tlog/{city}/checkpoint", transparency.checkpoint),
      (.get, "/v1/tlog/{city}/tile/{level}/{a}", transparency.tile),
      (.get, "/v1/tlog/{city}/tile/{level}/{a}/{b}", transparency.tile),
      (.get, "/v1/tlog/{city}/tile/{level}/{a}/{b}/{c}", transparency.tile),
      (.get, "/v1/tlog/{city}/tile/entries/{a}", transparency.entries),
      (.get, "/v1/tlog/{city}/tile/entries/{a}/{b}", transparency.entries),
      (.get, "/v1/tlog/{city}/tile/entries/{a}/{b}/{c}", transparency.entries),
      (.get, "/healthz", operation.health),
      (.get, "/readyz", operation.readiness),
      (.get, "/metrics", operation.metrics),
      (.get, "/openapi.json", operation.contract),
      (.get, "/", pages.overview),
      (.get, "/read-models/{model}/{view}", pages.table),
      (.get, "/divisions/{code}", bureau.division),
      (.get, "/facilities/{id}", bureau.facility),
      (.get, "/facilities/{id}/sections/{section}", bureau.section),
      (.get, "/plots/{id}/{section}/{row}/{number}", bureau.plot),
      (.get, "/news", pages.news),
      (.get, "/news.js", pages.newsScript),
      (.get, "/style.css", pages.style),
      (.get, "/sign-in", signIn.show),
      (.post, "/sign-in", signIn.signIn),
      (.post, "/sign-out", signIn.signOut),
      (.get, "/cases/{id}", inspector.caseTimeline),
      (.get, "/facilities/{id}/timeline", inspector.facility),
      (.get, "/streams/{kind}/{a}", inspector.stream),
      (.get, "/streams/{kind}/{a}/{b}", inspector.stream),
      (.get, "/streams/{kind}/{a}/{b}/{c}/{d}", inspector.stream),
      (.get, "/log/events/{id}", inspector.event),
      (.get, "/persons", people.ask),
      (.post, "/persons", people.find),
      (.get, "/cases/{id}/persons", people.show),
      (.post, "/cases/{id}/persons", people.unseal),
      (.get, "/log/events/{id}/amend/{kind}", amendments.ask),
      (.post, "/log/events/{id}/amend/{kind}", amendments.propose),
      (.get, "/amendments", amendments.list),
      (.get, "/amendments/{id}", amendments.show),
      (.post, "/amendments/{id}/decision", amendments.decide),
      (.post, "/amendments/{id}/withdrawal", amendments.withdraw),
      (.get, "/inspections", inspections.worklist),
      (.get, "/inspections/{cemetery}/{year}", inspections.inspection),
      (.get, "/inspections/{cemetery}/{year}/steps/{type}", steps.ask(.inspection)),
      (.post, "/inspections/{cemetery}/{year}/steps/{type}", steps.send(.inspection)),
      (.get, "/inspections/draws", draws.announce),
      (.post, "/inspections/draws", draws.sendAnnouncement),
      (.get, "/inspections/draws/{division}/{year}/{round}", draws.draw),
      (.post, "/inspections/draws/{division}/{year}/{round}", draws.hold),
      (.get, "/home", day.today),
      (.post, "/home/find", day.find),
      (.get, "/home/begin", steps.ask(.beginning)),
      (.post, "/home/begin", steps.send(.beginning)),
      (.get, "/home/cases/{id}", desk.caseDesk),
      (.get, "/home/cases/{id}/steps/{type}", steps.ask(.file)),
      (.post, "/home/cases/{id}/steps/{type}", steps.send(.file)),
      (.get, "/home/cases/{id}/entitlement", desk.letter),
      (.get, "/home/upload", uploads.choose),
      (.post, "/home/upload", uploads.take),
      (.get, "/home/uploads/{id}", uploads.report),
      (.get, "/home/stock", desk.stock),
      (.get, "/home/stock/{type}", steps.ask(.stock)),
      (.post, "/home/stock/{type}", steps.send(.stock)),
      (.get, "/home/stocktake", place.stocktake),
      (.get, "/home/ashes/{id}", place.ashes),
      (.get, "/home/ashes/{id}/steps/{type}", steps.ask(.ashes)),
      (.post, "/home/ashes/{id}/steps/{type}", steps.send(.ashes)),
      (.get, "/home/places", place.places),
      (.get, "/home/places/steps/{type}", steps.ask(.places)),
      (.post, "/home/places/steps/{type}", steps.send(.places)),
      (.get, "/home/plots/{section}/{row}/{number}", place.plot),
      (.get, "/home/plots/{section}/{row}/{number}/steps/{type}", steps.ask(.plot)),
      (.post, "/home/plots/{section}/{row}/{number}/steps/{type}", steps.send(.plot)),
      (.get, "/home/rights/{id}", place.right),
      (.get, "/home/rights/{id}/steps/{type}", steps.ask(.right)),
      (.post, "/home/rights/{id}/steps/{type}", steps.send(.right)),
    ]
  }
}

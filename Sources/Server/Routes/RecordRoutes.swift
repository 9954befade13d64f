import Access
import CanonicalJSON
import EventLog
import FoundationEssentials
import FrontDoor
import Hummingbird
import Registry

/// `GET /v1/policies`, `/v1/facilities/{id}`, `/v1/plots/{id}/{section}/{row}/{number}` and
/// `/v1/inspections/{cemetery}/{year}`: single records as they stand, for programs.
struct RecordRoutes<Context: VisitContext>: Sendable {
  let services: Services

  /// Every version of every policy, as corrected, and whether it is in force on a day.
  func policies(_ request: Request, _ context: Context) async throws -> Response {
    let day = try request.parameter("on", "2026-04-05") { LocalDate($0) } ?? Instant.now().localDate
    let schemes = PolicyPublished.Scheme.allCases.map(\.rawValue)
    let scheme = try request.parameter("scheme", schemes.joined(separator: ", ")) {
      PolicyPublished.Scheme(rawValue: $0)
    }
    let city = try await services.city(for: request, context.visitor)
    let position = try await city.reading.head()
    let found = try await city.log.timeline(
      of: StreamsNamed([], beginning: ["policy/"]),
      types: nil,
      after: .start,
      limit: 10_000
    )
    var policies: [JSON] = []
    for (id, versions) in try Self.versions(found) {
      for version in versions where scheme.map({ $0 == version.data.scheme }) ?? true {
        guard case .object(var object) = try version.json() else { continue }
        object["policy"] = .string(id.text)
        object["inForce"] = .bool(version.data.isInForce(on: day))
        policies.append(.object(object))
      }
    }
    var object = JSONObject()
    object["on"] = .string(day.text)
    object["policies"] = .array(policies)
    return answer(object, at: position)
  }

  func facility(_ request: Request, _ context: Context) async throws -> Response {
    guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchFacility }
    let wanted: [(name: String, query: BureauQuery)] = [
      ("sections", .sections), ("forecast", .forecasts), ("custody", .custody), ("expiries", .expiries),
      ("tasks", .tasks), ("risk", .risks),
    ]
    let found = try await services.facility(id, request, context.visitor, Set(wanted.map(\.query) + [.facilities]))
    // Of the same moment as the others.
    var object = found.answers[.facilities].first { $0.text("facility") == id.text } ?? found.row
    let shown = wanted.filter { !found.answers.hidden.contains($0.query) }
    for (name, query) in shown {
      let rows = found.answers[query].filter { $0.text("facility") == id.text }
      object[name] = .array(rows.map { .object($0) })
    }
    return answer(object, at: found.answers.position(ofAll: shown.map(\.query) + [.facilities]))
  }

  func plot(_ request: Request, _ context: Context) async throws -> Response {
    let parts = ["id", "section", "row", "number"].map { context.parameters.get($0) ?? "" }
    guard let id = PlotID(parts.joined(separator: "/")), let facility = Code(parts[0]) else {
      throw Problem.noSuchFacility
    }
    let (city, _, _) = try await services.facility(facility, request, context.visitor, [])
    let reader = try city.rows(of: "plot", in: "plot_capacity").reader
    guard let plot = try await city.reading.plot(id.text, as: reader) else { throw Problem.noSuchFacility }
    var object = plot.row
    object["state"] = .string(plot.state.rawValue)
    object["events"] = .array(plot.events.map(\.json))
    return answer(object, at: plot.position)
  }

  /// What is recorded of an annual inspection, step by step, and what waits to be done. The steps themselves are submitted as
  /// events of its stream.
  func inspection(_ request: Request, _ context: Context) async throws -> Response {
    guard let cemetery = context.parameters.get("cemetery").flatMap({ Code($0) }),
      let year = context.parameters.get("year").flatMap(Year.init(asWritten:))
    else { throw Problem.noSuchRecord }
    for city in try await services.cities(for: request, context.visitor)
    where city.reach.holds(organisation: cemetery.text) {
      do {
        let records = try await services.inspection(cemetery, year, city)
        var object = try records.state?.json() ?? JSONObject()
        object["cemetery"] = .string(cemetery.text)
        object["year"] = .integer(Int64(year.value))
        object["tasks"] = records.tasks.map { .array($0.map(Self.json)) }
        // Of the log and of a read model, which may be behind it.
        return answer(object, at: nil)
      } catch let problem as Problem where problem.status == .notFound { continue }
    }
    throw Problem.noSuchRecord
  }

  /// `{"task", "step", "due", "isOverdue"}`, where it has them.
  private static func json(_ task: RowRecord) -> JSON {
    var object = JSONObject()
    for name in ["task", "step", "due"] { object[name] = task[name].map { .string($0) } }
    object["isOverdue"] = .bool(task.isTrue("is_overdue"))
    return .object(object)
  }

  private static func versions(_ events: [RecordedEvent]) throws -> [(Code, [Fact<PolicyPublished>])] {
    var snapshot = Snapshot()
    var policies: [(Code, [Fact<PolicyPublished>])] = []
    for (stream, events) in Dictionary(grouping: events, by: \.stream).sorted(by: { $0.key.rawValue < $1.key.rawValue })
    {
      guard let name = StreamName(parsing: stream.rawValue), let id = Code(name.key) else { continue }
      do {
        try snapshot.load(name, events: events.map(\.bytes))
      } catch {
        throw ReadError(.database, "the policy \(id) cannot be read: \(error)")
      }
      policies.append((id, snapshot.policy(id)?.versions ?? []))
    }
    return policies
  }

  private func answer(_ object: JSONObject, at position: Int64?) -> Response {
    var object = object
    object["asOf"] = position.map { ["position": .integer($0)] }
    var response = Response(json: .object(object))
    response.headers[.cacheControl] = "no-store"
    if let position { response.headers.set("As-Of-Position", to: String(position)) }
    return response
  }
}

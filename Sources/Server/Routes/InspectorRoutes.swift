import CanonicalJSON
import EventLog
import FoundationEssentials
import FrontDoor
import Hummingbird
import ProjectionEngine
import Registry

/// `/cases/{id}`, `/facilities/{id}/timeline`, `/streams/…` and `/log/events/{id}`: what the log holds, in words.
struct InspectorRoutes<Context: VisitContext>: Sendable {
  let services: Services

  static var pageSize: Int { 100 }

  func caseTimeline(_ request: Request, _ context: Context) async throws -> Response {
    if let address = request.withoutBlanks { return .redirect(to: address, type: .normal) }
    return await services.page(request, context) { address in
      guard let id = context.parameters.get("id").flatMap({ Code($0) }) else { throw Problem.noSuchCase() }
      for city in try await services.cities(for: request, context.visitor) {
        guard let file = try await city.caseFile(id) else { continue }
        return try await page(of: file, city, try AskedMoment(request), address.of(city.office))
      }
      throw Problem.noSuchCase()
    }
  }

  private func page(
    of file: CaseFile,
    _ city: VisitedCity,
    _ asked: AskedMoment,
    _ address: PageAddress
  ) async throws -> CaseModel {
    let fields = FieldTeller(vocabulary: services.pages.vocabulary, address: address)
    // The claims that rest on the case have streams of their own.
    let claims = file.events.map(StoredEvent.init).compactMap { stored in
      stored.event.type == "AwardClaimed" ? stored.data["claim_id"]?.stringValue : nil
    }
    let claimStreams = StreamsNamed(Set(claims).sorted().map { StreamID(rawValue: "claim/\($0)") })
    let ofClaims = try await city.log.timeline(of: claimStreams, types: nil, after: .start, limit: 1_000)
    let events = (file.events + ofClaims).sorted { $0.position < $1.position }.map(StoredEvent.init)
    let streams = StreamsNamed(Set(events.map(\.event.stream)).sorted { $0.rawValue < $1.rawValue })
    var teller = try await city.log.teller(of: events, in: streams, fields, at: asked.moment, isTimed: true)
    teller.amendable = try await city.amendable(events)

    var heads: [CaseHead] = []
    if let moment = asked.moment {
      let records = try await services.caseRecords(file.id.text, city, at: moment)
      let title = address.language.choose(asked.sentence)
      heads.append(CaseHead(records, status: file.status(at: moment), title: title, fields))
    }
    let records = try await services.caseRecords(file.id.text, city, at: nil)
    let now = address.language.choose(Bilingual(zh: "现在", en: "Now"))
    heads.append(CaseHead(records, status: file.status, title: now, fields))
    let about = ["subject": streams.streams.map(\.rawValue)]
    let findings = try await services.records("anomalies", "finding", city, matching: about)?
      .map { FindingRow($0, address) }
    let steps = try await services.records("custody_trace", "trace", city, matching: ["case_id": [file.id.text]]) ?? []
    return CaseModel(file.id, heads, findings, steps, events.map(teller.entry), asked, city.office, address)
  }

  /// A facility's own stream, and those of its sections, cremators, inspections, forms and batches.
  func facility(_ request: Request, _ context: Context) async throws -> Response {
    guard let id = context.parameters.get("id").flatMap({ Code($0) }) else {
      return await services.page(request, context) { _ in throw Problem.noSuchRecord }
    }
    let name = Bilingual(zh: "设施 \(id) 的时间线", en: "Timeline of the facility \(id)")
    let related = [
      (Bilingual(zh: "设施概况", en: "The facility in short"), "/facilities/\(id)"),
      (WorklistModel.name, "/inspections"),
    ]
    return try await timeline(request, context, of: StreamsNamed(facility: id), name, related)
  }

  /// Any stream, by its kind and the codes that single it out.
  func stream(_ request: Request, _ context: Context) async throws -> Response {
    let parts = ["kind", "a", "b", "c", "d"].compactMap { context.parameters.get($0) }
    let name = StreamName(parsing: parts.joined(separator: "/"))
    guard let name else { return await services.page(request, context) { _ in throw Problem.noSuchRecord } }
    let title = Bilingual(zh: "登记流 \(name)", en: "Stream \(name)")
    return try await timeline(request, context, of: StreamsNamed([StreamID(rawValue: name.description)]), title)
  }

  private func timeline(
    _ request: Request,
    _ context: Context,
    of streams: StreamsNamed,
    _ name: Bilingual,
    _ related: [(name: Bilingual, path: String)] = []
  ) async throws -> Response {
    if let address = request.withoutBlanks { return .redirect(to: address, type: .normal) }
    return await services.page(request, context) { address in
      let asked = try AskedMoment(request)
      let after = try request.parameter("after", "0…") { Int64($0).flatMap { $0 >= 0 ? Position(rawValue: $0) : nil } }
      for city in try await services.cities(for: request, context.visitor) {
        let found = try await city.log.timeline(
          of: streams,
          types: nil,
          after: after ?? .start,
          limit: Self.pageSize + 1
        )
        guard !found.isEmpty || after != nil else { continue }
        let shown = found.prefix(Self.pageSize).map(StoredEvent.init)
        let page = address.of(city.office)
        let fields = FieldTeller(vocabulary: services.pages.vocabulary, address: page)
        var teller = try await city.log.teller(of: shown, in: streams, fields, at: asked.moment, isTimed: true)
        teller.amendable = try await city.amendable(shown)
        let next =
          found.count > shown.count ? shown.last.map { page.here("after", "\($0.event.position.rawValue)") } : nil
        return StreamModel(
          name,
          lead: page.language.choose(city.office.name),
          shown.map(teller.entry),
          next: next,
          related: related.map { Link(page.language.choose($0.name), page.to($0.path)) },
          trail: page.trail(to: city.office),
          asked,
          city.office,
          page
        )
      }
      throw Problem.noSuchRecord
    }
  }

  func event(_ request: Request, _ context: Context) async throws -> Response {
    await services.page(request, context) { address in
      guard let id = context.parameters.get("id").flatMap({ UUID(uuidString: $0) }) else { throw Problem.noSuchEvent }
      for city in try await services.cities(for: request, context.visitor) {
        guard let event = try await city.log.event(id) else { continue }
        let page = address.of(city.office)
        let stored = StoredEvent(event)
        let fields = FieldTeller(vocabulary: services.pages.vocabulary, address: page)
        var teller = try await city.log.teller(of: [stored], in: StreamsNamed([event.stream]), fields)
        teller.amendable = try await city.amendable([stored])
        let host = request.head.authority ?? "127.0.0.1"
        let place = try SignedPlace(of: event, in: city.desk.proofs, page)
        return EventModel(teller.entry(stored), line: event.line, place: place, host: host, city.office, page)
      }
      throw Problem.noSuchEvent
    }
  }
}

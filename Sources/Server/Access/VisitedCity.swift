import Access
import EventLog
import FoundationEssentials
import FrontDoor
import ProjectionEngine
import Registry

/// A city's registry as one visitor may see it.
struct VisitedCity: Sendable {
  let desk: CityDesk
  let visit: Visit
  /// What they see of it in each of their roles.
  let reaches: Reaches

  /// What they see of it on this route; everything where the route is not cut down by a scope.
  var reach: Reach { visit.cell == .all ? .everything : reaches[visit.role] }

  var office: Office { desk.office }
  var reading: any Reading { desk.reading }
  /// The log, as far as it lies in the visitor's reach.
  var log: VisitedLog { VisitedLog(log: desk.log.read(by: reader), reach: reach, isWhole: isWhole) }

  /// As whom what is in the log is read: all roles read it alike, as far as they reach.
  var reader: Reader { Reader(role: visit.role, reach: reach) }

  /// Nil where nothing of it is for them.
  init?(_ desk: CityDesk, _ visit: Visit) async throws {
    (self.desk, self.visit) = (desk, visit)
    let isUncut = visit.cell == .all || visit.principal.division == .nation
    let history = isUncut ? DivisionHistory() : try await desk.divisions.history()
    reaches = Reaches(visit.principal, history, on: Instant.now().localDate)
    guard visit.cell == .all || desk.office.division.map(reach.meets) ?? false else { return nil }
  }

  /// Whether all of the registry is theirs.
  var isWhole: Bool { isWhole(to: reach) }

  private func isWhole(to reach: Reach) -> Bool { desk.office.division.map(reach.holds(all:)) ?? false }

  /// What they may submit to it.
  var submitter: Submitter { Submitter(visit.principal, reaches, visit.tables) }

  /// The file of a case; nil where there is none, or none for them.
  func caseFile(_ id: Code) async throws -> CaseFile? {
    guard let file = try await desk.cases.read(by: reader).caseFile(id) else { return nil }
    let name = StreamName(.decedentCase, id.text)
    return isWhole || reach.holds(name, enteredBy: file.sources) ? file : nil
  }

  /// Whether a case may be seen; true also where there is none.
  func mayRead(case id: Code) async throws -> Bool {
    if isWhole { return true }
    let streams = [StreamName(.decedentCase, id.text), StreamName(.serviceWaiver, id.text)]
    // Not as the visitor, to whom the database shows nothing of what is not theirs: this is to hold without it.
    let sources = try await desk.log.sources(of: streams.map(StreamID.init))
    return sources.isEmpty || sources.values.contains { reach.holds(streams[0], enteredBy: $0) }
  }

  /// What the log holds right behind an event that they have seen: no more of it than its id, its place and its leaf, also where
  /// the event itself is not for them.
  func follower(of event: EventID) async throws -> FollowingEvent? {
    guard let id = UUID(uuidString: event.text) else { return nil }
    return try await desk.log.follower(of: id)
  }

  /// In what role a view is read, and which of its rows.
  /// - Throws: 403.
  func rows(of view: String, in model: String) throws(Problem) -> RowsAllowed {
    guard let reading = visit.reading(model, view) else { throw .notAllowed(visit.principal.roles) }
    let reach = visit.cell == .all ? .everything : reaches[reading.role]
    let reader = Reader(role: reading.role, reach: reach)
    guard let rows = reading.rows, !isWhole(to: reach) else { return RowsAllowed(reader: reader, rows: nil) }
    switch rows {
    case .whole: throw .outOfScope
    case .place: return RowsAllowed(reader: reader, rows: reach.byPlace)
    case .case: return RowsAllowed(reader: reader, rows: reach.byRecord(.decedentCase))
    case .claim: return RowsAllowed(reader: reader, rows: reach.byRecord(.claim))
    case .record: return RowsAllowed(reader: reader, rows: reach.byRecord(.stream))
    }
  }

  /// The first page, as far as it is theirs.
  func overview(newest count: Int) async throws -> Overview {
    let questions = Overview.figures.compactMap { query in
      query.view.flatMap { reader(of: $0.name, in: $0.model) }.map { BureauQuestion(query: query, reader: $0) }
    }
    let overview = try await reading.overview(newest: count, questions, as: reader)
    return overview.hiding(Overview.figures.subtracting(questions.map(\.query)))
  }

  /// What pages of divisions and facilities ask, as far as the visitor may: a query is answered to whoever reaches the division
  /// or the facility in the role in which they may see the view.
  func answers(_ wanted: Set<BureauQuery>, about isHeld: (Reach) -> Bool) async throws -> BureauAnswers {
    let questions = wanted.compactMap { question($0, about: isHeld) }
    var answers = try await reading.answers(questions)
    answers.hidden = wanted.subtracting(questions.map(\.query))
    return answers
  }

  /// As whom a query is asked; nil where it is not the visitor's to ask.
  private func question(_ query: BureauQuery, about isHeld: (Reach) -> Bool) -> BureauQuestion? {
    guard let view = query.view else { return BureauQuestion(query: query, reader: nil) }
    guard let reading = visit.reading(view.model, view.name) else { return nil }
    // What is shown whole is the same however far a role reaches.
    let reach = reading.rows == nil ? .everything : reaches[reading.role]
    guard reading.rows == nil || isHeld(reach) else { return nil }
    return BureauQuestion(query: query, reader: Reader(role: reading.role, reach: reach))
  }

  /// As whom a view is read; nil where it is not for the visitor.
  func reader(of view: String, in model: String) -> Reader? {
    do throws(Problem) {
      return try rows(of: view, in: model).reader
    } catch {
      return nil
    }
  }
}

/// As whom a view is read, and what they see of it: everything, or some rows.
struct RowsAllowed: Sendable {
  let reader: Reader
  let rows: RowScope?
}

extension Reach {
  fileprivate var byPlace: RowScope { RowScope(divisions: divisions, organisation: facility?.text) }

  fileprivate func byRecord(_ record: RowScope.Record) -> RowScope {
    RowScope(divisions: divisions, organisation: facility?.text, record: record)
  }
}

/// A log that shows what lies in a reach.
struct VisitedLog: LogReading {
  let log: any LogReading
  let reach: Reach
  let isWhole: Bool

  func page(after position: Position, types: [String]?, limit: Int) async throws(EventLogError) -> EventPage {
    let page = try await log.page(after: position, types: types, limit: limit)
    return EventPage(events: try await seen(page.events), end: page.end, head: page.head)
  }

  func event(_ id: UUID) async throws(EventLogError) -> RecordedEvent? {
    guard let event = try await log.event(id) else { return nil }
    return try await seen([event]).first
  }

  func follower(of event: UUID) async throws(EventLogError) -> FollowingEvent? { try await log.follower(of: event) }

  func sources(of streams: [StreamID]) async throws(EventLogError) -> [StreamID: Set<String>] {
    try await log.sources(of: streams)
  }

  func timeline(
    of streams: StreamsNamed,
    types: [String]?,
    after position: Position,
    limit: Int
  ) async throws(EventLogError) -> [RecordedEvent] {
    try await seen(try await log.timeline(of: streams, types: types, after: position, limit: limit))
  }

  func events(_ ids: [UUID]) async throws(EventLogError) -> [RecordedEvent] {
    try await seen(try await log.events(ids))
  }

  /// Of events that have been seen.
  func seals(of ids: [UUID]) async throws(EventLogError) -> [UUID: Seal] { try await log.seals(of: ids) }

  func read(by reader: Reader) -> any LogReading { log.read(by: reader) }

  private func seen(_ events: [RecordedEvent]) async throws(EventLogError) -> [RecordedEvent] {
    if isWhole || events.isEmpty { return events }
    let sources = try await log.sources(of: Array(Set(events.map(\.stream))))
    return events.filter { event in
      StreamName(parsing: event.stream.rawValue).map { reach.holds($0, enteredBy: sources[event.stream] ?? []) }
        ?? false
    }
  }
}

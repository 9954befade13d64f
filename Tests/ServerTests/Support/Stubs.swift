import Access
import CanonicalJSON
import Foundation
import Hummingbird
import Logging
import Notary
import Postgres
import Registry
import Synchronization
import TestSupport

@testable import EventLog
@testable import FrontDoor
@testable import ProjectionEngine
@testable import Server

/// Answers submissions as it is told to, and keeps what it was handed.
final class StubReception: Reception {
  private let answer: @Sendable (_ line: [UInt8], _ index: Int) throws(FrontDoorError) -> Answer
  private let lines = Mutex<[[UInt8]]>([])

  init(_ answer: @escaping @Sendable (_ line: [UInt8], _ index: Int) throws(FrontDoorError) -> Answer) {
    self.answer = answer
  }

  static func accepting() -> StubReception {
    StubReception { _, _ in Answer(id: nil, outcome: .accepted(.example())) }
  }

  var received: [[UInt8]] { lines.withLock { $0 } }

  func submit(
    _ lines: [[UInt8]],
    expecting version: Int?,
    by authority: (any SubmissionAuthority)?
  ) async throws(FrontDoorError) -> [Answer] {
    self.lines.withLock { $0 += lines }
    var answers: [Answer] = []
    for (index, line) in lines.enumerated() { answers.append(try answer(line, index)) }
    return answers
  }
}

/// Has the file of one case, or fails.
struct StubCases: CaseFiles {
  var result: Result<CaseFile?, FrontDoorError> = .success(nil)
  func caseFile(_ id: Code) async throws(FrontDoorError) -> CaseFile? { try result.get() }
  func caseFile(certified number: String) async throws(FrontDoorError) -> CaseFile? { nil }
  func ashesFile(_ id: Code) async throws(FrontDoorError) -> AshesFile? { nil }
  func plotStanding(_ id: PlotID) async throws(FrontDoorError) -> PlotStanding? { nil }
  func useRight(_ contract: Code) async throws(FrontDoorError) -> UseRightState? { nil }
  func facilities(_ codes: [Code]) async throws(FrontDoorError) -> [Code: FacilityState] { [:] }
  func stockFile(of home: Code) async throws(FrontDoorError) -> StockFile? { nil }
  func read(by reader: Reader) -> any CaseFiles { self }
}

/// A log that grows when it is told to.
final class StubLog: LogReading {
  private let log = Mutex<[RecordedEvent]>([])

  init(_ count: Int = 0) {
    for _ in 0..<count { append() }
  }

  func append(_ type: String = "HoldPlaced") {
    log.withLock { log in
      let position = Int64(log.count) + 1
      log.append(
        RecordedEvent(
          node: Node(rawValue: 371_000),
          position: Position(rawValue: position),
          stream: StreamID(rawValue: "case/C-1"),
          version: Int32(position),
          id: UUID(),
          type: type,
          occurredAt: .example,
          recordedAt: .example,
          bytes: Array(#"{"type":"\#(type)"}"#.utf8)
        )
      )
    }
  }

  func follower(of event: UUID) async throws(EventLogError) -> FollowingEvent? { nil }

  func page(after position: Position, types: [String]?, limit: Int) async throws(EventLogError) -> EventPage {
    let all = log.withLock { $0 }
    let found = all.filter { $0.position > position && types?.contains($0.type) ?? true }.prefix(limit)
    let head = Position(rawValue: Int64(all.count))
    return EventPage(events: Array(found), end: found.count < limit ? head : found.last?.position ?? head, head: head)
  }

  func sources(of streams: [StreamID]) async throws(EventLogError) -> [StreamID: Set<String>] { [:] }
  func read(by reader: Reader) -> any LogReading { self }

  func event(_ id: UUID) async throws(EventLogError) -> RecordedEvent? { log.withLock { $0.first { $0.id == id } } }
}

extension StubLog {
  func timeline(
    of streams: StreamsNamed,
    types: [String]?,
    after position: Position,
    limit: Int
  ) async throws(EventLogError) -> [RecordedEvent] {
    let all = log.withLock { $0 }.filter { event in
      let name = event.stream.rawValue
      return streams.streams.contains(event.stream) || streams.beginnings.contains(where: name.hasPrefix)
    }
    return Array(all.filter { $0.position > position && types?.contains($0.type) ?? true }.prefix(limit))
  }

  func events(_ ids: [UUID]) async throws(EventLogError) -> [RecordedEvent] {
    log.withLock { $0 }.filter { ids.contains($0.id) }
  }

  func seals(of ids: [UUID]) async throws(EventLogError) -> [UUID: Seal] {
    Dictionary(uniqueKeysWithValues: ids.map { ($0, Seal(leaf: String(repeating: "ab", count: 32), isTrue: true)) })
  }
}

extension EventVocabulary {
  static func contracts() throws -> EventVocabulary {
    try EventVocabulary(directory: Repository.root.appending(path: "Schemas/events"))
  }
}

/// Shows made-up figures, or fails.
struct StubReading: Reading {
  var failure: ReadError?
  var isEmpty = false
  var standing = Standing(model: "plot_capacity", position: 40, head: 42, lagSeconds: 3, state: "working")
  var eventType = "CremationCompleted"
  var countyName = "环翠区"
  var plots = BureauRows.plots

  private var row: JSONObject {
    var row = JSONObject()
    for name in CapacityFigures.names { row[name] = 1234 }
    for (name, value) in ["division": "371002", "division_zh": countyName, "kind": "niche", "kind_zh": "格位"] {
      row[name] = .string(value)
    }
    return row
  }

  private func orFailure<R>(_ value: R) throws(ReadError) -> R {
    if let failure { throw failure }
    return value
  }

  func capacity(by grouping: CapacityGrouping, as reader: Reader?) async throws(ReadError) -> ModelRows {
    try orFailure(ModelRows(standing: standing, rows: [row]))
  }

  func entitlement(of caseID: String, as reader: Reader?) async throws(ReadError) -> CaseEntitlement {
    var item = JSONObject()
    (item["item_code"], item["entitled"]) = ("cremation", true)
    var criterion = JSONObject()
    (criterion["item_code"], criterion["fact"], criterion["outcome"]) = ("cremation", "hukou_here", "met")
    var other = criterion
    other["item_code"] = "urn"
    let known = caseID == "C-1"
    return try orFailure(
      CaseEntitlement(standing: standing, items: known ? [item] : nil, criteria: known ? [criterion, other] : [])
    )
  }

  func rows(
    of view: ProjectionDefinition.View,
    in model: String,
    _ selection: RowSelection,
    on day: LocalDate?,
    atLeast position: Int64?,
    as reader: Reader?
  ) async throws(ReadError) -> ModelAnswer {
    let table = ModelTable(
      columns: ["a", "b"],
      key: ["a"],
      rows: [["=1", nil]],
      json: [#"{"a":"=1","b":null}"#],
      last: nil
    )
    return try orFailure(ModelAnswer(standing, table))
  }

  func wait(for position: Int64, in model: String) async throws(ReadError) {
    guard position <= standing.position else { throw ReadError(.behind, "x") }
  }

  func standings() async throws(ReadError) -> [Standing] { try orFailure([standing]) }
  func head() async throws(ReadError) -> Int64 { try orFailure(42) }

  func overview(
    newest count: Int,
    _ questions: [BureauQuestion],
    as reader: Reader?
  ) async throws(ReadError) -> Overview {
    let wanted = Set(questions.map(\.query))
    let event = NewEvent(
      position: 42,
      type: eventType,
      stream: "case/C-1",
      occurredAt: .example,
      recordedAt: .example
    )
    let figures = [BureauQuery.capacity: row, .items: itemRow].filter { wanted.contains($0.key) }
    return try orFailure(
      Overview(
        head: 42,
        standings: [standing],
        figures: isEmpty
          ? BureauAnswers() : BureauAnswers(figures.mapValues { ModelRows(standing: standing, rows: [$0]) }),
        newest: isEmpty ? [] : [event]
      )
    )
  }

  func answers(_ questions: [BureauQuestion]) async throws(ReadError) -> BureauAnswers {
    try orFailure(isEmpty ? BureauAnswers() : BureauRows.answers(Set(questions.map(\.query))))
  }

  func newest(_ count: Int, from sources: [String], as reader: Reader?) async throws(ReadError) -> [NewEvent] {
    try orFailure(isEmpty ? [] : [BureauRows.event(eventType)])
  }

  func expiring(
    in facility: Code,
    kinds: [String],
    limit: Int,
    as reader: Reader?
  ) async throws(ReadError) -> [JSONObject] {
    try orFailure([BureauRows.expiring])
  }

  func ashesKept(
    in facility: Code,
    notSeenSince day: LocalDate,
    today: LocalDate,
    as reader: Reader?
  ) async throws(ReadError) -> AshesKept {
    try orFailure(AshesKept())
  }

  func plots(of facility: Code, section: Code, as reader: Reader?) async throws(ReadError) -> SectionPlots {
    try orFailure(plots)
  }

  func plot(_ id: String, as reader: Reader?) async throws(ReadError) -> PlotFile? {
    try orFailure(id == BureauRows.plotID ? BureauRows.plot(eventType) : nil)
  }

  func history(of stream: String, limit: Int, as reader: Reader?) async throws(ReadError) -> [HistoryEvent] {
    try orFailure([BureauRows.history(eventType)])
  }

  private var itemRow: JSONObject {
    var row = JSONObject()
    (row["item_code"], row["item_zh"], row["item_en"]) = ("urn", "骨灰盒", "urn")
    (row["cases"], row["waived_fen"]) = (7, 123_456_789)
    return row
  }
}

extension PostgresTimestamp {
  /// 2026-07-01T00:30:00.5Z, half past eight in China.
  static let example = PostgresTimestamp(microsecondsSince1970: 1_782_865_800_500_000)
}

extension Receipt {
  static func example(stream: String = "case/C-1") -> Receipt {
    Receipt(
      eventID: UUID(uuid: (1, 137, 10, 93, 172, 150, 119, 75, 188, 206, 179, 2, 9, 154, 128, 87)),
      stream: StreamID(rawValue: stream),
      version: 1,
      position: Position(rawValue: 42),
      recordedAt: .example
    )
  }
}

extension Refusal {
  static func example(_ rule: String) -> Refusal {
    Refusal(
      rule: RuleID(rawValue: rule),
      fact: Bilingual(zh: "事实", en: "A fact."),
      remedy: Bilingual(zh: "办法", en: "What to do.")
    )
  }
}

extension CityDesk {
  /// Another city beside the one of `Services.stub`.
  static func jinan(
    reception: any Reception = StubReception.accepting(),
    reading: any Reading = StubReading()
  ) -> CityDesk {
    let office = Office(
      node: Node(rawValue: 370_100),
      id: "jinan",
      name: Bilingual(zh: "济南市", en: "Jinan"),
      isSimulated: true
    )
    return CityDesk(
      office: office,
      reception: reception,
      cases: StubCases(),
      log: StubLog(),
      reading: reading,
      divisions: StubDivisions()
    )
  }
}

extension Services {
  static func stub(
    reception: any Reception = StubReception.accepting(),
    cases: any CaseFiles = StubCases(),
    log: any LogReading = StubLog(),
    reading: any Reading = StubReading(),
    divisions: any Divisions = StubDivisions(),
    persons: PersonDesk? = nil,
    signIn: any SigningIn = StubSignIn(),
    rates: RequestRates = RequestRates(perSecond: 1_000_000, atOnce: 1_000_000),
    feed: LogFeed = LogFeed(nil, most: 2),
    past: TimeTravel = TimeTravel(Configuration("host=/nowhere"), logger: .test),
    proofs: TileDirectory? = nil,
    isSimulated: Bool = true,
    others: [CityDesk] = []
  ) throws -> Services {
    let office = Office(
      node: Node(rawValue: 371_000),
      id: "weihai",
      name: Bilingual(zh: "威海市", en: "Weihai"),
      isSimulated: isSimulated
    )
    let models = try ModelCatalogue(directory: Repository.projections)
    return Services(
      cities: [
        CityDesk(
          office: office,
          reception: reception,
          cases: cases,
          log: log,
          reading: reading,
          divisions: divisions,
          persons: persons,
          proofs: proofs
        )
      ] + others,
      contract: Array(try Data(contentsOf: Repository.root.appending(path: "Schemas/http/openapi.json"))),
      models: models,
      pages: try Pages(titles: models, vocabulary: .contracts()),
      feed: feed,
      past: past,
      gate: Gate(tables: try .written(), signIn: signIn, rates: rates)
    )
  }
}

extension Code {
  /// One that is written in a test.
  static func known(_ text: String) -> Code {
    guard let code = Code(text) else { preconditionFailure("\(text) is no code") }
    return code
  }
}

/// Knows of no changes.
struct StubDivisions: Divisions {
  var changes = DivisionHistory()
  func history() async throws(FrontDoorError) -> DivisionHistory { changes }
}

/// Takes every request for one from the same principal.
struct StubSignIn: SigningIn {
  /// May do everything everywhere, as a machine for those who work there.
  var who: Principal? = Principal(
    .machine,
    id: Code.known("WH-0107"),
    roles: Set(Role.allCases),
    organisation: Code.known("371002-BYG-01"),
    division: .nation
  )
  var desk: LocalDesk?

  func signedIn(_ request: inout Request, from peer: String?, logger: Logger) async throws(Problem) -> SignedIn? {
    who.map { SignedIn(principal: $0) }
  }
}

extension AccessTables {
  static func written() throws -> AccessTables {
    try AccessTables(directory: Repository.root.appending(path: "Schemas/access"))
  }
}

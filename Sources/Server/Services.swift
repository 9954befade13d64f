public import EventLog
import FoundationEssentials
import Access
public import FrontDoor
public import Notary
import ProjectionEngine
public import Registry

/// Takes submissions in. ``FrontDoor`` does.
protocol Reception: Sendable {
  func submit(
    _ lines: [[UInt8]],
    expecting version: Int?,
    by authority: (any SubmissionAuthority)?
  ) async throws(FrontDoorError) -> [Answer]
}

extension FrontDoor: Reception {}

/// Shows what is recorded of a case, and of what comes after it. ``EventLog`` does.
protocol CaseFiles: Sendable {
  func caseFile(_ id: Code) async throws(FrontDoorError) -> CaseFile?
  /// The case whose cremation certificate bears a number.
  func caseFile(certified number: String) async throws(FrontDoorError) -> CaseFile?
  func ashesFile(_ id: Code) async throws(FrontDoorError) -> AshesFile?
  func plotStanding(_ id: PlotID) async throws(FrontDoorError) -> PlotStanding?
  func useRight(_ contract: Code) async throws(FrontDoorError) -> UseRightState?
  func facilities(_ codes: [Code]) async throws(FrontDoorError) -> [Code: FacilityState]
  /// The blank certificates of a home; nil where it never received any.
  func stockFile(of home: Code) async throws(FrontDoorError) -> StockFile?
  /// The same as somebody may read it.
  func read(by reader: Reader) -> any CaseFiles
}

extension EventLog: CaseFiles {
  func read(by reader: Reader) -> any CaseFiles { log(for: reader) }
}

/// Reads the log in its own lines. ``EventLog`` does.
protocol LogReading: TimelineReading {
  func page(after position: Position, types: [String]?, limit: Int) async throws(EventLogError) -> EventPage
  func event(_ id: UUID) async throws(EventLogError) -> RecordedEvent?
  /// What the log holds right behind an event.
  func follower(of event: UUID) async throws(EventLogError) -> FollowingEvent?
  /// Who has entered something into some streams.
  func sources(of streams: [StreamID]) async throws(EventLogError) -> [StreamID: Set<String>]
  /// The same as somebody may read it.
  func read(by reader: Reader) -> any LogReading
}

extension EventLog: LogReading {
  func read(by reader: Reader) -> any LogReading { log(for: reader) }

  /// Whom all of it is shown to looks through as much as they ask for.
  private static var lookedThrough: Int64 { 10_000 }

  fileprivate func log(for reader: Reader) -> EventLog {
    let hasAll = DivisionCode(String(node.rawValue)).map(reader.reach.holds(all:)) ?? false
    return reading(under: reader.settings, lookingThrough: hasAll ? nil : Self.lookedThrough)
  }
}

/// Knows what became of a registry's divisions. ``DivisionBook`` does.
protocol Divisions: Sendable {
  func history() async throws(FrontDoorError) -> DivisionHistory
}

extension DivisionBook: Divisions {}

/// Reads what is projected, and where the read models stand. ``ReadModels`` does.
protocol Reading: BureauReading {
  func capacity(by grouping: CapacityGrouping, as reader: Reader?) async throws(ReadError) -> ModelRows
  func entitlement(of caseID: String, as reader: Reader?) async throws(ReadError) -> CaseEntitlement
  /// The rows show the log up to `position` at least, where the read model has applied as much.
  /// - Throws: ``ReadError/Code/badSelection`` for rows that the view cannot have.
  func rows(
    of view: ProjectionDefinition.View,
    in model: String,
    _ selection: RowSelection,
    on day: LocalDate?,
    atLeast position: Int64?,
    as reader: Reader?
  ) async throws(ReadError) -> ModelAnswer
  /// Returns once a read model has applied the log up to a position.
  /// - Throws: ``ReadError/Code/behind`` when that takes too long.
  func wait(for position: Int64, in model: String) async throws(ReadError)
  func standings() async throws(ReadError) -> [Standing]
  /// The last position of the log.
  func head() async throws(ReadError) -> Int64
  /// What nobody reads is left out.
  /// With those figures of which there is a read model.
  func overview(
    newest count: Int,
    _ questions: [BureauQuestion],
    as reader: Reader?
  ) async throws(ReadError) -> Overview
}

/// Where what is sealed of persons is looked for and shown.
public struct PersonDesk: Sendable {
  let office: PrivacyOffice
  let hasher: KeyedHasher

  /// `hasher` is the one with which submissions are taken in.
  public init(office: PrivacyOffice, hasher: KeyedHasher) {
    (self.office, self.hasher) = (office, hasher)
  }
}

/// One city's registry, as the server reaches it.
public struct CityDesk: Sendable {
  let office: Office
  let reception: any Reception
  let cases: any CaseFiles
  let log: any LogReading
  let reading: any Reading
  let divisions: any Divisions
  /// Of the streams of submissions.
  let turns = Turns(SubmissionStream.atATime)
  /// Nil where the server has no way to what is sealed.
  let persons: PersonDesk?
  /// What the notary writes; nil where there is none.
  let proofs: TileDirectory?

  public init(
    office: Office,
    door: FrontDoor,
    log: EventLog,
    models: ReadModels,
    persons: PersonDesk,
    proofs: TileDirectory
  ) {
    self.init(
      office: office,
      reception: door,
      cases: log,
      log: log,
      reading: models,
      divisions: DivisionBook(log),
      persons: persons,
      proofs: proofs
    )
  }

  init(
    office: Office,
    reception: any Reception,
    cases: any CaseFiles,
    log: any LogReading,
    reading: any Reading,
    divisions: any Divisions,
    persons: PersonDesk? = nil,
    proofs: TileDirectory? = nil
  ) {
    (self.office, self.reception, self.cases, self.log, self.reading) = (office, reception, cases, log, reading)
    (self.divisions, self.persons, self.proofs) = (divisions, persons, proofs)
  }
}

/// What the routes need.
struct Services: Sendable {
  /// In the order in which they are listed; at least one.
  let cities: [CityDesk]
  /// Schemas/http/openapi.json.
  let contract: [UInt8]
  let models: ModelCatalogue
  let pages: Pages
  let feed: LogFeed
  let past: TimeTravel
  let gate: Gate
  let metrics = ServerMetrics()
  let reports = KeptReports()
  /// How often each person may look for numbers and unseal.
  var personRates = RequestRates(perSecond: 1, atOnce: 30)
  /// How often each person may look at a desk for what a number is of.
  var deskRates = RequestRates(perSecond: 1, atOnce: 30)
}

import CanonicalJSON
import Postgres
import Registry

/// What the pages of divisions, facilities, sections and plots read. ``ReadModels`` does.
protocol BureauReading: Sendable {
  /// Those of which there is a read model.
  func answers(_ questions: [BureauQuestion]) async throws(ReadError) -> BureauAnswers
  /// The newest events that somebody of these facilities or offices has sent; `sources` begin like the events' sources.
  func newest(_ count: Int, from sources: [String], as reader: Reader?) async throws(ReadError) -> [NewEvent]
  /// What ends soonest, or has ended, in a facility.
  func expiring(
    in facility: Code,
    kinds: [String],
    limit: Int,
    as reader: Reader?
  ) async throws(ReadError) -> [JSONObject]
  /// The ashes that a facility keeps, counted.
  func ashesKept(
    in facility: Code,
    notSeenSince day: LocalDate,
    today: LocalDate,
    as reader: Reader?
  ) async throws(ReadError) -> AshesKept
  /// The places of a section in the order of rows and numbers.
  func plots(of facility: Code, section: Code, as reader: Reader?) async throws(ReadError) -> SectionPlots
  /// A place and what happened to it; nil when there is no such place.
  func plot(_ id: String, as reader: Reader?) async throws(ReadError) -> PlotFile?
  /// The last events of a stream.
  func history(of stream: String, limit: Int, as reader: Reader?) async throws(ReadError) -> [HistoryEvent]
}

/// The places of a section, and where the read model stood.
struct SectionPlots: Sendable {
  struct Plot: Sendable, Equatable {
    let row: String
    let number: Int64
    let state: PlotState
  }

  let position: Int64
  let plots: [Plot]
}

/// What became of a place, in the order in which it is told first.
enum PlotState: String, CaseIterable, Sendable {
  case decommissioned, blocked, expired, full, partly, granted, reserved, free
}

struct PlotFile: Sendable {
  let position: Int64
  /// The row of the read model.
  let row: JSONObject
  let state: PlotState
  let events: [HistoryEvent]
}

/// An event as the pages of one thing list it.
struct HistoryEvent: Sendable {
  let event: NewEvent
  let id: String
  /// Whose software sent it, and who did.
  let source: String
  let actor: String?
}

import EventLog
import FoundationEssentials
import FrontDoor
import Registry

/// All that is recorded of draws, with the moments at which the log took it.
struct RecordedDraws {
  let book: DrawBook
  private let recordedAt: [EventID: String]

  fileprivate init(_ events: [RecordedEvent]) throws(UnreadableEvent) {
    book = try DrawBook(events.map(\.bytes))
    recordedAt = Dictionary(
      events.compactMap { event in
        EventID(event.id.uuidString.lowercased()).map { ($0, Figures.time(event.recordedAt)) }
      }
    ) { first, _ in first }
  }

  /// When an event was recorded, in words.
  func recorded(_ event: EventID) -> String { recordedAt[event] ?? "—" }
}

/// The event whose leaf is the seed of a draw, as a visitor may see it.
struct SeedEvent {
  let event: FollowingEvent
  /// Whether the event itself is for them: its id, place and leaf are for everybody who sees the draw.
  let isReached: Bool

  var follower: Follower? { Follower(event) }
}

extension VisitedCity {
  func draws() async throws -> RecordedDraws {
    let stream = StreamsNamed([StreamID(rawValue: RecordedDraw.stream.description)])
    // One or two rounds a year.
    let events = try await log.timeline(of: stream, types: nil, after: .start, limit: 10_000)
    do {
      return try RecordedDraws(events)
    } catch {
      throw ReadError(.database, "the draws cannot be read: \(error)")
    }
  }

  /// What the log holds right behind an announcement.
  func seed(behind announcement: EventID) async throws -> SeedEvent? {
    guard let next = try await follower(of: announcement) else { return nil }
    return SeedEvent(event: next, isReached: try await log.event(next.id) != nil)
  }
}

/// A draw as it stands in the log, after whatever corrections there were.
public struct RecordedDraw: Sendable {
  /// The event that recorded it first.
  public let id: EventID
  /// When it was held, as it is said.
  public let time: Instant
  /// Who recorded it.
  public let actor: Code
  public let source: Code
  /// That event, and those that correct it.
  public let statements: [EventID]
  public let sampled: InspectionSampled

  /// The stream that all draws are announced and recorded in.
  public static let stream = StreamName(.referenceData, "inspection-draws")
}

/// The announcement of a draw as it stands in the log.
public struct RecordedAnnouncement: Sendable {
  public let id: EventID
  public let time: Instant
  public let actor: Code
  public let source: Code
  /// That event, and those that correct it, which the rules do not allow.
  public let statements: [EventID]
  public let announced: DrawAnnounced
}

/// All that is recorded of draws.
public struct DrawBook: Sendable {
  /// Those that stand, in the order of the log.
  public private(set) var announcements: [RecordedAnnouncement] = []
  /// Those that stand, in the order of the log.
  public private(set) var draws: [RecordedDraw] = []
  /// Every announcement that was ever recorded.
  private var everAnnounced: [(id: EventID, data: DrawAnnounced)] = []

  /// By all stored events of ``RecordedDraw/stream``. One that this program does not know stops it.
  public init(_ events: [[UInt8]]) throws(UnreadableEvent) {
    var recorded: [(position: Int64, event: RecordedEvent)] = []
    for bytes in events {
      let version = recorded.count + 1
      let event = try RecordedEvent(stored: bytes, in: RecordedDraw.stream, version: version)
      if let data = event.payload as? DrawAnnounced { everAnnounced.append((event.id, data)) }
      recorded.append((Int64(version), event))
    }
    for standing in StreamHistory(recorded: recorded).standing {
      let (event, statements) = (standing.event, standing.statements)
      if let sampled = event.payload as? InspectionSampled {
        draws.append(
          RecordedDraw(
            id: event.id,
            time: event.time,
            actor: event.actor,
            source: event.source,
            statements: statements,
            sampled: sampled
          )
        )
      } else if let announced = event.payload as? DrawAnnounced {
        announcements.append(
          RecordedAnnouncement(
            id: event.id,
            time: event.time,
            actor: event.actor,
            source: event.source,
            statements: statements,
            announced: announced
          )
        )
      }
    }
  }

  /// The draw that was held by an announcement.
  public func draw(of announcement: EventID) -> RecordedDraw? {
    draws.last { $0.sampled.announcementEventId == announcement }
  }

  /// The announcements by which no draw has been held.
  public var open: [RecordedAnnouncement] { announcements.filter { draw(of: $0.id) == nil } }

  public func announcement(_ id: EventID) -> RecordedAnnouncement? { announcements.first { $0.id == id } }

  /// What a draw is held against; nil where it names no announcement.
  public func ground(of draw: RecordedDraw, before follower: Follower?) -> Redraw.Ground? {
    guard let named = draw.sampled.announcementEventId else { return nil }
    let sampled = draw.sampled
    let rivals = everAnnounced.filter {
      $0.id != named && $0.data.division == sampled.division && $0.data.year == sampled.year
        && $0.data.round == sampled.round
    }
    return Redraw.Ground(announcement: announcement(named), rivals: rivals.map(\.id), follower: follower)
  }
}

extension RecordedAnnouncement {
  /// The event that holds the draw, as whoever holds it submits it; nil for what no log has.
  public func draw(
    before follower: Follower,
    id: EventID,
    at time: Instant,
    by actor: Code,
    from source: Code
  ) -> [UInt8]? {
    InspectionSampled(of: announced, by: self.id, before: follower)?
      .line(id: id, for: RecordedDraw.stream, at: time, by: actor, from: source)
  }
}

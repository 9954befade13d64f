public import CanonicalJSON

/// All that is stored in a stream, read for whoever audits it: what was said, what stands of it, and what cannot be there.
public struct StreamReading: Sendable {
  /// A fact as an event has stated it: its own, or a correction of it.
  public struct Statement: Sendable {
    /// Of the event that states it.
    public let position: Int
    /// The fact's own event.
    public let fact: EventID
    public let payload: any EventPayload
  }

  /// A fact that stands, as it was stated last.
  public struct Standing: Sendable {
    /// Where it was first recorded.
    public let position: Int
    public let id: EventID
    public let time: Instant
    public let payload: any EventPayload
    public let isAmended: Bool
  }

  /// An event that the registry cannot have written there.
  public struct Stray: Sendable {
    public let position: Int
    public let error: UnreadableEvent
  }

  public let name: StreamName
  public private(set) var statements: [Statement] = []
  public private(set) var strays: [Stray] = []
  private var recorded: [(position: Int64, event: RecordedEvent)] = []

  public init(_ name: StreamName) { self.name = name }

  /// Reads the next event; one that cannot be there is left out, and told.
  public mutating func read(_ event: JSON, at position: Int) {
    let read: RecordedEvent
    do throws(UnreadableEvent) {
      read = try RecordedEvent(event, in: name, version: recorded.count + 1)
    } catch {
      strays.append(Stray(position: position, error: error))
      return
    }
    guard type(of: read.payload).stands(on: name.kind) else {
      let error = UnreadableEvent(defect: .misplaced, stream: name, version: recorded.count + 1)
      strays.append(Stray(position: position, error: error))
      return
    }
    recorded.append((Int64(position), read))
    if let correction = read.payload as? FactCorrected {
      statements.append(Statement(position: position, fact: correction.targetEventId, payload: correction.data))
    } else {
      statements.append(Statement(position: position, fact: read.id, payload: read.payload))
    }
  }

  /// What stands of what was recorded before a position, or of all.
  public func standing(before position: Int? = nil) -> [Standing] {
    let known = position.map { end in recorded.filter { $0.position < end } } ?? recorded
    guard known.contains(where: { $0.event.payload is any Amendment }) else {
      return known.map { Standing(Int($0.position), $0.event) }
    }
    return StreamHistory(recorded: known).standing.map {
      Standing(Int($0.position), $0.event, isAmended: $0.statements.count > 1)
    }
  }

  fileprivate var events: [RecordedEvent] {
    guard recorded.contains(where: { $0.event.payload is any Amendment }) else { return recorded.map(\.event) }
    return StreamHistory(recorded: recorded).standing.map(\.event)
  }

  fileprivate var version: Int { recorded.count }
}

extension StreamReading.Standing {
  fileprivate init(_ position: Int, _ event: RecordedEvent, isAmended: Bool = false) {
    self.init(position: position, id: event.id, time: event.time, payload: event.payload, isAmended: isAmended)
  }
}

extension Snapshot {
  /// What a stream holds by what is stored in it. Only sections stay known: how many places a plot has, they say.
  public mutating func claims(of reading: StreamReading) throws(UnreadableEvent) -> [Claim] {
    try load(reading.name, standing: reading.events, version: reading.version)
    if let plot = PlotID(reading.name.key), reading.name.kind == .plot, version(of: .section(of: plot)) == nil {
      begin(.section(of: plot), version: 0)
    }
    defer { if reading.name.kind != .section { forget(reading.name) } }
    var known = Knowledge(self)
    do throws(Undecided) {
      return try known.claims(of: reading.name)
    } catch {
      throw UnreadableEvent(defect: .misplaced, stream: reading.name, version: reading.version)
    }
  }
}

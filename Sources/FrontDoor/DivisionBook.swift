public import EventLog
public import Registry

/// What became of a registry's divisions, read again from time to time: they change a few times in a decade.
public actor DivisionBook {
  private let log: EventLog
  private var known: (history: DivisionHistory, until: ContinuousClock.Instant)?

  /// For how long what was read is taken as it is.
  private static let patience = Duration.seconds(10)

  public init(_ log: EventLog) {
    self.log = log
  }

  /// - Throws: ``FrontDoorError``.
  public func history() async throws(FrontDoorError) -> DivisionHistory {
    if let known, .now < known.until { return known.history }
    let history = try await log.divisionHistory()
    known = (history, .now + Self.patience)
    return history
  }
}

extension EventLog {
  fileprivate func divisionHistory() async throws(FrontDoorError) -> DivisionHistory {
    do {
      let name = StreamName.divisions
      var snapshot = Snapshot()
      try snapshot.load(name, events: try await read(stream: StreamID(name)).map(\.bytes))
      return snapshot.divisionHistory
    } catch let error as EventLogError {
      throw FrontDoorError(error)
    } catch {
      throw FrontDoorError(.unreadable, "the divisions cannot be read: \(error)")
    }
  }
}

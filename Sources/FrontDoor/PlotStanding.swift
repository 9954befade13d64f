public import EventLog
public import Registry

/// A plot as the log has it: what keeps it, under which right it is held, and where in it a portion could lie.
public struct PlotStanding: Sendable {
  public let id: PlotID
  public let kind: PlotKind
  public let capacity: PositiveCount
  /// Nil where nothing has happened to it since it was laid out.
  public let state: PlotState?
  public let right: Right?
  /// The first place in it that nobody has; nil where it is full.
  public let free: Int?

  public struct Right: Sendable {
    public let contract: Code
    public let state: UseRightState
  }
}

extension EventLog {
  /// Reads a plot; nil where none is laid out.
  public func plotStanding(_ id: PlotID) async throws(FrontDoorError) -> PlotStanding? {
    let (section, plot) = (StreamName(.section, "\(id.facility)/\(id.section)"), StreamName(.plot, id.text))
    let held = LogClaim(kind: Registry.Claim.Kind.plot.rawValue, key: id.text)
    let holder: StreamID?
    do {
      holder = try await holders(of: [held])[held]
    } catch {
      throw FrontDoorError(error)
    }
    let right = holder.flatMap { StreamName(parsing: $0.rawValue) }.flatMap { $0.kind == .useRight ? $0 : nil }
    let events = try await stored([section, plot] + (right.map { [$0] } ?? []))
    var snapshot = Snapshot()
    do {
      for (stream, events) in events { try snapshot.load(stream, events: events) }
    } catch {
      throw FrontDoorError(.unreadable, "the plot \(id) cannot be read: \(error)")
    }
    guard let laidOut = snapshot.section(of: id), let range = laidOut.range(of: id) else { return nil }
    let state = snapshot.plot(id)
    let capacity = state?.capacity(laidOut: range.capacity) ?? range.capacity
    return PlotStanding(
      id: id,
      kind: laidOut.opened.data.plotKind,
      capacity: capacity,
      state: state,
      right: right.flatMap { Code($0.key) }.flatMap { contract in
        snapshot.useRight(contract).map { PlotStanding.Right(contract: contract, state: $0) }
      },
      free: try await freePlace(in: id, of: capacity.value)
    )
  }

  /// Reads a use right; nil where none was granted under the contract.
  public func useRight(_ contract: Code) async throws(FrontDoorError) -> UseRightState? {
    let stream = StreamName(.useRight, contract.text)
    guard let events = try await stored([stream])[stream] else { return nil }
    var snapshot = Snapshot()
    do {
      try snapshot.load(stream, events: events)
    } catch {
      throw FrontDoorError(.unreadable, "stream \(stream) cannot be read: \(error)")
    }
    return snapshot.useRight(contract)
  }

  /// Of an eco pool with thousands of places not all are asked for at once.
  private func freePlace(in plot: PlotID, of capacity: Int) async throws(FrontDoorError) -> Int? {
    let kind = Registry.Claim.Kind.place.rawValue
    for first in stride(from: 1, through: capacity, by: 1_000) {
      let places = first...min(first + 999, capacity)
      let taken: [LogClaim: StreamID]
      do {
        taken = try await holders(of: places.map { LogClaim(kind: kind, key: "\(plot.text)#\($0)") })
      } catch {
        throw FrontDoorError(error)
      }
      let open = places.first { taken[LogClaim(kind: kind, key: "\(plot.text)#\($0)")] == nil }
      if let open { return open }
    }
    return nil
  }
}

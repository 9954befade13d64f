/// What streams come to hold and cease to hold. A claim that passes from one of them to another is given back and taken.
struct ClaimChange {
  private(set) var takes: [Claim] = []
  private(set) var releases: [Claim] = []

  /// - Parameters:
  ///   - before: what a stream held.
  ///   - after: what it holds then.
  mutating func record(_ before: [Claim], becoming after: [Claim]) {
    guard before != after else { return }
    takes += after.removing(before)
    releases += before.removing(after)
  }
}

extension [Claim] {
  /// Without the others, each of them once.
  fileprivate func removing(_ others: [Claim]) -> [Claim] {
    var counts = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
    return filter { claim in
      guard let count = counts[claim], count > 0 else { return true }
      counts[claim] = count - 1
      return false
    }
  }
}

extension Knowledge {
  /// What a stream holds, or will hold once these events of it are known too.
  mutating func claims(of stream: StreamName, after events: [RecordedEvent] = []) throws(Undecided) -> [Claim] {
    switch stream.kind.state {
    case let holder as any ClaimHolder.Type: return try state(holder, of: stream, after: events)?.claims ?? []
    case is PlotState.Type:
      guard let plot = PlotID(stream.key), let state = try state(PlotState.self, of: stream, after: events) else {
        return []
      }
      // The one state that does not tell by itself: how many places there are is told of a whole row of plots.
      let section = try self.state(SectionState.self, of: .section(of: plot))
      return state.claims(of: plot, laidOut: section?.range(of: plot)?.capacity)
    default: return []
    }
  }

  /// The change that events make.
  mutating func claimChange(by events: [DecidedEvent]) throws(Undecided) -> ClaimChange {
    var change = ClaimChange()
    let byStream = Dictionary(grouping: events, by: \.stream)
    for (stream, own) in byStream.sorted(by: { $0.key.description < $1.key.description }) {
      change.record(try claims(of: stream), becoming: try claims(of: stream, after: own.map(\.event)))
    }
    return change
  }

  private func state<State: StreamState>(
    _ type: State.Type,
    of stream: StreamName,
    after events: [RecordedEvent]
  ) throws(Undecided) -> State? {
    var state = try peek(type, of: stream)
    for event in events {
      if state == nil { state = State(beginning: event) } else { state?.evolve(event) }
    }
    return state
  }
}

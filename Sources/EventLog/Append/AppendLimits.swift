/// Bounds of the appender.
public struct AppendLimits: Sendable {
  /// Most units sent in one call.
  public var unitsPerCall = 512
  /// Most events sent in one call, unless a single unit has more.
  public var eventsPerCall = 1024
  /// Most units that may wait; one more is ``EventLogError/Code/overloaded``.
  public var waitingUnits = 8192
  /// How long to try again while the server cannot be reached.
  public var patience = Duration.seconds(30)

  public init() {}

  /// As many of the first elements as one call may carry, one at least, given how many events each has.
  func group<Elements: Collection>(
    _ elements: Elements,
    events: (Elements.Element) -> Int
  ) -> Elements.SubSequence {
    var total = 0
    let end = elements.prefix(unitsPerCall).firstIndex { element in
      total += events(element)
      return total > eventsPerCall
    }
    guard let end else { return elements.prefix(unitsPerCall) }
    return elements[..<max(end, elements.index(after: elements.startIndex))]
  }
}

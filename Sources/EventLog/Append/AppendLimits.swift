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
}

// Stream `plot/<facility>/<section>/<row>/<number>` 墓位/格位: what keeps one plot from being granted, and its size after
// works.

/// ```
/// free ⇄ blocked (also when a returned right leaves it to be cleared)
/// free ⇄ reserved → free, and granted in the same unit (its use right is a stream of its own)
/// free → decommissioned (final)
/// ```
public struct PlotState: StreamState, Equatable {
  public private(set) var blocked: Fact<PlotBlocked>?
  public private(set) var reservation: Fact<PlotReserved>?
  public private(set) var resized: Fact<PlotResized>?
  /// The most places that works have given it.
  public private(set) var widest = 0
  public private(set) var decommissioned: Fact<PlotDecommissioned>?

  /// Its places, of which there were `laidOut` in the beginning.
  public func capacity(laidOut: PositiveCount) -> PositiveCount { resized?.data.capacity ?? laidOut }

  /// The block that a returned right has left.
  var clearing: Fact<PlotBlocked>? { blocked.flatMap { $0.data.causeEventId == nil ? nil : $0 } }

  /// The plot while it is blocked or reserved, or once it is gone (P8); and the places where nobody may come to lie: those
  /// that works have taken away, all of them until a returned plot has been cleared, and for good when it is gone. That
  /// the plot can take them shows that nobody lies there (P7).
  /// `laidOut` is how many places its section gave it, nil where that does not lay it out.
  func claims(of plot: PlotID, laidOut: PositiveCount?) -> [Claim] {
    let isHeld = blocked != nil || reservation != nil || decommissioned != nil
    let isEmptied = clearing != nil || decommissioned != nil
    let usable = isEmptied ? 0 : resized?.data.capacity.value ?? laidOut?.value ?? 0
    let ever = max(widest, laidOut?.value ?? 0)
    return (isHeld ? [.plot(plot)] : []) + Claim.places(usable + 1..<ever + 1, in: plot)
  }

  init?(beginning event: RecordedEvent) {
    evolve(event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as PlotBlocked: blocked = Fact(data, event)
    case is PlotUnblocked: blocked = nil
    case let data as PlotReserved: reservation = Fact(data, event)
    case is ReservationReleased: reservation = nil
    case let data as PlotResized:
      resized = Fact(data, event)
      widest = max(widest, data.capacity.value)
    case let data as PlotDecommissioned: decommissioned = Fact(data, event)
    default: break
    }
  }
}

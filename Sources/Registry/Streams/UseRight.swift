// Stream `right/<contract no>` 使用权: to one plot, cycle after cycle.

/// ```
/// granted ⟲ renewed, succeeded
///    └→ returned (final)
/// ```
/// In force from its first to its last day; an expired right still keeps its plot, until it is renewed or returned.
public struct UseRightState: ClaimHolder, Equatable {
  public let granted: Fact<UseRightGranted>
  public private(set) var lastRenewal: Fact<UseRightRenewed>?
  /// All who have held it, the holder of today last.
  public private(set) var holders: [Code]
  public private(set) var returned: Fact<UseRightReturned>?

  /// When the latest cycle begins.
  public private(set) var cycleFrom: LocalDate

  public var lastDay: LocalDate { lastRenewal?.data.to ?? granted.data.to }
  public var holder: Code { holders.last ?? granted.data.holderRef }

  /// Its plot, which the block of a returned right takes over.
  var claims: [Claim] { returned == nil ? [.plot(granted.data.plotId)] : [] }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? UseRightGranted else { return nil }
    granted = Fact(data, event)
    holders = [data.holderRef]
    cycleFrom = data.from
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as UseRightRenewed:
      cycleFrom = lastDay
      lastRenewal = Fact(data, event)
    case let data as UseRightReturned: returned = Fact(data, event)
    case let data as UseRightSucceeded: holders.append(data.toHeirRef)
    default: break
    }
  }

  /// Whom the right is for, to be put into a sentence.
  var forWhomZh: String { granted.data.decedentCaseId.map { "是为个案 \($0) 办理的" } ?? "是为持有人本人办理的" }
  var forWhomEn: String { granted.data.decedentCaseId.map { "is for case \($0)" } ?? "is for its holder" }
}

// Stream `waiver/<case id>` 减免: services delivered and evidence for one decedent, and what is decided on them.

/// ```
/// collecting → pending → granted | partial | denied → batched → settled
///                        └──────────────┴──────────────────┴→ reversed
/// ```
/// One such path for each policy (rule M1); whether a batch has settled it is the batch's to say. Which items are due
/// is the entitlement projection's to say (design.md, "Projections"); the rules hold what is decided to what is known to
/// be otherwise, to what was delivered and to the caps.
public struct ServiceWaiverState: StreamState, Equatable {
  public struct Decided: Equatable, Sendable {
    public let fact: Fact<WaiverDecided>
    public internal(set) var reversed: Fact<WaiverReversed>?
    /// The batch that took it last.
    public internal(set) var batched: Fact<WaiverBatched>?

    /// Until it is reversed; one that waits for evidence decides nothing yet.
    public var isActive: Bool { reversed == nil && fact.data.decision != .pending }
  }

  public private(set) var items: [Fact<ServiceItemDelivered>] = []
  public private(set) var evidence: [Fact<EvidenceAttached>] = []
  public private(set) var decisions: [Decided] = []

  public func decision(_ id: EventID) -> Decided? { decisions.first { $0.fact.eventID == id } }

  init?(beginning event: RecordedEvent) {
    evolve(event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as ServiceItemDelivered: items.append(Fact(data, event))
    case let data as EvidenceAttached: evidence.append(Fact(data, event))
    case let data as WaiverDecided: decisions.append(Decided(fact: Fact(data, event)))
    case let data as WaiverReversed: change(data.decisionEventId) { $0.reversed = Fact(data, event) }
    case let data as WaiverBatched: change(data.decisionEventId) { $0.batched = Fact(data, event) }
    default: break
    }
  }

  private mutating func change(_ id: EventID, _ change: (inout Decided) -> Void) {
    guard let index = decisions.firstIndex(where: { $0.fact.eventID == id }) else { return }
    change(&decisions[index])
  }
}

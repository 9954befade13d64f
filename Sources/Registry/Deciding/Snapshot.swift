/// The states of the streams known so far: what decisions are made against, and a cache between them.
///
/// A stream is unknown until it is loaded; a loaded stream without events is known to be absent. The caller bounds
/// the number of streams by `forget`. Loading and accepting change the states in place.
public struct Snapshot: Sendable {
  private var slots: [StreamName: Slot] = [:]
  private(set) var followers = Followers()

  private struct Slot: Sendable {
    var version: Int
    var state: (any StreamState)?
    /// The last event, as long as it was decided and is not known to be stored.
    var unsettled: EventID?
  }

  public init() {}

  public var count: Int { slots.count }

  public var streams: some Collection<StreamName> & Sendable { slots.keys }

  /// The number of events of a stream, 0 when it is absent; nil when it has not been loaded.
  public func version(of stream: StreamName) -> Int? { slots[stream]?.version }

  /// Learns a stream from all of its stored events in order, none of them left out; replaces what was known of it. With a `day`
  /// only facts that had happened by its end count: for showing what was, never for deciding.
  public mutating func load(_ stream: StreamName, events: [[UInt8]], by day: LocalDate? = nil) throws(UnreadableEvent) {
    var recorded: [RecordedEvent] = []
    for bytes in events {
      recorded.append(try RecordedEvent(stored: bytes, in: stream, version: recorded.count + 1))
    }
    if recorded.contains(where: { $0.payload is any Amendment }) {
      let history = StreamHistory(recorded: recorded.enumerated().map { (Int64($0.offset), $0.element) })
      recorded = history.standing.map(\.event)
    }
    if let day { recorded.removeAll { day < $0.time.localDate } }
    try load(stream, standing: recorded, version: events.count)
  }

  /// Learns a stream from what stands of it.
  mutating func load(_ stream: StreamName, standing recorded: [RecordedEvent], version: Int) throws(UnreadableEvent) {
    // A remark may outlive the facts that it is about.
    if let first = recorded.first(where: { $0.payload is any FactPayload }),
      stream.kind.state.init(beginning: first) == nil
    {
      throw UnreadableEvent(defect: .misplaced, stream: stream, version: 1)
    }
    begin(stream, version: version)
    for event in recorded { _ = evolve(stream, event) }
  }

  /// Knows a stream as one in which nothing has happened yet.
  mutating func begin(_ stream: StreamName, version: Int) {
    slots[stream] = Slot(version: version, state: nil)
  }

  /// Evolves the state of a stream by its next fact; false when the stream cannot begin with it.
  mutating func evolve(_ stream: StreamName, _ event: RecordedEvent) -> Bool {
    if slots[stream]?.state == nil {
      slots[stream]?.state = stream.kind.state.init(beginning: event)
      return slots[stream]?.state != nil
    }
    slots[stream]?.state?.evolve(event)
    return true
  }

  /// Evolves the states by a decision, before it is stored: until ``settle(_:)`` what is decided on them has its events for
  /// premises. A stream that has moved on since, or whose past the decision amends, is forgotten, to be loaded again.
  public mutating func accept(_ decision: Decision) {
    for decided in decision.events {
      guard let version = slots[decided.stream]?.version else { continue }
      guard version + 1 == decided.version, !(decided.event.payload is any Amendment) else {
        forget(decided.stream)
        continue
      }
      slots[decided.stream]?.version += 1
      _ = evolve(decided.stream, decided.event)
      slots[decided.stream]?.unsettled = decided.id
    }
  }

  /// The log has stored a decision.
  public mutating func settle(_ decision: Decision) {
    for decided in decision.events where slots[decided.stream]?.unsettled == decided.id {
      slots[decided.stream]?.unsettled = nil
    }
  }

  /// The last event of a stream, when it was decided and is not known to be stored.
  func unsettled(_ stream: StreamName) -> EventID? { slots[stream]?.unsettled }

  public mutating func forget(_ stream: StreamName) {
    slots[stream] = nil
  }

  /// Learns which event follows another one in the log.
  public mutating func learn(_ follower: Follower?, of event: EventID) { followers.learn(follower, of: event) }

  /// Forgets that nothing followed an event yet: that is true for a moment only.
  public mutating func forgetUnfollowed() { followers.forgetUnfollowed() }

  /// Knows the followers that are known elsewhere.
  mutating func learn(_ followers: Followers) { self.followers = followers }

  /// Whether anything stands in the stream.
  func isBegun(_ stream: StreamName) -> Bool { slots[stream]?.state != nil }

  func state<State: StreamState>(_ type: State.Type, of stream: StreamName) -> State? {
    slots[stream]?.state as? State
  }
}

extension Snapshot {
  /// Each is nil when the stream is absent or has not been loaded; `version(of:)` tells which.
  public func decedentCase(_ id: Code) -> DecedentCaseState? { state(DecedentCaseState.self, of: .decedentCase(id)) }
  public func ashCustody(_ id: Code) -> AshCustodyState? { state(AshCustodyState.self, of: .ashCustody(id)) }
  public func facility(_ code: Code) -> FacilityState? { state(FacilityState.self, of: .facility(code)) }
  public func section(of plot: PlotID) -> SectionState? { state(SectionState.self, of: .section(of: plot)) }
  public func plot(_ plot: PlotID) -> PlotState? { state(PlotState.self, of: .plot(plot)) }
  public func useRight(_ contract: Code) -> UseRightState? { state(UseRightState.self, of: .useRight(contract)) }
  public func serviceWaiver(_ caseID: Code) -> ServiceWaiverState? {
    state(ServiceWaiverState.self, of: .waiver(caseID))
  }
  public func subsidyClaim(_ id: Code) -> SubsidyClaimState? {
    state(SubsidyClaimState.self, of: .claim(id))
  }
  public func annualInspection(_ cemetery: Code, _ year: Year) -> AnnualInspectionState? {
    state(AnnualInspectionState.self, of: StreamName(.annualInspection, "\(cemetery.text)/\(year.value)"))
  }
  public func cremationUnit(_ home: Code, _ serial: Code) -> CremationUnitState? {
    state(CremationUnitState.self, of: .cremationUnit(home, serial))
  }
  public func hearse(_ code: Code) -> HearseState? { state(HearseState.self, of: .hearse(code)) }
  public func certificateStock(_ home: Code) -> CertificateStockState? {
    state(CertificateStockState.self, of: .certificateStock(home))
  }
  public func settlementBatch(_ home: Code, _ month: Month) -> SettlementBatchState? {
    state(SettlementBatchState.self, of: .batch(of: home, in: month))
  }
  public func enforcementCase(_ id: Code) -> EnforcementCaseState? {
    state(EnforcementCaseState.self, of: StreamName(.enforcementCase, id.text))
  }
  public func reference(_ list: Code) -> ReferenceDataState? { state(ReferenceDataState.self, of: .reference(list)) }
  /// Empty when nothing is known of divisions.
  public var divisionHistory: DivisionHistory {
    state(ReferenceDataState.self, of: .divisions)?.divisionHistory ?? DivisionHistory()
  }
  public func policy(_ id: Code) -> PolicyState? { state(PolicyState.self, of: .policy(id)) }
}

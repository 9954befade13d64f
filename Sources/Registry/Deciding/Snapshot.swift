/// The states of the streams known so far: what decisions are made against, and a cache between them.
///
/// A stream is unknown until it is loaded; a loaded stream without events is known to be absent. The caller bounds
/// the number of streams by `forget`. Loading and accepting change the states in place.
public struct Snapshot: Sendable {
  private var slots: [StreamName: Slot] = [:]

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

  /// Learns a stream from all of its stored events in order, none of them left out; replaces what was known of it.
  public mutating func load(_ stream: StreamName, events: [[UInt8]]) throws(UnreadableEvent) {
    var slot = Slot(version: 0, state: nil)
    for bytes in events {
      slot.version += 1
      let event = try RecordedEvent(stored: bytes, in: stream, version: slot.version)
      if slot.state == nil {
        guard let state = stream.kind.state.init(beginning: event) else {
          throw UnreadableEvent(defect: .misplaced, stream: stream, version: slot.version)
        }
        slot.state = state
      } else {
        slot.state?.evolve(event)
      }
    }
    slots[stream] = slot
  }

  /// Evolves the states by a decision, before it is stored: until ``settle(_:)`` what is decided on them has its events for
  /// premises. A stream that has moved on since is forgotten, to be
  /// loaded again.
  public mutating func accept(_ decision: Decision) {
    for decided in decision.events {
      guard let version = slots[decided.stream]?.version else { continue }
      guard version + 1 == decided.version else {
        forget(decided.stream)
        continue
      }
      if version == 0 {
        let state = decided.stream.kind.state.init(beginning: decided.event)
        slots[decided.stream] = Slot(version: 1, state: state, unsettled: decided.id)
      } else {
        slots[decided.stream]?.version += 1
        slots[decided.stream]?.state?.evolve(decided.event)
        slots[decided.stream]?.unsettled = decided.id
      }
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
  public func policy(_ id: Code) -> PolicyState? { state(PolicyState.self, of: .policy(id)) }
}

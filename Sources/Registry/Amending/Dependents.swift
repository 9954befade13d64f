/// The streams in which something was decided on what a stream says, beside itself: those whose decisions are looked at
/// again with its amendment. Of facilities, policies and reference data, on which thousands may rest, only their own streams
/// are, the others behind it (``WideChange``); of a row of plots only those plots. A right that was granted because somebody
/// had died is looked at as soon as they lie under it; until then nothing in the case tells of it, and the read model
/// `anomalies` does (N22).
struct Dependents {
  let streams: [StreamName]
  /// A payment that was made on what the stream says, nil while there is none: of an award that rests on it, or of a line
  /// of a batch. Every fact of a case counts for its payments.
  let settledBy: EventID?

  /// `payloads` are what a fact of it has said, and what it will say.
  init(
    of stream: StreamName,
    saying payloads: [any EventPayload] = [],
    _ records: Records,
    clock: Instant
  ) throws(Undecided) {
    var now = Replay(records, to: Replay.now, clock: clock)
    streams =
      switch stream.kind {
      case .decedentCase: try Self.ofCase(stream, records, &now)
      case .ashCustody: try Self.ofAshes(stream, &now)
      case .serviceWaiver: try Self.ofWaiver(stream, &now)
      case .useRight: try Self.ofRight(stream, records, &now)
      case .section: payloads.flatMap { Self.ofRow($0, stream) }
      default: []
      }
    try records.require(streams)
    settledBy = try Self.payment(on: stream, in: [stream] + streams, &now)
  }

  /// Its services, the ashes, the rights under which they or the body lie, and the awards.
  private static func ofCase(
    _ stream: StreamName,
    _ records: Records,
    _ now: inout Replay
  ) throws(Undecided) -> [StreamName] {
    let portions = PortionCount.range.map { Claim(.portion, "\(stream.key)/\($0)") }
    let ashes = try records.holders(of: Set(portions)).values.sorted { $0.key < $1.key }
    try records.require(ashes)
    var contracts: [Code] = []
    for portion in ashes {
      contracts += [try now.state(AshCustodyState.self, of: portion)?.contract].compactMap(\.self)
    }
    if case .buried(let burial) = try now.state(DecedentCaseState.self, of: stream)?.departure {
      contracts.append(burial.data.contractNo)
    }
    let waiver = StreamName(.serviceWaiver, stream.key)
    return [waiver] + (try ofWaiver(waiver, &now)) + ashes
      + Set(contracts).sorted { $0.text < $1.text }.map { .useRight($0) }
      + (try awards(of: stream, &now))
  }

  /// The case, which is closed when all its ashes have come to rest, and the awards that are claimed for them.
  private static func ofAshes(_ stream: StreamName, _ now: inout Replay) throws(Undecided) -> [StreamName] {
    guard let custody = try now.state(AshCustodyState.self, of: stream) else { return [] }
    let decedent = StreamName.decedentCase(custody.caseID)
    var awards: [StreamName] = []
    for award in try Self.awards(of: decedent, &now) {
      let named = try now.state(SubsidyClaimState.self, of: award)?.submitted.data.custodyIds ?? []
      if named.contains(where: { $0.text == stream.key }) { awards.append(award) }
    }
    return [decedent] + awards
  }

  private static func awards(of decedent: StreamName, _ now: inout Replay) throws(Undecided) -> [StreamName] {
    try now.state(DecedentCaseState.self, of: decedent)?.awardClaims.map { .claim($0.data.claimId) } ?? []
  }

  /// The batches that settle it.
  private static func ofWaiver(_ stream: StreamName, _ now: inout Replay) throws(Undecided) -> [StreamName] {
    let decisions = try now.state(ServiceWaiverState.self, of: stream)?.decisions ?? []
    return decisions.compactMap(\.batched).map { .batch(of: $0.data.home, in: $0.data.month) }
  }

  /// Whoever lies under it.
  private static func ofRight(
    _ stream: StreamName,
    _ records: Records,
    _ now: inout Replay
  ) throws(Undecided) -> [StreamName] {
    guard let plot = try now.state(UseRightState.self, of: stream)?.granted.data.plotId else { return [] }
    let laidOut = try now.state(SectionState.self, of: .section(of: plot))?.range(of: plot)?.capacity.value ?? 0
    let places = Claim.places(1..<laidOut + 1, in: plot)
    return try records.holders(of: Set(places)).values.filter { [.ashCustody, .decedentCase].contains($0.kind) }
      .sorted { $0.key < $1.key }
  }

  /// The plots that it lays out: how many places each of them has depends on it.
  private static func ofRow(_ payload: any EventPayload, _ section: StreamName) -> [StreamName] {
    guard let row = payload as? PlotRangeCreated else { return [] }
    return row.numbers.compactMap { PlotID("\(section.key)/\(row.row)/\($0)").map { .plot($0) } }
  }

  private static func payment(
    on amended: StreamName,
    in streams: [StreamName],
    _ now: inout Replay
  ) throws(Undecided) -> EventID? {
    for stream in streams {
      let payment: EventID? =
        switch stream.kind {
        case .subsidyClaim: try now.state(SubsidyClaimState.self, of: stream)?.payments.last?.eventID
        case .settlementBatch: try now.state(SettlementBatchState.self, of: stream)?.payment(on: amended)
        default: nil
        }
      if let payment { return payment }
    }
    return nil
  }
}

extension SettlementBatchState {
  /// Its payment, if that paid a line of the case that the stream is about, or if the stream is the batch itself.
  fileprivate func payment(on stream: StreamName) -> EventID? {
    let isPaid = lines.contains { $0.standing == .paid && $0.fact.data.caseId.text == stream.key }
    return isPaid || stream.kind == .settlementBatch ? paid?.eventID : nil
  }
}

extension Replay {
  mutating func state<State: StreamState>(_ type: State.Type, of stream: StreamName) throws(Undecided) -> State? {
    try ask { known throws(Undecided) in try known.state(type, of: stream) }
  }
}

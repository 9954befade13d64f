// Stream `batch/<funeral home>/<month>` 结算批次: what a home waived in a month, reviewed and paid.

// MARK: Events

/// 批次建立. Home and month are the stream's own name.
public struct BatchOpened: FactPayload {
  public static var stream: StreamKind { .settlementBatch }
  /// Who draws the roster up.
  public var preparerId: Code
}

/// 批次明细: one waiver decision (rule M6).
public struct BatchLineAdded: FactPayload {
  public static var stream: StreamKind { .settlementBatch }
  public var decisionEventId: EventID
  public var caseId: Code
  public var amountFen: Fen
}

/// 批次审核: every line, accepted or rejected.
public struct BatchReviewed: FactPayload {
  public static var stream: StreamKind { .settlementBatch }
  /// Ids of the decisions of the lines.
  public var accepted: [EventID]
  public var rejected: [RejectedLine]
  public var reviewerId: Code
}

/// A line that a review does not accept.
public struct RejectedLine: Codable, Equatable, Sendable {
  public var decisionEventId: EventID
  public var reason: Text
}

/// 批次支付.
public struct BatchPaid: FactPayload {
  public static var stream: StreamKind { .settlementBatch }
  public var totalFen: Fen
  public var payRef: Code
}

// MARK: State

/// ```
/// opened → reviewed → paid
///     └──→ rejected (no line accepted)
/// ```
public struct SettlementBatchState: ClaimHolder, Equatable {
  public enum Status: String, CaseIterable, Sendable { case opened, reviewed, paid, rejected }

  public struct Line: Equatable, Sendable {
    public enum Standing: String, Sendable { case added, accepted, rejected, paid }
    public let fact: Fact<BatchLineAdded>
    public internal(set) var standing: Standing
  }

  public let opened: Fact<BatchOpened>
  public private(set) var lines: [Line] = []
  public private(set) var reviewed: Fact<BatchReviewed>?
  public private(set) var paid: Fact<BatchPaid>?

  public var status: Status {
    if paid != nil { return .paid }
    guard let reviewed else { return .opened }
    return reviewed.data.accepted.isEmpty ? .rejected : .reviewed
  }

  /// The line that cites a decision.
  public func line(_ decision: EventID) -> Line? { lines.first { $0.fact.data.decisionEventId == decision } }

  var accepted: [Line] { lines.filter { $0.standing == .accepted } }

  /// The decisions of its lines but for those that the review has turned down (M6), and the payment reference (M5).
  var claims: [Claim] {
    lines.filter { $0.standing != .rejected }.map { .settlement($0.fact.data.decisionEventId) }
      + (paid.map { [Claim(.payRef, $0.data.payRef.text)] } ?? [])
  }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? BatchOpened else { return nil }
    opened = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as BatchLineAdded: lines.append(Line(fact: Fact(data, event), standing: .added))
    case let data as BatchReviewed:
      reviewed = Fact(data, event)
      let accepted = Set(data.accepted)
      let rejected = Set(data.rejected.map(\.decisionEventId))
      for index in lines.indices {
        let decision = lines[index].fact.data.decisionEventId
        if accepted.contains(decision) { lines[index].standing = .accepted }
        if rejected.contains(decision) { lines[index].standing = .rejected }
      }
    case let data as BatchPaid:
      paid = Fact(data, event)
      for index in lines.indices where lines[index].standing == .accepted { lines[index].standing = .paid }
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    (payload as? BatchLineAdded).map { [.waiver($0.caseId)] } ?? []
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    let codes = matter.subject.codes
    guard codes.count == 2, let month = Month(codes[1].text) else { throw .refused(r1NoSuchRecord(matter.subject)) }
    let home = codes[0]
    if matter.payload is BatchOpened {
      try uphold(r2BegunOnce(state, matter.subject))
      try uphold(m6OfAFuneralHome(try known.facility(home), home))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    switch matter.payload {
    case let event as BatchLineAdded:
      try uphold(r3BatchStands(state, at: .opened, "明细", "line"))
      return try add(event, of: home, month, &known)
    case let event as BatchReviewed:
      try uphold(r3BatchStands(state, at: .opened, "审核", "review"))
      try uphold(m6EveryLineOnce(state, event))
      try uphold(m7NotTheProvider(state, home, matter, reviewer: event.reviewerId))
      return Outcome()
    case let event as BatchPaid:
      try uphold(r3BatchStands(state, at: .reviewed, "支付", "payment"))
      try uphold(m7NotTheProvider(state, home, matter, reviewer: nil))
      try uphold(m5BatchPaidAsAccepted(state, event))
      return Outcome()
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }

  private static func add(
    _ event: BatchLineAdded,
    of home: Code,
    _ month: Month,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    let waiver = try known.existing(ServiceWaiverState.self, .waiver(event.caseId))
    try uphold(m6CitesADecision(waiver, event))
    try uphold(m6HomeServed(waiver, home, event))
    let batched = WaiverBatched(decisionEventId: event.decisionEventId, home: home, month: month)
    return Outcome(derived: [DerivedPayload(stream: .waiver(event.caseId), payload: batched)])
  }
}

extension Claim {
  static func settlement(_ decision: EventID) -> Claim { Claim(.settlement, decision.text) }
}

// Stream `finding/<finding id>` 整治案件: what was found, ordered, fined and put right.

// MARK: Events

/// 发现问题, in the special campaigns (散埋乱葬、违规建设经营、活人墓、豪华墓) or on site.
public struct FindingOpened: FactPayload {
  public static var stream: StreamKind { .enforcementCase }
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case oversize, luxury
    case livingPerson = "living_person"
    case scattered
    case illegalBuild = "illegal_build"
    case resale, presale, overprice
    case falseCertificate = "false_certificate"
  }
  public enum SubjectKind: String, Codable, CaseIterable, Sendable {
    case decedentCase = "case"
    case ashes, facility, section, plot, right, waiver, claim, batch
    /// A place that is no record of the registry, such as a grave on a hillside.
    case site
  }
  public var kind: Kind
  public var subjectKind: SubjectKind
  /// The key of the record's stream, or the site in words.
  public var subjectId: Text
  public var foundOn: LocalDate
  public var evidenceDigest: Digest
  public var division: DivisionCode
}

/// 责令改正.
public struct OrderIssued: FactPayload {
  public static var stream: StreamKind { .enforcementCase }
  public var docNo: Text
  public var due: LocalDate
}

/// 行政处罚: after the review of its legality (重大执法决定法制审核, 行政处罚法 Art. 58).
public struct PenaltyImposed: FactPayload {
  public static var stream: StreamKind { .enforcementCase }
  public var docNo: Text
  public var fineFen: Fen
  public var confiscatedFen: Fen?
  public var legalReviewerId: Code
}

/// 结案.
public struct FindingClosed: FactPayload {
  public static var stream: StreamKind { .enforcementCase }
  public enum Result: String, Codable, CaseIterable, Sendable { case corrected, removed, unfounded, transferred }
  public var result: Result
  public var verifiedBy: Code
}

// MARK: State

/// ```
/// opened → ordered → penalised → closed
///     └───────┴──────────────────┘
/// ```
/// More than one order may be issued; the penalty is one.
public struct EnforcementCaseState: StreamState, Equatable {
  public enum Status: String, CaseIterable, Sendable { case opened, ordered, penalised, closed }

  public let opened: Fact<FindingOpened>
  public private(set) var orders: [Fact<OrderIssued>] = []
  public private(set) var penalty: Fact<PenaltyImposed>?
  public private(set) var closed: Fact<FindingClosed>?

  public var status: Status {
    if closed != nil { return .closed }
    if penalty != nil { return .penalised }
    return orders.isEmpty ? .opened : .ordered
  }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? FindingOpened else { return nil }
    opened = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as OrderIssued: orders.append(Fact(data, event))
    case let data as PenaltyImposed: penalty = Fact(data, event)
    case let data as FindingClosed: closed = Fact(data, event)
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    (payload as? FindingOpened)?.subject.map { [$0.record] } ?? []
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? FindingOpened {
      try uphold(r2BegunOnce(state, matter.subject))
      try uphold(e1SubjectNamed(event))
      switch event.subject {
      case .plot(let plot): try uphold(r1PlotLaidOut(try known.section(of: plot), plot))
      case .record(let record): try known.requireExisting(record)
      case nil: break
      }
      try uphold(s6NotInTheFuture(event.foundOn, "found_on", latest: matter.latestDay))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    try uphold(r3FindingNotClosed(state))
    switch matter.payload {
    case let event as OrderIssued:
      try uphold(r3OrderBeforePenalty(state))
      try uphold(r4InOrder(matter.day, "time", event.due, "due"))
    case let event as PenaltyImposed:
      try uphold(e2AfterAnOrder(state, event, at: matter.time))
      try uphold(e2PenalisedOnce(state))
      try uphold(e3ReviewedByAnother(state, event, imposedBy: matter.event.actor))
    case let event as FindingClosed:
      try uphold(e4ClosedByAnother(state, event, closedBy: matter.event.actor))
      try uphold(e4UnfoundedUnpunished(state, event))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }
}

extension FindingOpened {
  /// What of the registry a finding is about.
  enum Subject {
    case record(StreamName)
    /// Laid out by its section; a stream of its own it has only from its first event on.
    case plot(PlotID)

    /// The stream that tells whether it exists.
    var record: StreamName {
      switch self {
      case .record(let record): record
      case .plot(let plot): .section(of: plot)
      }
    }
  }

  /// Nil for a site, and for what names no record.
  var subject: Subject? {
    switch subjectKind {
    case .site: nil
    case .plot: PlotID(subjectId.text).map(Subject.plot)
    default: StreamName(parsing: "\(subjectKind.rawValue)/\(subjectId)").map(Subject.record)
    }
  }
}

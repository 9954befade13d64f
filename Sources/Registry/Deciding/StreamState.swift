/// The state of one stream: what its events so far add up to.
protocol StreamState: Sendable {
  /// The state after a stream's first event; nil when a stream of this kind cannot begin with it.
  init?(beginning event: RecordedEvent)

  mutating func evolve(_ event: RecordedEvent)

  /// The streams that deciding such a payload reads beside its own, as far as the payload itself tells.
  static func reads(_ payload: any EventPayload) -> [StreamName]

  /// Applies the rules to a submission for a stream in `state` (nil: no such stream yet).
  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome
}

/// A state by which its stream holds claims: all of them and no others, so that taking and giving back is the difference
/// that events make.
protocol ClaimHolder: StreamState {
  /// What it would hold twice is there twice: the log refuses to take what is held.
  var claims: [Claim] { get }
}

extension StreamKind {
  var state: any StreamState.Type {
    switch self {
    case .decedentCase: DecedentCaseState.self
    case .ashCustody: AshCustodyState.self
    case .facility: FacilityState.self
    case .section: SectionState.self
    case .plot: PlotState.self
    case .useRight: UseRightState.self
    case .serviceWaiver: ServiceWaiverState.self
    case .subsidyClaim: SubsidyClaimState.self
    case .settlementBatch: SettlementBatchState.self
    case .annualInspection: AnnualInspectionState.self
    case .enforcementCase: EnforcementCaseState.self
    case .policy: PolicyState.self
    case .cremationUnit: CremationUnitState.self
    case .hearse: HearseState.self
    case .certificateStock: CertificateStockState.self
    case .referenceData: ReferenceDataState.self
    case .submitter: SubmitterState.self
    case .review: ReviewState.self
    case .privacy: PrivacyState.self
    }
  }
}

/// The event being decided, with what every rule wants to know of it.
struct Matter: Sendable {
  let event: RecordedEvent
  let subject: StreamName
  /// The day in Asia/Shanghai on which it happened.
  let day: LocalDate
  /// The latest moment that is not the future: the clock's, and ten minutes for clocks that are ahead.
  let latest: Instant
  let latestDay: LocalDate

  var payload: any EventPayload { event.payload }
  var time: Instant { event.time }
}

extension Matter {
  /// - Throws: S6 for what has not happened yet.
  init(_ event: RecordedEvent, for subject: StreamName, clock: Instant) throws(Undecided) {
    let latest = clock.adding(seconds: Registrar.clockTolerance) ?? clock
    try uphold(s6NotInTheFuture(event.time, "time", latest: latest))
    self.init(event: event, subject: subject, day: event.time.localDate, latest: latest, latestDay: latest.localDate)
  }
}

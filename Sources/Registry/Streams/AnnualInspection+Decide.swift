// What becomes of a submission to an annual inspection.

extension AnnualInspectionState {
  static func reads(_ payload: any EventPayload) -> [StreamName] {
    switch payload {
    case is InspectionOpened, is SelfCheckSubmitted, is ConclusionIssued: [.inspectionChecklist]
    default: []
    }
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let cemetery = matter.subject.codes.first else { throw .refused(r1NoSuchRecord(matter.subject)) }
    if let event = matter.payload as? InspectionOpened {
      try uphold(i1OnePerYear(state, matter.subject))
      let facility = try known.facility(cemetery)
      try uphold(i1Due(facility, cemetery, matter.subject))
      try uphold(r4InOrder(event.selfDue, "self_due", event.reviewDue, "review_due"))
      try uphold(i1DuesAsPublished(event, try known.policy(.inspectionChecklist, facility.licence.data, matter.day)))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    let changed = try state.upholdRules(of: cemetery, matter, &known)
    guard let changed else { return Outcome() }
    var next = state
    next.evolve(matter.event)
    return try state.outcome(becoming: next, at: cemetery, changed, matter, &known)
  }

  /// - Returns: where the step may change what the cemetery may sell, from when and why.
  private func upholdRules(
    of cemetery: Code,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> (from: LocalDate, reason: Text)? {
    switch matter.payload {
    case let event as SelfCheckSubmitted:
      try uphold(r3NotConcluded(self))
      try uphold(i2SelfCheckOnce(self))
      try uphold(i2AnswersUnlessRefused(event))
      if let checklist = try checklist(of: cemetery, &known), !event.refused {
        try uphold(i2AnswersCoverChecklist(event, checklist))
      }
    case is DocumentFiled: try uphold(r3NotConcluded(self))
    case let event as SiteCheckRecorded:
      try uphold(r3NotConcluded(self))
      try uphold(i6TwoInspectors(event))
      try uphold(i6NotTheOperators(self, cemetery, event))
      try uphold(i6NoDeclaredTie(try known.facility(cemetery), cemetery, event, on: matter.day))
    case let event as ConclusionIssued:
      try uphold(r3NotConcluded(self))
      try uphold(i2AfterSelfCheck(self, event))
      if let checklist = try checklist(of: cemetery, &known) {
        try uphold(i2PapersOnFile(self, event, checklist))
        let fund = try known.facility(cemetery).fund(of: matter.subject)
        try uphold(i2FundReachesShare(fund, event, checklist))
      }
      if let due = event.rectificationDue {
        try uphold(r4InOrder(event.publishedOn, "published_on", due, "rectification_due"))
      }
      return (matter.day, .unqualified)
    case let event as RectificationOrdered:
      try uphold(i3OrderOnce(self))
      try uphold(i3OrderNamesFaults(self, event))
      try uphold(r4InOrder(matter.day, "time", event.due, "due"))
    case let event as RectificationOverdue:
      try uphold(i4AfterItsDay(self, event))
      try uphold(s6NotInTheFuture(event.on, "on", latest: matter.latestDay))
      return (matter.day, .overdue)
    case let event as RectificationAccepted:
      try uphold(i3SomethingToRectify(self))
      try uphold(s6NotInTheFuture(event.acceptedOn, "accepted_on", latest: matter.latestDay))
      return (event.acceptedOn, .rectified)
    case is ConclusionAppealed: try uphold(r3AppealInTime(self))
    case let event as ConclusionRevised:
      try uphold(r3AppealPending(self))
      try uphold(m7RevisedByAnother(self, event))
      if let due = event.rectificationDue { try uphold(r4InOrder(matter.day, "time", due, "rectification_due")) }
      return (matter.day, .revised)
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return nil
  }

  /// The published checklist that was in force where and when the inspection was opened; none where none is published.
  private func checklist(of cemetery: Code, _ known: inout Knowledge) throws(Undecided) -> [ChecklistItem]? {
    let licence = try known.facility(cemetery).licence.data
    return try known.policy(.inspectionChecklist, licence, opened.occurredAt.localDate)?.checklist
  }

  /// I3 and I4: what a step makes of the cemetery's sales goes into the same unit. A suspension that ends, with another
  /// conclusion open or an order of the bureau's own, leaves sales closed, and only the number of open conclusions goes
  /// down.
  private func outcome(
    becoming next: Self,
    at cemetery: Code,
    _ change: (from: LocalDate, reason: Text),
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard next.suspendsSales != suspendsSales else { return Outcome() }
    let facility = try known.facility(cemetery)
    guard facility.status(on: matter.day) != .closed else { return Outcome() }
    let status: FacilityStatusChanged.Status
    if next.suspendsSales {
      status = .salesSuspended
    } else {
      guard facility.openConclusions > 0 else { return Outcome() }
      status = facility.openConclusions == 1 && !facility.isSuspendedByOrder ? .open : .rectifying
    }
    let event = FacilityStatusChanged(
      status: status,
      from: change.from,
      reason: change.reason,
      causeEventId: matter.event.id
    )
    return Outcome(derived: [DerivedPayload(stream: .facility(cemetery), payload: event)])
  }
}

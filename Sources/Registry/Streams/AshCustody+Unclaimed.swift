// Ashes that nobody fetches: the notice for them, and how they come to rest all the same (上海市殡葬管理条例, art. 26).

/// 无人认领骨灰公告: whoever has a claim to these ashes is asked to come for them (rule A9).
public struct UnclaimedAshesNoticePublished: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public var noticeNo: Text
  /// The last day of the notice.
  public var until: LocalDate
}

/// 无人认领骨灰处理: nobody came (rule A10). They are placed, where a relative who comes later finds them, or scattered.
public struct UnclaimedAshesDisposed: FactPayload {
  public static var stream: StreamKind { .ashCustody }
  public var noticeEventId: EventID
  /// Under which the bureau keeps the report; absent where the policy asks for none.
  public var filingNo: Text?
  public var form: BurialForm
  /// The place; both absent when they are scattered.
  public var plotId: PlotID?
  public var positionNo: PositiveCount?
  /// The use right of the place; absent for eco pools, which nobody holds.
  public var contractNo: Code?
  /// The approval of a placement from outside the service area (rule A7).
  public var approvalNo: Text?
  /// Sea area or site; absent when they are placed.
  public var site: Text?
  public var voyageNo: Text?
  /// Digest of the file that is kept of it.
  public var archiveDigest: Digest
}

extension UnclaimedAshesDisposed {
  /// Nil when they are scattered.
  var place: RestingPlace? {
    guard let plotId, let positionNo else { return nil }
    return RestingPlace(plot: plotId, position: positionNo, form: form, contract: contractNo)
  }
}

// MARK: Decide

extension AshCustodyState {
  func announce(
    _ event: UnclaimedAshesNoticePublished,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    _ = try unclaimedRule(matter, &known)
    try uphold(r4InOrder(matter.day, "time", event.until, "until"))
    return Outcome()
  }

  func dispose(
    _ event: UnclaimedAshesDisposed,
    _ matter: Matter,
    _ known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    let rule = try unclaimedRule(matter, &known)
    try uphold(a10NoticeOver(self, event, on: matter.day))
    try uphold(a8FoundAgain(self, at: matter.time))
    try uphold(a10FormOfPolicy(rule, event))
    try uphold(a10Filed(rule, event))
    try uphold(a10WhereTold(event))
    guard let place = event.place else { return Outcome() }
    try rest(in: place, matter, &known)
    let admission = Admission(relation: nil, evidence: nil, approvalNo: event.approvalNo)
    try known.requireServiceArea(of: place.plot.facility, for: caseID, admission, on: matter.day)
    return Outcome()
  }

  /// The rule of the policy where the ashes are kept, by which they count as unclaimed that day. It is asked for the notice and
  /// again for the disposal: who an unknown person was may have been found out between the two. What was found out after the
  /// disposal does not put it in question.
  private func unclaimedRule(_ matter: Matter, _ known: inout Knowledge) throws(Undecided) -> UnclaimedRule {
    try uphold(a2StillInCustody(self))
    guard let keeping else { throw .refused(a9NotKept(self)) }
    try known.require([.unclaimedAshes, .facility(keeping.facility), .decedentCase(caseID)])
    let licence = try known.facility(keeping.facility).licence.data
    let policy = try known.policy(.unclaimedAshes, licence, matter.day)
    let isUnknown = try known.decedentCase(caseID).isUnknown(at: matter.time)
    guard let policy, let rule = policy.unclaimedRule(ofUnknownPerson: isUnknown) else {
      throw .refused(a9NoPolicy(policy, keeping.facility, licence.division, on: matter.day))
    }
    try uphold(a9UnclaimedForTheTerm(keeping, policy, rule, on: matter.day))
    return rule
  }
}

extension PolicyPublished {
  /// A rule for unknown persons goes before the one for anybody.
  func unclaimedRule(ofUnknownPerson isUnknown: Bool) -> UnclaimedRule? {
    let own = isUnknown ? unclaimed?.first { $0.whose == .unknownPerson } : nil
    return own ?? unclaimed?.first { $0.whose == .anybody }
  }
}

extension UnclaimedRule {
  /// The last day on which ashes do not count as unclaimed yet.
  func lastDay(from day: LocalDate) -> LocalDate? {
    switch termUnit {
    case .day: day.adding(days: termCount.value)
    case .month: day.adding(months: termCount.value)
    case .year: day.adding(years: termCount.value)
    }
  }
}

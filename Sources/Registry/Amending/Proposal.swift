/// An amendment that somebody has proposed, and what became of it.
struct Proposal: Sendable {
  let event: RecordedEvent
  let data: AmendmentProposed
  /// What ended it: somebody has decided it, or it was withdrawn.
  var end: RecordedEvent?
}

extension Decision {
  /// Records a proposal that the rules would take today; nothing follows from it yet.
  init(
    proposing proposed: AmendmentProposed,
    in submission: Submission,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) {
    let proposal = Proposal(event: submission.event, data: proposed)
    let amendment = proposed.amendment(approvedBy: submission.actor)
    let asked = Submission(of: amendment, as: proposal, in: submission, hashed: submission.hashed)
    _ = try Revision(asked, as: amendment, isApproved: false, knowing: records, clock: clock)
    self.init(try submission.ownEvent(records), ClaimChange(), guards: [:])
  }

  /// Records what somebody has decided on a proposal; an approved one becomes the amendment, decided as if it had been
  /// submitted right behind.
  init(
    deciding decided: AmendmentDecided,
    in submission: Submission,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) {
    let proposal = try Proposal(endedBy: decided, in: submission, knowing: records, clock: clock)
    try uphold(l6DeclinedWithReason(decided))
    let own = try submission.ownEvent(records)
    guard decided.result == .approved else {
      self.init(own, ClaimChange(), guards: [:])
      return
    }
    let amendment = proposal.data.amendment(approvedBy: submission.actor)
    // The numbers in it were hashed when it was proposed.
    let hashed = Set(SealedNumber.allCases.map(\.hashMember))
    let asked = Submission(of: amendment, as: proposal, in: submission, hashed: hashed)
    let later = records.appending(own)
    let decision = try Revision(asked, as: amendment, knowing: later, clock: clock)
      .decision(on: asked, knowing: later, clock: clock)
    self.init(behind: own, decision)
  }

  /// Records that a proposal is withdrawn; nothing follows from it.
  init(
    withdrawing withdrawn: AmendmentWithdrawn,
    in submission: Submission,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) {
    let proposal = try Proposal(endedBy: withdrawn, in: submission, knowing: records, clock: clock)
    try uphold(l6WithdrawnByItsOwn(proposal, source: submission.source))
    self.init(try submission.ownEvent(records), ClaimChange(), guards: [:])
  }
}

extension Proposal {
  /// The open one that an event would end.
  fileprivate init(
    endedBy end: any ProposalEnd,
    in submission: Submission,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) {
    _ = try Matter(submission.event, for: submission.subject, clock: clock)
    let proposals = try records.history(of: submission.subject).proposals
    guard let proposal = proposals.first(where: { $0.event.id == end.proposalEventId }) else {
      throw .refused(l6NoSuchProposal(end.proposalEventId, in: submission.subject))
    }
    try uphold(l6EndedOnce(proposal))
    self = proposal
  }
}

extension Submission {
  /// A proposed amendment, as if whoever proposed it had submitted it with this.
  fileprivate init(of amendment: any Amendment, as proposal: Proposal, in submission: Submission, hashed: Set<String>) {
    let decided = DecidedEvent.derived(
      DerivedPayload(stream: submission.subject, payload: amendment, time: submission.time),
      from: proposal.event,
      id: .derived(from: submission.id, ordinal: 1),
      version: 1
    )
    self.init(
      id: decided.id,
      source: decided.event.source,
      actor: decided.event.actor,
      type: decided.event.typeName,
      subject: submission.subject,
      time: submission.time,
      payload: amendment,
      bytes: decided.bytes,
      hashed: hashed
    )
  }

  fileprivate func ownEvent(_ records: Records) throws(Undecided) -> [DecidedEvent] {
    try events(Outcome()) { stream throws(Undecided) in try records.history(of: stream).version }
  }
}

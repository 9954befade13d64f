extension Registrar {
  /// Decides what changes the basis of earlier decisions: an amendment, also a proposed one, or a fact that comes late
  /// (``LateFact``).
  ///
  /// All that was decided on the fact is decided again where it stands in the log: what the rules would now refuse stays
  /// recorded, with an ``AnomalyRaised`` beside it, and an award that was paid is asked back (rule M5). Claims follow the
  /// states that come of it: one that somebody else has come to hold meanwhile is lost in the log, like any other.
  ///
  /// - Parameters:
  ///   - submission: in form, as `Submission.read` gives it.
  ///   - records: what is stored of the streams known so far.
  ///   - clock: now; nothing may have happened more than ten minutes later.
  /// - Returns: a unit for the log.
  /// - Throws: ``Undecided``, with what to load before asking again, or the refusal.
  public static func reconsider(
    _ submission: Submission,
    knowing records: Records,
    clock: Instant
  ) throws(Undecided) -> Decision {
    let revision: Revision
    switch submission.payload {
    case let proposed as AmendmentProposed:
      return try Decision(proposing: proposed, in: submission, knowing: records, clock: clock)
    case let decided as AmendmentDecided:
      return try Decision(deciding: decided, in: submission, knowing: records, clock: clock)
    case let withdrawn as AmendmentWithdrawn:
      return try Decision(withdrawing: withdrawn, in: submission, knowing: records, clock: clock)
    case let amendment as any Amendment:
      revision = try Revision(submission, as: amendment, knowing: records, clock: clock)
    default: revision = try Revision(late: submission, knowing: records, clock: clock)
    }
    return try revision.decision(on: submission, knowing: records, clock: clock)
  }
}

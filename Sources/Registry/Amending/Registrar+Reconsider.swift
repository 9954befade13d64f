extension Registrar {
  /// Decides what changes the basis of earlier decisions: an amendment, or a fact that comes late (``LateFact``).
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
    let revision =
      if let amendment = submission.payload as? any Amendment {
        try Revision(submission, as: amendment, knowing: records, clock: clock)
      } else {
        try Revision(late: submission, knowing: records, clock: clock)
      }
    return try revision.decision(on: submission, knowing: records, clock: clock)
  }
}

public import EventLog
public import Logging
public import Registry
public import SealedStore

/// Where submissions come in: each is read, decided by the rules on what the log says, appended, and answered.
///
/// Deciding is optimistic. States are cached between calls, and the log itself refuses what was decided on a state that has
/// moved on, or that stands on events which were not stored after all; such a submission is decided again on what is stored
/// now. A refusal is given only when what is stored says so. What was refused is written into the log too, without its
/// content (``SubmissionsRefused``).
///
/// What a submission says of a person is encrypted and written beside the log, before the event that carries its digest; the
/// log takes no such event without it.
public struct FrontDoor: Sendable {
  let log: EventLog
  let hasher: KeyedHasher
  private let sealer: Sealer
  let desk: Desk
  private let refusals: RefusalBook
  private let voucher: Voucher?

  /// - Parameters:
  ///   - log: of a role that may append.
  ///   - hasher: turns personal numbers into keyed hashes; its key lies outside the database.
  ///   - sealer: of the same node; keeps what only the sealed store may keep.
  ///   - voucher: stands with what comes from the registry's own operator.
  ///   - logger: is warned of refusals that could not be written into the log.
  public init(log: EventLog, hasher: KeyedHasher, sealer: Sealer, voucher: Voucher? = nil, logger: Logger) {
    self.log = log
    self.hasher = hasher
    self.sealer = sealer
    self.voucher = voucher
    desk = Desk(log: log)
    refusals = RefusalBook(log: log, hasher: hasher, logger: logger)
  }

  /// How often in a row nothing is answered, because others wrote the same streams meanwhile.
  static let maximumRounds = 20
  /// How many lines are looked at again together when one is refused.
  static let confirmedTogether = 32

  /// Submits events, each one a CloudEvents JSON object as bytes, in the order given.
  ///
  /// A later line may build on an earlier one, and none is answered by what comes after it. One that is refused leaves its
  /// neighbours alone. Safe to repeat: an event that is stored already gets its first answer again.
  ///
  /// - Parameters:
  ///   - lines: the events.
  ///   - version: of their stream, as their submitter has seen it, 0 when an event is to begin it: at another one they are
  ///     refused (rule L1), unless they are stored already.
  ///   - authority: what their submitter may submit; nil for the registry's own operator.
  /// - Returns: one answer for each line.
  /// - Throws: ``FrontDoorError`` when some line could not be answered; lines before it may have been stored.
  public func submit(
    _ lines: [[UInt8]],
    expecting version: Int? = nil,
    by authority: (any SubmissionAuthority)? = nil
  ) async throws(FrontDoorError) -> [Answer] {
    var session = Session(lines: lines, hasher: hasher, expecting: version)
    session.voucher = if let authority { authority.voucher } else { voucher }
    if let authority { try await session.refuse(beyond: authority, in: log) }
    try await session.seal(with: sealer)
    try await session.answerKnown(among: session.pending, in: log)
    session.refuseErased()
    session.refuseTooLarge()
    var left = session.pending.count
    var idle = 0
    while left > 0 {
      try await decideAndAppend(&session, by: authority)
      idle = session.pending.count < left ? 0 : idle + 1
      left = session.pending.count
      guard idle < Self.maximumRounds else {
        throw FrontDoorError(.overloaded, "the same streams are being written by too many at once; please send again")
      }
    }
    let answers = session.answers
    await refusals.record(lines, answers, but: session.unauthorised, by: authority)
    return answers
  }

  /// One round: what is accepted up to the first refusal is appended; that and what follows it is then looked at again, on
  /// stored states alone.
  private func decideAndAppend(
    _ session: inout Session,
    by authority: (any SubmissionAuthority)?
  ) async throws(FrontDoorError) {
    let decided = try await desk.decide(session.nextRound, by: authority)
    var stored: [Decision] = []
    do throws(FrontDoorError) {
      let sealed = try await seal(decided.accepted, &session)
      let outcomes = try await append(sealed.map(\.decision), vouchedBy: session.voucher)
      for (accepted, outcome) in zip(sealed, outcomes) {
        if case .appended = outcome { stored.append(accepted.decision) }
        try await settle(accepted, outcome, &session)
      }
    } catch {
      await desk.close(decided.round)
      throw error
    }
    await desk.close(decided.round, stored: stored)
    if decided.endsInRefusal { try await confirmRefusals(&session, by: authority) }
  }

  /// Writes the sealed parts of what is about to be appended, and refuses what speaks of persons who have been erased meanwhile.
  private func seal(
    _ accepted: [Desk.Accepted],
    _ session: inout Session
  ) async throws(FrontDoorError) -> [Desk.Accepted] {
    let erased: Set<String>
    do {
      erased = try await sealer.write(session.parts(of: accepted.map(\.candidate)))
    } catch {
      for accepted in accepted { await desk.forget(accepted.decision) }
      throw FrontDoorError(error)
    }
    var sealed: [Desk.Accepted] = []
    for item in accepted {
      if let person = item.candidate.submission.sealed?.person, erased.contains(person.text) {
        await desk.forget(item.decision)
        session.answer(item.index, .refused(.s11Erased(person)))
      } else {
        sealed.append(item)
      }
    }
    return sealed
  }

  /// The shared states may hold events that were decided and then not stored, or that are on their way: a refusal must not
  /// rest on one of those.
  private func confirmRefusals(
    _ session: inout Session,
    by authority: (any SubmissionAuthority)?
  ) async throws(FrontDoorError) {
    await desk.openRoundsClosed()
    let candidates = Array(session.nextRound.prefix(Self.confirmedTogether))
    let found = try await Desk(log: log).refusedByTheLog(candidates, by: authority)
    // The shared states have refused what the log accepts: they have fallen behind.
    if found.refused.isEmpty, let accepted = found.accepted { await desk.forget(accepted, and: candidates) }
    // Refused because another process has just stored the very same event? Then that is the answer.
    try await session.answerKnown(among: found.refused.map(\.candidate), in: log)
    for item in found.refused where !session.isAnswered(item.candidate.index) {
      session.refuse(item.candidate.index, item.refusal, beyondAuthority: item.isBeyondAuthority)
    }
  }

  private func append(
    _ decisions: [Decision],
    vouchedBy voucher: Voucher?
  ) async throws(FrontDoorError) -> [AppendOutcome] {
    do {
      return try await log.append(decisions.map { AppendUnit($0, vouchedBy: voucher) })
    } catch {
      // What was decided may or may not have been stored.
      for decision in decisions { await desk.forget(decision) }
      throw FrontDoorError(error)
    }
  }

  private func settle(
    _ accepted: Desk.Accepted,
    _ outcome: AppendOutcome,
    _ session: inout Session
  ) async throws(FrontDoorError) {
    switch outcome {
    case .appended(let receipts):
      if let own = receipts.first { session.answer(accepted.index, .accepted(own)) }
    case .duplicate(let receipts):
      await desk.forget(accepted.decision)
      if let own = receipts.first { session.answer(accepted.index, .repeated(own)) }
    case .reused:
      await desk.forget(accepted.decision)
      session.answer(accepted.index, .refused(.l2IdReused(accepted.candidate.submission.id)))
    case .claimed(let claim, let holder, _):
      await desk.forget(accepted.decision)
      let subject = accepted.candidate.submission.subject
      session.answer(accepted.index, .refused(try Registrar.refusal(claim, heldBy: holder, for: subject)))
    case .rejected(.unsealed):
      // Its part was swept away meanwhile. It stays pending, and the next round writes the part again.
      await desk.forget(accepted.decision)
    case .rejected(let reason):
      // Whatever is wrong with a submission has been found before; this is a fault of ours.
      throw FrontDoorError(.unreadable, "the log rejected what was decided: \(reason)")
    case .conflict(let stream, _, _):
      // Stays pending: it is decided again in the next round.
      await desk.forget(accepted.decision)
      await desk.forget(stream)
    }
  }
}

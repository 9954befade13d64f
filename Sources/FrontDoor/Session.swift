import EventLog
import Registry
import SealedStore
import Sealing

/// The lines of one call and the answers found for them so far.
struct Session {
  struct Candidate: Sendable {
    let index: Int
    let submission: Submission
  }

  /// Stands with all of them.
  var voucher: Voucher?
  private var submissions: [Submission?] = []
  private var outcomes: [Answer?] = []
  /// Lines that repeat an earlier line's id in the same call, with the index of that line.
  private var copies: [Int: Int] = [:]
  /// Lines that were refused for who submits them.
  private var beyondAuthority: Set<Int> = []
  /// The sealed parts of the lines that have one.
  private var parts: [Int: Part] = [:]

  init(lines: [[UInt8]], hasher: KeyedHasher, expecting version: Int? = nil) {
    var first: [EventID: Int] = [:]
    for (index, line) in lines.enumerated() {
      do {
        var submission = try Submission.read(line, hasher: hasher)
        submission.expectedVersion = version
        if let earlier = first[submission.id] { copies[index] = earlier } else { first[submission.id] = index }
        submissions.append(submission)
        outcomes.append(nil)
      } catch {
        submissions.append(nil)
        outcomes.append(Answer(id: nil, outcome: .refused(error)))
      }
    }
  }

  /// Gives every submission that has a sealed part and no answer yet the digest of its ciphertext. Whose person has been erased gets none.
  mutating func seal(with sealer: Sealer) async throws(FrontDoorError) {
    // A copy in the call is to have the bytes of its first line.
    let unanswered = submissions.indices.filter { outcomes[copies[$0] ?? $0] == nil }
    let sealed = unanswered.compactMap { index in
      submissions[index].flatMap { submission in submission.sealed.map { (index, submission.id, $0) } }
    }
    let texts = sealed.map { Sealer.Text(event: $1.uuid, person: $2.person.text, bytes: $2.text) }
    do {
      for ((index, _, _), outcome) in zip(sealed, try await sealer.seal(texts)) {
        guard case .sealed(let part) = outcome else { continue }
        submissions[index]?.carry(part.digest)
        parts[index] = part
      }
    } catch {
      throw FrontDoorError(error)
    }
  }

  /// Refuses what says anything of a person who has been erased, unless it is stored already.
  mutating func refuseErased() {
    for candidate in pending where parts[candidate.index] == nil {
      if let sealed = candidate.submission.sealed { answer(candidate.index, .refused(.s11Erased(sealed.person))) }
    }
  }

  /// Refuses what is too long to be recorded, unless it is stored already.
  mutating func refuseTooLarge() {
    for candidate in pending {
      if let refusal = candidate.submission.refusalOfItsSize { answer(candidate.index, .refused(refusal)) }
    }
  }

  /// What of these is to be in the sealed store before they are appended.
  func parts(of candidates: [Candidate]) -> [(part: Part, number: [UInt8]?)] {
    candidates.compactMap { candidate in
      parts[candidate.index].map { ($0, candidate.submission.sealed?.number) }
    }
  }

  /// What has no answer yet, in order.
  var pending: [Candidate] {
    outcomes.indices.compactMap { index in
      guard outcomes[index] == nil, copies[index] == nil, let submission = submissions[index] else { return nil }
      return Candidate(index: index, submission: submission)
    }
  }

  /// What may be decided together: an amendment is decided on what is stored, so it waits for what stands before it, and
  /// what stands behind it waits for it.
  var nextRound: [Candidate] {
    let pending = pending
    let amendment = pending.firstIndex { $0.submission.isAmendment } ?? pending.endIndex
    return Array(pending.prefix(max(amendment, 1)))
  }

  func isAnswered(_ index: Int) -> Bool { outcomes[index] != nil }

  mutating func answer(_ index: Int, _ outcome: Answer.Outcome) {
    outcomes[index] = Answer(id: submissions[index]?.id, outcome: outcome)
  }

  /// Refuses what is beyond the authority of whoever submits it.
  mutating func refuse(
    beyond authority: any SubmissionAuthority,
    in log: EventLog
  ) async throws(FrontDoorError) {
    for candidate in pending {
      if let refusal = authority.refusal(of: candidate.submission) { refuse(candidate.index, refusal) }
    }
    let asking = pending.filter { authority.needsRecord(of: $0.submission) }
    let records = try await log.onRecord(asking.map(\.submission), beside: submissions.compactMap(\.self))
    for (candidate, record) in zip(asking, records) {
      if let refusal = authority.refusal(of: candidate.submission, beside: record) { refuse(candidate.index, refusal) }
    }
  }

  mutating func refuse(_ index: Int, _ refusal: Refusal, beyondAuthority isBeyond: Bool = true) {
    answer(index, .refused(refusal))
    if isBeyond { beyondAuthority.insert(index) }
  }

  /// By index: lines that their submitter may not submit, and those that repeat their ids.
  var unauthorised: Set<Int> {
    beyondAuthority.union(copies.filter { beyondAuthority.contains($0.value) }.map(\.key))
  }

  /// Answers what the log holds already: the same content gets its receipts, other content under the same id is refused.
  mutating func answerKnown(
    among waiting: [Candidate],
    in log: EventLog
  ) async throws(FrontDoorError) {
    let known = try await log.stored(waiting.map(\.submission.id))
    guard !known.isEmpty else { return }
    for candidate in waiting {
      guard let (receipt, bytes) = known[candidate.submission.id] else { continue }
      answer(
        candidate.index,
        candidate.submission.isStored(as: bytes) ? .repeated(receipt) : .refused(.l2IdReused(candidate.submission.id))
      )
    }
  }

  /// Every line's answer. A copy inside the call gets what its first line got, as if it had come a moment later.
  var answers: [Answer] {
    outcomes.indices.compactMap { index in
      guard let earlier = copies[index], let first = outcomes[earlier] else { return outcomes[index] }
      return Answer(id: first.id, outcome: copyOutcome(index, of: earlier, first.outcome))
    }
  }

  private func copyOutcome(_ index: Int, of earlier: Int, _ outcome: Answer.Outcome) -> Answer.Outcome {
    if let copy = submissions[index], copy.bytes != submissions[earlier]?.bytes {
      return .refused(.l2IdReused(copy.id))
    }
    if case .accepted(let receipt) = outcome { return .repeated(receipt) }
    return outcome
  }
}

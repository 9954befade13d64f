import EventLog
import Logging
import Registry

/// Writes into the log what was refused.
///
/// No answer depends on it: what cannot be written is left out, with a warning, and the sender learns what was refused as
/// ever. It comes after everything else of a call, so that it takes nothing from what was accepted.
struct RefusalBook: Sendable {
  let log: EventLog
  let hasher: KeyedHasher
  let logger: Logger

  /// Not what is `unauthorised`, by index: nobody but its sender is to be named for that. The server's own log says that it
  /// was tried.
  func record(
    _ lines: [[UInt8]],
    _ answers: [Answer],
    but unauthorised: Set<Int>,
    by authority: (any SubmissionAuthority)?
  ) async {
    note(unauthorised.map { answers[$0].outcome })
    let refused = zip(lines, answers).enumerated().compactMap { index, pair -> (line: [UInt8], refusal: Refusal)? in
      guard case .refused(let refusal) = pair.1.outcome, !unauthorised.contains(index) else { return nil }
      return (pair.0, refusal)
    }
    guard !refused.isEmpty else { return }
    let records = RefusalRecord.all(of: refused, at: .now(), hasher: hasher) { authority?.speaks(for: $0) ?? true }
    do throws(EventLogError) {
      for outcome in try await log.append(records.map(AppendUnit.init)) where !outcome.isKept {
        logger.warning("the log does not take what was refused: \(outcome)")
      }
    } catch {
      logger.warning("refusals are not in the log: \(error)")
    }
  }

  private func note(_ outcomes: [Answer.Outcome]) {
    let rules = outcomes.compactMap { if case .refused(let refusal) = $0 { refusal.rule.rawValue } else { nil } }
    guard !rules.isEmpty else { return }
    let counts = Dictionary(grouping: rules, by: \.self).mapValues { Logger.MetadataValue.stringConvertible($0.count) }
    logger.notice("submissions beyond their sender's authority were refused", metadata: counts)
  }
}

extension AppendUnit {
  fileprivate init(_ record: RefusalRecord) {
    let stream = StreamID(record.stream)
    self.init(events: [ProposedEvent(id: record.id.uuid, stream: stream, version: 1, bytes: record.bytes)])
  }
}

extension AppendOutcome {
  /// Now or before: the same lines refused at another moment of the same day have the same id.
  fileprivate var isKept: Bool {
    switch self {
    case .appended, .duplicate, .reused: true
    case .conflict, .claimed, .rejected: false
    }
  }
}

import CanonicalJSON
import EventLog
import Registry

extension EventLog {
  /// What is on record where each of these is submitted, in their order. What is submitted beside them counts as well.
  func onRecord(
    _ submissions: [Submission],
    beside others: [Submission]
  ) async throws(FrontDoorError) -> [OnRecord] {
    let parties = try await parties(of: Set(submissions.flatMap { $0.records.map { StreamID($0) } }))
    var said = Dictionary(others.map { ($0.id, Said($0)) }) { first, _ in first }
    try await learn(submissions.compactMap(\.about), &said)
    // Behind a decision stands the proposal, and behind that what it is about.
    try await learn(submissions.compactMap { $0.about.flatMap { said[$0]?.proposes } }, &said)
    return submissions.map { submission in
      let about = submission.about.flatMap { said[$0] }
      return OnRecord(
        sources: submission.records.reduce(into: []) { $0.formUnion(parties[StreamID($1)] ?? []) },
        amends: about?.proposes.map { said[$0]?.type } ?? about?.type
      )
    }
  }

  private func learn(_ ids: [EventID], _ said: inout [EventID: Said]) async throws(FrontDoorError) {
    let unknown = Set(ids).filter { said[$0] == nil }
    guard !unknown.isEmpty else { return }
    for (id, event) in try await stored(Array(unknown)) { said[id] = Said(event.bytes) }
  }
}

/// Of an event no more than its type, and what it proposes to amend.
private struct Said {
  let type: String
  let proposes: EventID?

  init(_ submission: Submission) {
    type = submission.type
    proposes = submission.payload is AmendmentProposed ? submission.about : nil
  }

  init?(_ bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes, maximumBytes: bytes.count), let type = json["type"]?.stringValue else {
      return nil
    }
    self.type = type
    let target = json["data"]?["target_event_id"]?.stringValue.flatMap(EventID.init(_:))
    proposes = type == AmendmentProposed.type ? target : nil
  }
}

import CanonicalJSON
import Testing

@testable import Registry

extension World {
  /// The reviews that are open, oldest first.
  func openReviews() throws -> [OpenReview] {
    let open = holders.keys.filter { $0.kind == .review }.map { StreamName(.review, $0.key) }
    return try open.map { stream in
      let bytes = try #require(stored[stream]?.first)
      let end = try #require(positions[stream]?.first)
      let cause = try #require(EventID(stream.key))
      let subject = try #require(place(of: cause))
      let index = try #require(
        stored[subject]?.enumerated().first { index, line in
          (try? RecordedEvent(stored: line, in: subject, version: index + 1))?.id == cause
        }?.offset
      )
      let position = try #require(positions[subject]?[index])
      return try OpenReview(stored: bytes, in: stream, at: end, behind: position)
    }.sorted { $0.end < $1.end }
  }

  /// Does the open reviews, as the reviewer does.
  /// - Returns: what was appended behind each, by stream.
  @discardableResult
  mutating func review() throws -> [StreamName] {
    var remarked: [StreamName] = []
    for review in try openReviews() {
      let streams = stored.keys.filter { review.resting.contains($0) }.sorted { $0.description < $1.description }
      var found = findings(in: streams, review, Records())
      var known = Set(streams).union([review.about])
      while !found.undecided.isEmpty {
        known.formUnion(found.needs)
        found.merge(findings(in: found.undecided, review, try records(of: known)))
      }
      for (stream, decision) in found.decisions.sorted(by: { $0.key.description < $1.key.description }) {
        try appendFound(decision)
        remarked.append(stream)
      }
      try appendFound(try #require(review.completed(streams: streams.count, remarked: remarked.count)))
    }
    return remarked
  }

  private func findings(in streams: [StreamName], _ review: OpenReview, _ records: Records) -> OpenReview.Findings {
    review.decideAgain(streams, knowing: records, clock: clock)
  }

  private func records(of streams: Set<StreamName>) throws -> Records {
    var records = Records()
    for stream in streams {
      try records.load(stream, events: zip(positions[stream] ?? [], stored[stream] ?? []).map { ($0, $1) })
    }
    return records
  }
}

public import EventLog
public import Logging
public import Postgres
public import Registry

/// Works through the reviews that are open in a log: what was decided on a fact on which thousands of streams may rest, and
/// that was amended or came late.
///
/// ```swift
/// let reviewer = Reviewer(log: log, logger: logger)
/// try await reviewer.run(listeningOn: configuration)   // until the task is cancelled
/// ```
///
/// It keeps nothing: killed at any moment, it begins the review again and stores what is still missing. So any number of
/// reviewers may run; they do the same work twice, and nothing is stored twice. What is submitted meanwhile is decided with the
/// fact known; a stream that moves on while it is looked at is looked at again.
public struct Reviewer: Sendable {
  /// How far a review has come in its part of the log.
  public struct Progress: Sendable {
    public let review: OpenReview
    /// Positions of the log, out of ``total``.
    public let done: Int64
    public let total: Int64
  }

  let log: EventLog
  private let logger: Logger

  private let page: Int64
  private let chunk: Int

  /// - Parameters:
  ///   - log: of a role that may append.
  ///   - logger: told of reviews that end, and of failures; never of the content of events.
  ///   - page: how many positions of the log are looked through at a time.
  ///   - chunk: how many streams are decided again at a time, which is what is in memory.
  public init(log: EventLog, logger: Logger, page: Int64 = 5_000, chunk: Int = 200) {
    (self.log, self.logger, self.page, self.chunk) = (log, logger, page, chunk)
  }

  /// Works through what is open, and then whatever is opened, until the task is cancelled.
  /// - Parameter configuration: where to listen; not through a pooler in transaction mode.
  public func run(listeningOn configuration: Configuration) async {
    while !Task.isCancelled {
      do {
        let head = try await log.head()
        try await finish()
        for try await _ in log.follow(after: head, types: [ReviewOpened.type], listeningOn: configuration) {
          try await finish()
        }
      } catch {
        guard !Task.isCancelled else { return }
        logger.warning("the reviewer tries again in a while", metadata: ["cause": "\(error)"])
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Works through the reviews that are open now, oldest first.
  public func finish(_ report: (Progress) async -> Void = { _ in }) async throws(FrontDoorError) {
    for review in try await open() { try await finish(review, report) }
  }

  /// The reviews that are open, oldest first.
  public func open() async throws(FrontDoorError) -> [OpenReview] {
    do {
      let held = try await log.claims(of: Registry.Claim.Kind.review.rawValue).map { held in
        (stream: StreamName(.review, held.claim.key), position: held.at)
      }
      let told = try await log.read(streams: held.map { StreamID($0.stream) })
      var reviews: [OpenReview] = []
      for (stream, position) in held {
        // Unless it has been completed since it was asked for.
        guard let events = told[StreamID(stream)], events.count == 1 else { continue }
        let (bytes, end) = (events[0].bytes, events[0].position.rawValue)
        reviews.append(try OpenReview(stored: bytes, in: stream, at: end, behind: position.rawValue))
      }
      return reviews
    } catch let error as EventLogError {
      throw FrontDoorError(error)
    } catch {
      throw FrontDoorError(.unreadable, "an open review cannot be read: \(error)")
    }
  }

  private func finish(_ review: OpenReview, _ report: (Progress) async -> Void) async throws(FrontDoorError) {
    let start = try await start(of: review)
    var (position, looked, remarked) = (start, 0, 0)
    while position.rawValue < review.end {
      guard !Task.isCancelled else { throw FrontDoorError(.unavailable, "the review was stopped") }
      let page = try await nextPage(of: review, after: position)
      for streams in page.streams.chunks(of: chunk) {
        remarked += try await decideAgain(streams, review)
        looked += streams.count
      }
      position = page.end
      let (done, total) = (position.rawValue - start.rawValue, review.end - start.rawValue)
      await report(Progress(review: review, done: done, total: total))
    }
    try await complete(review, streams: looked, remarked: remarked)
  }

  /// What was recorded before the day from which the fact binds cannot speak of it, but for what is announced ahead.
  private func start(of review: OpenReview) async throws(FrontDoorError) -> Position {
    guard review.resting.ahead.isEmpty, let since = review.since?.adding(seconds: -Registrar.clockTolerance) else {
      return .start
    }
    do {
      return try await log.position(before: PostgresTimestamp(since))
    } catch {
      throw FrontDoorError(error)
    }
  }

  private func nextPage(
    of review: OpenReview,
    after position: Position
  ) async throws(FrontDoorError) -> (streams: [StreamName], end: Position) {
    do {
      let found = try await log.streams(
        of: EventsNamed(
          review.resting.names,
          occurredSince: review.since.map { PostgresTimestamp($0) },
          whenever: review.resting.ahead
        ),
        after: position,
        upTo: Position(rawValue: review.end),
        limit: page
      )
      return (found.streams.compactMap { StreamName(parsing: $0.rawValue) }, found.end)
    } catch {
      throw FrontDoorError(error)
    }
  }

  /// Decides streams again and appends what is found, until nobody has moved them on meanwhile.
  /// - Returns: in how many of them something has been found, now or before.
  private func decideAgain(_ streams: [StreamName], _ review: OpenReview) async throws(FrontDoorError) -> Int {
    var (left, remarked) = (streams, 0)
    while !left.isEmpty {
      let found = try await findings(in: left, review)
      remarked += found.remarkedBefore
      left = []
      for (stream, outcome) in try await append(found.decisions) {
        switch outcome {
        case .conflict: left.append(stream)
        // Another reviewer was faster.
        case .appended, .duplicate, .reused: remarked += 1
        case .claimed, .rejected:
          throw FrontDoorError(.unreadable, "the log turned down what a review found: \(outcome)")
        }
      }
    }
    return remarked
  }

  private func findings(in streams: [StreamName], _ review: OpenReview) async throws(FrontDoorError)
    -> OpenReview.Findings
  {
    var records = Records()
    try await log.load(Set(streams).union([review.about]), into: &records)
    var found = review.decideAgain(streams, knowing: records, clock: .now())
    while !found.undecided.isEmpty {
      try await log.load(found.needs, into: &records)
      found.merge(review.decideAgain(found.undecided, knowing: records, clock: .now()))
    }
    return found
  }

  private func append(_ decisions: [StreamName: Decision]) async throws(FrontDoorError) -> [(StreamName, AppendOutcome)]
  {
    let ordered = decisions.sorted { $0.key.description < $1.key.description }
    do {
      return Array(zip(ordered.map(\.key), try await log.append(ordered.map { AppendUnit($0.value) })))
    } catch {
      throw FrontDoorError(error)
    }
  }

  private func complete(_ review: OpenReview, streams: Int, remarked: Int) async throws(FrontDoorError) {
    guard let decision = review.completed(streams: streams, remarked: remarked) else { return }
    do {
      // Unless it is there, another reviewer has been faster.
      _ = try await log.append(AppendUnit(decision))
    } catch {
      throw FrontDoorError(error)
    }
    logger.info("reviewed", metadata: ["streams": "\(streams)", "remarked": "\(remarked)"])
  }
}

extension [StreamName] {
  fileprivate func chunks(of size: Int) -> [[StreamName]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

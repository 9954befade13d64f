import Postgres

/// Answers of the last minutes. What counts everything in a city takes seconds where the log is long, and many pages show a
/// part of the same: one reader waits for it, the others get what there is, and an old answer is shown while a new one is made.
/// Each says which position of the log it stands on. What is quickly read is read anew.
actor KeptAnswers {
  typealias Read = @Sendable (BureauQuery) async throws(ReadError) -> ModelRows

  /// How long answers last, by how long they took.
  struct Terms: Sendable {
    /// One that took no longer is quick,
    var quick = Duration.milliseconds(300)
    /// and serves the parts of one page.
    var freshIfQuick = Duration.seconds(1)
    /// So long any other is as good as a new one,
    var fresh = Duration.seconds(15)
    /// and so long it is shown while a new one is made.
    var usable = Duration.seconds(600)
  }

  private struct Answer {
    let rows: ModelRows
    let readAt: ContinuousClock.Instant
    let took: Duration
    /// In China; what changes with the day is another answer on the next.
    let day: Substring
  }

  private let terms: Terms
  private var answers: [BureauQuery: Answer] = [:]
  private var readings: [BureauQuery: Task<Result<ModelRows, ReadError>, Never>] = [:]

  init(_ terms: Terms = Terms()) {
    self.terms = terms
  }

  func rows(of query: BureauQuery, _ read: @escaping Read) async throws(ReadError) -> ModelRows {
    let known = answers[query].flatMap { $0.day == Self.today ? $0 : nil }
    let isQuick = known.map { $0.took <= terms.quick } ?? false
    let age = known.map { ContinuousClock.now - $0.readAt } ?? .zero
    if let known, age < (isQuick ? terms.freshIfQuick : terms.fresh) { return known.rows }
    let reading = readings[query] ?? start(query, read)
    if let known, !isQuick, age < terms.usable { return known.rows }
    return try await reading.value.get()
  }

  private static var today: Substring { Figures.time(.now).prefix(10) }

  private func start(_ query: BureauQuery, _ read: @escaping Read) -> Task<Result<ModelRows, ReadError>, Never> {
    let (began, day) = (ContinuousClock.now, Self.today)
    let reading = Task { () -> Result<ModelRows, ReadError> in
      let result: Result<ModelRows, ReadError>
      do throws(ReadError) { result = .success(try await read(query)) } catch { result = .failure(error) }
      // What could not be read is asked for again by whoever comes next.
      readings[query] = nil
      if case .success(let rows) = result {
        answers[query] = Answer(rows: rows, readAt: .now, took: .now - began, day: day)
      }
      return result
    }
    readings[query] = reading
    return reading
  }
}

import Postgres

/// Answers of the last minutes. What counts everything in a city takes seconds where the log is long, and many pages show a
/// part of the same: one reader waits for it, the others get what there is, and an old answer is shown while a new one is made.
/// What differs by who asks is kept for all who reach the same in the same role. Each says which position of the log it stands on. What is quickly read is read anew.
actor KeptAnswers {
  typealias Read = @Sendable (BureauQuestion) async throws(ReadError) -> ModelRows

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
  private var answers: [BureauQuestion: Answer] = [:]
  private var readings: [BureauQuestion: Task<Result<ModelRows, ReadError>, Never>] = [:]

  init(_ terms: Terms = Terms()) {
    self.terms = terms
  }

  func rows(of question: BureauQuestion, _ read: @escaping Read) async throws(ReadError) -> ModelRows {
    let known = answers[question].flatMap { $0.day == Self.today ? $0 : nil }
    let isQuick = known.map { $0.took <= terms.quick } ?? false
    let age = known.map { ContinuousClock.now - $0.readAt } ?? .zero
    if let known, age < (isQuick ? terms.freshIfQuick : terms.fresh) { return known.rows }
    let reading = readings[question] ?? start(question, read)
    if let known, !isQuick, age < terms.usable { return known.rows }
    return try await reading.value.get()
  }

  private static var today: Substring { Figures.time(.now).prefix(10) }

  private func start(_ question: BureauQuestion, _ read: @escaping Read) -> Task<Result<ModelRows, ReadError>, Never> {
    let (began, day) = (ContinuousClock.now, Self.today)
    let reading = Task { () -> Result<ModelRows, ReadError> in
      let result: Result<ModelRows, ReadError>
      do throws(ReadError) { result = .success(try await read(question)) } catch { result = .failure(error) }
      // What could not be read is asked for again by whoever comes next.
      readings[question] = nil
      if case .success(let rows) = result {
        // Nobody is shown one that is older.
        answers = answers.filter { ContinuousClock.now - $0.value.readAt < terms.usable }
        answers[question] = Answer(rows: rows, readAt: .now, took: .now - began, day: day)
      }
      return result
    }
    readings[question] = reading
    return reading
  }
}

/// Answers of the last minutes. What counts everything in a city takes seconds where the log is long, and many pages show a
/// part of the same: one reader waits for it, the others get what there is, and an old answer is shown while a new one is made.
/// Each says which position of the log it stands on.
actor KeptAnswers {
  typealias Read = @Sendable (BureauQuery) async throws(ReadError) -> ModelRows

  private struct Kept {
    var rows: ModelRows?
    var readAt: ContinuousClock.Instant
    var reading: Task<Result<ModelRows, ReadError>, Never>?
  }

  /// So long an answer is as good as a new one,
  private let fresh: Duration
  /// and so long it is shown while a new one is made.
  private let usable: Duration
  private var kept: [BureauQuery: Kept] = [:]

  init(fresh: Duration = .seconds(15), usable: Duration = .seconds(600)) {
    (self.fresh, self.usable) = (fresh, usable)
  }

  func rows(of query: BureauQuery, _ read: @escaping Read) async throws(ReadError) -> ModelRows {
    let known = kept[query]
    let age = known.map { ContinuousClock.now - $0.readAt } ?? .zero
    if let rows = known?.rows, age < fresh { return rows }
    let task = known?.reading ?? start(query, read)
    if let rows = known?.rows, age < usable { return rows }
    return try await task.value.get()
  }

  private func start(_ query: BureauQuery, _ read: @escaping Read) -> Task<Result<ModelRows, ReadError>, Never> {
    let task = Task { () -> Result<ModelRows, ReadError> in
      let result: Result<ModelRows, ReadError>
      do throws(ReadError) { result = .success(try await read(query)) } catch { result = .failure(error) }
      finish(query, try? result.get())
      return result
    }
    kept[query, default: Kept(readAt: .now)].reading = task
    return task
  }

  /// What could not be read is asked for again by whoever comes next.
  private func finish(_ query: BureauQuery, _ rows: ModelRows?) {
    kept[query]?.reading = nil
    guard let rows else { return }
    kept[query]?.rows = rows
    kept[query]?.readAt = .now
  }
}

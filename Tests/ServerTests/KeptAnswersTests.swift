import Access
import Synchronization
import Testing

@testable import Server

/// Who asks for what takes long.
@Suite struct KeptAnswersTests {
  private final class Counter: Sendable {
    let count = Mutex(Int64(0))

    /// Each answer has a higher position.
    func read(_ question: BureauQuestion) async throws(ReadError) -> ModelRows {
      let position = count.withLock { count in
        count += 1
        return count
      }
      if position == 1, question.query == .risks { throw ReadError(.unavailable, "x") }
      return ModelRows(
        standing: Standing(model: question.query.model, position: position, head: 9, state: ""),
        rows: []
      )
    }
  }

  private func position(
    _ kept: KeptAnswers,
    _ query: BureauQuery,
    _ counter: Counter,
    as reader: Reader? = nil
  ) async throws -> Int64 {
    let question = BureauQuestion(query: query, reader: reader)
    return try await kept.rows(of: question) { question throws(ReadError) in try await counter.read(question) }.standing
      .position
  }

  /// Every answer counts as one that took long, unless it is said to be quick.
  private func kept(fresh: Duration, usable: Duration = .seconds(600), quick: Duration = .zero) -> KeptAnswers {
    KeptAnswers(KeptAnswers.Terms(quick: quick, freshIfQuick: .zero, fresh: fresh, usable: usable))
  }

  @Test func aFreshAnswerServesAll() async throws {
    let (kept, counter) = (kept(fresh: .seconds(600)), Counter())
    for _ in 0..<3 { #expect(try await position(kept, .findings, counter) == 1) }
    #expect(try await position(kept, .targets, counter) == 2)
  }

  @Test func whoReachesLessGetsAnAnswerOfTheirOwn() async throws {
    let (kept, counter) = (kept(fresh: .seconds(600)), Counter())
    let city = Reader(role: .cityBureau, reach: .everything)
    #expect(try await position(kept, .findings, counter, as: city) == 1)
    #expect(try await position(kept, .findings, counter, as: Reader(role: .inspector, reach: .everything)) == 2)
    #expect(try await position(kept, .findings, counter) == 3)
    #expect(try await position(kept, .findings, counter, as: city) == 1)
  }

  @Test func anOldAnswerIsShownWhileANewOneIsMade() async throws {
    let (kept, counter) = (kept(fresh: .zero), Counter())
    #expect(try await position(kept, .findings, counter) == 1)
    #expect(try await position(kept, .findings, counter) == 1)
    while try await position(kept, .findings, counter) == 1 { await Task.yield() }
  }

  @Test func oneThatIsTooOldIsNot() async throws {
    let (kept, counter) = (kept(fresh: .zero, usable: .zero), Counter())
    for expected in 1...3 { #expect(try await position(kept, .findings, counter) == Int64(expected)) }
  }

  @Test func whatIsQuicklyReadIsReadAnew() async throws {
    let (kept, counter) = (kept(fresh: .seconds(600), quick: .seconds(600)), Counter())
    for expected in 1...3 { #expect(try await position(kept, .findings, counter) == Int64(expected)) }
  }

  @Test func whatCouldNotBeReadIsReadAgain() async throws {
    let (kept, counter) = (KeptAnswers(), Counter())
    await #expect(throws: ReadError.self) { try await position(kept, .risks, counter) }
    #expect(try await position(kept, .risks, counter) == 2)
  }
}

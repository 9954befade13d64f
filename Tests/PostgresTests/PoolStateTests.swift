import Testing

@testable import Postgres

@Suite struct PoolStateTests {
  private typealias State = PoolState<String, String>

  private func isOpen(_ answer: State.Answer?) -> Bool {
    if case .success(.open) = answer { true } else { false }
  }

  private func used(_ answer: State.Answer?) -> String? {
    if case .success(.use(let item)) = answer { item } else { nil }
  }

  private func refusal(_ answer: State.Answer?) -> State.Refusal? {
    if case .failure(let refusal) = answer { refusal } else { nil }
  }

  @Test func opensUpToTheMaximumAndThenQueues() {
    var state = State(maximum: 2, maximumWaiters: 1)
    #expect(isOpen(state.take()))
    #expect(isOpen(state.take()))
    #expect(state.take() == nil)
    #expect(state.wait(state.ticket()) { "first" } == nil)
    #expect(refusal(state.take()) == .tooManyWaiters)
    #expect(refusal(state.wait(state.ticket()) { "second" }) == .tooManyWaiters)
  }

  @Test func servesInOrderAndNobodyOvertakes() {
    var state = State(maximum: 1, maximumWaiters: 9)
    #expect(isOpen(state.take()))
    for name in ["first", "second", "third"] { #expect(state.wait(state.ticket()) { name } == nil) }
    for name in ["first", "second", "third"] {
      guard case .handOver(let waiter) = state.giveBack("connection") else {
        Issue.record("not handed over")
        return
      }
      #expect(waiter == name)
      #expect(state.take() == nil)
    }
    guard case .kept = state.giveBack("connection") else {
      Issue.record("not kept")
      return
    }
    #expect(used(state.take()) == "connection")
  }

  @Test func theMostRecentlyUsedIsTakenFirst() {
    var state = State(maximum: 2, maximumWaiters: 1)
    _ = (state.take(), state.take())
    _ = (state.giveBack("old"), state.giveBack("new"))
    #expect(used(state.take()) == "new")
    #expect(used(state.take()) == "old")
  }

  @Test func aLostConnectionsPlaceGoesToTheFirstInLine() {
    var state = State(maximum: 1, maximumWaiters: 9)
    _ = state.take()
    _ = state.wait(state.ticket()) { "first" }
    #expect(state.releasePlace() == "first")
    #expect(state.take() == nil)
    #expect(state.releasePlace() == nil)
    #expect(isOpen(state.take()))
  }

  @Test func whoLeavesIsNotServed() {
    var state = State(maximum: 1, maximumWaiters: 9)
    _ = state.take()
    let ticket = state.ticket()
    _ = state.wait(ticket) { "first" }
    _ = state.wait(state.ticket()) { "second" }
    #expect(state.leave(ticket) == "first")
    #expect(state.leave(ticket) == nil)
    guard case .handOver("second") = state.giveBack("connection") else {
      Issue.record("not handed over to the second")
      return
    }
  }

  @Test func afterClosingNothingIsLentOrKept() {
    var state = State(maximum: 2, maximumWaiters: 9)
    _ = (state.take(), state.take())
    _ = state.wait(state.ticket()) { "waiting" }
    let (idle, waiters) = state.close()
    #expect(idle.isEmpty)
    #expect(waiters == ["waiting"])
    #expect(refusal(state.take()) == .poolClosed)
    guard case .close = state.giveBack("connection") else {
      Issue.record("kept")
      return
    }
    #expect(state.releasePlace() == nil)
  }
}

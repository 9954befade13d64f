import Testing

@testable import ProjectionEngine

@Suite struct BatchSizeTests {
  @Test func `it grows to the largest while batches are short`() {
    var size = BatchSize()
    for _ in 0..<10 { size.succeeded(in: .milliseconds(10)) }
    #expect(size.current == BatchSize.largest)
  }

  @Test func `it shrinks when batches are long, and stays in between`() {
    var size = BatchSize()
    size.succeeded(in: .seconds(2))
    #expect(size.current == 250)
    size.succeeded(in: .milliseconds(300))
    #expect(size.current == 250)
    for _ in 0..<20 { size.succeeded(in: .seconds(2)) }
    #expect(size.current == BatchSize.least)
  }

  @Test func `after a failure it grows again, however slow the server is`() {
    var size = BatchSize()
    while size.failed(events: Int64(size.current)) {}
    for _ in 0..<20 { size.succeeded(in: .milliseconds(300)) }
    #expect(size.current == 128)
  }

  @Test func `a failure is halved down to one event`() {
    var size = BatchSize()
    var events: Int64 = 500
    var tries = 0
    while size.failed(events: events) {
      events = Int64(size.current)
      tries += 1
    }
    #expect(size.current == 1)
    #expect(tries == 8)
  }
}

@Suite struct BellTests {
  @Test func `a ring that nobody waited for is kept`() async {
    let bell = Bell()
    bell.ring()
    bell.ring()
    await bell.wait(atMost: .seconds(600))
  }

  @Test func `a ring wakes the sleeper`() async {
    let bell = Bell()
    await withDiscardingTaskGroup { group in
      group.addTask { await bell.wait(atMost: .seconds(600)) }
      group.addTask { bell.ring() }
    }
  }

  @Test func `cancellation wakes the sleeper, and is no ring`() async {
    let bell = Bell()
    let sleeper = Task { await bell.wait(atMost: .seconds(600)) }
    sleeper.cancel()
    await sleeper.value
    let began = ContinuousClock.now
    await bell.wait(atMost: .milliseconds(50))
    #expect(began.duration(to: .now) >= .milliseconds(50))
  }
}

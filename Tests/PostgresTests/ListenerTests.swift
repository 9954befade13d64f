import Postgres
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct ListenerTests {
  @Test func yieldsWhatIsNotified() async throws {
    let configuration = try await freshDatabase()
    let sender = try await Connection.open(configuration, logger: quiet)
    let pid = try await sender.query("SELECT pg_backend_pid()")[0].decode(Int32.self, at: 0)
    var iterator = Listener(configuration, channels: ["清明", "Other \"one\""], logger: quiet).makeAsyncIterator()
    #expect(await iterator.next() == .connected)
    try await sender.script(#"NOTIFY "清明", '墓位'; NOTIFY "Other ""one"""; NOTIFY unheard"#)
    #expect(await iterator.next() == .message(.init(channel: "清明", payload: "墓位", processID: pid)))
    #expect(await iterator.next() == .message(.init(channel: "Other \"one\"", payload: "", processID: pid)))
  }

  @Test func survivesALostConnection() async throws {
    let configuration = try await freshDatabase().with("application_name", "listener under test")
    let sender = try await Connection.open(configuration.with("application_name", "sender"), logger: quiet)
    var iterator = Listener(configuration, channels: ["registry_event"], logger: quiet).makeAsyncIterator()
    #expect(await iterator.next() == .connected)
    for payload in ["first", "second"] {
      let killed = try await sender.query(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'listener under test' AND datname = current_database()
        """
      )
      #expect(killed.count == 1)
      #expect(await iterator.next() == .connected)
      try await sender.execute("SELECT pg_notify('registry_event', \(payload))")
      guard case .message(let message) = await iterator.next() else {
        Issue.record("no message")
        return
      }
      #expect(message.payload == payload)
    }
  }

  @Test func endsWhenItsTaskIsCancelled() async throws {
    let configuration = try await freshDatabase()
    let sender = try await Connection.open(configuration, logger: quiet)
    let (started, announce) = AsyncStream<Void>.makeStream()
    let task = Task {
      var count = 0
      for await _ in Listener(configuration, channels: ["registry_event"], logger: quiet) {
        count += 1
        announce.yield()
      }
      return count
    }
    for await _ in started { break }
    task.cancel()
    #expect(await task.value == 1)
    try await sender.waitUntil(
      "SELECT count(*) = 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
    )
  }

  @Test func keepsTryingUntilItIsCancelled() async throws {
    let task = Task {
      for await _ in Listener(Configuration("host=/nonexistent"), channels: ["a"], logger: quiet) {
        Issue.record("connected to nowhere")
      }
      return true
    }
    task.cancel()
    #expect(await task.value)
  }
}

import EventLog
import FoundationEssentials
import Hummingbird
import ServiceLifecycle

/// The log as server-sent events (WHATWG HTML, 9.2): `id` is the position, `event` the type, `data` the log's own line.
///
/// It reads page by page, and goes on reading when what it has sent is taken: a slow client waits longer, and needs no memory.
struct EventStream: Sendable {
  /// Events in memory at a time.
  static let pageSize = 128

  let log: any LogReading
  let types: [String]?
  let start: Position
  /// When whoever listens has to sign in again.
  let expires: Date

  /// Writes until the client or the server goes away.
  func write(to writer: inout any ResponseBodyWriter, called subscription: LogFeed.Subscription) async throws {
    var position = start
    try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
    var calls = subscription.calls.makeAsyncIterator()
    var call: LogFeed.Call? = .events
    while let why = call, .now < expires {
      let hasSent = try await send(from: &position, to: &writer)
      if !hasSent, why == .beat { try await writer.write(ByteBuffer(string: ": \(position.rawValue)\n\n")) }
      call = await calls.next()
    }
  }

  /// What there is behind a position.
  private func send(from position: inout Position, to writer: inout any ResponseBodyWriter) async throws -> Bool {
    var hasSent = false
    while !Task.isCancelled {
      let page = try await log.page(after: position, types: types, limit: Self.pageSize)
      for event in page.events {
        let text = "id: \(event.position.rawValue)\nevent: \(event.type)\ndata: \(event.line)\n\n"
        try await writer.write(ByteBuffer(string: text))
        hasSent = true
      }
      position = page.end
      if page.end >= page.head { break }
    }
    return hasSent
  }
}

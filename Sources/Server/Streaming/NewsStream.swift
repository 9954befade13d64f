import EventLog
import FoundationEssentials
import Hummingbird

/// Tells a page once that something has been recorded which its visitor may see, and nothing of it but the position.
struct NewsStream: Sendable {
  /// A page that is older than that has missed something anyhow; so a visitor with a narrow scope costs no more.
  static let longest: Int64 = 5_000

  let log: any LogReading
  let start: Position
  /// When whoever listens has to sign in again.
  let expires: Date

  /// Writes until there is news, or until one of the two sides goes away.
  func write(to writer: inout any ResponseBodyWriter, called subscription: LogFeed.Subscription) async throws {
    var position = start
    // Long enough that many pages do not come back all at once when the server has been started again.
    try await writer.write(ByteBuffer(string: "retry: 10000\n\n"))
    var calls = subscription.calls.makeAsyncIterator()
    var call: LogFeed.Call? = .events
    while let why = call, .now < expires {
      if let newest = try await newest(behind: &position) {
        let number = newest.rawValue
        return try await writer.write(ByteBuffer(string: "id: \(number)\nevent: news\ndata: \(number)\n\n"))
      }
      if why == .beat { try await writer.write(ByteBuffer(string: ":\n\n")) }
      call = await calls.next()
    }
  }

  /// The first event that they may see.
  private func newest(behind position: inout Position) async throws -> Position? {
    while !Task.isCancelled {
      let page = try await log.page(after: position, types: nil, limit: EventStream.pageSize)
      if let event = page.events.first { return event.position }
      position = page.end
      if page.end >= page.head { return nil }
    }
    return nil
  }
}

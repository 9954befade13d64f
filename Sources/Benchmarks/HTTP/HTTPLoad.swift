import NIOCore
import Synchronization

/// One thing that clients ask of a server, so often.
struct HTTPSeries: Sendable {
  let key: String
  let title: String
  let count: Int
  /// How many submissions each request holds.
  var lines = 1
  /// The answer that each must get.
  var status = 200
  /// What to ask the nth time, from 0.
  let call: @Sendable (Int) -> HTTPCall
  /// What else must be true of an answer.
  var isRight: @Sendable (HTTPReply) -> Bool = { _ in true }
}

/// What came of a series.
struct HTTPResult {
  let series: HTTPSeries
  let took: Duration
  let latencies: Quantiles
  /// How many were not answered as they should have been, and what the last of them was told.
  let failed: Int
  let complaint: String?

  /// Of submissions for a stream of them, of requests for everything else.
  var perSecond: Double { Double(series.count * series.lines) / (took / .seconds(1)) }
}

/// A number of clients, each of which asks as soon as it has been answered.
struct HTTPLoad {
  static let clients = 50

  let port: Int

  /// Each client first asks `warmUp` once, which is not measured.
  /// - Throws: ``BenchmarkFailure`` when no answer at all is what the series says.
  func run(_ series: HTTPSeries, warmUp: HTTPCall) async throws -> HTTPResult {
    let next = Ticket()
    let ready = Latch(count: Self.clients)
    return try await withThrowingTaskGroup(of: Sent.self) { group in
      for _ in 0..<Self.clients {
        group.addTask { [port] in
          var sent = Sent()
          try await HTTPConnection.open(port: port) { connection in
            _ = try await connection.reply(to: warmUp)
            await ready.arrive()
            sent.began = .now
            while true {
              let nth = next.draw()
              guard nth < series.count else { break }
              try await sent.note(series, series.call(nth), on: &connection)
            }
          }
          return sent
        }
      }
      let all = try await group.reduce(into: []) { $0.append($1) }
      let took = ContinuousClock.now - (all.map(\.began).min() ?? .now)
      let failed = all.reduce(0) { $0 + $1.failed }
      let complaint = all.compactMap(\.complaint).first
      guard failed < series.count else {
        throw BenchmarkFailure("\(series.title): \(complaint ?? "nothing was asked")")
      }
      let latencies = Quantiles(all.flatMap(\.latencies))
      return HTTPResult(series: series, took: took, latencies: latencies, failed: failed, complaint: complaint)
    }
  }
}

/// What one client has seen.
private struct Sent {
  var began = ContinuousClock.now
  var latencies: [Duration] = []
  var failed = 0
  var complaint: String?

  mutating func note(_ series: HTTPSeries, _ call: HTTPCall, on connection: inout HTTPConnection) async throws {
    let sent = ContinuousClock.now
    let reply = try await connection.reply(to: call)
    latencies.append(.now - sent)
    guard reply.status != series.status || !series.isRight(reply) else { return }
    failed += 1
    complaint = "\(call.method) \(call.path) was answered \(reply.status): \(String(buffer: reply.body).suffix(300))"
  }
}

/// Numbers from 0, each drawn once.
private final class Ticket: Sendable {
  private let next = Atomic(0)

  func draw() -> Int { next.add(1, ordering: .relaxed).oldValue }
}

/// Lets all go on once all have come.
private actor Latch {
  private var missing: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) { missing = count }

  func arrive() async {
    missing -= 1
    guard missing > 0 else {
      for continuation in waiting { continuation.resume() }
      waiting = []
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }
}

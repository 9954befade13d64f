import HTTPTypes
import Hummingbird
import Testing

@testable import Server

/// Reads a stream of events until it leaves.
actor Follower {
  private(set) var text = ""
  private var task: Task<Void, any Error>?
  private var waiting: (isThere: @Sendable (String) -> Bool, CheckedContinuation<Void, Never>)?

  init(_ client: TestClient, _ path: String, headers: HTTPFields = [:]) async throws {
    let response = try await client.respond(.get, path, headers: headers)
    #expect(response.status == .ok && response.headers[.contentType] == "text/event-stream")
    task = Task { try await response.body.write(Writer(follower: self)) }
  }

  var ids: [Int] { text.matches(of: /(?m)^id: (\d+)$/).compactMap { Int($0.output.1) } }

  func waitFor(_ count: Int) async {
    await wait { $0.matches(of: /(?m)^id:/).count >= count }
  }

  func waitForBeat(_ beat: String) async {
    await wait { $0.hasSuffix("\n\n\(beat)\n\n") }
  }

  private func wait(_ isThere: @escaping @Sendable (String) -> Bool) async {
    if isThere(text) { return }
    await withCheckedContinuation { waiting = (isThere, $0) }
  }

  fileprivate func take(_ more: String) {
    text += more
    guard let (isThere, continuation) = waiting, isThere(text) else { return }
    waiting = nil
    continuation.resume()
  }

  /// Returns when the server has ended it.
  func end() async {
    _ = await task?.result
    task = nil
  }

  func leave() async {
    task?.cancel()
    _ = await task?.result
    task = nil
  }
}

private struct Writer: ResponseBodyWriter {
  let follower: Follower

  func write(_ buffer: ByteBuffer) async throws { await follower.take(String(buffer: buffer)) }
  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

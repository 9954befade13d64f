import EventLog
import Foundation
import FoundationNetworking
import Subprocess
import TestSupport
import Testing

/// `qingming serve` as a process that can die and be started again.
@Suite struct ServeProcessTests {
  /// Four clients send the same city at once, in batches, until the server is killed under them.
  @Test func killedInTheMiddleOfBatches() async throws {
    let place = try await Place(cases: 120)
    let exchange = try await Exchange(in: place.directory)
    let acknowledged = Acknowledged()
    let status = try await Program.serve(place.options + exchange.options) { address, pid in
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        for batch in [20, 50, 110, 400] {
          // The connection breaks when the server dies; then this client is done.
          tasks.addTask { try? await place.send(to: address, through: exchange, by: batch, acknowledged) }
        }
        try await place.waitForEvents(600)
        kill(pid, SIGKILL)
        try await tasks.waitForAll()
      }
    }
    #expect(status == .signaled(SIGKILL))
    let before = try await place.log.head().rawValue
    #expect(before >= 600 && before < place.lineCount)
    let stored = try await place.storedIDs()
    let early = await acknowledged.positions
    #expect(!early.isEmpty)
    #expect(early.allSatisfy { stored[$0.key] == $0.value }, "acknowledged and not stored, or elsewhere")

    _ = try await Program.serve(place.options + exchange.options) { address, _ in
      try await place.send(to: address, through: exchange, by: 300, acknowledged)
    }
    try await place.expectEachLineStoredOnce()
    // Whoever was answered before gets the same answer again.
    let late = await acknowledged.positions
    #expect(Set(late.keys) == place.ids)
    #expect(early.allSatisfy { late[$0.key] == $0.value })
  }
}

/// The ids that the server has said are recorded, and where.
private actor Acknowledged {
  private(set) var positions: [String: Int64] = [:]

  func note(_ answers: [Answer]) {
    for answer in answers { positions[answer.id] = answer.position }
  }

  struct Answer: Decodable {
    let id: String
    let position: Int64
  }
}

extension Place {
  /// Sends the city in batches. Ends with an error when an answer does not come or is a refusal.
  fileprivate func send(
    to address: URL,
    through exchange: Exchange,
    by batch: Int,
    _ acknowledged: Acknowledged
  ) async throws {
    var request = URLRequest(url: address.appending(path: "v1/submissions"))
    request.httpMethod = "POST"
    request.setValue("application/x-ndjson", forHTTPHeaderField: "Content-Type")
    request.setValue(exchange.field, forHTTPHeaderField: "Client-Cert")
    for start in stride(from: 0, to: lines.count, by: batch) {
      let lines = lines[start..<min(start + batch, lines.count)]
      let body = Data(lines.joined(separator: [UInt8(ascii: "\n")]))
      let (answer, response) = try await URLSession.shared.upload(for: request, from: body)
      #expect((response as? HTTPURLResponse)?.statusCode == 200)
      // Behind the answers stand the sums.
      await acknowledged.note(
        try answer.split(separator: UInt8(ascii: "\n")).dropLast().map {
          try JSONDecoder().decode(Acknowledged.Answer.self, from: $0)
        }
      )
    }
  }

  /// Each id in the log with its position.
  fileprivate func storedIDs() async throws -> [String: Int64] {
    var stored: [String: Int64] = [:]
    for try await event in log.events(after: .start) {
      stored[event.id.uuidString.lowercased()] = event.position.rawValue
    }
    return stored
  }
}

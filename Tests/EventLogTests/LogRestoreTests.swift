import EventLog
import Foundation
import Postgres
import TestSupport
import Testing

/// The lines of a log, written elsewhere as they are.
@Suite struct LogRestoreTests {
  private static let stored: SQL = """
    SELECT l.line, encode(e.leaf, 'hex'), e.stream, e.version, e.event_id::text, e.type, e.occurred_at::text
    FROM registry.event e JOIN registry.line l USING (node, position) ORDER BY e.position
    """

  private func stored(_ fixture: LogFixture) async throws -> [[String]] {
    let connection = try await fixture.open()
    let rows = try await connection.query(Self.stored)
    await connection.close()
    return try rows.decode(String.self, String.self, String.self, Int32.self, String.self, String.self, String.self)
      .map { [$0, $1, $2, "\($3)", $4, $5, $6] }
  }

  @Test func `lines are what they were, whatever the pieces they come in`() async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let old = try await LogFixture.make()
    var versions: [String: Int32] = [:]
    for _ in 0..<40 {
      let stream = "s\(Int.random(in: 0..<6, using: &random))"
      versions[stream, default: 0] += 1
      let note = Bool.random(using: &random) ? "清明 \\u0041 é" : "x"
      _ = try await old.log.append(unit(stream, versions[stream, default: 0], note: note))
    }
    let before = try await stored(old)
    #expect(before.count == 40)
    let new = try await LogFixture.make()
    let restore = try await LogRestore(into: LogFixture.node, configuration: new.superuser, logger: LogFixture.logger)
    var rest = before.map { $0[0] }[...]
    while !rest.isEmpty {
      let count = min(rest.count, Int.random(in: 1...9, using: &random))
      try await restore.write(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    #expect(try await stored(new) == before, "seed \(seed)")
    #expect(try await new.log.head() == Position(rawValue: 40))
    #expect(try await new.log.strayVersions(limit: 1).isEmpty)
    // And the log goes on from there.
    let outcome = try await new.log.append(unit("s0", versions["s0", default: 0] + 1))
    guard case .appended(let receipts) = outcome else {
      Issue.record("seed \(seed): \(outcome)")
      return
    }
    #expect(receipts.first?.position == Position(rawValue: 41), "seed \(seed)")
    await restore.close()
  }

  @Test(
    arguments: [
      // The same instant, written otherwise: what is stored would make another line.
      ("00.000000Z", "00Z"), (#""recordedAt""#, #" "recordedAt""#), (#""position":1"#, #""position":1.0"#),
      (#""subject""#, #""subjekt""#), ("{", ""),
    ]
  )
  func `a line that would be another one is refused, and none of its piece is kept`(_ old: String, _ new: String)
    async throws
  {
    let fixture = try await LogFixture.make()
    let event = String(decoding: unit("s", 1).events[0].bytes, as: UTF8.self)
    let line = #"{"event":\#(event),"position":1,"recordedAt":"2026-01-01T00:00:00.000000Z"}"#
    let second = line.replacing(#""position":1"#, with: #""position":2"#)
      .replacing(unit("s", 1).events[0].id.uuidString.lowercased(), with: UUID().uuidString.lowercased())
    let restore = try await LogRestore(
      into: LogFixture.node,
      configuration: fixture.superuser,
      logger: LogFixture.logger
    )
    let spoilt = line.replacing(old, with: new, maxReplacements: 1)
    #expect(spoilt != line)
    await #expect(throws: EventLogError.self) { try await restore.write([spoilt, second]) }
    #expect(try await stored(fixture).isEmpty)
    try await restore.write([line])
    #expect(try await stored(fixture).map { $0[0] } == [line])
    await restore.close()
  }
}

import Crypto
import EventLog
import Foundation
import Postgres
import Testing

@Suite struct LeafTests {
  /// The line is put together and hashed here: nothing of the database's own is used.
  @Test func leafIsTheHashOfTheLine() async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append([unit("a", 1), unit("a", 2, note: "清明 \\u0041 é"), unit("b", 1)])
    let connection = try await fixture.open(as: fixture.application)
    let superuser = try await fixture.open()
    try await superuser.execute("UPDATE registry.head SET recorded_at = '2998-12-31T23:59:58.999000Z'")
    _ = try await fixture.log.append(unit("a", 3))
    let rows = try await connection.query(
      "SELECT position, recorded_at, event, leaf, line FROM registry.event JOIN registry.line l USING (node, position, leaf) ORDER BY 1"
    )
    let entries = try rows.decode(Int64.self, PostgresTimestamp.self, [UInt8].self, [UInt8].self, [UInt8].self)
    #expect(entries.count == 4)
    for (position, recordedAt, event, leaf, line) in entries {
      let tail = #","position":\#(position),"recordedAt":"\#(rfc3339(recordedAt))"}"#
      let expected = Array(#"{"event":"#.utf8) + event + Array(tail.utf8)
      #expect(line == expected)
      #expect(sha256([0] + expected) == hex(leaf))
    }
    #expect(rfc3339(entries[3].1).hasPrefix("2998-12-31T23:59:58.999"))
    // A whole second must still show six digits.
    let line = try await superuser.query(
      "SELECT registry.log_line('{}', 1, '2998-12-31T23:59:59Z', NULL)"
    ).decode(String.self)
    #expect(line == [#"{"event":{},"position":1,"recordedAt":"2998-12-31T23:59:59.000000Z"}"#])
    await connection.close()
    await superuser.close()
  }

  private func rfc3339(_ timestamp: PostgresTimestamp) -> String {
    let (seconds, microseconds) = timestamp.microsecondsSince1970.quotientAndRemainder(dividingBy: 1_000_000)
    let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    return text.dropLast() + String(format: ".%06d", Int(microseconds)) + "Z"
  }

  private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

  private func sha256(_ message: [UInt8]) -> String { hex(Array(SHA256.hash(data: message))) }
}

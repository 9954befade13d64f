import Crypto
import EventLog
import Foundation
import Postgres
import TestSupport
import Testing

/// What vouched for events: beside them, in their lines and leaves, and no part of what they are.
@Suite struct VoucherTests {
  private static let token = Array(#"{"id":"a","kind":"token"}"#.utf8)
  private static let other = Array(#"{"id":"b","kind":"token"}"#.utf8)

  private func vouched(_ unit: AppendUnit, by voucher: [UInt8]?) -> AppendUnit {
    var unit = unit
    unit.voucher = voucher
    return unit
  }

  /// The line is put together and hashed here: nothing of the database's own is used.
  @Test func theLeafCommitsToIt() async throws {
    let fixture = try await LogFixture.make()
    let units = [
      vouched(unit("a", 1), by: Self.token), unit("b", 1), vouched(unit("c", 1), by: Self.other),
      vouched(unit("d", 1), by: Self.token),
    ]
    _ = try await fixture.log.append(units)
    let events = try await fixture.log.read(after: .start, limit: 10)
    let rows = try await fixture.open().query("SELECT leaf, line FROM registry.line ORDER BY position")
    for (event, (unit, stored)) in zip(events, zip(units, try rows.decode([UInt8].self, String.self))) {
      let digest = unit.voucher.map { Array(SHA256.hash(data: $0)) }
      #expect(event.voucher == digest)
      let hexadecimal = digest.map { $0.map { String(format: "%02x", $0) }.joined() }
      let voucher = hexadecimal.map { #","voucher":"\#($0)""# } ?? ""
      let head = #"{"event":\#(String(decoding: event.bytes, as: UTF8.self)),"position":\#(event.position.rawValue)"#
      let line = head + #","recordedAt":"\#(event.recordedAt)"\#(voucher)}"#
      #expect(event.line == line && stored.1 == line)
      #expect(Array(SHA256.hash(data: [0] + Array(line.utf8))) == stored.0)
      if let digest { #expect(try await fixture.log.voucher(digest) == unit.voucher) }
    }
    #expect(try await fixture.log.voucher([1, 2, 3]) == nil)
  }

  /// The same events sent again with another token are the same: alone, in a batch, and when another process has been faster.
  @Test func whoeverSendsAgainMaySignInAnew() async throws {
    let fixture = try await LogFixture.make()
    let one = vouched(unit("a", 1), by: Self.token)
    let first = try await fixture.log.append(one)
    let again = try await fixture.log.append([vouched(one, by: Self.other), vouched(one, by: nil), unit("b", 1)])
    #expect(again[0] == .duplicate(try #require(first.receipts)) && again[1] == again[0])
    #expect(again[2].appended != nil)
    // Nothing is left of a token by which nothing was recorded.
    #expect(try await fixture.superuserValue("SELECT count(*) FROM registry.voucher", as: Int64.self) == 1)
    #expect(try await fixture.log.event(one.events[0].id)?.voucher == Array(SHA256.hash(data: Self.token)))
  }

  @Test func aDocumentIsKeptOnce() async throws {
    let fixture = try await LogFixture.make()
    for round in 1...3 { _ = try await fixture.log.append(vouched(unit("a", Int32(round)), by: Self.token)) }
    // A unit that is turned down beside it sends the call the long way.
    _ = try await fixture.log.append([
      vouched(unit("a", 9), by: Self.other), vouched(unit("b", 1), by: Self.token), unit("c", 1),
    ])
    #expect(try await fixture.superuserValue("SELECT count(*) FROM registry.voucher", as: Int64.self) == 1)
    let missing: SQL = """
      SELECT count(*) FROM registry.event e
      WHERE e.voucher IS NOT NULL AND NOT EXISTS (SELECT FROM registry.voucher v WHERE v.digest = e.voucher)
      """
    #expect(try await fixture.superuserValue(missing, as: Int64.self) == 0)
    #expect(try await fixture.superuserValue("SELECT count(voucher) FROM registry.event", as: Int64.self) == 4)
  }

  /// A line has 65,535 bytes at most, voucher and all.
  @Test func theLongestLineHasRoomForIt() async throws {
    let fixture = try await LogFixture.make()
    let empty = unit("a", 1).events[0].bytes.count
    func long(_ stream: String, _ size: Int, by voucher: [UInt8]?) -> AppendUnit {
      vouched(unit(stream, 1, note: String(repeating: "x", count: size - empty)), by: voucher)
    }
    let limit = 65_535 - 65 - 19
    let outcomes = try await fixture.log.append([
      long("a", limit - 77, by: Self.token), long("b", limit - 76, by: Self.token), long("c", limit, by: nil),
    ])
    #expect(outcomes[0].appended != nil && outcomes[2].appended != nil)
    #expect(outcomes[1] == .rejected(.tooLarge))
    let longest = try await fixture.superuserValue("SELECT max(octet_length(line)) FROM registry.line", as: Int32.self)
    #expect(longest <= 65_535)
    // Known before all: what was recorded without a voucher gets its first answer, however somebody signs in now.
    let known = long("d", limit, by: nil)
    let receipts = try #require(try await fixture.log.append(known).receipts)
    #expect(try await fixture.log.append(vouched(known, by: Self.token)) == .duplicate(receipts))
    var other = known
    let text = String(decoding: known.events[0].bytes, as: UTF8.self)
    other.events[0].bytes = Array(text.replacing(#"xx""#, with: #"xy""#).utf8)
    #expect(other != known)
    let reused = AppendOutcome.reused(eventID: known.events[0].id)
    #expect(try await fixture.log.append(vouched(other, by: Self.token)) == reused)
  }

  @Test(arguments: [
    "UPDATE registry.voucher SET document = '{}'", "DELETE FROM registry.voucher", "TRUNCATE registry.voucher",
  ])
  func itDoesNotChange(_ change: String) async throws {
    let fixture = try await LogFixture.make()
    _ = try await fixture.log.append(vouched(unit("a", 1), by: Self.token))
    let connection = try await fixture.open()
    for role in ["origin", "replica"] {
      try await connection.script("SET session_replication_role = \(role)")
      let error = await #expect(throws: PostgresError.self) { try await connection.script(change) }
      #expect(error?.sqlState == .insufficientPrivilege)
    }
    let application = try await fixture.open(as: fixture.application)
    let insert = "INSERT INTO registry.voucher VALUES (371000, sha256('{}'), '{}')"
    let error = await #expect(throws: PostgresError.self) { try await application.script(insert) }
    #expect(error?.sqlState == .insufficientPrivilege)
  }
}

import Foundation
import Postgres
import TestSupport
import Testing

@Suite(.serialized) struct CodecTests {
  /// Sends a value, lets the server render it, and reads it back.
  private func expect<T: PostgresEncodable & PostgresDecodable & Equatable>(
    _ connection: Connection,
    _ value: T,
    isRendered text: String?,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let rows = try await connection.query("SELECT \(value), \(value)::text")
    let (back, rendered) = try rows[0].decode(T.self, String?.self)
    #expect(back == value, sourceLocation: sourceLocation)
    #expect(rendered == text, sourceLocation: sourceLocation)
  }

  @Test func integers() async throws {
    let connection = try await freshConnection()
    for value in [Int16.min, -1, 0, 1, .max] { try await expect(connection, value, isRendered: "\(value)") }
    for value in [Int32.min, -1, 0, 1, .max] { try await expect(connection, value, isRendered: "\(value)") }
    for value in [Int64.min, -1, 0, 1, .max] { try await expect(connection, value, isRendered: "\(value)") }
    for value in [Int.min, -1, 0, 1, .max] { try await expect(connection, value, isRendered: "\(value)") }
    try await expect(connection, nil as Int32?, isRendered: nil)
  }

  @Test func boolAndText() async throws {
    let connection = try await freshConnection()
    try await expect(connection, true, isRendered: "true")
    try await expect(connection, false, isRendered: "false")
    for value in ["", " ", "清明节", "e\u{301}", "👨‍👩‍👧", "'\"\\;--\n\t\r", String(repeating: "长", count: 100_000)] {
      try await expect(connection, value, isRendered: value)
    }
    try await expect(connection, nil as String?, isRendered: nil)
  }

  @Test func bytes() async throws {
    let connection = try await freshConnection()
    try await expect(connection, [UInt8](), isRendered: "\\x")
    try await expect(connection, [0, 1, 127, 128, 255] as [UInt8], isRendered: "\\x00017f80ff")
    try await expect(connection, [[], [0], [255, 0]] as [[UInt8]], isRendered: #"{"\\x","\\x00","\\xff00"}"#)
  }

  @Test func uuid() async throws {
    let connection = try await freshConnection()
    let text = "01927f3e-0000-7abc-8def-0123456789ab"
    try await expect(connection, try #require(UUID(uuidString: text)), isRendered: text)
  }

  @Test func timestamps() async throws {
    let connection = try await freshConnection()
    try await connection.execute("SET timezone = 'UTC'")
    let cases: [(Int64, String)] = [
      (0, "1970-01-01 00:00:00+00"), (-1, "1969-12-31 23:59:59.999999+00"),
      (946_684_800_000_000, "2000-01-01 00:00:00+00"), (946_684_799_999_999, "1999-12-31 23:59:59.999999+00"),
      (1_775_174_400_123_456, "2026-04-03 00:00:00.123456+00"), (-62_135_596_800_000_000, "0001-01-01 00:00:00+00"),
      (-210_866_803_200_000_000, "4714-11-24 00:00:00+00 BC"),
      (.max, "infinity"), (.min, "-infinity"),
    ]
    for (microseconds, text) in cases {
      try await expect(connection, PostgresTimestamp(microsecondsSince1970: microseconds), isRendered: text)
    }
    let tooEarly = try await postgresError {
      _ = try await connection.query("SELECT \(PostgresTimestamp(microsecondsSince1970: .min + 1))::text")
    }
    #expect(tooEarly.sqlState == SQLState(rawValue: "22008"))
  }

  @Test func foundationDates() async throws {
    let connection = try await freshConnection()
    try await connection.execute("SET timezone = 'UTC'")
    try await expect(
      connection,
      Date(timeIntervalSinceReferenceDate: 796_867_200.5),
      isRendered: "2026-04-03 00:00:00.5+00"
    )
    for (date, text) in [
      (Date.distantFuture, "4001-01-01 00:00:00+00"), (Date.distantPast, "0001-12-30 00:00:00+00 BC"),
    ] {
      try await expect(connection, date, isRendered: text)
    }
    let infinite = Date(timeIntervalSinceReferenceDate: .infinity)
    #expect(try await connection.query("SELECT \(infinite)::text")[0].decode(String.self, at: 0) == "infinity")
    let notANumber = Date(timeIntervalSinceReferenceDate: .nan)
    #expect(try await connection.query("SELECT \(notANumber)::text")[0].decode(String.self, at: 0) == "infinity")
  }

  @Test func dates() async throws {
    let connection = try await freshConnection()
    let cases: [(Int32, String)] = [
      (0, "1970-01-01"), (-1, "1969-12-31"), (10_957, "2000-01-01"), (20_546, "2026-04-03"), (19_782, "2024-02-29"),
      (-719_162, "0001-01-01"), (.max, "infinity"), (.min, "-infinity"),
    ]
    for (days, text) in cases { try await expect(connection, PostgresDate(daysSince1970: days), isRendered: text) }
  }

  @Test func json() async throws {
    let connection = try await freshConnection()
    let text = #"{"b": 1, "a":  "清明", "a": null}"#
    try await expect(connection, PostgresJSON(Array(text.utf8)), isRendered: text)
    let canonical = #"{"a": "清明", "b": [1, 2]}"#
    try await expect(connection, PostgresJSONB(Array(canonical.utf8)), isRendered: canonical)
    let rows = try await connection.query("SELECT \(PostgresJSON(Array(text.utf8)))")
    #expect(try rows[0].decode([UInt8].self, at: 0) == Array(text.utf8))
  }

  @Test func arrays() async throws {
    let connection = try await freshConnection()
    try await expect(connection, [Int](), isRendered: "{}")
    try await expect(connection, [1, nil, -3] as [Int?], isRendered: "{1,NULL,-3}")
    try await expect(connection, [nil, nil] as [String?], isRendered: "{NULL,NULL}")
    try await expect(connection, ["", "NULL", "a,b", "\"", "清"], isRendered: #"{"","NULL","a,b","\"",清}"#)
    try await expect(connection, [true, false], isRendered: "{t,f}")
    try await expect(connection, [Int16.min, .max], isRendered: "{-32768,32767}")
    try await expect(connection, [Int32.min, .max], isRendered: "{-2147483648,2147483647}")
    try await expect(connection, [PostgresDate(daysSince1970: 0)], isRendered: "{1970-01-01}")
    try await expect(connection, [PostgresJSON(Array("{}".utf8))], isRendered: "{\"{}\"}")
    try await expect(connection, [PostgresJSONB(Array("[1]".utf8)), nil], isRendered: "{[1],NULL}")
    try await expect(connection, nil as [Int]?, isRendered: nil)
    let rows = try await connection.query("SELECT '[5:6]={7,8}'::int[], ARRAY[[1,2]], ARRAY[1,NULL], ARRAY['x'::name]")
    #expect(try rows[0].decode([Int].self, at: 0) == [7, 8])
    #expect(throws: PostgresError.self) { try rows[0].decode([Int].self, at: 1) }
    #expect(throws: PostgresError.self) { try rows[0].decode([Int].self, at: 2) }
    #expect(try rows[0].decode([String].self, at: 3) == ["x"])
  }

  @Test func ofTheUsersTypes() async throws {
    struct Stream: RawRepresentable, PostgresEncodable, PostgresDecodable, PostgresArrayElement, Equatable {
      let rawValue: String
      static var postgresArrayType: PostgresType { .textArray }
    }
    let connection = try await freshConnection()
    try await expect(connection, Stream(rawValue: "case-1"), isRendered: "case-1")
    try await expect(connection, [Stream(rawValue: "a"), Stream(rawValue: "b")], isRendered: "{a,b}")
    try await connection.script("CREATE TYPE nature AS ENUM ('public', '经营性')")
    let rows = try await connection.query("SELECT '经营性'::nature, ARRAY['public'::nature]")
    #expect(try rows[0].decode(String.self, at: 0) == "经营性")
    #expect(try rows[0].decode([String].self, at: 1) == ["public"])
  }

  @Test func mismatchesNameTheColumnAndNoValue() async throws {
    let rows = try await freshConnection().query("SELECT 4711::bigint AS plot, NULL::text AS note, 1.5 AS share")
    let row = rows[0]
    let wrongType = try await postgresError { _ = try row.decode("plot", as: String.self) }
    #expect(wrongType.code == .decoding)
    #expect(wrongType.message == "column 0 (plot): a value of type OID 20 cannot be read as String")
    let null = try await postgresError { _ = try row.decode("note", as: String.self) }
    #expect(null.message == "column 1 (note): NULL cannot be read as String")
    #expect(throws: PostgresError.self) { try row.decode(Int32.self, at: 0) }
    #expect(throws: PostgresError.self) { try row.decode(Int.self, at: 2) }
    #expect(throws: PostgresError.self) { try row.decode(Int.self, at: 3) }
    #expect(throws: PostgresError.self) { try row.decode(Int.self, at: -1) }
    #expect(throws: PostgresError.self) { try row.decode("absent", as: Int.self) }
    #expect(throws: PostgresError.self) { try rows.decode(Int.self, String?.self, String.self) }
  }

  @Test func narrowIntegersWiden() async throws {
    let rows = try await freshConnection().query("SELECT 1::int2, 2::int4, 3::oid, 4::int2")
    let (a, b, c, d) = try rows[0].decode(Int.self, Int64.self, Int.self, Int32.self)
    #expect([Int64(a), b, Int64(c), Int64(d)] == [1, 2, 3, 4])
  }
}

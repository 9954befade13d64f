import Foundation
import Postgres
import TestSupport
import Testing

/// Random rows go to the server and come back, by parameters and by arrays, and the server agrees about them.
@Suite(.serialized) struct CodecPropertyTests {
  struct Sample: Equatable {
    var number: Int
    var text: String?
    var bytes: [UInt8]
    var id: UUID
    var instant: PostgresTimestamp
    var day: PostgresDate?
    var list: [Int32?]

    init(using random: inout some RandomNumberGenerator) {
      func maybe<T>(_ value: T) -> T? { Int.random(in: 0..<4, using: &random) == 0 ? nil : value }
      // Shifting makes all magnitudes equally likely.
      number = Int.random(in: .min ... .max, using: &random) >> Int.random(in: 0..<64, using: &random)
      text = maybe(Self.text(using: &random))
      bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in .random(in: 0 ... .max, using: &random) }
      id = UUID.random(using: &random)
      // The years 4713 BC to 5138.
      let range = -210_866_803_200_000_000...100_000_000_000_000_000 as ClosedRange<Int64>
      instant = PostgresTimestamp(microsecondsSince1970: .random(in: range, using: &random))
      day = maybe(PostgresDate(daysSince1970: .random(in: -2_000_000...2_000_000, using: &random)))
      list = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
        maybe(.random(in: .min ... .max, using: &random))
      }
    }

    static func text(using random: inout some RandomNumberGenerator) -> String {
      var text = ""
      for _ in 0..<Int.random(in: 0..<20, using: &random) {
        // Every scalar but NUL, which PostgreSQL cannot store.
        if let scalar = Unicode.Scalar(UInt32.random(in: 1...0x10_ffff, using: &random)) {
          text.unicodeScalars.append(scalar)
        }
      }
      return text
    }
  }

  @Test func randomRowsComeBack() async throws {
    var random = Seeded()
    let connection = try await freshConnection()
    let samples = (0..<150).map { _ in Sample(using: &random) }
    for sample in samples {
      let rows = try await connection.query(
        """
        SELECT \(sample.number), \(sample.text), \(sample.bytes), \(sample.id), \(sample.instant), \(sample.day),
               \(sample.list), \(sample.number)::text, md5(\(sample.bytes)), \(sample.id)::text,
               (extract(epoch FROM \(sample.instant)) * 1000000)::bigint, \(sample.day) - DATE '1970-01-01',
               array_to_string(\(sample.list), ',', 'nil'), octet_length(\(sample.text))
        """
      )
      var back = sample
      let row = rows[0]
      (back.number, back.text, back.bytes, back.id, back.instant, back.day, back.list) = try row.decode(
        Int.self,
        String?.self,
        [UInt8].self,
        UUID.self,
        PostgresTimestamp.self,
        PostgresDate?.self,
        [Int32?].self
      )
      let comment: Comment = "seed \(random.seed)"
      #expect(back == sample, comment)
      #expect(try row.decode(String.self, at: 7) == "\(sample.number)", comment)
      #expect(try row.decode(String.self, at: 9) == sample.id.uuidString.lowercased(), comment)
      #expect(try row.decode(Int64.self, at: 10) == sample.instant.microsecondsSince1970, comment)
      #expect(try row.decode(Int32?.self, at: 11) == sample.day?.daysSince1970, comment)
      let list = sample.list.map { $0.map { "\($0)" } ?? "nil" }.joined(separator: ",")
      #expect(try row.decode(String.self, at: 12) == list, comment)
      #expect(try row.decode(Int?.self, at: 13) == sample.text?.utf8.count, comment)
    }
  }

  @Test func randomArraysComeBack() async throws {
    var random = Seeded()
    let connection = try await freshConnection()
    for size in [0, 1, 2, 50, 1000] {
      let samples = (0..<size).map { _ in Sample(using: &random) }
      let rows = try await connection.query(
        """
        SELECT number, text, bytes, id, instant, day
        FROM unnest(\(samples.map(\.number)), \(samples.map(\.text)), \(samples.map(\.bytes)), \(samples.map(\.id)),
                    \(samples.map(\.instant)), \(samples.map(\.day)))
          WITH ORDINALITY AS sample (number, text, bytes, id, instant, day, place)
        ORDER BY place
        """
      )
      #expect(rows.count == size, "seed \(random.seed)")
      for (row, sample) in zip(rows, samples) {
        var back = sample
        (back.number, back.text, back.bytes, back.id, back.instant, back.day) = try row.decode(
          Int.self,
          String?.self,
          [UInt8].self,
          UUID.self,
          PostgresTimestamp.self,
          PostgresDate?.self
        )
        #expect(back == sample, "seed \(random.seed)")
      }
    }
  }

  /// Whatever a server might send, reading it ends in a value or an error.
  @Test func randomBytesNeverTrap() {
    var random = Seeded()
    let types: [PostgresType] = [
      .bool, .bytea, .int8, .int2, .int4, .text, .json, .date, .timestamptz, .uuid, .jsonb, .int8Array, .textArray,
      .jsonbArray, .byteaArray,
    ]
    var failures = 0
    for _ in 0..<2_000 {
      var bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        Bool.random(using: &random) ? 0 : UInt8.random(in: 0 ... .max, using: &random)
      }
      // A plausible array header gets further.
      if Bool.random(using: &random) {
        bytes.insert(contentsOf: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 2], at: 0)
      }
      guard let type = types.randomElement(using: &random) else { continue }
      let value = PostgresValue(type: type, bytes: bytes[...])
      let readers: [any PostgresDecodable.Type] = [
        Bool.self, Int.self, Int32.self, Int16.self, String.self, [UInt8].self, UUID.self, Date.self,
        PostgresTimestamp.self, PostgresDate.self, PostgresJSON.self, PostgresJSONB.self, [Int].self, [String?].self,
        [[UInt8]].self, [PostgresJSONB].self,
      ]
      for reader in readers where (try? reader.init(from: value)) == nil { failures += 1 }
    }
    #expect(failures > 10_000, "seed \(random.seed)")
  }
}

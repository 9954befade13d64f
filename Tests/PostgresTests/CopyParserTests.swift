import Testing

@testable import Postgres

@Suite struct CopyParserTests {
  private let stream: [UInt8] =
    [UInt8].copyHeader + CopyRow(1, "清明").bytes + CopyRow(2, nil as String?).bytes + [UInt8].copyTrailer

  @Test(arguments: [1, 2, 3, 7, 19, 20, 64])
  func piecesMayEndAnywhere(_ size: Int) throws {
    var parser = CopyParser()
    var rows: [(Int, String?)] = []
    for start in stride(from: 0, to: stream.count, by: size) {
      parser.feed(Array(stream[start..<min(start + size, stream.count)]))
      while let row = try parser.next() { rows.append(try row.decode(Int.self, String?.self)) }
    }
    try parser.finish()
    #expect(rows.map(\.0) == [1, 2])
    #expect(rows.map(\.1) == ["清明", nil])
  }

  @Test func whatIsMissingIsNoticed() throws {
    for length in 0..<stream.count {
      var parser = CopyParser()
      parser.feed(Array(stream[..<length]))
      while try parser.next() != nil {}
      #expect(throws: PostgresError.self) { try parser.finish() }
    }
  }

  @Test func tooFewFieldsAreNoticed() {
    let row = CopyRow(1)
    #expect(throws: PostgresError.self) { try row.decode(Int.self, Int.self) }
    #expect(throws: PostgresError.self) { try row.decode(String.self, String?.self) }
    #expect(throws: PostgresError.self) { try row.decode(Int32.self) }
  }
}

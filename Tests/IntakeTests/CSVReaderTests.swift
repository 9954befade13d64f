import Testing

@testable import Intake

@Suite struct CSVReaderTests {
  @Test func recordsOfEveryShape() throws {
    let records = try Self.read("a,b\r\n\"x,\"\"y\"\"\",\"two\nlines\"\n,\n\nlast,")
    #expect(records.map(\.texts) == [["a", "b"], ["x,\"y\"", "two\nlines"], ["", ""], [""], ["last", ""]])
    #expect(records.map(\.line) == [1, 2, 4, 5, 6])
    #expect(records.map(\.isBlank) == [false, false, true, true, false])
    #expect(String(decoding: records[1].raw, as: UTF8.self) == "\"x,\"\"y\"\"\",\"two\nlines\"")
    #expect(try Self.read("") == [])
  }

  @Test func textAfterAQuoteSpoilsOnlyItsOwnRecord() throws {
    let records = try Self.read("\"a\"b,c\nd,e\n")
    #expect(records.map(\.texts) == [nil, ["d", "e"]])
  }

  @Test func aQuoteThatNeverEndsIsNamedByItsLine() throws {
    let error = #expect(throws: IntakeError.self) { try Self.read("a,b\n\"c,d\ne,f\n") }
    #expect(error?.code == .table && error?.description.contains("2") == true)
    let long = "\"" + String(repeating: "x", count: 2 * CSVReader.longestRecord)
    #expect(throws: IntakeError.self) { try Self.read(long) }
  }

  /// However the file is cut into chunks, the records are the same.
  @Test(arguments: 1...7) func chunksDoNotMatter(size: Int) throws {
    let text = "甲,乙\r\n\"一\n二\",\"\"\"\"\n三,四\r\n"
    #expect(try Self.read(text, by: size) == Self.read(text, by: 1000))
  }

  static func read(_ text: String, by size: Int = 1000) throws -> [CSVRecord] {
    var rest = Array(text.utf8)[...]
    var reader = CSVReader {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
    var records: [CSVRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }
}

extension CSVRecord {
  var texts: [String]? { fields?.map { String(decoding: $0, as: UTF8.self) } }
}

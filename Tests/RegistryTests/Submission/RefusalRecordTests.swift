import CanonicalJSON
import Testing

@testable import Registry

/// What the log keeps of lines that were refused.
@Suite struct RefusalRecordTests {
  private static let refusal = r1NoSuchRecord(.decedentCase("c1"))
  private static let noon: Instant = "2026-11-22T12:00:00+08:00"

  private func records(_ lines: [String], at clock: Instant = noon) throws -> [RefusalRecord] {
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    return RefusalRecord.all(of: lines.map { (Array($0.utf8), Self.refusal) }, at: clock, hasher: hasher)
  }

  private func data(_ record: RefusalRecord) throws -> SubmissionsRefused {
    let json = try JSON.parse(record.bytes)
    #expect(json["subject"]?.stringValue == record.stream.description)
    #expect(json["id"]?.stringValue == record.id.text && record.id.isDerived)
    let payload = try EventCatalogue.decode(type: "SubmissionsRefused", data: try #require(json["data"]))
    return try #require(payload as? SubmissionsRefused)
  }

  @Test(arguments: [
    ("{", nil), ("[]", nil), ("{}", nil), (#"{"source":7}"#, nil), (#"{"source":""}"#, nil),
    (#"{"source":"殡仪馆"}"#, nil), (#"{"source":"11010519491231002X"}"#, nil),
    (#"{"source":"ID-11010519491231002X"}"#, nil), (#"{"source":"371002-H"}"#, "371002-H"),
    (#"{"source":"371002-H","source":"371002-H"}"#, nil), (#"{"source":"unknown"}"#, "unknown"),
  ])
  func saysWhoSentItWhereThatMayBeKept(_ line: String, _ submitter: String?) throws {
    let record = try #require(try records([line]).first)
    #expect(try data(record).submitter?.text == submitter)
    #expect(record.stream == StreamName(.submitter, "\(submitter ?? "unknown")/\(record.id)"))
    #expect(StreamName(parsing: record.stream.description) == record.stream)
    #expect(try data(record).lines == [SubmissionsRefused.Line(eventId: nil, type: nil, ruleId: "R1")])
  }

  @Test func keepsIdsAndTypesThatAreSome() throws {
    let id = "01979e3a-1111-7abc-8def-0123456789ab"
    let kept = try records([
      #"{"id":"\#(id)","type":"CaseOpened"}"#, #"{"id":"\#(id.uppercased())","type":"caseopened"}"#,
      #"{"id":"1","type":"张三"}"#, #"{"id":null,"type":["CaseOpened"]}"#,
    ])
    let lines = try data(try #require(kept.first)).lines
    #expect(kept.count == 1)
    #expect(lines.map { $0.eventId?.text } == [id, nil, nil, nil])
    #expect(lines.map { $0.type?.text } == ["CaseOpened", nil, nil, nil])
  }

  @Test func submittersAreKeptApart() throws {
    let kept = try records([#"{"source":"A"}"#, "{", #"{"source":"B"}"#, #"{"source":"A","x":1}"#])
    #expect(try kept.map { try data($0).submitter?.text } == ["A", nil, "B"])
    #expect(try kept.map { try data($0).lines.count } == [2, 1, 1])
  }

  @Test func aSubmitterCalledUnknown() throws {
    let kept = try records(["{", #"{"source":"unknown"}"#])
    #expect(try kept.map { try data($0).submitter?.text } == [nil, "unknown"])
    #expect(Set(kept.map(\.id)).count == 2)
  }

  @Test func theIdIsThatOfTheLinesTheRulesAndTheDay() throws {
    func id(_ lines: [String], at clock: Instant = Self.noon) throws -> EventID? {
      try records(lines, at: clock).first?.id
    }
    let first = try id(["{", "["])
    #expect(try id(["{", "["], at: "2026-11-22T23:59:59+08:00") == first)
    #expect(try id(["{", "["], at: "2026-11-23T00:00:00+08:00") != first)
    #expect(try id(["[", "{"]) != first)
    #expect(try id(["{["]) != first)
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    let byOther = RefusalRecord.all(of: [(Array("{".utf8), .s7UnknownType())], at: Self.noon, hasher: hasher)
    #expect(try byOther.first?.id != id(["{"]))
    let anotherKey = try #require(KeyedHasher(key: Array(repeating: 8, count: 32)))
    let elsewhere = RefusalRecord.all(of: [(Array("{".utf8), Self.refusal)], at: Self.noon, hasher: anotherKey)
    #expect(try elsewhere.first?.id != id(["{"]))
  }

  /// Every type and every rule there is, as long as they can be, and more lines than are listed.
  @Test func theLargestFitsAnEvent() throws {
    let longest = try #require(EventCatalogue.types.map { $0.type }.max { $0.count < $1.count })
    let source = String(repeating: "x", count: 64)
    let line = #"{"source":"\#(source)","id":"01979e3a-1111-7abc-8def-0123456789ab","type":"\#(longest)"}"#
    let hasher = try #require(KeyedHasher(key: Array(repeating: 7, count: 32)))
    let rules = Set(Refused.all.map(\.rule)).union((1...10).map { "S\($0)" }).map { RuleID(rawValue: $0) }
    let refusals = (0..<10_000).map { index in
      let refusal = Refusal(rule: rules[index % rules.count], fact: Self.refusal.fact, remedy: Self.refusal.remedy)
      return (line: Array(line.utf8), refusal: refusal)
    }
    let record = try #require(RefusalRecord.all(of: refusals, at: Self.noon, hasher: hasher).first)
    #expect(record.bytes.count <= Submission.maximumRecordedBytes)
    let refused = try data(record)
    #expect(refused.lines.count == SubmissionsRefused.maximumLines)
    #expect(refused.more?.map(\.count.value).reduce(0, +) == 10_000 - SubmissionsRefused.maximumLines)
    #expect(refused.more?.count == rules.count)
  }
}

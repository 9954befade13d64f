import CanonicalJSON
import Foundation
import Registry
import TestSupport
import Testing

@testable import Intake

@Suite struct TranslationTests {
  private static let mapping = """
    {"source": "371002-BYG-01", "actor": "{经办}", "events": [
      {"type": "CaseOpened", "subject": "case/{号}", "time": {"column": "时间", "as": "instant"},
       "data": {"facility_id": "371002-BYG-01", "unknown_person": false,
                "place_kind": {"column": "地点", "values": {"医院": "hospital", "": "other"}}}},
      {"type": "HoldPlaced", "subject": "case/{号}", "key": "{文书}", "when": "文书",
       "time": {"column": "时间", "as": "instant"},
       "data": {"hold_kind": "judicial", "authority_uscc": "1137100000435907XJ", "doc_no": {"column": "文书"},
                "until": {"column": "止", "as": "date", "optional": true}}}
    ]}
    """

  @Test func aRowBecomesItsEvents() throws {
    let lines = try submissions("号,时间,经办,地点,文书,止,姓名\nC-1,2026/3/5 9:30,clerk-1,医院,威公限1,2026年4月1日,某某\n")
    #expect(lines.map { $0["type"] } == ["CaseOpened", "HoldPlaced"])
    #expect(lines.map { $0["subject"] } == ["case/C-1", "case/C-1"])
    #expect(lines[0]["time"] == "2026-03-05T09:30:00+08:00")
    #expect(
      lines[0]["data"] == ["facility_id": "371002-BYG-01", "unknown_person": false, "place_kind": "hospital"]
    )
    #expect(lines[1]["data"]?["until"] == "2026-04-01")
    #expect(lines[0]["id"] != lines[1]["id"])
    let hasher = try #require(KeyedHasher(key: [UInt8](repeating: 7, count: 32)))
    for line in lines { _ = try Submission.read(line.canonicalBytes, hasher: hasher) }
  }

  @Test func blanksLeaveOutWhatIsOptional() throws {
    let lines = try submissions("号,时间,经办,地点,文书,止\nC-1,20260305,clerk-1,,威公限1,\nC-2,20260305,clerk-1,,,\n")
    #expect(lines.map { $0["type"] } == ["CaseOpened", "HoldPlaced", "CaseOpened"])
    #expect(lines[0]["data"]?["place_kind"] == "other")
    #expect(lines[1]["data"]?["until"] == nil)
  }

  /// The ids depend on what names the event, not on the rest of the row.
  @Test func aCorrectedRowKeepsItsIds() throws {
    let header = "号,时间,经办,地点,文书,止\n"
    let first = try submissions(header + "C-1,20260305,clerk-1,医院,威公限1,\n")
    let again = try submissions(header + "C-1,20260306,clerk-2,,威公限1,2026-05-01\n")
    let other = try submissions(header + "C-1,20260305,clerk-1,医院,威公限2,\n")
    #expect(first.map { $0["id"] } == again.map { $0["id"] })
    #expect(first[0]["id"] == other[0]["id"] && first[1]["id"] != other[1]["id"])
  }

  @Test(arguments: [
    (",20260305,clerk-1,医院,,", "S8", "号"), ("C-1,2026-02-30,clerk-1,医院,,", "S8", "时间"),
    ("C-1,20260305,,医院,,", "S8", "经办"), ("C-1,20260305,clerk-1,路上,,", "S8", "医院"),
    ("C-1,20260305,clerk-1,医院,威公限1,月底", "S8", "止"), ("C-1,\"2026\"0305,clerk-1,医院,,", "S1", "引号"),
  ])
  func whatIsWrongWithARow(row: String, rule: String, naming: String) throws {
    let refusal = #expect(throws: Refusal.self) { try submissions("号,时间,经办,地点,文书,止\n\(row)\n") }
    #expect(refusal?.rule.rawValue == rule)
    let text = [refusal?.fact.zh, refusal?.remedy.zh].compactMap(\.self).joined()
    #expect(text.contains(naming))
    #expect(refusal?.fact.en.isEmpty == false && refusal?.remedy.en.isEmpty == false)
  }

  @Test func aHeaderWithoutTheColumnsIsToldWhich() {
    let error = #expect(throws: IntakeError.self) { try submissions("号,时间,地点\n") }
    #expect(error?.code == .header)
    #expect(error?.description.contains("文书, 止, 经办") == true)
  }

  @Test(arguments: [
    ("[]", "object"), ("{\"source\": \"a\", \"actor\": \"b\", \"events\": []}", "events"),
    ("{\"source\": \"a\", \"actor\": \"{b\", \"events\": [1]}", "{b"),
    (
      "{\"source\": \"a\", \"actor\": \"b\", \"events\": [{\"type\": \"T\", \"subject\": \"s\", \"time\": {\"column\": \"c\", \"as\": \"day\"}, \"data\": {}}]}",
      "events[0].time.as"
    ),
    ("{\"source\": \"a\", \"actor\": \"b\", \"events\": [{\"typ\": \"T\"}]}", "events[0].typ"),
  ])
  func whatIsWrongWithAMapping(text: String, naming: String) {
    let error = #expect(throws: IntakeError.self) { try Mapping(Array(text.utf8)) }
    #expect(error?.code == .mapping)
    #expect(error?.description.contains(naming) == true)
  }

  /// The example of Schemas/intake, in GB 18030, is in form.
  @Test func theExampleIsInForm() throws {
    let directory = Repository.root.appending(path: "Schemas/intake/examples")
    let table = Array(try Data(contentsOf: directory.appending(path: "reception-register.csv")))
    let mapping = Array(try Data(contentsOf: directory.appending(path: "reception-register.mapping.json")))
    #expect(TextEncoding.detect(table) == .gb18030)
    let lines = try submissions(table, mapping: mapping, .gb18030)
    #expect(
      lines.compactMap { $0["type"]?.stringValue } == [
        "CaseOpened", "DeathCertificateRecorded", "IdentityVerified", "ServiceItemDelivered",
        "CaseOpened", "DeathCertificateRecorded", "IdentityVerified", "ServiceItemDelivered",
        "CaseOpened", "ServiceItemDelivered",
      ]
    )
    #expect(lines[3]["data"]?["list_fen"] == 120_000)
    let hasher = try #require(KeyedHasher(key: [UInt8](repeating: 7, count: 32)))
    for line in lines { _ = try Submission.read(line.canonicalBytes, hasher: hasher) }
  }

  private func submissions(_ text: String) throws -> [JSON] {
    try submissions(Array(text.utf8), mapping: Array(Self.mapping.utf8), .utf8)
  }

  private func submissions(_ table: [UInt8], mapping: [UInt8], _ encoding: TextEncoding) throws -> [JSON] {
    var rest = table
    var reader = CSVReader {
      defer { rest = [] }
      return rest
    }
    let header = try #require(try reader.next())
    let translator = try RowTranslator(mapping: Mapping(mapping), header: header, encoding: encoding)
    var lines: [JSON] = []
    while let record = try reader.next() {
      lines += try translator.submissions(of: record).map { try JSON.parse($0) }
    }
    return lines
  }
}

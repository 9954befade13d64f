import CanonicalJSON
import EventLog
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// Bad input through HTTP: each gets its clear answer, and nothing is stored.
@Suite struct BadInputTests {
  private static let opening = Event(
    "CaseOpened",
    "case/C-9",
    "2025-02-27T09:00:00+08:00",
    ["facility_id": "371002-BYG-01", "place_kind": "hospital", "unknown_person": false]
  )

  /// What is wrong with the text itself.
  private static let malformed: [(name: String, body: [UInt8], status: Int, rule: String)] = [
    ("nothing", [], 400, "S1"),
    ("no JSON", Array("CaseOpened".utf8), 400, "S1"),
    ("cut off", Array(opening.bytes.dropLast()), 400, "S1"),
    ("something behind", opening.bytes + Array("{}".utf8), 400, "S1"),
    (
      "duplicate member", edited(#""place_kind":"hospital""#, #""place_kind":"hospital","place_kind":"home""#), 400,
      "S2"
    ),
    (
      "duplicate member behind an escape",
      edited(#""place_kind":"hospital""#, #""place_kind":"hospital","place_kin\u0064":"home""#), 400, "S2"
    ),
    ("fraction", edited(#""unknown_person":false"#, #""unknown_person":1.5"#), 400, "S3"),
    ("exponent", edited(#""unknown_person":false"#, #""unknown_person":1e3"#), 400, "S3"),
    ("beyond 2^53", edited(#""unknown_person":false"#, #""unknown_person":9007199254740993"#), 400, "S3"),
    ("invalid UTF-8", edited("hospital", with: [0xC3, 0x28]), 400, "S4"),
    ("GBK", edited("hospital", with: [0xCD, 0xFE, 0xBA, 0xA3]), 400, "S4"),
    ("NUL", edited("hospital", with: [0]), 400, "S4"),
    ("escaped NUL", edited("hospital", #"a\u0000b"#), 400, "S4"),
    ("lone surrogate", edited("hospital", #"\ud800"#), 400, "S4"),
    ("too large", edited("hospital", String(repeating: "x", count: 65_600)), 413, "S5"),
    ("no object", Array("17".utf8), 422, "S6"),
    ("no such day", edited("2025-02-27T09", "2025-02-30T09"), 422, "S6"),
    ("in the future", edited("2025-02-27T09", "2199-02-27T09"), 422, "S6"),
    ("unknown type", edited("CaseOpened", "CaseOpenedTwice"), 422, "S7"),
    ("wrong type of value", edited(#""unknown_person":false"#, #""unknown_person":"no""#), 422, "S8"),
    ("member too many", edited(#""unknown_person":false"#, #""unknown_person":false,"x":1"#), 422, "S8"),
    (
      "wrong check digit", Event.identity(of: "C-9", "110105194912310021").bytes, 422, "S9"
    ),
    ("ID number in clear", numberInClear, 422, "S10"),
  ]

  @Test func malformedSubmissions() async throws {
    let story = try await Story()
    for (name, body, status, rule) in Self.malformed {
      let response = try await story.client.submit(body, type: "application/cloudevents+json")
      #expect(response.status == status, "\(name): \(response.text)")
      #expect(response.json["rule"]?.stringValue == rule, "\(name): \(response.text)")
      #expect(response.type == "application/problem+json")
      for member in ["fact", "remedy"] {
        for language in ["zh", "en"] { #expect(response.json[member]?[language]?.stringValue?.isEmpty == false) }
      }
      #expect(!response.text.contains("110105"), "\(name)")
    }
    // The same in a batch, where the parts of one never spill into its neighbours.
    let batch =
      Array("[".utf8) + Self.malformed.filter { $0.rule != "S1" }.map(\.body).joined(separator: Array(",".utf8))
    let response = try await story.client.submit(batch + Array("]".utf8))
    #expect(response.status == 207)
    guard case .array(let answers) = response.json["answers"] else { throw Unexpected() }
    #expect(answers.compactMap { $0["rule"]?.stringValue } == Self.malformed.map(\.rule).filter { $0 != "S1" })
    #expect(try await story.log.facts() == 0)
  }

  @Test func whatTheRecordForbids() async throws {
    let story = try await Story.toThePaidAward()
    for event in Event.cremated("C-2", "440524188001010014", certificate: "SD-0002").dropLast() {
      try await story.record(event)
    }
    func refused(_ event: Event, _ rules: Set<String>, sourceLocation: SourceLocation = #_sourceLocation) async throws {
      let facts = try await story.log.facts()
      let response = try await story.client.submit(event.bytes)
      #expect(response.status == 422, "\(response.text)", sourceLocation: sourceLocation)
      #expect(
        rules.contains(response.json["rule"]?.stringValue ?? ""),
        "\(response.text)",
        sourceLocation: sourceLocation
      )
      #expect(try await story.log.facts() == facts, sourceLocation: sourceLocation)
    }

    // Cremated before dying.
    try await refused(.cremation(of: "C-2", "2025-02-26T08:00:00+08:00", "2025-02-26T09:00:00+08:00"), ["D3", "D6"])
    // A second cremation.
    try await refused(.cremation(of: "C-1", "2025-03-02T08:00:00+08:00", "2025-03-02T09:00:00+08:00"), ["D6"])
    // Two bodies in one cremator at once.
    try await refused(.cremation(of: "C-2", "2025-03-01T08:59:59+08:00", "2025-03-01T09:59:59+08:00"), ["D6"])
    // A full plot, and a place that it does not have.
    try await story.record(.cremation(of: "C-2", "2025-03-01T09:00:00+08:00", "2025-03-01T10:00:00+08:00"))
    try await story.record(.custody("A-2", of: "C-2"))
    try await refused(.placed("A-2", "2025-03-04T09:00:00+08:00"), ["A2", "A4"])
    try await refused(.placed("A-2", "2025-03-04T09:00:00+08:00", position: 2), ["A4"])
    // A paid claim paid again.
    try await refused(.paid("CZ-2"), ["M5"])
    // Into what is closed.
    try await story.record(
      Event(
        "FacilityStatusChanged",
        "facility/371002-GM-01",
        "2025-03-05T09:00:00+08:00",
        ["status": "closed", "from": "2025-03-05", "reason": "迁移"]
      )
    )
    try await refused(.placed("A-2", "2025-03-06T09:00:00+08:00", number: 2), ["A3"])
  }

  private static let numberInClear = Array(
    Event.licence("371002-GM-09", "cemetery").text.replacing("样例 1 号", with: "经办人 11010519491231002X").utf8
  )

  private static func edited(_ old: String, _ new: String) -> [UInt8] {
    Array(opening.text.replacing(old, with: new).utf8)
  }

  private static func edited(_ old: String, with bytes: [UInt8]) -> [UInt8] {
    opening.bytes.replacing(Array(old.utf8), with: bytes)
  }
}

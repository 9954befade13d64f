import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import Server

/// What stands, as a form has it, and what the form makes of it.
@Suite struct FactFormTests {
  private static let types = EventCatalogue.types.map { $0.type }.filter { FactType($0) != nil }

  private static func examples(_ type: String) throws -> [(name: String, data: JSONObject)] {
    let folder = Repository.root.appending(path: "Schemas/events/\(type)/examples")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).compactMap { file in
      let bytes = Array(try Data(contentsOf: file))
      guard case .object(let data) = try JSON.parse(bytes, maximumBytes: bytes.count) else { return nil }
      return (file.lastPathComponent, data)
    }
  }

  private static func stated(_ data: JSONObject) -> FactStatement {
    FactStatement(data: data, time: "2026-04-05T09:00:00+08:00")
  }

  /// Sent as it is shown, a form changes nothing; and whatever a fact lists is in its form.
  @Test(arguments: types)
  func whatStandsIsInTheForm(_ type: String) throws {
    let contract = try #require(try EventVocabulary.contracts().contract(of: type))
    for (name, data) in try Self.examples(type) {
      let statement = Self.stated(data)
      let form = TypedForm(stating: statement, contract)
      let same = form.restating(statement, contract)
      #expect(same.data == data && same.time == statement.time, "\(name)")
      for member in data.members {
        guard case .array(let values) = member.value, !values.isEmpty else { continue }
        #expect(form.all.contains { $0.name.hasPrefix("data.\(member.name)") }, "\(name): \(member.name)")
      }
      // Emptied, all that the form shows is gone.
      let emptied = TypedForm(["time": form["time"] ?? ""]).restating(statement, contract).data
      for member in emptied.members {
        let isShown = contract.fields.contains { $0.path.split(separator: ".").first.map(String.init) == member.name }
        #expect(!isShown || member.value == .array([]), "\(name): \(member.name)")
      }
    }
  }

  /// Rows are changed, emptied and added, and what was not typed over stays as it was written.
  @Test func rowsAreTypedOver() throws {
    let contract = try #require(try EventVocabulary.contracts().contract(of: "UnitTested"))
    let example = try #require(try Self.examples("UnitTested").first { $0.name.hasPrefix("passed") })
    guard case .array(let old)? = example.data["results"] else { throw Unexpected() }
    #expect(old.count == 5)
    let statement = Self.stated(example.data)
    var form = TypedForm(stating: statement, contract)
    for column in ["pollutant", "unit", "value_milli", "limit_milli"] { form["data.results.0.\(column)"] = nil }
    form["data.results.1.value_milli"] = "7.5"
    (form["data.results.6.pollutant"], form["data.results.6.unit"]) = ("dioxins", "ng_teq_per_m3")
    (form["data.results.6.value_milli"], form["data.results.6.limit_milli"]) = ("0.2", "many")
    guard case .array(let new)? = form.restating(statement, contract).data["results"] else { throw Unexpected() }
    var second = try #require(old[1].object)
    second["value_milli"] = 7_500
    let added: JSON = [
      "pollutant": "dioxins", "unit": "ng_teq_per_m3", "value_milli": 200, "limit_milli": "many",
    ]
    #expect(new == [.object(second)] + old[2...] + [added])
  }

  /// A policy's rules have criteria: rows in rows.
  @Test func rowsInRowsAreTypedOver() throws {
    let contract = try #require(try EventVocabulary.contracts().contract(of: "PolicyPublished"))
    let file = Repository.root.appending(path: "Schemas/policies/ningguo-free-basic-service.1-detailed-rules.json")
    let bytes = Array(try Data(contentsOf: file))
    guard case .object(let data) = try JSON.parse(bytes, maximumBytes: bytes.count),
      case .array(let services)? = data["services"]
    else { throw Unexpected() }
    let statement = Self.stated(data)
    var form = TypedForm(stating: statement, contract)
    #expect(form.restating(statement, contract).data == data)
    let index = try #require(services.firstIndex { $0["criteria"] != .array([]) })
    let fact = "data.services.\(index).criteria.0.holds"
    let was = try #require(form[fact])
    form[fact] = was == "true" ? "false" : "true"
    guard case .array(let new)? = form.restating(statement, contract).data["services"] else { throw Unexpected() }
    #expect(new.count == services.count)
    for (place, (new, old)) in zip(new, services).enumerated() { #expect((new == old) == (place != index)) }
    guard case .array(let criteria)? = new[index]["criteria"] else { throw Unexpected() }
    #expect(criteria[0]["holds"] == .bool(was != "true"))
  }

  /// A text may have blanks and commas in it; each line is one.
  @Test func textsAreALineEach() throws {
    let contract = try #require(try EventVocabulary.contracts().contract(of: "ClaimReturned"))
    let data: JSONObject = try #require((["missing": ["银行账户与申领人姓名不符，请重新提供", "a, b c"]] as JSON).object)
    var form = TypedForm(stating: Self.stated(data), contract)
    #expect(form["data.missing"] == "银行账户与申领人姓名不符，请重新提供\na, b c")
    #expect(form.restating(Self.stated(data), contract).data == data)
    form["data.missing"] = "安葬证明原件, 两面\r\n\r\n  a, b c \r\n"
    #expect(form.restating(Self.stated(data), contract).data["missing"] == ["安葬证明原件, 两面", "a, b c"])
  }

  /// The form of a correction shows the rows that stand, and some to spare; they are proposed as they were typed.
  @Test func aCorrectionHasRows() async throws {
    let scene = try await FourEyesTests.Scene()
    let story = scene.story
    for event in [Event.cremator, .crematorsTest] {
      let headers: HTTPFields = [.authorization: "machine", .contentType: "application/json"]
      #expect(try await story.client.send(.post, "/v1/submissions", headers: headers, body: event.bytes).status == 201)
    }
    let test = try #require(try await story.log.read(after: .start, types: ["UnitTested"], limit: 1).first)
    let path = "/log/events/\(test.id.uuidString.lowercased())/amend/correction"
    let clerk = FormClient(client: story.client, who: "clerk")
    let fields = try await clerk.fields(path)
    #expect(fields["data.results.0.value_milli"] == "9" && fields["data.results.0.pollutant"] == "so2")
    #expect(fields["data.results.1.value_milli"] == "" && fields["data.results.2.value_milli"] == "")
    var typed = fields.merging(["data.results.0.value_milli": "12.5", "reason_code": "clerical_error"]) { $1 }
    let looked = try await clerk.post(path, typed)
    #expect(looked.text.contains("<ins>") && looked.text.contains("12.5"), "\(looked.status)")
    typed["act"] = "send"
    let sent = try await clerk.post(path, typed)
    #expect(sent.status == 303, "\(sent.text)")
    let proposed = try #require(try await story.log.read(after: .start, types: ["AmendmentProposed"], limit: 1).first)
    let data = try JSON.parse(proposed.bytes, maximumBytes: proposed.bytes.count)["data"]?["data"]
    #expect(
      data?["results"] == [["pollutant": "so2", "unit": "mg_per_m3", "value_milli": 12_500, "limit_milli": 30_000]]
    )
    #expect(data?["report_no"] == "样例 1 号")
  }
}

extension JSON {
  fileprivate var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }
}

import EventLog
import Foundation
import HTTPTypes
import Postgres
import Registry
import TestSupport
import Testing

@testable import Server

/// What somebody has typed is not lost, whatever keeps it from being recorded.
@Suite struct KeptFormTests {
  private static let id = "019c0000-0000-7000-8000-000000000001"

  /// The registry cannot be read at all, so that there is no form to show either.
  @Test(arguments: [
    "/home/begin", "/home/cases/C-1/steps/KeepingEnded?lang=en", "/home/ashes/A-1/steps/AshesStored?by=HZ-1",
    "/home/plots/B/A/1/steps/PlotBlocked", "/home/rights/HT-1/steps/UseRightRenewed", "/home/stock/StockReceived",
    "/inspections/371002-GM-01/2026/steps/SelfCheckSubmitted", "/inspections/draws", "/inspections/draws/371002/2026/1",
    "/log/events/\(id)/amend/correction", "/amendments/\(id)/decision", "/amendments/\(id)/withdrawal",
    "/cases/C-1/persons", "/persons",
  ])
  func nothingCanBeRead(_ path: String) async throws {
    let form = FormClient(client: try Story(Configuration("host=/nowhere")).client)
    let typed = [
      "id": Self.id, "data.reason": "<b>\"维修\"", "reason": "与原件不符", "id_number": "110105194912310038",
      "person": "P-1", "purpose": "核对骨灰领取人身份", "legal_basis": "个人信息保护法第十三条",
    ]
    let answer = try await form.post(path, typed)
    #expect(answer.status == 503 && answer.headers[.retryAfter] != nil, "\(answer.status)")
    let english = path.hasSuffix("lang=en")
    #expect(answer.text.contains(english ? "What you typed is still here" : "您填写的内容还在"))
    #expect(answer.text.contains(#"<form method="post" action="\#(path.replacing("&", with: "&amp;"))""#))
    let kept = FormClient.fields(of: answer.text)
    #expect(kept["data.reason"] == "&lt;b&gt;\"维修\"")
    for (name, value) in typed where name != "data.reason" { #expect(kept[name] == value, "\(name)") }
  }

  private static func multipart(_ fields: [String: String], scan: [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    // The scan before most of what was typed, as a form may have it.
    func file() {
      body += Array("--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.pdf\"\r\n\r\n".utf8) + scan
      body += Array("\r\n".utf8)
    }
    file()
    for (name, value) in fields {
      body += Array("--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    return body + Array("--x--\r\n".utf8)
  }

  private static let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=x"]
  private static let tooLarge = [UInt8](repeating: 10, count: SentForm.largestDocument + 1)

  /// A scan that is too large is not taken; the form is shown with all that was typed, and takes a smaller one.
  @Test func aScanIsTooLarge() async throws {
    let story = try Story(in: try await TestDatabase.migrated())
    for event in [Event.licence("371002-BYG-01", "funeral_home")]
      + Event.cremated("C-1", "11010519491231002X", certificate: "SD-1").prefix(1)
    {
      try await story.record(event)
    }
    let form = FormClient(client: story.client)
    let path = "/home/cases/C-1/steps/EvidenceAttached"
    var fields = try await form.fields(path)
    fields["data.kind"] = "low_income"
    fields["data.source_system"] = "低保证"
    func send(_ scan: [UInt8]) async throws -> TestResponse {
      try await story.client.send(.post, path, headers: Self.headers, body: Self.multipart(fields, scan: scan))
    }
    let head = try await story.log.head()
    let refused = try await send(Self.tooLarge)
    #expect(refused.status == 413 && refused.text.contains("扫描件超过 8 MiB") && refused.text.contains("没有登记任何事件"))
    let kept = FormClient.fields(of: refused.text)
    for name in ["id", "data.kind", "data.source_system", "time"] { #expect(kept[name] == fields[name], "\(name)") }
    #expect(try await story.log.head() == head)
    fields = kept
    let largest = Array(Self.tooLarge.dropLast())
    #expect(try await send(largest).status == 303)
    let event = try #require(try await story.log.read(after: .start, limit: 100).last)
    #expect(event.id.uuidString.lowercased() == kept["id"])
    #expect(String(decoding: event.bytes, as: UTF8.self).contains(Digest(of: largest).text))
  }

  @Test func theScanOfAnAmendmentIsTooLarge() async throws {
    let scene = try await FourEyesTests.Scene()
    let path = "/log/events/\(scene.target.id)/amend/correction"
    let clerk = FormClient(client: scene.story.client, who: "clerk")
    let fields = try await clerk.fields(path).merging(["data.death_at": "2025-02-26T02:00", "act": "send"]) { $1 }
    var headers = Self.headers
    headers[.authorization] = "clerk"
    let body = Self.multipart(fields, scan: Self.tooLarge)
    let refused = try await scene.story.client.send(.post, path, headers: headers, body: body)
    #expect(refused.status == 413 && refused.text.contains("扫描件超过 8 MiB"))
    #expect(FormClient.fields(of: refused.text)["data.death_at"] == "2025-02-26T02:00")
    #expect(try await !scene.log().map(\.type).contains("AmendmentProposed"))
  }

  /// Of a file that is too large nothing is held; of what is typed there is a bound.
  @Test func partsAreReadAsTheyCome() throws {
    let limits = MultipartReader.Limits(text: 20, file: 4)
    let text =
      "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n12345\r\n--\r\n--x\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n二\r\n--x--"
    let bytes = Array(text.utf8)
    for size in [1, 2, 3, 7, bytes.count] {
      var reader = MultipartReader(boundary: "x", limits)
      for start in stride(from: 0, to: bytes.count, by: size) {
        try reader.take(bytes[start..<min(start + size, bytes.count)])
      }
      let parts = try reader.finished()
      #expect(parts.map(\.name) == ["f", "b"] && parts.map(\.isCut) == [true, false], "\(size)")
      #expect(parts[0].bytes.count == 4 && String(decoding: parts[1].bytes, as: UTF8.self) == "二", "\(size)")
    }
    var reader = MultipartReader(boundary: "x", limits)
    #expect(throws: Problem.self) {
      try reader.take(Array(text.replacing("二", with: String(repeating: "二", count: 9)).utf8)[...])
    }
  }
}

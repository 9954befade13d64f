import Access
import CanonicalJSON
import EventLog
import Foundation
import HTTPTypes
import Registry
import TestSupport
import Testing

@testable import FrontDoor
@testable import Server

/// A file of submissions is uploaded, and the page says line by line what became of it.
@Suite struct HomeUploadTests {
  private static func opened(_ id: String) -> Event {
    Event(
      "CaseOpened",
      "case/\(id)",
      "2025-02-27T09:00:00+08:00",
      ["facility_id": "371002-BYG-01", "place_kind": "hospital", "unknown_person": false]
    )
  }

  private static func story() async throws -> (story: Story, form: FormClient) {
    let story = try Story(in: try await TestDatabase.migrated())
    try await story.record(.licence("371002-BYG-01", "funeral_home"))
    return (story, FormClient(client: story.client))
  }

  @Test func lineByLine() async throws {
    let (story, form) = try await Self.story()
    let first = Self.opened("C-1")
    var later = Event(
      "KeepingEnded",
      "case/C-1",
      "2025-02-28T09:00:00+08:00",
      ["ended_at": "2025-02-28T09:00:00+08:00"]
    )
    later.sealed = ["name": "王示例"]
    let text = [first.text, "", first.text, later.text, "{\"a\":", Self.opened("C-2").text].joined(separator: "\n")
    let files = [(field: "file", name: "十一月.ndjson", bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8))]
    let sent = try await form.upload("/home/upload", files)
    let address = try #require(sent.headers[.location])
    #expect(sent.status == 303 && address.hasPrefix("/home/uploads/"))

    let page = try await form.get(address)
    #expect(page.status == 200 && page.text.contains("十一月.ndjson"))
    #expect(page.text.matches(of: /<dd>(\d+)<\/dd>/).map { String($0.output.1) } == ["2", "1", "2"])
    for words in ["规则 S10", "规则 S1", "办法：", #"<td class="figure">4</td>"#, #"<td class="figure">5</td>"#] {
      #expect(page.text.contains(words), "\(words)")
    }
    #expect(!page.text.contains("王示例"))
    let all = try await form.get("\(address)?show=all&from=1&lang=en")
    #expect(all.text.contains("recorded before") && all.text.contains("2 to 5 of 5"))

    let csv = try await form.get("\(address)?format=csv")
    let rows = csv.text.split(separator: "\r\n")
    #expect(csv.type?.hasPrefix("text/csv") == true && rows.count == 6)
    #expect(rows[1].contains("accepted") && rows[2].contains("repeated") && rows[3].contains("S10"))

    // The same file again: the same lines are recorded once.
    let head = try await story.log.head()
    let again = try await form.get(try #require(try await form.upload("/home/upload", files).headers[.location]))
    #expect(again.text.matches(of: /<dd>(\d+)<\/dd>/).map { String($0.output.1) } == ["0", "3", "2"])
    let written = try await story.log.read(after: head, limit: 100)
    #expect(written.allSatisfy { $0.type == "SubmissionsRefused" })
  }

  @Test func aTableWithItsMapping() async throws {
    let (story, form) = try await Self.story()
    let folder = Repository.root.appending(path: "Schemas/intake/examples")
    let table = Array(try Data(contentsOf: folder.appending(path: "reception-register.csv")))
    let mapping = Array(try Data(contentsOf: folder.appending(path: "reception-register.mapping.json")))
    let alone = try await form.upload("/home/upload", [("file", "register.csv", table)])
    #expect(alone.status == 422 && alone.text.contains("对应文件"))
    let sent = try await form.upload(
      "/home/upload",
      [("file", "register.csv", table), ("mapping", "register.mapping.json", mapping)]
    )
    let page = try await form.get(try #require(sent.headers[.location]) + "?show=all")
    #expect(page.status == 200 && page.text.contains("建案"))
    #expect(try await story.log.read(after: .start, limit: 100).contains { $0.type == "CaseOpened" })
    let broken = try await form.upload(
      "/home/upload",
      [("file", "a.csv", table), ("mapping", "m.json", Array("{".utf8))]
    )
    #expect(broken.status == 422 && broken.text.contains("文件读不出来"))
  }

  @Test func whatIsNoFile() async throws {
    let form = FormClient(client: TestClient(try .stub()))
    #expect(try await form.upload("/home/upload", []).status == 400)
    #expect(try await form.upload("/home/upload", [("file", "", [])]).status == 400)
    #expect(try await form.post("/home/upload", ["file": "x"]).status == 415)
    let large = [UInt8](repeating: UInt8(ascii: " "), count: UploadedFile.maximumBytes + 1)
    #expect(try await form.upload("/home/upload", [("file", "a.ndjson", large)]).status == 413)
    let many = [UInt8](repeating: UInt8(ascii: "\n"), count: UploadedFile.mostLines + 1)
    #expect(try await form.upload("/home/upload", [("file", "a.ndjson", Array("{}".utf8) + many)]).status == 413)
    #expect(try await form.get("/home/uploads/\(UUID())").status == 404)
  }

  /// Few rows may hold many submissions, by the uploader's own mapping.
  @Test func rowsOfManySubmissionsAreBounded() throws {
    let event = #"{"type":"CaseOpened","subject":"case/C-1","time":{"column":"t","as":"instant"},"data":{}}"#
    let events = [String](repeating: event, count: 100).joined(separator: ",")
    let mapping = #"{"source":"371002-BYG-01","actor":"E-1","events":[\#(events)]}"#
    func file(rows: Int) throws(Problem) -> UploadedFile {
      let table = "t\n" + String(repeating: "2026-03-05 14:30\n", count: rows)
      return try UploadedFile([
        MultipartBody.Part(name: "file", fileName: "a.csv", bytes: Array(table.utf8)[...]),
        MultipartBody.Part(name: "mapping", fileName: "m.json", bytes: Array(mapping.utf8)[...]),
      ])
    }
    let most = UploadedFile.mostLines / 100
    #expect(try file(rows: most).entries.map(\.count) == [Int](repeating: 100, count: most))
    do {
      _ = try file(rows: most + 1)
      Issue.record("taken")
    } catch {
      #expect(error.kind == "too-many-submissions")
    }
  }

  /// Why the rest got no answer is said as it is, and what had been answered is shown.
  @Test func whatGotNoAnswerIsTold() async throws {
    let reception = StubReception { line, _ throws(FrontDoorError) in
      guard line != Array("{}".utf8) else { throw FrontDoorError(.overloaded, "x") }
      return Answer(id: nil, outcome: .accepted(.example()))
    }
    let form = FormClient(client: TestClient(try .stub(reception: reception)))
    let text = String(repeating: "{\"a\":1}\n", count: SubmissionStream.most) + "{}\n{}\n"
    let sent = try await form.upload("/home/upload", [("file", "a.ndjson", Array(text.utf8))])
    let page = try await form.get(try #require(sent.headers[.location]) + "?lang=en")
    #expect(page.text.contains("2 lines are still to come") && page.text.contains("<dd>\(SubmissionStream.most)</dd>"))
    #expect(page.text.contains("Too much is waiting. ") && !page.text.contains("database"))
  }

  /// What one of the staff has uploaded is shown to nobody else, and old reports go.
  @Test func reportsAreTheirOwners() async throws {
    func clerk(_ id: String) throws -> Principal {
      Principal(
        id: Code.known(id),
        roles: [.funeralHomeClerk],
        organisation: Code.known("371002-BYG-01"),
        division: try #require(DivisionCode("371002"))
      )
    }
    let people = ["one": try clerk("E-1"), "two": try clerk("E-2")]
    let reception = StubReception.accepting()
    let client = TestClient(try .stub(reception: reception, signIn: ListedSignIn(people: people)))
    let file = [(field: "file", name: "a.ndjson", bytes: Array("{}\n{}\n".utf8))]
    let address = try #require(
      try await FormClient(client: client, who: "one").upload("/home/upload", file).headers[.location]
    )
    #expect(reception.received.count == 2)
    #expect(try await FormClient(client: client, who: "one").get(address).status == 200)
    #expect(try await FormClient(client: client, who: "two").get(address).status == 404)
    for _ in 0..<KeptReports.mostReports {
      _ = try await FormClient(client: client, who: "two").upload("/home/upload", file)
    }
    #expect(try await FormClient(client: client, who: "one").get(address).status == 404)
  }

  /// Parts as browsers write them, and bytes that are none.
  @Test func partsOfAForm() throws {
    #expect(MultipartBody.boundary(in: #"Multipart/Form-Data; boundary="a b""#) == "a b")
    #expect(MultipartBody.boundary(in: "text/plain; boundary=x") == nil)
    let text =
      "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\n"
      + "content-disposition: form-data; name=\"f\"; filename=\"b.csv\"\r\nContent-Type: text/csv\r\n\r\n\r\n--\r\n\r\n--x--\r\n"
    let parts = try MultipartBody.parts(of: Array(text.utf8), boundary: "x")
    #expect(parts.map(\.name) == ["a", "f"] && parts.map(\.fileName) == [nil, "b.csv"])
    #expect(parts.map { String(decoding: $0.bytes, as: UTF8.self) } == ["1", "\r\n--\r\n"])
    let most = MultipartBody.longestHead
    let long = text.replacing("b.csv", with: String(repeating: "b", count: most))
    #expect(throws: Problem.self) { try MultipartBody.parts(of: Array(long.utf8), boundary: "x") }
    let fitting = text.replacing("b.csv", with: String(repeating: "b", count: most / 2))
    let file = MultipartBody.Part(
      name: "file",
      fileName: try MultipartBody.parts(of: Array(fitting.utf8), boundary: "x")[1].fileName,
      bytes: Array("{}".utf8)[...]
    )
    #expect(try UploadedFile([file]).name == String(repeating: "b", count: UploadedFile.longestName))
    for end in 0..<text.utf8.count - 4 {
      #expect(throws: Problem.self, "\(end)") {
        try MultipartBody.parts(of: Array(text.utf8.prefix(end)), boundary: "x")
      }
    }
  }
}

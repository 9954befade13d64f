import CanonicalJSON
import FrontDoor
import HTTPTypes
import Hummingbird
import Registry
import Testing

@testable import FrontDoor
@testable import Server

@Suite struct SubmissionRouteTests {
  private func client(_ outcome: Answer.Outcome) throws -> TestClient {
    TestClient(try .stub(reception: StubReception { _, _ in Answer(id: nil, outcome: outcome) }))
  }

  @Test func acceptedIsCreated() async throws {
    let response = try await client(.accepted(.example())).submit(Array("{}".utf8))
    #expect(response.status == 201)
    #expect(response.headers[.contentLocation] == "/v1/cases/C-1")
    #expect(response.json["outcome"] == "accepted")
    #expect(response.json["position"] == 42)
    #expect(response.json["version"] == 1)
    #expect(response.json["stream"] == "case/C-1")
  }

  @Test func repeatedIsOK() async throws {
    let response = try await client(.repeated(.example(stream: "plot/F/S/R/1"))).submit(Array("{}".utf8))
    #expect(response.status == 200)
    #expect(response.headers[.contentLocation] == nil)
    #expect(response.json["outcome"] == "repeated")
  }

  @Test(arguments: [
    ("D6", 422, "refused"), ("S6", 422, "refused"), ("S10", 422, "refused"), ("L2", 409, "id-reused"),
    ("L1", 412, "stale"),
    ("S1", 400, "malformed"), ("S2", 400, "malformed"), ("S3", 400, "malformed"), ("S4", 400, "malformed"),
    ("S5", 413, "content-too-large"),
  ])
  func refusedIsAProblemThatNamesTheRule(rule: String, status: Int, kind: String) async throws {
    let response = try await client(.refused(.example(rule))).submit(Array("{}".utf8))
    #expect(response.status == status)
    #expect(response.problem == kind)
    #expect(response.json["status"] == .integer(Int64(status)))
    #expect(response.json["rule"]?.stringValue == rule)
    #expect(response.json["fact"] == ["zh": "事实", "en": "A fact."])
    #expect(response.json["remedy"] == ["zh": "办法", "en": "What to do."])
    #expect(response.json["detail"]?.stringValue == "事实。办法。")
    #expect(response.json["detailEn"]?.stringValue == "A fact. What to do.")
  }

  @Test(arguments: [
    (FrontDoorError(.unavailable, "x"), 503, "unavailable"), (FrontDoorError(.overloaded, "x"), 503, "overloaded"),
    (FrontDoorError(.diskFull, "x"), 507, "disk-full"), (FrontDoorError(.unreadable, "x"), 500, "internal"),
  ])
  func noAnswerIsAProblem(error: FrontDoorError, status: Int, kind: String) async throws {
    let reception = StubReception { _, _ throws(FrontDoorError) in throw error }
    let response = try await TestClient(.stub(reception: reception)).submit(Array("{}".utf8))
    #expect(response.status == status)
    #expect(response.problem == kind)
    #expect((response.headers[.retryAfter] != nil) == (status == 503))
  }

  @Test(arguments: [
    ("application/json", #" [ {"a":1.0,"a":2} , {"b":"]"}]"#, [#"{"a":1.0,"a":2}"#, #"{"b":"]"}"#]),
    ("application/json", #"{"a":1.0,"a":2}"#, [#"{"a":1.0,"a":2}"#]),
    ("application/cloudevents+json; charset=utf-8", "[1]", ["[1]"]),
    ("Application/CloudEvents-Batch+JSON", "[1, 2]", ["1", "2"]),
    ("application/x-ndjson", "{\"a\":1}\n\n \r\n{\"b\":2}\r\n", [#"{"a":1}"#, "{\"b\":2}\r"]),
  ])
  func theFrontDoorGetsTheBytesAsSent(type: String, body: String, lines: [String]) async throws {
    let reception = StubReception { _, _ in Answer(id: nil, outcome: .accepted(.example())) }
    _ = try await TestClient(.stub(reception: reception)).submit(Array(body.utf8), type: type)
    #expect(reception.received.map { String(decoding: $0, as: UTF8.self) } == lines)
  }

  @Test func aBatchIsAnsweredOneByOne() async throws {
    let reception = StubReception { _, index in
      let outcomes: [Answer.Outcome] = [.accepted(.example()), .refused(.example("D6")), .repeated(.example())]
      return Answer(id: nil, outcome: outcomes[index % 3])
    }
    let client = TestClient(try .stub(reception: reception))
    let mixed = try await client.submit(Array("[1,2,3]".utf8))
    #expect(mixed.status == 207)
    #expect(mixed.json["accepted"] == 1 && mixed.json["repeated"] == 1 && mixed.json["refused"] == 1)
    guard case .array(let answers) = mixed.json["answers"] else { throw Unexpected() }
    #expect(answers.map { $0["outcome"] } == ["accepted", "refused", "repeated"])
    #expect(answers[1]["rule"] == "D6")

    #expect(try await client.submit(Array("[1]".utf8)).status == 200)
    #expect(try await client.submit(Array("[]".utf8)).json["answers"] == [])
  }

  @Test(
    arguments: [
      (nil, "{}", 415, "unsupported-media-type"), ("text/plain", "{}", 415, "unsupported-media-type"),
      ("application/x-www-form-urlencoded", "{}", 415, "unsupported-media-type"),
      ("application/json", "[1,]", 400, "malformed"), ("application/json", "[{]", 400, "malformed"),
      ("application/cloudevents-batch+json", "{}", 400, "malformed"),
    ] as [(String?, String, Int, String)]
  )
  func whatIsNotReadReachesNobody(type: String?, body: String, status: Int, kind: String) async throws {
    let reception = StubReception { _, _ in Answer(id: nil, outcome: .accepted(.example())) }
    let response = try await TestClient(.stub(reception: reception)).submit(Array(body.utf8), type: type)
    #expect(response.status == status)
    #expect(response.problem == kind)
    #expect(reception.received.isEmpty)
  }

  @Test func limits() async throws {
    let reception = StubReception { _, _ in Answer(id: nil, outcome: .accepted(.example())) }
    let client = TestClient(try .stub(reception: reception))
    let long = [UInt8](repeating: UInt8(ascii: " "), count: SubmissionBody.maximumBytes + 1)
    let tooLong = try await client.submit(long)
    #expect(tooLong.status == 413 && tooLong.problem == "content-too-large")

    let many = Array("[0\(String(repeating: ",0", count: SubmissionBody.maximumCount))]".utf8)
    let tooMany = try await client.submit(many)
    #expect(tooMany.status == 413 && tooMany.problem == "too-many-submissions")
    #expect(reception.received.isEmpty)

    // One fewer is taken.
    #expect(
      try await client.submit(Array("[0\(String(repeating: ",0", count: SubmissionBody.maximumCount - 1))]".utf8))
        .status == 200
    )
  }

  /// A client that says how much it will send is not listened to.
  @Test func tooLongByItsOwnWords() async throws {
    let headers: HTTPFields = [.contentType: "application/json", .contentLength: "8388609"]
    let response = try await TestClient(.stub()).send(.post, "/v1/submissions", headers: headers, body: [])
    #expect(response.status == 413)
  }
}

struct Unexpected: Error {}

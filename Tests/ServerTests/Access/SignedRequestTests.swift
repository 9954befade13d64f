import Access
import CanonicalJSON
import Crypto
import Foundation
import FrontDoor
import HTTPTypes
import Hummingbird
import Registry
import Synchronization
import TestSupport
import Testing

@testable import Server

/// Requests that a machine has signed (RFC 9421): what is taken, what stands with the events, and what is refused.
@Suite struct SignedRequestTests {
  private static let line = Array(#"{"specversion":"1.0"}"#.utf8)
  private static let event = "application/cloudevents+json"

  @Test func whatIsSignedIsTakenAndCanBeVerifiedLater() async throws {
    let machine = try SigningMachine()
    let (client, reception) = try machine.client()
    let response = try await client.send(
      .post,
      "/v1/submissions?city=weihai",
      headers: try machine.headers("/v1/submissions?city=weihai", body: Self.line, type: Self.event),
      body: Self.line
    )
    #expect(response.status == 201)
    #expect(reception.lines == [Self.line])
    let voucher = try #require(reception.voucher)
    let proof = try #require(SignatureProof(voucher: try JSON.parse(voucher.document)))
    #expect(proof.isTrue && proof.keyID == "byg-1")
    #expect(proof.contentDigest?.holds(for: Self.line) == true)
    #expect(proof.base.contains("\"@target-uri\": http://127.0.0.1:8080/v1/submissions?city=weihai\n"))
  }

  @Test func theSameIsTakenOnce() async throws {
    let machine = try SigningMachine()
    let (client, reception) = try machine.client()
    let headers = try machine.headers("/v1/submissions", body: Self.line, type: Self.event)
    let first = try await client.send(.post, "/v1/submissions", headers: headers, body: Self.line)
    let again = try await client.send(.post, "/v1/submissions", headers: headers, body: Self.line)
    #expect(first.status == 201 && again.status == 401)
    #expect(again.problem == "bad-signature" && again.json["flaw"] == "replayed")
    #expect(again.json["detail"]?.stringValue?.contains("nonce") == true)
    #expect(reception.lines.count == 1)
  }

  /// Nothing is decided on a body that is another one; a stream of lines is read to its end before anything is.
  @Test(arguments: [event, "application/x-ndjson"])
  func anotherBodyIsRefused(_ type: String) async throws {
    let machine = try SigningMachine()
    let (client, reception) = try machine.client()
    let headers = try machine.headers("/v1/submissions", body: Self.line, type: type)
    let other = Self.line + [UInt8(ascii: "\n")]
    let response = try await client.send(.post, "/v1/submissions", headers: headers, body: other)
    #expect(response.status == 401 && response.json["flaw"] == "digest")
    let none = try await client.send(.post, "/v1/submissions", headers: headers, body: [])
    #expect(none.status == 401)
    #expect(reception.lines.isEmpty)
  }

  @Test func linesAreTakenAsFarAsTheyCanBeHeld() async throws {
    let machine = try SigningMachine()
    let (client, reception) = try machine.client()
    let lines = Array("{}\n{}\n".utf8)
    let type = "application/x-ndjson"
    let headers = try machine.headers("/v1/submissions", body: lines, type: type)
    let response = try await client.send(.post, "/v1/submissions", headers: headers, body: lines)
    #expect(response.status == 200 && reception.lines.count == 2 && reception.voucher != nil)
    let many = [UInt8](repeating: UInt8(ascii: " "), count: SubmissionBody.maximumBytes + 1)
    let tooMany = try machine.headers("/v1/submissions", body: many, type: type)
    #expect(try await client.send(.post, "/v1/submissions", headers: tooMany, body: many).status == 413)
  }

  @Test func aQuestionIsSignedWithoutABody() async throws {
    let machine = try SigningMachine()
    let (client, _) = try machine.client()
    let headers = try machine.headers("/v1/read-models", method: .get)
    #expect(try await client.send(.get, "/v1/read-models", headers: headers).status == 200)
    let elsewhere = try machine.headers("/v1/read-models", method: .get)
    #expect(try await client.send(.get, "/v1/capacity", headers: elsewhere).json["flaw"] == "signature")
  }

  @Test func whoIsNotKnownIsNobody() async throws {
    let machine = try SigningMachine()
    let (client, _) = try machine.client()
    let stranger = try SigningMachine()
    let forged = try stranger.headers("/v1/read-models", method: .get)
    #expect(try await client.send(.get, "/v1/read-models", headers: forged).json["flaw"] == "signature")
    #expect(try await client.get("/v1/read-models").problem == "not-signed-in")
    let name = try #require(HTTPField.Name("Signature"))
    let half = try await client.send(.get, "/v1/read-models", headers: [name: "s=:AA==:"])
    #expect(half.status == 401 && half.json["flaw"] == "missing")
  }

  /// Whose requests have to be signed is not let in with the certificate alone, nor with the key of another.
  @Test func aCertificateIsNotEnoughWhereSignaturesAreRequired() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sign-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "home.der").path
    let request = ["req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "2", "-subj", "/CN=home"]
    try await Program.run(
      "openssl",
      request + ["-outform", "DER", "-out", file, "-keyout", folder.appending(path: "key").path]
    )
    let der = try Data(contentsOf: URL(filePath: file))
    let digest = SHA256.hash(data: der).map { String(format: "%02x", $0) }.joined()
    let field = try #require(HTTPField.Name("Client-Cert"))

    func flaw(_ entry: String, _ headers: HTTPFields) async throws -> String? {
      let machine = try SigningMachine()
      let json = "[\(entry.replacing("KEY", with: machine.publicKey))]"
      let gateway = Gateway(peer: "127.0.0.1", machines: try MachineRegister(json: Data(json.utf8)))
      var all = headers
      all[field] = ":\(der.base64EncodedString()):"
      let signed = try machine.headers("/v1/capacity", method: .get, scheme: "https")
      if headers.isEmpty { all.append(contentsOf: signed) }
      let head = HTTPRequest(
        method: .get,
        scheme: "http",
        authority: "127.0.0.1:8080",
        path: "/v1/capacity",
        headerFields: all
      )
      var request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
      do {
        let found = try await gateway.machine(of: &request, from: "127.0.0.1")
        guard case .signature(let proof, let certificate)? = found?.credential else { return "no signature" }
        return proof.isTrue && certificate == digest ? nil : "untrue"
      } catch {
        return error.json["flaw"]?.stringValue ?? "\(error)"
      }
    }
    let place = #""organisation": "371002-BYG-01", "division": "371002", "roles": ["funeral_home_clerk"]"#
    let own =
      #"{"sha256": "\#(digest)", \#(place), "keys": [{"id": "byg-1", "publicKey": "KEY"}], "signatures": "required"}"#
    let accept = HTTPFields([HTTPField(name: .accept, value: "*/*")])
    #expect(try await flaw(own, accept) == "missing")
    #expect(try await flaw(own, [:]) == nil)
    let other =
      #"{"organisation": "371003-BYG-01", "division": "371003", "roles": ["funeral_home_clerk"], "keys": [{"id": "byg-1", "publicKey": "KEY"}]}"#
    #expect(try await flaw("{\"sha256\": \"\(digest)\", \(place)}, \(other)", [:]) == "other-machine")
  }

  @Test(arguments: [
    "", #""keys": []"#, #""keys": [{"id": "a", "publicKey": "AAAA"}]"#, #""keys": [{"id": "", "publicKey": "KEY"}]"#,
    #""sha256": "\#(String(repeating: "0", count: 64))", "signatures": "required""#,
    #""keys": [{"id": "a", "publicKey": "KEY"}, {"id": "a", "publicKey": "KEY"}]"#,
    #""keys": [{"id": "a", "publicKey": "KEY"}], "signatures": "sometimes""#,
  ])
  func aBrokenEntryIsRefused(_ members: String) throws {
    let known = members.replacing("KEY", with: try SigningMachine().publicKey)
    let place = #""organisation": "371002-BYG-01", "division": "371002", "roles": ["funeral_home_clerk"]"#
    let json = "[{\(place)\(known.isEmpty ? "" : ", " + known)}]"
    #expect(throws: AccessError.self) { try MachineRegister(json: Data(json.utf8)) }
  }

  /// Of a token its name is kept, never the token.
  @Test func aTokenIsNamedAndNotKept() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let issuer = try LocalIssuer(keyFile: folder.appending(path: "issuer.key"))
    let who = try #require(StubSignIn().who)
    let person = Principal(id: who.id, roles: who.roles, organisation: who.organisation, division: who.division)
    let token = try await issuer.token(for: person)
    let reception = VouchedReception()
    let client = TestClient(try .stub(reception: reception, signIn: SignIn(try await issuer.verifier())))
    let response = try await client.send(
      .post,
      "/v1/submissions",
      headers: [.contentType: Self.event, .authorization: "Bearer \(token)"],
      body: Self.line
    )
    #expect(response.status == 201)
    let voucher = try JSON.parse(try #require(reception.voucher).document)
    #expect(voucher["kind"] == "token" && voucher["subject"] == .string(who.id.text))
    #expect(voucher["issuer"] == .string(LocalIssuer.issuer))
    #expect(voucher["id"]?.stringValue.flatMap { UUID(uuidString: $0) } != nil)
    let text = String(decoding: voucher.canonicalBytes, as: UTF8.self)
    #expect(!token.split(separator: ".").contains { text.contains($0) })
  }
}

/// A machine with a key of its own that signs.
private struct SigningMachine {
  private let key = P256.Signing.PrivateKey()
  let publicKey: String

  init() throws { publicKey = key.publicKey.derRepresentation.base64EncodedString() }

  func client() throws -> (TestClient, VouchedReception) {
    let json = """
      [{"organisation": "371002-BYG-01", "division": "371002", "roles": ["funeral_home_clerk"],
        "keys": [{"id": "byg-1", "publicKey": "\(publicKey)"}], "signatures": "required"}]
      """
    let folder = FileManager.default.temporaryDirectory.appending(path: "none-\(UUID().uuidString)")
    let reception = VouchedReception()
    let gateway = Gateway(peer: nil, machines: try MachineRegister(json: Data(json.utf8)))
    let keys = try KeySource(folder, logger: .test)
    let tokens = TokenVerifier(TokenVerifier.Rules(issuer: "urn:test", audience: "urn:test"), keys: keys)
    return (TestClient(try .stub(reception: reception, signIn: SignIn(tokens, gateway: gateway))), reception)
  }

  /// What a signed request has in its head.
  func headers(
    _ target: String,
    method: HTTPRequest.Method = .post,
    scheme: String = "http",
    body: [UInt8]? = nil,
    type: String? = nil
  ) throws -> HTTPFields {
    let digest = body.map { "sha-256=:\(Data(SHA256.hash(data: $0)).base64EncodedString()):" }
    let covered = #"("@method" "@target-uri"\#(digest == nil ? "" : #" "content-digest""#))"#
    let created = Int(Date.now.timeIntervalSince1970)
    let parameters = #"\#(covered);created=\#(created);keyid="byg-1";nonce="\#(UUID().uuidString)""#
    var base = "\"@method\": \(method.rawValue)\n\"@target-uri\": \(scheme)://127.0.0.1:8080\(target)\n"
    if let digest { base += "\"content-digest\": \(digest)\n" }
    let signature = try key.signature(for: Data((base + "\"@signature-params\": \(parameters)").utf8))
    var headers = HTTPFields()
    headers.set("Signature-Input", to: "sig1=\(parameters)")
    headers.set("Signature", to: "sig1=:\(signature.rawRepresentation.base64EncodedString()):")
    if let digest, let body {
      headers.set("Content-Digest", to: digest)
      headers[.contentLength] = String(body.count)
    }
    if let type { headers[.contentType] = type }
    return headers
  }
}

/// Accepts everything, and notes what vouched for it.
private final class VouchedReception: Reception {
  private let seen = Mutex((lines: [[UInt8]](), voucher: Voucher?.none))

  var lines: [[UInt8]] { seen.withLock { $0.lines } }
  var voucher: Voucher? { seen.withLock { $0.voucher } }

  func submit(
    _ lines: [[UInt8]],
    expecting version: Int?,
    by authority: (any SubmissionAuthority)?
  ) async throws(FrontDoorError) -> [Answer] {
    seen.withLock { seen in
      seen.lines += lines
      seen.voucher = authority?.voucher
    }
    return lines.map { _ in Answer(id: nil, outcome: .accepted(.example())) }
  }
}

import Crypto
import Foundation
import FoundationNetworking
import Logging
import Postgres
import Subprocess
import TestSupport
import Testing

/// What vouched for an event, as `qingming log voucher` shows it and verifies it again.
@Suite(.timeLimit(.minutes(5))) struct VoucherProcessTests {
  @Test func aSignedCallIsVerifiedFromWhatIsKept() async throws {
    let place = try await Place(cases: 25)
    let key = Curve25519.Signing.PrivateKey()
    let body = Data(place.lines.joined(separator: [UInt8(ascii: "\n")]))
    try Data(#"{"keys":[]}"#.utf8).write(to: place.directory.appending(path: "issuer.json"))
    let head = Data([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00])
    let machines = """
      [{"organisation": "371000-MZ", "division": "000000", "roles": ["system", "auditor"], "signatures": "required",
        "keys": [{"id": "exchange-1", "publicKey": "\((head + key.publicKey.rawRepresentation).base64EncodedString())"}]}]
      """
    try Data(machines.utf8).write(to: place.directory.appending(path: "machines.json"))
    func file(_ name: String) -> String { place.directory.appending(path: name).path }
    let options = ["--issuer", "urn:test", "--keys", file("issuer.json"), "--machines", file("machines.json")]
    _ = try await Program.serve(place.options + options) { address, _ in
      let request = try Self.signed(body, to: address, with: key)
      let (answer, response) = try await URLSession.shared.upload(for: request, from: body)
      #expect((response as? HTTPURLResponse)?.statusCode == 200, "\(String(decoding: answer, as: UTF8.self))")
      // Without a signature nobody comes in.
      var bare = request
      bare.setValue(nil, forHTTPHeaderField: "Signature")
      bare.setValue(nil, forHTTPHeaderField: "Signature-Input")
      let (_, refused) = try await URLSession.shared.upload(for: bare, from: body)
      #expect((refused as? HTTPURLResponse)?.statusCode == 401)
    }
    try await place.expectEachLineStoredOnce()

    let id = try #require(place.ids.first)
    try body.write(to: place.directory.appending(path: "sent"))
    let verify = ["log", "voucher", id] + place.options
    let verified = try await Program.run(verify + ["--body", file("sent")])
    #expect(verified.status == .exited(0), "\(verified.output)")
    #expect(verified.output.contains("keyId: exchange-1") && verified.output.contains("\"@method\": POST"))
    #expect(verified.output.split(separator: "\n").count { $0.hasPrefix("✓") } == 5)
    try Data("{}".utf8).write(to: place.directory.appending(path: "other"))
    #expect(try await Program.run(verify + ["--body", file("other")]).status == .exited(4))
    let edited = String(decoding: body, as: UTF8.self).replacing(#""actor":""#, with: #""actor":"not-"#)
    try Data(edited.utf8).write(to: place.directory.appending(path: "other"))
    let unlike = try await Program.run(verify + ["--body", file("other")])
    #expect(unlike.status == .exited(4) && unlike.output.contains("differs in: actor"), "\(unlike.output)")
    let unknown = ["log", "voucher", UUID().uuidString] + place.options
    #expect(try await Program.run(unknown).status == .exited(3))

    // Somebody who can change the database after all cannot change who vouched: the line names the document.
    try await place.database.tamper(
      """
      ALTER TABLE registry.voucher DISABLE TRIGGER ALL;
      ALTER TABLE registry.voucher DROP CONSTRAINT voucher_check;
      UPDATE registry.voucher SET document = replace(document::text, '"keyId":"exchange-1"', '"keyId":"exchange-2"')::json
      """
    )
    let changed = try await Program.run(verify + ["--json"])
    #expect(changed.status == .exited(4))
    #expect(changed.output.contains(#""checks":{"document":false,"leaf":true,"signature":true}"#), "\(changed.output)")
  }

  @Test func aCommandIsNamedByItsAccount() async throws {
    let place = try await Place(cases: 1)
    #expect(try await Program.run(place.submit).status == .exited(0))
    let shown = try await Program.run(["log", "voucher", try #require(place.ids.first), "--json"] + place.options)
    #expect(shown.status == .exited(0))
    #expect(shown.output.contains(#""voucher":{"account":"\#(NSUserName())","kind":"command"}"#), "\(shown.output)")
  }

  private static func signed(_ body: Data, to address: URL, with key: Curve25519.Signing.PrivateKey) throws
    -> URLRequest
  {
    let url = address.appending(path: "v1/submissions")
    var request = URLRequest(url: url)
    request.httpMethod = "POST"
    request.setValue("application/x-ndjson", forHTTPHeaderField: "Content-Type")
    let digest = "sha-256=:\(Data(SHA256.hash(data: body)).base64EncodedString()):"
    let created = Int(Date.now.timeIntervalSince1970)
    let nonce = UUID().uuidString
    let parameters =
      #"("@method" "@target-uri" "content-digest");created=\#(created);keyid="exchange-1";nonce="\#(nonce)""#
    let base = """
      "@method": POST
      "@target-uri": \(url.absoluteString)
      "content-digest": \(digest)
      "@signature-params": \(parameters)
      """
    let signature = try key.signature(for: Data(base.utf8)).base64EncodedString()
    request.setValue(digest, forHTTPHeaderField: "Content-Digest")
    request.setValue("s=\(parameters)", forHTTPHeaderField: "Signature-Input")
    request.setValue("s=:\(signature):", forHTTPHeaderField: "Signature")
    return request
  }
}

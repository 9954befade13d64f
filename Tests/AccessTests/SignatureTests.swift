import Crypto
import Foundation
import TestSupport
import Testing

@testable import Access

/// Signed requests (RFC 9421), against its own examples and against Python's cryptography.
@Suite struct SignatureTests {
  /// B.1.4, B.1.3: the public halves.
  private static let ed25519 = "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="
  private static let p256 = """
    -----BEGIN PUBLIC KEY-----
    MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
    w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
    -----END PUBLIC KEY-----
    """

  /// B.2: the request of the examples.
  static func example(_ input: String, _ signature: String) -> SignedMessage {
    SignedMessage(
      method: "POST",
      scheme: "https",
      authority: "Example.com:443",
      target: "/foo?param=Value&Pet=dog",
      fields: [
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"), ("content-type", "application/json"),
        (
          "content-digest",
          "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"
        ), ("content-length", " 18 "), ("signature-input", input), ("signature", signature),
      ]
    )
  }

  /// B.2.6.
  @Test func theExampleWithEd25519() throws {
    let input =
      #"sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519""#
    let text = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
    let message = Self.example(input, "sig-b26=:\(text):")
    let signature = try #require(
      try MessageSignature.read(input: input, signature: "sig-b26=:\(text):").first
    )
    let base = try signature.base(of: message)
    #expect(
      base == """
        "date": Tue, 20 Apr 2021 02:07:55 GMT
        "@method": POST
        "@path": /foo
        "@authority": example.com
        "content-type": application/json
        "content-length": 18
        "@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"
        """
    )
    let key = try #require(SignatureKey(Self.ed25519))
    #expect(key.algorithm == .ed25519 && key.isValid(signature.bytes, for: Array(base.utf8)))
    #expect(!key.isValid(signature.bytes, for: Array(base.utf8) + [10]))
  }

  /// B.2.4 is of a response; its base is the one of the RFC.
  @Test func theExampleWithP256() throws {
    let base = """
      "@status": 200
      "content-type": application/json
      "content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:
      "content-length": 23
      "@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"
      """
    let text = "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw=="
    let signature = Array(try #require(Data(base64Encoded: text)))
    let key = try #require(SignatureKey(Self.p256))
    #expect(key.algorithm == .ecdsaP256 && key.isValid(signature, for: Array(base.utf8)))
    #expect(!key.isValid(signature.reversed(), for: Array(base.utf8)))
    #expect(!key.isValid([], for: Array(base.utf8)))
  }

  /// B.2.3 covers everything; its algorithm is not one of ours, its base is.
  @Test func theBaseOfTheFullExample() throws {
    let components =
      #"("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length")"#
    let input = #"sig-b23=\#(components);created=1618884473;keyid="test-key-rsa-pss""#
    let signature = try #require(try MessageSignature.read(input: input, signature: "sig-b23=:AA==:").first)
    #expect(
      try signature.base(of: Self.example(input, "")) == """
        "date": Tue, 20 Apr 2021 02:07:55 GMT
        "@method": POST
        "@path": /foo
        "@query": ?param=Value&Pet=dog
        "@authority": example.com
        "content-type": application/json
        "content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:
        "content-length": 18
        "@signature-params": \(components);created=1618884473;keyid="test-key-rsa-pss"
        """
    )
  }

  /// RFC 9530, 2: of `{"hello": "world"}` and a line feed.
  @Test func theDigestOfABody() throws {
    let digest = try #require(
      ContentDigest("sha-512=:AA==:, sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")
    )
    #expect(digest.holds(for: Array("{\"hello\": \"world\"}\n".utf8)))
    #expect(!digest.holds(for: Array("{\"hello\": \"world\"}".utf8)))
    for text in ["", "sha-512=:AA==:", "sha-256=abc", "sha-256=:AA==:", "sha-256=:!!:"] {
      #expect(ContentDigest(text) == nil)
    }
  }

  /// Python makes keys and signs requests that it has put together by itself; ours takes each, and none that is changed.
  @Test func pythonSignsAndOursTakesIt() async throws {
    let seed = UInt64.random(in: 0...999_999)
    let script = Repository.root.appending(path: "Tests/AccessTests/sign.py").path
    let lines = try await Python.run([script, String(seed)]).split(separator: "\n")
    #expect(lines.count == 40, "seed \(seed)")
    for line in lines {
      let signed = try JSONDecoder().decode(Signed.self, from: Data(line.utf8))
      let key = try #require(SignatureKey(signed.key), "seed \(seed)")
      let now = Date(timeIntervalSince1970: Double(signed.created) + 1)
      func flaw(_ message: SignedMessage, at now: Date) -> SignatureFlaw? {
        do {
          let proof = try SignatureVerifier()
            .verify(message, keys: { $0 == signed.keyID ? key : nil }, hasContent: true, at: now)
          return proof.isTrue ? nil : .signature
        } catch {
          return error
        }
      }
      #expect(flaw(signed.message(), at: now) == nil, "seed \(seed): \(line)")
      #expect(flaw(signed.message(method: "PUT"), at: now) == .signature, "seed \(seed): \(line)")
      #expect(flaw(signed.message(target: signed.target + "0"), at: now) == .signature, "seed \(seed): \(line)")
      #expect(flaw(signed.message(), at: now + SignatureVerifier.window) == .created, "seed \(seed): \(line)")
      #expect(flaw(signed.message(), at: now - 60) == .created, "seed \(seed): \(line)")
    }
  }

  struct Signed: Decodable {
    let key: String
    let keyID: String
    let created: Int64
    let method: String
    let authority: String
    let target: String
    let fields: [[String]]

    func message(method: String? = nil, target: String? = nil) -> SignedMessage {
      SignedMessage(
        method: method ?? self.method,
        scheme: "https",
        authority: authority,
        target: target ?? self.target,
        fields: fields.map { ($0[0], $0[1]) }
      )
    }
  }

  // MARK: Rules

  private static let now = Date(timeIntervalSince1970: 1_800_000_000)
  private let key = Curve25519.Signing.PrivateKey()

  /// A request signed by ``key`` over what is given.
  private func message(
    _ components: String = #""@method" "@target-uri" "content-digest""#,
    _ parameters: String = #"created=1800000000;keyid="k";nonce="n""#
  ) throws -> SignedMessage {
    let input = "s=(\(components));\(parameters)"
    func message(_ signature: String) -> SignedMessage {
      SignedMessage(
        method: "POST",
        scheme: "https",
        authority: "example.com",
        target: "/v1/submissions?city=weihai",
        fields: [("content-digest", "sha-256=:AA==:"), ("signature-input", input), ("signature", signature)]
      )
    }
    let unsigned = try #require(try MessageSignature.read(input: input, signature: "s=:AA==:").first)
    let base = (try? unsigned.base(of: message(""))) ?? ""
    return message("s=:\(try key.signature(for: Data(base.utf8)).base64EncodedString()):")
  }

  private func flaw(
    _ message: SignedMessage,
    by verifier: SignatureVerifier = SignatureVerifier(),
    at now: Date = Self.now,
    ids: Set<String> = ["k"]
  ) throws -> SignatureFlaw? {
    let der = Data([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00])
    let known = try #require(SignatureKey((der + key.publicKey.rawRepresentation).base64EncodedString()))
    do {
      _ = try verifier.verify(message, keys: { ids.contains($0) ? known : nil }, hasContent: true, at: now)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    arguments: [
      (#""@method" "@target-uri" "content-digest""#, nil),
      (#""@method" "@authority" "@path" "@query" "content-digest""#, nil),
      (#""@method" "@authority" "@path" "content-digest""#, .components),
      (#""@target-uri" "content-digest""#, .components), (#""@method" "@target-uri""#, .components),
      ("", .components), (#""@method" "@target-uri" "content-digest" "x-absent""#, .components),
      (#""@method" "@target-uri" "content-digest" "@status""#, .components),
    ] as [(String, SignatureFlaw?)]
  )
  func whatHasToBeCovered(_ components: String, _ expected: SignatureFlaw?) throws {
    #expect(try flaw(try message(components)) == expected)
  }

  @Test(
    arguments: [
      (#"created=1800000000;keyid="k";nonce="n";alg="ed25519""#, nil),
      (#"created=1800000000;keyid="k";nonce="n";alg="ecdsa-p256-sha256""#, .algorithm),
      (#"created=1800000000;keyid="k";nonce="n";alg="hmac-sha256""#, .algorithm),
      (#"created=1800000000;keyid="other";nonce="n""#, .unknownKey), (#"created=1800000000;nonce="n""#, .unknownKey),
      (#"keyid="k";nonce="n""#, .created), (#"created=1799999600;keyid="k";nonce="n""#, .created),
      (#"created=1800000060;keyid="k";nonce="n""#, .created),
      (#"created=1799999999;expires=1799999999;keyid="k";nonce="n""#, .created),
      (#"created=1800000000;keyid="k""#, .nonce), (#"created=1800000000;keyid="k";nonce="""#, .nonce),
      (#"created="1800000000";keyid="k";nonce="n""#, .malformed),
      (#"created=1800000000;keyid=k;nonce="n""#, .malformed),
    ] as [(String, SignatureFlaw?)]
  )
  func whatParametersMustSay(_ parameters: String, _ expected: SignatureFlaw?) throws {
    let found: SignatureFlaw?
    do {
      found = try flaw(try message(#""@method" "@target-uri" "content-digest""#, parameters))
    } catch let error as SignatureFlaw {
      found = error
    }
    #expect(found == expected)
  }

  @Test func aNonceIsTakenOnce() throws {
    let verifier = SignatureVerifier()
    let one = try message()
    #expect(try flaw(one, by: verifier) == nil)
    #expect(try flaw(one, by: verifier) == .replayed)
    #expect(try flaw(try message(), by: verifier) == .replayed)
    let other = #"created=1800000000;keyid="k";nonce="m""#
    #expect(try flaw(try message(#""@method" "@target-uri" "content-digest""#, other), by: verifier) == nil)
    // Afterwards it is too old.
    #expect(try flaw(one, by: verifier, at: Self.now + 331) == .created)
  }

  @Test func aKeyThatUsesTooManyNoncesIsToldSo() throws {
    let verifier = SignatureVerifier(mostNonces: 2)
    func signed(_ nonce: String, by id: String = "k", at second: Int = 0) throws -> SignatureFlaw? {
      let parameters = #"created=\#(1_800_000_000 + second);keyid="\#(id)";nonce="\#(nonce)""#
      let request = try message(#""@method" "@target-uri" "content-digest""#, parameters)
      return try flaw(request, by: verifier, at: Self.now + TimeInterval(second), ids: ["k", "l"])
    }
    #expect(try signed("1") == nil)
    #expect(try signed("2", at: 329) == nil)
    #expect(try signed("3", at: 329) == .tooManyNonces)
    #expect(try signed("2", at: 329) == .replayed)
    // Other keys have their own, be the nonces the same.
    #expect(try signed("2", by: "l", at: 329) == nil)
    // Room again, and yet nothing is taken twice as long as its signature could be.
    #expect(try signed("3", at: 330) == nil)
    #expect(try signed("2", at: 330) == .replayed)
    #expect(try signed("2", at: 659) == .replayed)
    #expect(try signed("2", at: 660) == nil)
  }

  @Test(arguments: [
    ("", ""), ("s=", "s=:AA==:"), ("s=1", "s=:AA==:"), (#"s=("@method")"#, "s=1"), (#"s=("@method")"#, "t=:AA==:"),
    (#"s=("@method" "@method")"#, "s=:AA==:"), (#"s=("@METHOD")"#, "s=:AA==:"), (#"s=("@method";req)"#, "s=:AA==:"),
    (#"s=("@signature-params")"#, "s=:AA==:"), (#"s=(@method)"#, "s=:AA==:"),
    (#"a=(), b=(), c=(), d=(), e=()"#, "a=::, b=::, c=::, d=::, e=::"), ("\u{0}", "é"),
  ])
  func whatIsNotInForm(_ input: String, _ signature: String) {
    #expect(throws: SignatureFlaw.malformed) { try MessageSignature.read(input: input, signature: signature) }
  }

  @Test(arguments: ["", "AAAA", "!!", "MCowBQYDK2VwAyEA", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVY"])
  func whatIsNoKey(_ text: String) { #expect(SignatureKey(text) == nil) }
}

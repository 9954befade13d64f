import Crypto
import CryptoExtras
import Foundation
import Registry
import TestSupport
import Testing

@testable import Access

/// Access tokens: what is taken, and every way in which one is not.
@Suite struct TokenTests {
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)

  /// An issuer that writes whatever it is told to.
  struct Forge {
    let key = Curve25519.Signing.PrivateKey()
    let p256 = P256.Signing.PrivateKey()
    let rsa: _RSA.Signing.PrivateKey
    /// Takes long to make.
    private static let one = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    init() throws {
      rsa = try Self.one.get()
    }

    func keySet() throws -> String {
      let numbers = try rsa.publicKey.getKeyPrimitives()
      let x = key.publicKey.rawRepresentation.base64URL
      let point = p256.publicKey.rawRepresentation
      let (n, e) = (numbers.modulus.base64URL, numbers.publicExponent.base64URL)
      return """
        {"keys":[
          {"kty":"RSA","alg":"RS256","kid":"rs","n":"\(n)","e":"\(e)"},
          {"kty":"OKP","crv":"Ed25519","alg":"EdDSA","kid":"ed","x":"\(x)"},
          {"kty":"EC","crv":"P-256","kid":"es","x":"\(point.prefix(32).base64URL)","y":"\(point.suffix(32).base64URL)"},
          {"kty":"oct","kid":"shared","k":"c2VjcmV0"},
          {"kty":"RSA","use":"enc","kid":"enc","n":"AQAB","e":"AQAB"}
        ]}
        """
    }

    func token(_ claims: [String: Any], head: [String: Any] = ["alg": "EdDSA", "kid": "ed"]) throws -> String {
      let signed = try Self.part(head) + "." + Self.part(claims)
      let data = Data(signed.utf8)
      let signature: Data
      switch head["alg"] as? String {
      case "RS256":
        signature = try rsa.signature(for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation
      case "ES256": signature = try p256.signature(for: data).rawRepresentation
      case "HS256":
        // With the public key as the secret, which confuses verifiers that go by the header.
        let secret = SymmetricKey(data: key.publicKey.rawRepresentation)
        signature = Data(HMAC<SHA256>.authenticationCode(for: data, using: secret))
      case "none": signature = Data()
      default: signature = try key.signature(for: data)
      }
      return signed + "." + signature.base64URL
    }

    private static func part(_ object: [String: Any]) throws -> String {
      try JSONSerialization.data(withJSONObject: object).base64URL
    }
  }

  private static var claims: [String: Any] {
    [
      "iss": "https://id.example", "aud": "registry", "sub": "officer-7", "exp": 1_800_000_600, "iat": 1_800_000_000,
      "roles": ["county_bureau", "cook"], "qingming_division": "371002", "qingming_organisation": "371002-MZ",
    ]
  }

  /// The claims with these members instead; one that is null is left out.
  private static func with(_ changes: String) throws -> [String: Any] {
    let changes = try JSONSerialization.jsonObject(with: Data(changes.utf8)) as? [String: Any] ?? [:]
    return claims.merging(changes) { $1 }.filter { !($0.value is NSNull) }
  }

  private func verifier(_ forge: Forge) async throws -> TokenVerifier {
    TokenVerifier(
      TokenVerifier.Rules(issuer: "https://id.example", audience: "registry"),
      keys: KeySource(try await KeySet(json: Array(forge.keySet().utf8)))
    )
  }

  @Test(arguments: [("EdDSA", "ed"), ("ES256", "es"), ("RS256", "rs")])
  func oneOfTheIssuersIsTaken(_ algorithm: String, _ kid: String) async throws {
    let forge = try Forge()
    let token = try forge.token(Self.claims, head: ["alg": algorithm, "kid": kid, "typ": "at+jwt"])
    let principal = try await verifier(forge).principal(from: token, at: Self.now)
    #expect(principal.id == Code("officer-7"))
    #expect(principal.roles == [.countyBureau])
    #expect(principal.organisation == Code("371002-MZ"))
    #expect(principal.division == (try #require(DivisionCode("371002"))))
    #expect(principal.expires == Date(timeIntervalSince1970: 1_800_000_600))
  }

  @Test func severalAudiencesAreTaken() async throws {
    let forge = try Forge()
    let token = try forge.token(Self.with(#"{"aud": ["other", "registry"]}"#))
    #expect(try await verifier(forge).principal(from: token, at: Self.now).kind == .person)
  }

  @Test(arguments: [
    ("issuer", #"{"iss": "https://other.example"}"#), ("audience", #"{"aud": "other"}"#), ("audience", #"{"aud": []}"#),
    ("expired", #"{"exp": 1799999000, "iat": 1799998500}"#), ("notYet", #"{"nbf": 1800000100}"#),
    ("notYet", #"{"iat": 1800000100}"#), ("tooLong", #"{"exp": 1800001000}"#),
    ("tooLong", #"{"iat": null, "exp": 1800001000}"#), ("nobody", #"{"roles": ["cook"]}"#),
    ("nobody", #"{"roles": []}"#), ("nobody", #"{"sub": "a b"}"#), ("nobody", #"{"qingming_division": "3710"}"#),
    ("nobody", #"{"qingming_organisation": ""}"#), ("malformed", #"{"qingming_organisation": null}"#),
    ("malformed", #"{"qingming_division": null}"#), ("malformed", #"{"exp": null}"#),
    ("malformed", #"{"exp": "soon"}"#),
    ("malformed", #"{"roles": "county_bureau"}"#), ("malformed", #"{"aud": 7}"#),
  ])
  func whatTheClaimsMustSay(_ flaw: String, _ changes: String) async throws {
    let forge = try Forge()
    let token = try forge.token(Self.with(changes))
    await #expect(throws: try #require(TokenVerifier.Flaw(rawValue: flaw))) {
      try await verifier(forge).principal(from: token, at: Self.now)
    }
  }

  @Test(arguments: [
    ("algorithm", #"{"alg": "none", "kid": "ed"}"#), ("algorithm", #"{"alg": "HS256", "kid": "ed"}"#),
    ("algorithm", #"{"alg": "HS256", "kid": "shared"}"#), ("algorithm", #"{"alg": "ES256", "kid": "ed"}"#),
    ("unknownKey", #"{"alg": "EdDSA", "kid": "other"}"#), ("unknownKey", #"{"alg": "EdDSA"}"#),
    ("unknownKey", #"{"alg": "RS256", "kid": "enc"}"#),
    ("malformed", #"{"alg": "EdDSA", "kid": "ed", "crit": ["exp"]}"#),
  ])
  func whatTheHeadMustSay(_ flaw: String, _ head: String) async throws {
    let forge = try Forge()
    let head = try #require(try JSONSerialization.jsonObject(with: Data(head.utf8)) as? [String: Any])
    let token = try forge.token(Self.claims, head: head)
    await #expect(throws: try #require(TokenVerifier.Flaw(rawValue: flaw))) {
      try await verifier(forge).principal(from: token, at: Self.now)
    }
  }

  @Test func anotherKeysSignatureIsNotTaken() async throws {
    let token = try Forge().token(Self.claims)
    await #expect(throws: TokenVerifier.Flaw.signature) {
      try await verifier(try Forge()).principal(from: token, at: Self.now)
    }
  }

  @Test func whatWasChangedIsNotTaken() async throws {
    let forge = try Forge()
    let own = try forge.token(Self.claims).split(separator: ".")
    let other = try forge.token(Self.with(#"{"roles": ["auditor"]}"#)).split(separator: ".")
    await #expect(throws: TokenVerifier.Flaw.signature) {
      try await verifier(forge).principal(from: "\(own[0]).\(other[1]).\(own[2])", at: Self.now)
    }
  }

  @Test(arguments: ["", ".", "..", "a.b", "a.b.c.d", "e30.e30.", "!!!.e30.e30", String(repeating: "a", count: 9_000)])
  func whatIsNoTokenIsMalformed(_ text: String) async throws {
    await #expect(throws: TokenVerifier.Flaw.self) {
      try await verifier(try Forge()).principal(from: text, at: Self.now)
    }
  }

  @Test func keysThatAreExchangedAreReadAgain() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let (old, new) = (try Forge(), try Forge())
    try Data(old.keySet().utf8).write(to: file)
    let source = try KeySource(file, pause: 30, logger: .test)
    let rules = TokenVerifier.Rules(issuer: "https://id.example", audience: "registry")
    let verifier = TokenVerifier(rules, keys: source)
    #expect(try await verifier.principal(from: try old.token(Self.claims), at: Self.now).id == Code("officer-7"))

    // The new keys have ids of their own.
    try Data(new.keySet().replacing("\"ed\"", with: "\"ed-2\"").utf8).write(to: file)
    let token = try new.token(Self.claims, head: ["alg": "EdDSA", "kid": "ed-2"])
    await #expect(throws: TokenVerifier.Flaw.unknownKey) {
      try await verifier.principal(from: token, at: Self.now + 29)
    }
    #expect(try await verifier.principal(from: token, at: Self.now + 31).id == Code("officer-7"))

    // While they cannot be read, the known ones go on.
    try Data("nothing".utf8).write(to: file)
    #expect(try await verifier.principal(from: token, at: Self.now + 500).id == Code("officer-7"))
  }

  @Test(arguments: ["ftp://id.example/keys", "http://id.example/keys"])
  func keysAreReadOverHTTPSOrFromAFile(_ address: String) throws {
    let address = try #require(URL(string: address))
    #expect(throws: AccessError.self) { try KeySource(address, logger: .test) }
  }

  @Test func theLocalIssuersTokensAreTakenByItsOwnVerifierAlone() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "issuer.key")
    let principal = Principal(
      id: try #require(Code("clerk-001")),
      name: "登记员",
      roles: [.funeralHomeClerk],
      organisation: try #require(Code("371002-BYG-01")),
      division: try #require(DivisionCode("371002"))
    )
    let token = try await LocalIssuer(keyFile: file).token(for: principal)
    let read = try await LocalIssuer(keyFile: file).verifier().principal(from: token)
    #expect(read.id == principal.id && read.name == "登记员" && read.division == principal.division)
    #expect(read.organisation == principal.organisation)
    let permissions = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(permissions == 0o600)

    let other = try await LocalIssuer(keyFile: folder.appending(path: "other.key")).verifier()
    await #expect(throws: TokenVerifier.Flaw.signature) { try await other.principal(from: token) }
  }
}

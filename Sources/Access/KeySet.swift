import FoundationEssentials
import JWTKit

/// An issuer's keys (JWKS, RFC 7517).
struct KeySet: Sendable {
  /// Those that are taken: signatures by keys of which we hold the public half alone. Never `none`, never a shared secret.
  static let algorithms: Set<String> = ["EdDSA", "ES256", "RS256"]

  struct Key: Sendable {
    let id: String
    let algorithm: String
  }

  let verifier: JWTKeyCollection
  private let keys: [String: Key]

  /// Keys that are for something else are left out.
  /// - Throws: ``AccessError/Code/badKeys``: it is no key set, a key that is for signatures has no `kid`, or is none.
  init(json: [UInt8]) async throws(AccessError) {
    verifier = JWTKeyCollection()
    var keys: [String: Key] = [:]
    do {
      for var jwk in try JSONDecoder().decode(Listed.self, from: Data(json)).keys.compactMap(\.key) {
        guard let algorithm = jwk.algorithm?.rawValue ?? Self.usual(jwk), Self.algorithms.contains(algorithm) else {
          continue
        }
        guard let id = jwk.keyIdentifier?.string, keys[id] == nil else {
          throw AccessError(.badKeys, "every key has a kid of its own")
        }
        jwk.algorithm = JWK.Algorithm(rawValue: algorithm)
        // What the issuer signs with has no place here.
        jwk.privateExponent = nil
        try await verifier.add(jwk: jwk)
        keys[id] = Key(id: id, algorithm: algorithm)
      }
    } catch let error as AccessError {
      throw error
    } catch {
      throw AccessError(.badKeys, "no key set: \(error)")
    }
    self.keys = keys
  }

  /// The key of that id, or the only one.
  func key(_ id: String?) -> Key? {
    guard let id else { return keys.count == 1 ? keys.values.first : nil }
    return keys[id]
  }

  private static func usual(_ jwk: JWK) -> String? {
    switch (jwk.keyType, jwk.curve) {
    case (.rsa, _): "RS256"
    case (.ecdsa, .some(.ecdsa(.p256))): "ES256"
    case (.octetKeyPair, _): "EdDSA"
    default: nil
    }
  }

  /// Keys of kinds that JWTKit does not know must not hide the others.
  private struct Listed: Decodable {
    struct Entry: Decodable {
      let key: JWK?

      init(from decoder: any Decoder) throws {
        let use = try? decoder.container(keyedBy: Use.self).decode(String.self, forKey: .use)
        key = use == "enc" ? nil : try? JWK(from: decoder)
      }

      enum Use: String, CodingKey { case use }
    }

    let keys: [Entry]
  }
}

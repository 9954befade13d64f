import Crypto
import Foundation
import RawStructuredFieldValues

/// `Content-Digest` (RFC 9530): the SHA-256 of a body. Other algorithms may stand beside it and are left alone.
public struct ContentDigest: Equatable, Sendable {
  public let sha256: [UInt8]

  /// Nil for a field without one.
  public init?(_ field: String) {
    var parser = StructuredFieldValueParser(Array(field.utf8))
    guard case .item(let item)? = try? parser.parseDictionaryFieldValue()["sha-256"],
      case .undecodedByteSequence(let text) = item.rfc9651BareItem, let bytes = Data(base64Encoded: text),
      bytes.count == 32
    else { return nil }
    sha256 = Array(bytes)
  }

  public func holds(for body: some Sequence<UInt8>) -> Bool {
    Array(SHA256.hash(data: Array(body))) == sha256
  }
}

import Foundation
import RawStructuredFieldValues

/// One signature of a message: what it covers, its parameters, its bytes (RFC 9421, 4).
struct MessageSignature {
  let components: [String]
  /// What the line `@signature-params` says.
  let parameters: String
  let created: Int64?
  let expires: Int64?
  let keyID: String?
  let algorithm: String?
  let nonce: String?
  let bytes: [UInt8]

  /// So many are looked at in one message.
  private static let most = 4

  /// Reads `Signature-Input` and `Signature`, which belong together by their labels.
  /// - Throws: ``SignatureFlaw/malformed``.
  static func read(input: String, signature: String) throws(SignatureFlaw) -> [MessageSignature] {
    do {
      var inputs = StructuredFieldValueParser(Array(input.utf8))
      var signatures = StructuredFieldValueParser(Array(signature.utf8))
      let described = try inputs.parseDictionaryFieldValue()
      let signed = try signatures.parseDictionaryFieldValue()
      guard (1...most).contains(described.count), described.count == signed.count else { throw SignatureFlaw.malformed }
      return try described.map { label, member in
        guard case .innerList(let list) = member, case .item(let item)? = signed[label],
          case .undecodedByteSequence(let text) = item.rfc9651BareItem, let bytes = Data(base64Encoded: text)
        else { throw SignatureFlaw.malformed }
        return try MessageSignature(list, bytes: Array(bytes))
      }
    } catch {
      throw .malformed
    }
  }

  private init(_ list: InnerList, bytes: [UInt8]) throws {
    var components: [String] = []
    for item in list.bareInnerList {
      // A component with parameters, such as one member of a field, is more than anybody needs here.
      guard case .string(let name) = item.rfc9651BareItem, item.rfc9651Parameters.isEmpty, name == name.lowercased(),
        name != "@signature-params", !components.contains(name)
      else { throw SignatureFlaw.malformed }
      components.append(name)
    }
    func text(_ name: String) throws -> String? {
      guard let value = list.rfc9651Parameters[name] else { return nil }
      guard case .string(let text) = value else { throw SignatureFlaw.malformed }
      return text
    }
    func time(_ name: String) throws -> Int64? {
      guard let value = list.rfc9651Parameters[name] else { return nil }
      guard case .integer(let seconds) = value else { throw SignatureFlaw.malformed }
      return seconds
    }
    var serializer = StructuredFieldValueSerializer()
    self.components = components
    parameters = String(decoding: try serializer.writeListFieldValue([.innerList(list)]), as: UTF8.self)
    (created, expires) = (try time("created"), try time("expires"))
    (keyID, algorithm, nonce) = (try text("keyid"), try text("alg"), try text("nonce"))
    self.bytes = bytes
  }

  /// What was signed (2.5).
  /// - Throws: ``SignatureFlaw/components`` when it covers what the message does not have.
  func base(of message: SignedMessage) throws(SignatureFlaw) -> String {
    var lines = ""
    for component in components {
      guard let value = message.value(of: component), !value.contains(where: \.isNewline) else { throw .components }
      lines += "\"\(component)\": \(value)\n"
    }
    return lines + "\"@signature-params\": \(parameters)"
  }
}

import Crypto
public import FoundationEssentials
import Registry
import SwiftASN1
import X509

/// A machine of a facility, with what it is known by.
public struct Machine: Sendable {
  public let principal: Principal
  /// Whether its requests have to be signed (RFC 9421).
  public let mustSign: Bool
}

/// The machines of facilities, each bound to one by a certificate, by keys that it signs requests with, or by both:
/// `machines.json`, `[{"sha256": "…", "organisation": "371002-BYG-01", "division": "371002", "roles": ["funeral_home_clerk"],
/// "keys": [{"id": "byg-01-2026", "publicKey": "MCowBQYDK2VwAyEA…"}], "signatures": "required"}]`.
public struct MachineRegister: Sendable {
  private struct Entry: Decodable {
    struct Key: Decodable {
      let id: String
      /// SubjectPublicKeyInfo in base64, or as a PEM file has it.
      let publicKey: String
    }

    enum Signatures: String, Decodable { case required, optional }

    /// Of the certificate's DER form, in lower-case hexadecimal digits.
    let sha256: String?
    let organisation: String
    let division: String
    let roles: [Role]
    let keys: [Key]?
    let signatures: Signatures?
  }

  private var machines: [String: Machine] = [:]
  private var signers: [String: (key: SignatureKey, machine: Machine)] = [:]

  /// - Throws: ``AccessError/Code/badTable``.
  public init(json: Data) throws(AccessError) {
    let entries: [Entry]
    do {
      entries = try JSONDecoder().decode([Entry].self, from: json)
    } catch {
      throw AccessError(.badTable, "the register of machines cannot be read: \(error)")
    }
    for entry in entries {
      guard add(entry) else { throw AccessError(.badTable, "the machine of \(entry.organisation)") }
    }
  }

  /// False for one that is known by nothing, or by what another is known by.
  private mutating func add(_ entry: Entry) -> Bool {
    let keys = entry.keys ?? []
    guard let organisation = Code(entry.organisation), !entry.roles.isEmpty,
      let division = DivisionCode(entry.division), let id = Code("\(entry.organisation).machine"),
      entry.sha256 != nil || !keys.isEmpty, entry.signatures != .required || !keys.isEmpty
    else { return false }
    let principal = Principal(
      .machine,
      id: id,
      roles: Set(entry.roles),
      organisation: organisation,
      division: division
    )
    let machine = Machine(principal: principal, mustSign: entry.signatures == .required)
    if let sha256 = entry.sha256 {
      guard Digest(sha256) != nil, machines[sha256] == nil else { return false }
      machines[sha256] = machine
    }
    for text in keys {
      guard !text.id.isEmpty, let key = SignatureKey(text.publicKey), signers[text.id] == nil else { return false }
      signers[text.id] = (key, machine)
    }
    return true
  }

  /// Whose certificate a `Client-Cert` field hands over (RFC 9440: one byte sequence, `:base64:`), with its fingerprint; nil
  /// where it is nobody's, or not valid now.
  public func machine(clientCert field: String, at now: Date) -> (machine: Machine, sha256: String)? {
    guard field.count > 2, field.hasPrefix(":"), field.hasSuffix(":"), field.utf8.count <= 16_384,
      let der = Data(base64Encoded: String(field.dropFirst().dropLast())),
      let certificate = try? Certificate(derEncoded: Array(der)),
      certificate.notValidBefore <= now, now <= certificate.notValidAfter
    else { return nil }
    let sha256 = SHA256.hash(data: der).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
    return machines[sha256].map { ($0, sha256) }
  }

  /// The machine of a certificate.
  public func principal(clientCert field: String, at now: Date) -> Principal? {
    machine(clientCert: field, at: now)?.machine.principal
  }

  /// The key with an id, and the machine that signs with it.
  public func signer(_ id: String) -> (key: SignatureKey, machine: Machine)? { signers[id] }
}

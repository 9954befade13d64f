import Crypto
public import FoundationEssentials
import Registry
import SwiftASN1
import X509

/// Certificates of the machines of facilities, each bound to one: `machines.json`,
/// `[{"sha256": "…", "organisation": "371002-BYG-01", "division": "371002", "roles": ["funeral_home_clerk"]}]`.
public struct MachineRegister: Sendable {
  private struct Entry: Decodable {
    /// Of the certificate's DER form, in lower-case hexadecimal digits.
    let sha256: String
    let organisation: String
    let division: String
    let roles: [Role]
  }

  private let machines: [String: Principal]

  /// - Throws: ``AccessError/Code/badTable``.
  public init(json: Data) throws(AccessError) {
    var machines: [String: Principal] = [:]
    do {
      for entry in try JSONDecoder().decode([Entry].self, from: json) {
        guard Digest(entry.sha256) != nil, let organisation = Code(entry.organisation), !entry.roles.isEmpty,
          let division = DivisionCode(entry.division), let id = Code("\(entry.organisation).machine"),
          machines[entry.sha256] == nil
        else { throw AccessError(.badTable, "the machine of \(entry.organisation)") }
        machines[entry.sha256] = Principal(
          .machine,
          id: id,
          roles: Set(entry.roles),
          organisation: organisation,
          division: division
        )
      }
    } catch let error as AccessError {
      throw error
    } catch {
      throw AccessError(.badTable, "the register of machines cannot be read: \(error)")
    }
    self.machines = machines
  }

  /// Whose certificate a `Client-Cert` field hands over (RFC 9440: one byte sequence, `:base64:`); nil where it is nobody's,
  /// or not valid now.
  public func principal(clientCert field: String, at now: Date) -> Principal? {
    guard field.count > 2, field.hasPrefix(":"), field.hasSuffix(":"), field.utf8.count <= 16_384,
      let der = Data(base64Encoded: String(field.dropFirst().dropLast())),
      let certificate = try? Certificate(derEncoded: Array(der)),
      certificate.notValidBefore <= now, now <= certificate.notValidAfter
    else { return nil }
    return machines[
      SHA256.hash(data: der).map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
      }.joined()
    ]
  }
}

public import Access
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// The machines of funeral homes: their TLS ends at a gateway, which hands over the client's certificate in `Client-Cert`
/// (RFC 9440). It is taken from the gateway's own address and from nobody else.
public struct Gateway: Sendable {
  private let peer: String
  private let machines: MachineRegister

  /// - Parameters:
  ///   - peer: the gateway's address.
  ///   - machines: whose certificates are known.
  public init(peer: String, machines: MachineRegister) {
    (self.peer, self.machines) = (peer, machines)
  }

  /// Whose certificate it is; nil where none is handed over.
  /// - Throws: 401 where it is handed over by somebody else, or is nobody's.
  func certificate(of request: Request, from address: String?) throws(Problem) -> Principal? {
    guard let name = HTTPField.Name("Client-Cert"), let field = request.headers[name] else { return nil }
    guard address == peer, let principal = machines.principal(clientCert: field, at: .now) else {
      throw .notSignedIn(nil)
    }
    return principal
  }
}

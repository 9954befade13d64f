public import Access
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// The machines of funeral homes. Their TLS ends at a gateway, which hands over the client's certificate in `Client-Cert`
/// (RFC 9440): it is taken from the gateway's own address and from nobody else. Requests may be signed (RFC 9421), those of
/// some machines must be.
public struct Gateway: Sendable {
  private let peer: String?
  private let machines: MachineRegister
  private let signatures = SignatureVerifier()

  /// - Parameters:
  ///   - peer: the gateway's address; nil where no certificates are handed over.
  ///   - machines: whose certificates and keys are known.
  public init(peer: String?, machines: MachineRegister) {
    (self.peer, self.machines) = (peer, machines)
  }

  /// Whose machine has sent a request; nil where it has neither a certificate nor a signature. The body of a signed request is
  /// read, so that nothing is decided on one that is not what was signed.
  /// - Throws: 401 where they are nobody's, or not true; 413 where what was signed is too large to be held.
  func machine(of request: inout Request, from address: String?) async throws(Problem) -> SignedIn? {
    let known = try certificate(of: request, from: address)
    guard request.isSigned else {
      guard let known else { return nil }
      if known.machine.mustSign { throw .badSignature(.missing) }
      return SignedIn(principal: known.machine.principal, credential: .certificate(sha256: known.sha256))
    }
    let proof: SignatureProof
    do {
      let message = SignedMessage(request, scheme: peer != nil && address == peer ? "https" : "http")
      let mayHaveContent = ![.get, .head].contains(request.method)
      let isEmpty = request.headers[.contentLength].map { $0 == "0" } ?? (request.headers[.transferEncoding] == nil)
      proof = try signatures.verify(
        message,
        keys: { machines.signer($0)?.key },
        hasContent: mayHaveContent && !isEmpty,
        at: .now
      )
    } catch {
      throw .badSignature(error)
    }
    guard let signer = machines.signer(proof.keyID)?.machine else { throw .badSignature(.unknownKey) }
    if let known, known.machine.principal != signer.principal { throw .badSignature(.otherMachine) }
    try await request.hold(asSignedBy: proof)
    return SignedIn(principal: signer.principal, credential: .signature(proof, certificate: known?.sha256))
  }

  private func certificate(
    of request: Request,
    from address: String?
  ) throws(Problem) -> (machine: Machine, sha256: String)? {
    guard let name = HTTPField.Name("Client-Cert"), let field = request.headers[name] else { return nil }
    guard peer != nil, address == peer, let known = machines.machine(clientCert: field, at: .now) else {
      throw .notSignedIn(nil)
    }
    return known
  }
}

extension SignedMessage {
  fileprivate init(_ request: Request, scheme: String) {
    self.init(
      method: request.method.rawValue,
      scheme: scheme,
      authority: request.head.authority ?? "",
      target: request.head.path ?? "/",
      fields: request.headers.map { ($0.name.canonicalName, $0.value) }
    )
  }
}

extension Request {
  fileprivate var isSigned: Bool {
    ["Signature", "Signature-Input"].contains { HTTPField.Name($0).map { headers[$0] != nil } ?? false }
  }

  /// Reads the body, and leaves it to be read again.
  /// - Throws: 413; 401 where it is not the one that was signed.
  fileprivate mutating func hold(asSignedBy proof: SignatureProof) async throws(Problem) {
    let buffer: ByteBuffer
    do {
      buffer = try await body.collect(upTo: SubmissionBody.maximumBytes)
    } catch {
      throw .contentTooLarge(limit: SubmissionBody.maximumBytes)
    }
    if buffer.readableBytes > 0 || proof.contentDigest != nil {
      guard proof.contentDigest?.holds(for: buffer.readableBytesView) == true else { throw .badSignature(.digest) }
    }
    body = RequestBody(buffer: buffer)
  }
}

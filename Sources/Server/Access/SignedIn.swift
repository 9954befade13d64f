public import Access
public import CanonicalJSON
import FoundationEssentials
import FrontDoor
import Registry

/// Who has signed in, and with what.
struct SignedIn: Sendable {
  let principal: Principal
  var credential: Credential?
}

extension Credential {
  /// What the log keeps of it.
  var voucher: Voucher {
    switch self {
    case .token(let issuer, let subject, let id, let issuedAt):
      Voucher(
        kind: "token",
        [
          ("issuer", .string(issuer)), ("subject", .string(subject)), ("id", id.map { .string($0) }),
          ("issuedAt", issuedAt.map { .integer($0) }),
        ]
      )
    case .certificate(let sha256): Voucher(kind: "certificate", [("sha256", .string(sha256))])
    case .signature(let proof, let certificate):
      Voucher(
        kind: "signature",
        [
          ("keyId", .string(proof.keyID)), ("algorithm", .string(proof.key.algorithm.rawValue)),
          ("publicKey", .string(Data(proof.key.der).base64EncodedString())), ("base", .string(proof.base)),
          ("signature", .string(Data(proof.signature).base64EncodedString())),
          ("certificate", certificate.map { .string($0) }),
        ]
      )
    }
  }
}

extension SignatureProof {
  /// From what the log keeps of a signed request; nil for any other voucher.
  public init?(voucher: JSON) {
    guard voucher["kind"] == "signature", let keyID = voucher["keyId"]?.stringValue,
      let key = voucher["publicKey"]?.stringValue.flatMap(SignatureKey.init),
      voucher["algorithm"]?.stringValue == key.algorithm.rawValue, let base = voucher["base"]?.stringValue,
      let signature = voucher["signature"]?.stringValue.flatMap({ Data(base64Encoded: $0) })
    else { return nil }
    self.init(keyID: keyID, key: key, base: base, signature: Array(signature))
  }
}

/// What a submitter may enter, and what vouches for it.
struct VouchedSubmitter: SubmissionAuthority {
  let submitter: Submitter
  let voucher: Voucher?

  func speaks(for source: Code) -> Bool { submitter.speaks(for: source) }

  func refusal(of submission: Submission) -> Refusal? { submitter.refusal(of: submission) }

  func needsRecord(of submission: Submission) -> Bool { submitter.needsRecord(of: submission) }

  func refusal(of submission: Submission, beside record: OnRecord) -> Refusal? {
    submitter.refusal(of: submission, beside: record)
  }

  func refusal(of submission: Submission, about ashes: AshCustodyState) -> Refusal? {
    submitter.refusal(of: submission, about: ashes)
  }
}

extension VisitedCity {
  var vouched: VouchedSubmitter { VouchedSubmitter(submitter: submitter, voucher: visit.voucher) }
}

internal import Notary
internal import Registry

/// A payment reference pays one claim, or one batch.
struct PaymentReferences {
  private var used: [Fingerprint: Int] = [:]

  mutating func use(_ reference: Code, at position: Int, for stream: StreamName, _ findings: inout Findings) {
    guard let other = used.updateValue(position, forKey: Fingerprint(reference.text)) else { return }
    findings.add(
      .award,
      at: max(position, other),
      "支付凭证 \(reference.text) 用了两次：位置 \(position)（\(stream)）和 \(other)",
      "the payment reference \(reference.text) pays twice: at \(position), \(stream), and at \(other)"
    )
  }
}

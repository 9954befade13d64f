public import TransparencyLog

/// What came of asking a witness.
public struct WitnessReport: Equatable, Sendable {
  public enum Outcome: Equatable, Sendable {
    case cosigned(NoteSignature)
    /// It has seen more of the log than it was asked to cosign.
    case ahead(size: Int)
    /// It has seen another tree of this size.
    case forked(size: Int)
    case refused(status: Int)
    case silent(String)
  }

  /// As the policy calls it.
  public let witness: String
  public let outcome: Outcome

  /// Whether it has said what it has seen of the log.
  var isHeard: Bool {
    switch outcome {
    case .cosigned, .ahead, .forked: true
    case .refused, .silent: false
    }
  }
}

extension WitnessReport: CustomStringConvertible {
  public var description: String {
    switch outcome {
    case .cosigned: "\(witness) 已签 cosigned"
    case .ahead(let size): "\(witness) 已见 \(size) has seen \(size)"
    case .forked(let size): "\(witness) 所见的 \(size) 不同 has seen another tree of \(size)"
    case .refused(let status): "\(witness) 拒绝，HTTP \(status) refused with HTTP \(status)"
    case .silent(let why): "\(witness) 无应答 not reached: \(why)"
    }
  }
}

/// The id of a rule, as refusals and explanations cite it.
public struct RuleID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public var description: String { rawValue }
}

/// The form of a submission.
extension RuleID {
  /// Not JSON.
  static let s1 = RuleID(rawValue: "S1")
  /// A member named twice.
  static let s2 = RuleID(rawValue: "S2")
  /// A number that is no exact integer.
  static let s3 = RuleID(rawValue: "S3")
  /// Text that is not UTF-8 or holds NUL.
  static let s4 = RuleID(rawValue: "S4")
  /// Too large.
  static let s5 = RuleID(rawValue: "S5")
  /// The envelope.
  static let s6 = RuleID(rawValue: "S6")
  /// An unknown event type.
  static let s7 = RuleID(rawValue: "S7")
  /// Data that do not fit their schema.
  static let s8 = RuleID(rawValue: "S8")
  /// An identifier that fails the check of its standard.
  static let s9 = RuleID(rawValue: "S9")
  /// Personal data in clear, and the sealed part.
  static let s10 = RuleID(rawValue: "S10")
  /// A sealed part of a person who has been erased.
  static let s11 = RuleID(rawValue: "S11")
}

/// The log.
extension RuleID {
  /// An event that is for another version of its stream.
  static let l1 = RuleID(rawValue: "L1")
  /// An id used again for another event.
  static let l2 = RuleID(rawValue: "L2")
  /// Corrections: what they amend, who approves them, and when a reason of its own is needed.
  static let l4 = RuleID(rawValue: "L4")
  /// Amendments that are proposed: decided once, with a reason when they are declined.
  static let l6 = RuleID(rawValue: "L6")
}

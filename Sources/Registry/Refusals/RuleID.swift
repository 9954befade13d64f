/// The id of a rule, as refusals and explanations cite it: D3, P6, … of the domain, S1 to S10 for a submission's form, L2 of the log.
public struct RuleID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }

  public var description: String { rawValue }
}

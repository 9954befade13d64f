public import Registry

/// What whoever submits may submit. What it refuses never gets to the rules of the registry, nor into its book of refusals:
/// nobody's name is there for what others tried in it.
public protocol SubmissionAuthority: Sendable {
  /// Whether they speak for an organisation.
  func speaks(for source: Code) -> Bool
  /// As far as the submission itself says.
  func refusal(of submission: Submission) -> Refusal?
  /// Whether it must be known who has entered something into the record before.
  func needsParties(of submission: Submission) -> Bool
  /// Once it is known which organisations have; `sources` is empty for a new record.
  func refusal(of submission: Submission, enteredBy sources: Set<String>) -> Refusal?
  /// What the submitter has signed in with.
  var voucher: Voucher? { get }
}

extension SubmissionAuthority {
  public var voucher: Voucher? { nil }
}

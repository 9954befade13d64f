public import Registry

/// What whoever submits may submit. What it refuses never gets to the rules of the registry, nor into its book of refusals:
/// nobody's name is there for what others tried in it.
public protocol SubmissionAuthority: Sendable {
  /// Whether they speak for an organisation.
  func speaks(for source: Code) -> Bool
  /// As far as the submission itself says.
  func refusal(of submission: Submission) -> Refusal?
  /// Whether it must be known what is on record already.
  func needsRecord(of submission: Submission) -> Bool
  /// Once that is known.
  func refusal(of submission: Submission, beside record: OnRecord) -> Refusal?
  /// Once it is known where the ashes are that it is about: asked when it is decided, on all that stands before it.
  func refusal(of submission: Submission, about ashes: AshCustodyState) -> Refusal?
  /// What the submitter has signed in with.
  var voucher: Voucher? { get }
}

extension SubmissionAuthority {
  public var voucher: Voucher? { nil }
}

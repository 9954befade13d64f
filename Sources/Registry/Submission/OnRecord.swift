/// What is on record already where something is submitted.
public struct OnRecord: Sendable {
  /// Which organisations have entered something; none for a new record.
  public var sources: Set<String>
  /// The type of the event that an amendment is about; nil where there is no such event.
  public var amends: String?

  public init(sources: Set<String> = [], amends: String? = nil) {
    (self.sources, self.amends) = (sources, amends)
  }
}

extension Submission {
  /// The streams whose parties it is added to: services are those of a case, and so are ashes that come into custody.
  public var records: [StreamName] {
    if let custody = payload as? CustodyOpened { return [subject, .decedentCase(custody.caseId)] }
    return subject.kind == .serviceWaiver ? [subject, StreamName(.decedentCase, subject.key)] : [subject]
  }

  /// The event that it amends or proposes to amend; of what ends a proposal the proposal.
  public var about: EventID? {
    switch payload {
    case let amendment as any Amendment: amendment.targetEventId
    case let proposal as AmendmentProposed: proposal.targetEventId
    case let end as any ProposalEnd: end.proposalEventId
    default: nil
    }
  }
}

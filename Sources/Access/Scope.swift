public import Registry

/// What somebody's roles reach: a division with all that lies in it, and where `facility` is given only that facility or
/// office there.
public struct Scope: Hashable, Sendable {
  public let division: DivisionCode
  public let facility: Code?

  public init(division: DivisionCode, facility: Code? = nil) {
    (self.division, self.facility) = (division, facility)
  }

  public static let everywhere = Scope(division: .nation)
}

/// A ``Scope`` as records are held against it: by the codes of divisions and organisations that they name.
public struct Reach: Hashable, Sendable {
  /// The first digits of the divisions' codes that lie in it; the empty text is every division.
  public let divisions: [String]
  public let facility: Code?

  /// By the history of the registry's divisions: one that has become part of another lies where that lies, and so do the
  /// organisations whose codes it began.
  public init(_ scope: Scope, _ history: DivisionHistory, on day: LocalDate) {
    divisions = [scope.division.significant] + history.former(of: scope.division, on: day).map(\.text)
    facility = scope.facility
  }

  init(divisions: [String], facility: Code? = nil) {
    (self.divisions, self.facility) = (divisions, facility)
  }

  /// All there is.
  public static let everything = Reach(divisions: [""])

  /// Whether a whole registry lies in it, whose division `node` is.
  public func holds(all node: DivisionCode) -> Bool {
    facility == nil && divisions.contains { node.text.hasPrefix($0) }
  }

  /// Whether something of a registry may lie in it, whose division `node` is.
  public func meets(_ node: DivisionCode) -> Bool {
    divisions.contains { node.text.hasPrefix($0) || $0.hasPrefix(node.significant) }
  }

  /// Whether a facility or office lies in it: codes of organisations begin with that of their division.
  public func holds(organisation: some StringProtocol) -> Bool {
    if let facility, facility.text != organisation { return false }
    return divisions.contains { organisation.hasPrefix($0) }
  }

  /// Whether a division lies in it.
  public func holds(division: DivisionCode) -> Bool {
    facility == nil && divisions.contains { division.text.hasPrefix($0) }
  }

  /// Whether a record may be seen that is named so and into which these organisations have entered something.
  public func holds(_ stream: StreamName, enteredBy sources: some Sequence<String>) -> Bool {
    switch stream.owner {
    case .everybody: true
    case .organisation(let code): holds(organisation: code)
    case .whoeverEnters: sources.contains { holds(organisation: $0) }
    }
  }
}

extension StreamName {
  /// To whom a record belongs.
  enum Owner {
    case everybody
    case organisation(Substring)
    case whoeverEnters
  }

  var isOfWhoeverEnters: Bool { if case .whoeverEnters = owner { true } else { false } }

  var owner: Owner {
    switch kind {
    case .policy, .referenceData: .everybody
    case .facility, .section, .plot, .cremationUnit, .settlementBatch, .annualInspection, .certificateStock, .submitter:
      .organisation(key.prefix { $0 != "/" })
    case .decedentCase, .ashCustody, .useRight, .serviceWaiver, .subsidyClaim, .enforcementCase, .hearse, .review,
      .privacy:
      .whoeverEnters
    }
  }
}

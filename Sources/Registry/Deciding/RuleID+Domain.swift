/// The decedent's case (domain.md 4.4).
extension RuleID {
  /// One open case per person.
  static let d1 = RuleID(rawValue: "D1")
  /// A death certificate once, in the form of its date.
  static let d2 = RuleID(rawValue: "D2")
  /// No cremation without papers, identity and two checkers.
  static let d3 = RuleID(rawValue: "D3")
  /// No body leaves while a hold is open.
  static let d4 = RuleID(rawValue: "D4")
  /// Abnormal and unknown deaths need a police paper.
  static let d5 = RuleID(rawValue: "D5")
  /// One cremation, after death, in a cremator that is in service, tested and free.
  static let d6 = RuleID(rawValue: "D6")
  /// One certificate per cremation, on a form of the issuer's stock; every form accounted for.
  static let d7 = RuleID(rawValue: "D7")
  /// Body burial where it is allowed, and never beside a cremation.
  static let d8 = RuleID(rawValue: "D8")
  /// Keeping within the limit, or extended.
  static let d9 = RuleID(rawValue: "D9")
  /// Unknown bodies after their notice, with the authority's consent.
  static let d10 = RuleID(rawValue: "D10")
  /// A body is collected by a hearse in service.
  static let d11 = RuleID(rawValue: "D11")
}

/// The ashes.
extension RuleID {
  /// Custody after cremation, every portion once.
  static let a1 = RuleID(rawValue: "A1")
  /// A portion is in one place.
  static let a2 = RuleID(rawValue: "A2")
  /// Only into an open facility, a plot in use, under a right for that plot and person.
  static let a3 = RuleID(rawValue: "A3")
  /// Occupants within the capacity, each on their basis.
  static let a4 = RuleID(rawValue: "A4")
  /// Scattering is final.
  static let a5 = RuleID(rawValue: "A5")
  /// Stocktakes: checked by somebody else, and what was missed stays until it is found.
  static let a8 = RuleID(rawValue: "A8")
  /// A relocation frees its position.
  static let a6 = RuleID(rawValue: "A6")
  /// A public-benefit cemetery is for its service area.
  static let a7 = RuleID(rawValue: "A7")
  /// Ashes count as unclaimed after the term of the place.
  static let a9 = RuleID(rawValue: "A9")
  /// Unclaimed ashes are put to rest after a notice, as the place has it.
  static let a10 = RuleID(rawValue: "A10")
}

/// Plots and use rights.
extension RuleID {
  /// A position exists once.
  static let p1 = RuleID(rawValue: "P1")
  /// Area and stone height within the limit.
  static let p2 = RuleID(rawValue: "P2")
  /// Papers for a grant.
  static let p3 = RuleID(rawValue: "P3")
  /// No transfer, only succession by heirs.
  static let p4 = RuleID(rawValue: "P4")
  /// At most 20 years a cycle.
  static let p5 = RuleID(rawValue: "P5")
  /// No sales unless open.
  static let p6 = RuleID(rawValue: "P6")
  /// No place is given up while somebody lies in it.
  static let p7 = RuleID(rawValue: "P7")
  /// A plot is in one of its conditions, within the designed units.
  static let p8 = RuleID(rawValue: "P8")
}

/// Facilities.
extension RuleID {
  /// Grades are for funeral homes.
  static let f1 = RuleID(rawValue: "F1")
  /// A price list says each price once.
  static let f2 = RuleID(rawValue: "F2")
  /// A maintenance fund comes out of the sales of a cemetery.
  static let f3 = RuleID(rawValue: "F3")
  /// Prices and services as the published catalogues have them.
  static let f4 = RuleID(rawValue: "F4")
  /// A definition of eco burial says each form once.
  static let f5 = RuleID(rawValue: "F5")
  /// New facilities of the nature that the law allows.
  static let f6 = RuleID(rawValue: "F6")
  /// A facility lies in a town of its division.
  static let f7 = RuleID(rawValue: "F7")
}

/// Money.
extension RuleID {
  /// A waiver once per case and policy, within what was delivered and the caps.
  static let m1 = RuleID(rawValue: "M1")
  /// The policy version by its own date basis.
  static let m2 = RuleID(rawValue: "M2")
  /// An award once per decedent and scheme, and not beside a scheme that excludes it.
  static let m3 = RuleID(rawValue: "M3")
  /// Only the forms, and the portions, that the rule names.
  static let m4 = RuleID(rawValue: "M4")
  /// Paid once, as approved.
  static let m5 = RuleID(rawValue: "M5")
  /// A batch line cites one decision, and a decision is settled once.
  static let m6 = RuleID(rawValue: "M6")
  /// Nobody approves their own work.
  static let m7 = RuleID(rawValue: "M7")
}

/// The annual inspection.
extension RuleID {
  /// One per cemetery and year.
  static let i1 = RuleID(rawValue: "I1")
  /// Self-check before conclusion.
  static let i2 = RuleID(rawValue: "I2")
  /// Unqualified suspends sales until rectified.
  static let i3 = RuleID(rawValue: "I3")
  /// Overdue rectification suspends sales.
  static let i4 = RuleID(rawValue: "I4")
  /// A draw can be repeated from its seed and population.
  static let i5 = RuleID(rawValue: "I5")
  /// Two inspectors, neither of them the operator's.
  static let i6 = RuleID(rawValue: "I6")
}

/// Enforcement.
extension RuleID {
  /// A finding is about something that the registry knows, or about a site.
  static let e1 = RuleID(rawValue: "E1")
  /// An order before the penalty, and one penalty.
  static let e2 = RuleID(rawValue: "E2")
  /// A penalty after the review of its legality.
  static let e3 = RuleID(rawValue: "E3")
  /// Whoever opened a finding does not close it.
  static let e4 = RuleID(rawValue: "E4")
}

/// Every record.
extension RuleID {
  /// A record exists before anything is added to it.
  static let r1 = RuleID(rawValue: "R1")
  /// A record is begun once.
  static let r2 = RuleID(rawValue: "R2")
  /// Steps come in the order of the state machine (domain.md 4.5).
  static let r3 = RuleID(rawValue: "R3")
  /// Dates run forward.
  static let r4 = RuleID(rawValue: "R4")
}

/// What is sealed.
extension RuleID {
  /// A purpose and a legal ground before personal data are shown.
  static let v1 = RuleID(rawValue: "V1")
  /// An approver of an erasure who is not its author.
  static let v2 = RuleID(rawValue: "V2")
  /// Something sealed, to be shown or erased.
  static let v3 = RuleID(rawValue: "V3")
  /// Nothing of a person after the erasure.
  static let v4 = RuleID(rawValue: "V4")
}

// Who may submit what: rules W1 to W7, each a pure function. Their tables are in Schemas/access.

public import Registry

/// Under whose name something is submitted, and how far that goes.
public struct Submitter: Sendable {
  public let principal: Principal
  let reaches: Reaches
  let events: [Role: Set<String>]

  public init(_ principal: Principal, _ reaches: Reaches, _ tables: AccessTables) {
    (self.principal, self.reaches, events) = (principal, reaches, tables.events)
  }

  public func speaks(for source: Code) -> Bool {
    source == principal.organisation || principal.isForwarding && reaches[.system].holds(organisation: source.text)
  }

  /// Why it may not be submitted by them, as far as the submission itself says; nil when it may.
  public func refusal(of submission: Submission) -> Refusal? {
    guard let role = roles(for: submission).first else {
      return w1RoleMaySubmit(submission.type, by: principal, events)
    }
    return w2SourceIsOwn(submission.source, principal, isOwn: speaks(for: submission.source))
      ?? w3ActorIsSignedIn(submission.actor, submission.source, principal)
      ?? w4DecidesInOwnName(submission.payload, principal)
      ?? w6AmendsByProposal(submission.payload, principal)
      ?? w5OwnRecord(submission.subject, reaches[role]) ?? w5OwnPlace(submission.payload, reaches[role])
  }

  /// Whether it must be known what is on record before this is added to it.
  public func needsRecord(of submission: Submission) -> Bool {
    !principal.isForwarding && (submission.isAmendment || isOfThoseWhoEnter(submission))
  }

  /// Why it may not be added to what is on record.
  public func refusal(of submission: Submission, beside record: OnRecord) -> Refusal? {
    var roles = roles(for: submission)
    if let amended = record.amends {
      roles = roles.filter { mayAmend(amended, in: submission.subject, as: $0) }
      guard !roles.isEmpty else { return w7AmendsOwnKind(amended, principal) }
    }
    let sources = isOfThoseWhoEnter(submission) ? record.sources : []
    let refusals = roles.map { role in
      w5OwnRecord(submission.subject, reaches[role])
        ?? w5OthersRecord(submission.subject, enteredBy: sources, reaches[role])
    }
    return refusals.contains(nil) ? nil : refusals.first ?? w1RoleMaySubmit(submission.type, by: principal, events)
  }

  /// Why it may not be entered about ashes as they are now. Amendments are left to those who have entered something of them.
  public func refusal(of submission: Submission, about ashes: AshCustodyState) -> Refusal? {
    guard !principal.isForwarding, !submission.isAmendment else { return nil }
    let refusals = roles(for: submission).map { w5KeptAshes(ashes, submission.payload, reaches[$0]) }
    return refusals.contains(nil) ? nil : refusals.first ?? nil
  }

  /// Whether they may propose or decide an amendment, or withdraw its proposal, as far as rules W1, W5 and W7 go: of an event of a
  /// type, in a record into which these have entered something.
  public func may(
    _ act: any EventPayload.Type,
    amending type: String,
    in subject: StreamName,
    enteredBy sources: Set<String>
  ) -> Bool {
    principal.submittingRoles.contains { role in
      guard events[role]?.contains(act.type) == true, mayAmend(type, in: subject, as: role) else { return false }
      guard case .whoeverEnters = subject.owner else { return w5OwnRecord(subject, reaches[role]) == nil }
      return w5OthersRecord(subject, enteredBy: sources, reaches[role]) == nil
    }
  }

  /// Whether anybody enters events of a type: the others are the registry's own.
  public func isEntered(_ type: String) -> Bool { events.values.contains { $0.contains(type) } }

  /// The roles that may decide an amendment of an event of a type.
  public func deciding(_ type: String, in subject: StreamName) -> [Role] {
    Role.allCases.filter { role in
      role != .system && events[role]?.contains(AmendmentDecided.type) == true && mayAmend(type, in: subject, as: role)
    }
  }

  /// Whether the record belongs to those who have entered something into it. A decedent's case is carried on by the bureaus
  /// of other counties too, and its ashes by whoever keeps them, as long as they amend nothing there; that they come into custody is of
  /// the case.
  private func isOfThoseWhoEnter(_ submission: Submission) -> Bool {
    guard case .whoeverEnters = submission.subject.owner else { return false }
    switch submission.subject.kind {
    case .decedentCase, .serviceWaiver:
      return submission.isAmendment || roles(for: submission).first.map(isHome) ?? true
    case .ashCustody: return submission.isAmendment || submission.payload is CustodyOpened
    default: return true
    }
  }

  /// Whoever may enter something may amend it; so may the bureaus above, but for what is everybody's.
  private func mayAmend(_ type: String, in subject: StreamName, as role: Role) -> Bool {
    if events[role]?.contains(type) == true { return true }
    guard [.countyBureau, .cityBureau].contains(role) else { return false }
    if case .everybody = subject.owner { return false }
    return true
  }

  /// In which they may submit it; the one that reaches furthest comes first.
  private func roles(for submission: Submission) -> [Role] {
    principal.submittingRoles.furthestFirst.filter { events[$0]?.contains(submission.type) == true }
  }

  private func isHome(_ role: Role) -> Bool { [.funeralHomeClerk, .funeralHomeChecker].contains(role) }
}

extension Principal {
  /// Only a machine acts as `system`.
  var submittingRoles: Set<Role> { kind == .machine ? roles : roles.subtracting([.system]) }
}

extension RuleID {
  /// A role may submit this type of event.
  static let w1 = RuleID(rawValue: "W1")
  /// What is submitted comes from an organisation of the submitter's.
  static let w2 = RuleID(rawValue: "W2")
  /// Whoever is named as the actor has signed in.
  static let w3 = RuleID(rawValue: "W3")
  /// Who decides about money or an inspection says so themselves.
  static let w4 = RuleID(rawValue: "W4")
  /// Records of others are left to them.
  static let w5 = RuleID(rawValue: "W5")
  /// People amend by two who each sign in.
  static let w6 = RuleID(rawValue: "W6")
  /// What somebody could not enter they do not amend.
  static let w7 = RuleID(rawValue: "W7")
}

/// W1: some role of the submitter's may submit that type (Schemas/access/events.csv).
func w1RoleMaySubmit(_ type: String, by principal: Principal, _ events: [Role: Set<String>]) -> Refusal? {
  let roles = principal.submittingRoles
  guard !roles.contains(where: { events[$0]?.contains(type) == true }) else { return nil }
  let own = roles.map(\.rawValue).sorted().joined(separator: ", ")
  let others = Role.allCases.filter { events[$0]?.contains(type) == true }.map(\.rawValue).joined(separator: ", ")
  return Refusal(
    rule: .w1,
    fact: Bilingual(
      zh: "您的角色是 \(own)，不能提交 \(type)",
      en: "You act as \(own), and that may not submit \(type)."
    ),
    remedy: others.isEmpty
      ? Bilingual(zh: "该类事件只由登记系统自己登记", en: "Events of this type are the registry's own.")
      : Bilingual(zh: "请由下列角色提交：\(others)", en: "Have it submitted by one of \(others).")
  )
}

/// W2: `source` is the facility or office that the submitter works for. A machine that is a `system`, such as a bureau's
/// exchange, forwards what the organisations in its division send it.
func w2SourceIsOwn(_ source: Code, _ principal: Principal, isOwn: Bool) -> Refusal? {
  guard !isOwn else { return nil }
  return Refusal(
    rule: .w2,
    fact: Bilingual(
      zh: "source 为 \(source)，而您属于 \(principal.organisation)",
      en: "The source is \(source), and you work for \(principal.organisation)."
    ),
    remedy: Bilingual(
      zh: "source 请填 \(principal.organisation)；其他单位的事件请由该单位提交",
      en: "Give \(principal.organisation) as source; what is another organisation's is for that one to submit."
    )
  )
}

/// W3: `actor` is the person who has signed in. A facility's machine vouches for those who work there.
func w3ActorIsSignedIn(_ actor: Code, _ source: Code, _ principal: Principal) -> Refusal? {
  if principal.kind == .machine || actor == principal.id { return nil }
  return Refusal(
    rule: .w3,
    fact: Bilingual(
      zh: "actor 为 \(actor)，而登录的是 \(principal.id)",
      en: "The actor is \(actor), and \(principal.id) has signed in."
    ),
    remedy: Bilingual(
      zh: "actor 请填 \(principal.id)；若确由 \(actor) 办理，请由其本人登录提交",
      en: "Give \(principal.id) as actor; if \(actor) does it, \(actor) signs in and submits it."
    )
  )
}

/// W4: who verifies, approves, reviews or inspects signs in to say so; nobody says it for them. So the rules by which the
/// approver is another than the verifier, and the reviewer another than the home, hold for those who signed in.
func w4DecidesInOwnName(_ payload: any EventPayload, _ principal: Principal) -> Refusal? {
  guard principal.kind == .person, let (member, decider) = decider(of: payload), decider != principal.id else {
    return nil
  }
  return Refusal(
    rule: .w4,
    fact: Bilingual(
      zh: "\(member) 为 \(decider)，而登录的是 \(principal.id)",
      en: "\(member) is \(decider), and \(principal.id) has signed in."
    ),
    remedy: Bilingual(
      zh: "核实、审批、复核和现场检查由本人登录提交：请由 \(decider) 提交",
      en: "Who verifies, approves, reviews or inspects submits that in person: have \(decider) submit it."
    )
  )
}

private func decider(of payload: any EventPayload) -> (member: String, Code)? {
  switch payload {
  case let claim as ClaimVerified: ("verifier_id", claim.verifierId)
  case let claim as ClaimApproved: ("approver_id", claim.approverId)
  case let claim as ClaimSupplemented: ("approver_id", claim.approverId)
  case let batch as BatchOpened: ("preparer_id", batch.preparerId)
  case let batch as BatchReviewed: ("reviewer_id", batch.reviewerId)
  case let check as SiteCheckRecorded: ("inspector_id", check.inspectorId)
  case let tie as InspectorTieDeclared: ("inspector_id", tie.inspectorId)
  default: nil
  }
}

/// W5: what belongs to a facility is entered by it, or by a bureau or office that it lies under.
func w5OwnRecord(_ subject: StreamName, _ reach: Reach) -> Refusal? {
  guard case .organisation(let owner) = subject.owner, !reach.holds(organisation: owner) else { return nil }
  return othersRecord(subject)
}

/// W5: what has a place has it with whoever enters it: a case, custody or store, the plot of a right, of a burial, or to which ashes
/// come, and the division of a draw. The records of these bear no facility's code. What is moved to another facility is taken out
/// here and placed there by the other, which answers for its own plots (rules A3 and A7).
func w5OwnPlace(_ payload: any EventPayload, _ reach: Reach) -> Refusal? {
  switch payload.stated {
  case let draw as DrawAnnounced: reach.holds(division: draw.division) ? nil : othersPlace(draw.division.text)
  case let draw as InspectionSampled: reach.holds(division: draw.division) ? nil : othersPlace(draw.division.text)
  case let fact:
    fact.places.first { !reach.holds(organisation: $0.facility.text) }.map { othersPlace($0.code) }
  }
}

extension EventPayload {
  /// What is said to have happened, where it amends what was said before.
  fileprivate var stated: any EventPayload {
    (self as? FactCorrected)?.data ?? (self as? AmendmentProposed)?.data ?? self
  }

  /// The facilities where something comes to be by it, each with the code by which it is named.
  fileprivate var places: [(facility: Code, code: String)] {
    switch self {
    case let fact as CaseOpened: [(fact.facilityId, fact.facilityId.text)]
    case let fact as CustodyOpened: [(fact.facilityId, fact.facilityId.text)]
    case let fact as AshesStored: [(fact.facilityId, fact.facilityId.text)]
    case let fact as AshesPlaced: [(fact.plotId.facility, fact.plotId.text), (fact.facilityId, fact.facilityId.text)]
    case let fact as AshesRelocated: [fact.toPlotId].compactMap(\.self).map { ($0.facility, $0.text) }
    case let fact as UnclaimedAshesDisposed: [fact.plotId].compactMap(\.self).map { ($0.facility, $0.text) }
    case let fact as BodyBuried: [(fact.plotId.facility, fact.plotId.text)]
    case let fact as UseRightGranted: [(fact.plotId.facility, fact.plotId.text)]
    default: []
    }
  }

  /// Whether ashes that were on their way have arrived by it.
  fileprivate var takesAshesIn: Bool { self is AshesPlaced || self is AshesStored || self is AshesScattered }
}

/// W5: what becomes of ashes is entered by the facility that has them, or by a bureau above it. On their way they are whose that
/// takes them in, and what is still to be said of where they were is for those who had them.
func w5KeptAshes(_ ashes: AshCustodyState, _ payload: any EventPayload, _ reach: Reach) -> Refusal? {
  if ashes.isOnItsWay, payload.takesAshesIn { return nil }
  guard !reach.holds(organisation: ashes.keeper.text) else { return nil }
  return Refusal(
    rule: .w5,
    fact: ashes.isOnItsWay
      ? Bilingual(zh: "这份骨灰已由其他单位交出", en: "Another facility has handed these ashes over.")
      : Bilingual(zh: "这份骨灰由其他单位保管或安放", en: "Another facility keeps these ashes."),
    remedy: ashes.isOnItsWay
      ? Bilingual(
        zh: "请核对骨灰编号；收到骨灰的，先登记 AshesStored 或 AshesPlaced，再办其他手续",
        en:
          "Check the number of the ashes; if they have arrived, enter AshesStored or AshesPlaced before anything else."
      )
      : Bilingual(
        zh: """
          请核对骨灰编号；要接收的，请家属凭火化证明在该单位办理领取（AshesReleased）或迁出（AshesRelocated，不填新墓位），\
          再由接收单位登记
          """,
        en: """
          Check the number of the ashes. If they are to come to you, that facility first hands them over on the certificate \
          (AshesReleased) or takes them out of their plot (AshesRelocated without a new one); then you enter their arrival.
          """
      )
  )
}

private func othersPlace(_ code: String) -> Refusal {
  Refusal(
    rule: .w5,
    fact: Bilingual(zh: "\(code) 不在您的管辖或经营范围内", en: "\(code) is not yours to enter anything for."),
    remedy: Bilingual(
      zh: "请核对编号；确有需要的，请由该单位或其主管部门登记",
      en: "Check the code; if it is right, have that organisation, or the bureau above it, enter it."
    )
  )
}

/// W5: into what others have begun, and others alone, nothing is entered.
func w5OthersRecord(_ subject: StreamName, enteredBy sources: Set<String>, _ reach: Reach) -> Refusal? {
  guard !sources.isEmpty, !sources.contains(where: { reach.holds(organisation: $0) }) else { return nil }
  return othersRecord(subject)
}

private func othersRecord(_ subject: StreamName) -> Refusal {
  Refusal(
    rule: .w5,
    fact: Bilingual(zh: "\(subject) 是其他单位的记录", en: "\(subject) is a record of another organisation."),
    remedy: Bilingual(
      zh: "请核对编号；确有需要的，请由该单位或其主管部门登记",
      en: "Check the code; if it is right, have that organisation, or the bureau above it, enter it."
    )
  )
}

/// W6: a person who amends proposes it, and another signs in to approve that. So nobody is named as approver who has not seen
/// what was approved. Machines vouch for whom they name.
func w6AmendsByProposal(_ payload: any EventPayload, _ principal: Principal) -> Refusal? {
  guard principal.kind == .person, let amendment = payload as? any Amendment else { return nil }
  return Refusal(
    rule: .w6,
    fact: Bilingual(
      zh: "批准人 \(amendment.approverId) 由您填写，本人没有登录批准",
      en: "You name \(amendment.approverId) as approver, who has not signed in to approve it."
    ),
    remedy: Bilingual(
      zh: "请改为提交 \(AmendmentProposed.type)（内容相同，不填 approver_id），由另一人登录后以 \(AmendmentDecided.type) 批准",
      en: """
        Submit it as \(AmendmentProposed.type), the same without approver_id; somebody else signs in and approves it by \
        \(AmendmentDecided.type).
        """
    )
  )
}

/// W7: an amendment is proposed, and decided, by somebody who could have entered what it amends, or by a bureau above. So two
/// people of a funeral home alter no policy, and lift nothing that a bureau has laid on their case.
func w7AmendsOwnKind(_ type: String, _ principal: Principal) -> Refusal {
  let own = principal.submittingRoles.map(\.rawValue).sorted().joined(separator: ", ")
  return Refusal(
    rule: .w7,
    fact: Bilingual(zh: "要更正的是 \(type)，而您的角色是 \(own)", en: "It amends \(type), and you act as \(own)."),
    remedy: Bilingual(
      zh: "请由可以登记 \(type) 的人员或其主管民政部门提出和批准",
      en: "Have it proposed and decided by those who may enter \(type), or by the bureau above them."
    )
  )
}

internal import CanonicalJSON

// Claims of the eco-burial award.
extension CityRun {
  mutating func claimed(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let award = award(of: open, on: moment.day)?.award else { return nil }
    tally.claimsSubmitted += 1
    open.claim = Identifiers.sortable(moment, &open.random)
    let county = code(open.plan.county, moment)
    let isShared = open.plan.fraud == .sharedAccount
    let account = "6200000000\(Digits.padded(isShared ? 0 : open.plan.index + 1, 9))"
    if isShared { plant(.sharedAccount, "claim/\(open.claim)") }
    return desk.record(
      "ClaimSubmitted",
      on: "claim/\(open.claim)",
      at: moment,
      from: "\(county)-MZ",
      by: staff("counter", open.plan),
      [
        "claimant_ref": .string(open.plan.signerRef), "custody_ids": .array(open.custodies.map { .string($0) }),
        "decedent_case_id": .string(open.plan.caseID), "office_division": .string(county),
        "policy_id": .string(award.policy), "relation": .string(open.plan.relation),
      ],
      sealed: .sealed(Persons.details(open.plan.signerRef, "name", "telephone"), ["bank_account": .string(account)])
    )
  }

  mutating func verified(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.claim.isEmpty else { return nil }
    return sent("ClaimVerified", by: "verifier", open, moment) { ["verifier_id": .string($0)] }
  }

  mutating func approved(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.claim.isEmpty, let (award, rule) = award(of: open, on: moment.day) else { return nil }
    tally.claimsApproved += 1
    return sent("ClaimApproved", by: "approver", open, moment) {
      [
        "amount_fen": .integer(rule.amountFen), "approver_id": .string($0), "policy_version": .integer(award.version),
        "rule_id": .string(rule.id),
      ]
    }
  }

  mutating func rejected(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.claim.isEmpty, let (_, rule) = award(of: open, on: moment.day) else { return nil }
    tally.claimsRejected += 1
    let local = open.plan.hukou.map(plan.city.isHome) == true
    let reason =
      local ? "申领人与逝者关系证明不全 (proof of the relation is incomplete)" : "逝者非本市户籍 (not registered in the city)"
    return sent("ClaimRejected", by: "verifier", open, moment) { _ in
      ["reason": .string(reason), "rule_id": .string(rule.id)]
    }
  }

  mutating func paid(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard !open.claim.isEmpty, let (_, rule) = award(of: open, on: moment.day) else { return nil }
    tally.claimsPaid += 1
    tally.paidFen += rule.amountFen
    open.payment = "ZF-\(moment.day.civil.year)-\(Digits.padded(serial("payment"), 7))"
    let payment = open.payment
    return sent("ClaimPaid", by: "finance", open, moment) { _ in
      [
        "amount_fen": .integer(rule.amountFen),
        "pay_ref": .string(payment),
      ]
    }
  }

  mutating func returned(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard !open.claim.isEmpty else { return nil }
    return sent("ClaimReturned", by: "counter", open, moment) { _ in
      ["missing": ["申领人与逝者关系证明 (proof of the relation)", "本人银行账户 (an account of one's own)"]]
    }
  }

  mutating func resubmitted(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard !open.claim.isEmpty else { return nil }
    let digest = Identifiers.digest(&open.random)
    return sent("ClaimResubmitted", by: "counter", open, moment) { _ in ["evidence_digest": .string(digest)] }
  }

  mutating func appealed(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.claim.isEmpty else { return nil }
    let document = "\(plan.city.short)民模拟诉〔\(moment.day.civil.year)〕\(serial("claim appeal"))号"
    return sent("ClaimAppealed", by: "counter", open, moment) { _ in
      ["doc_no": .string(document), "grounds": "派出所已出具关系证明 (the police have proved the relation)"]
    }
  }

  mutating func paymentFailed(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.payment.isEmpty else { return nil }
    return sent("ClaimPaymentFailed", by: "finance", open, moment) { _ in
      ["pay_ref": .string(open.payment), "reason": "账户已销户 (the account is closed)"]
    }
  }

  /// The award of the right form is more than what was paid for the wrong one.
  mutating func supplemented(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard let (award, rule, fen) = missing(open, moment.day) else { return nil }
    let verifier = "\(code(open.plan.county, moment))-MZ.\(staff("verifier", open.plan))"
    return sent("ClaimSupplemented", by: "approver", open, moment) {
      [
        "amount_fen": .integer(fen), "approver_id": .string($0), "policy_version": .integer(award.version),
        "rule_id": .string(rule.id), "verifier_id": .string(verifier),
      ]
    }
  }

  mutating func supplementPaid(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard let (_, _, fen) = missing(open, moment.day) else { return nil }
    tally.claimsPaid += 1
    tally.paidFen += fen
    let reference = "ZF-\(moment.day.civil.year)-\(Digits.padded(serial("payment"), 7))"
    return sent("ClaimPaid", by: "finance", open, moment) { _ in
      ["amount_fen": .integer(fen), "pay_ref": .string(reference)]
    }
  }

  /// Nil until the form is corrected of what had been paid.
  private func missing(_ open: OpenCase, _ day: Day) -> (award: Award, rule: Award.Rule, fen: Int)? {
    var before = open
    before.writtenForm = .sea
    guard open.plan.isSupplemented, open.writtenForm == nil, !open.payment.isEmpty,
      let (award, rule) = award(of: open, on: day), let paid = self.award(of: before, on: day)?.rule.amountFen
    else { return nil }
    return (award, rule, rule.amountFen - paid)
  }

  /// Somebody else had been paid for the same ashes elsewhere: found, asked back, returned.
  mutating func recoveryFound(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard !open.payment.isEmpty else { return nil }
    let county = code(open.plan.county, moment)
    let record = desk.record(
      "FindingOpened",
      on: "finding/\(open.claim)",
      at: moment,
      from: "\(county)-MZ",
      by: "patrol-02",
      [
        "division": .string(county), "evidence_digest": .string(Identifiers.digest(&open.random)),
        "found_on": .day(moment.day), "kind": "false_certificate", "subject_id": .string(open.claim),
        "subject_kind": "claim",
      ]
    )
    open.finding = record.id
    return record
  }

  mutating func recoveryOpened(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.finding.isEmpty, let (_, rule) = award(of: open, on: moment.day) else { return nil }
    return sent("RecoveryOpened", by: "verifier", open, moment) { _ in
      [
        "amount_fen": .integer(rule.amountFen), "cause": "false_evidence", "cause_event_id": .string(open.finding),
      ]
    }
  }

  mutating func recovered(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.finding.isEmpty, let (_, rule) = award(of: open, on: moment.day) else { return nil }
    tally.recoveredFen += rule.amountFen
    let document = "模拟非税票据 \(Digits.padded(serial("recovery"), 8))"
    return sent("ClaimRecovered", by: "finance", open, moment) { _ in
      ["doc_no": .string(document), "recovered_fen": .integer(rule.amountFen)]
    }
  }

  mutating func findingClosed(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.finding.isEmpty else { return nil }
    let bureau = "\(code(open.plan.county, moment))-MZ"
    return desk.record(
      "FindingClosed",
      on: "finding/\(open.claim)",
      at: moment,
      from: bureau,
      by: "officer-02",
      ["result": "corrected", "verified_by": .string("\(bureau).officer-03")]
    )
  }

  private mutating func sent(
    _ type: String,
    by role: String,
    _ open: OpenCase,
    _ moment: Moment,
    _ data: (_ actor: String) -> JSON
  ) -> Record {
    let office = "\(code(open.plan.county, moment))-MZ"
    let member = staff(role, open.plan)
    return desk.record(
      type,
      on: "claim/\(open.claim)",
      at: moment,
      from: office,
      by: member,
      data("\(office).\(member)")
    )
  }

  /// The award's version and rule for a case: by the form, and by the day that the policy names.
  private func award(of open: OpenCase, on day: Day) -> (award: Award, rule: Award.Rule)? {
    guard let form = (open.writtenForm ?? open.plan.disposition)?.rawValue, let placedOn = open.placedOn else {
      return nil
    }
    for award in plan.awards {
      let basis: Day
      switch award.dateBasis {
      case "death": basis = open.plan.death.day
      case "claim": basis = day
      default: basis = placedOn
      }
      guard award.covers(basis) else { continue }
      if let rule = award.rules.first(where: { $0.forms.contains(form) }) { return (award, rule) }
    }
    return nil
  }
}

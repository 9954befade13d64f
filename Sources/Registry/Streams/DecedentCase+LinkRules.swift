// Rules that link cases and papers: duplicates (D1), reissued death certificates (D2), and how a case is closed.

// MARK: Closed cases

/// R3: a duplicate takes no further step, and a closed case only what may come years later: who an unknown person was,
/// papers to replace lost ones, and holds that nobody had reported.
func r3CaseGoesOn(_ state: DecedentCaseState, _ payload: any EventPayload) -> Refusal? {
  guard let closed = state.closed else { return nil }
  let mayComeLate =
    payload is IdentityResolved || payload is DeathCertificateReissued || payload is CremationCertificateReissued
    || payload is HoldPlaced || payload is HoldReleased
  if mayComeLate && closed.data.outcome != .duplicate { return nil }
  let other = closed.data.ofCase
  return outOfTurn(
    Bilingual(
      zh: "该个案已结案（\(closed.data.outcome.rawValue)\(other.map { "，见个案 \($0)" } ?? "")，事件 \(closed.eventID)）",
      en: """
        This case is closed (\(closed.data.outcome.rawValue)\(other.map { ", see case \($0)" } ?? ""), \
        event \(closed.eventID)).
        """
    ),
    Bilingual(
      zh: other.map { "请在个案 \($0) 中办理" } ?? "结案后只能登记身份查明、证明补发和补报的限制处置；请核对个案编号",
      en: other.map { "Go on with case \($0)." }
        ?? "Only a finding of who it was, reissued papers and holds reported late follow a closure; check the case number."
    )
  )
}

/// R3: nothing is granted on a duplicate; its papers are those of the case that goes on.
func r3NotADuplicate(_ state: DecedentCaseState, _ id: Code) -> Refusal? {
  guard let closed = state.closed, closed.data.outcome == .duplicate else { return nil }
  let other = closed.data.ofCase?.text ?? "–"
  return outOfTurn(
    Bilingual(
      zh: "个案 \(id) 是个案 \(other) 的重复个案，已结案（事件 \(closed.eventID)）",
      en: "Case \(id) is a duplicate of case \(other) and closed (event \(closed.eventID))."
    ),
    Bilingual(zh: "请以个案 \(other) 办理", en: "Name case \(other) instead.")
  )
}

/// R3: a case is closed with what it came to.
func r3OutcomeAsRecorded(_ state: DecedentCaseState, _ event: CaseClosed) -> Refusal? {
  let outcome: CaseClosed.Outcome? =
    switch state.departure {
    case .cremated: .cremated
    case .buried: .buriedBody
    case .donated: .donated
    case .releasedOut: .releasedOut
    case nil: nil
    }
  guard outcome != event.outcome else { return nil }
  let told = state.departure?.told ?? Bilingual(zh: "尚无去向", en: "is still here")
  return outOfTurn(
    Bilingual(
      zh: "结案结果为 \(event.outcome.rawValue)，而该个案的遗体\(told.zh)",
      en: "The case is to be closed as \(event.outcome.rawValue), but its body \(told.en)."
    ),
    Bilingual(
      zh: "请先登记火化、安葬、捐献或运出，并按实际结果结案",
      en: "Record what became of the body first, and close the case with that."
    )
  )
}

/// A1: what a closure names are ashes of its case.
func a1AshesOfCase(_ own: Code, _ ashes: [(id: Code, state: AshCustodyState)]) -> Refusal? {
  guard let other = ashes.first(where: { $0.state.caseID != own }) else { return nil }
  return Refusal(
    rule: .a1,
    fact: Bilingual(
      zh: "骨灰 \(other.id) 属于个案 \(other.state.caseID)，不是 \(own)",
      en: "The ashes \(other.id) are of case \(other.state.caseID), not of \(own)."
    ),
    remedy: Bilingual(zh: "请核对 custody_ids 中的骨灰编号", en: "Check the ashes in custody_ids.")
  )
}

/// A1: and each portion of the cremation once.
func a1EveryPortionNamed(_ state: DecedentCaseState, _ ashes: [(id: Code, state: AshCustodyState)]) -> Refusal? {
  let portions = state.cremation?.data.ashPortions.value ?? 0
  let named = ashes.map(\.state.opened.data.portionNo.value).sorted()
  guard named != Array(1..<portions + 1) else { return nil }
  let list = named.map { "\($0)" }.joined(separator: ", ")
  return Refusal(
    rule: .a1,
    fact: Bilingual(
      zh: "火化记录骨灰共 \(portions) 份，结案所列为第 [\(list)] 份",
      en: "The ashes are in \(portions) portion(s); the closure names portion(s) [\(list)]."
    ),
    remedy: Bilingual(
      zh: "请在 custody_ids 中列出每一份骨灰，各一次；未火化的不填",
      en: "List every portion in custody_ids, each once, and none where nobody was cremated."
    )
  )
}

/// A2: a case is closed only when all of its ashes have their place.
func a2EveryPortionPlaced(_ ashes: [(id: Code, state: AshCustodyState)]) -> Refusal? {
  guard let kept = ashes.first(where: { $0.state.disposed == nil }) else { return nil }
  return Refusal(
    rule: .a2,
    fact: Bilingual(
      zh: "骨灰 \(kept.id) 仍在保管中，尚未安葬（放）或撒散",
      en: "The ashes \(kept.id) are still in custody, neither placed nor scattered."
    ),
    remedy: Bilingual(zh: "请待骨灰全部有了去处再结案", en: "Close the case when all of the ashes have their place.")
  )
}

// MARK: D1

/// D1: a duplicate names the case that goes on, and nothing else does.
func d1DuplicateNamesTheOther(_ event: CaseClosed) -> Refusal? {
  guard (event.outcome == .duplicate) != (event.ofCase != nil) else { return nil }
  let named = event.ofCase.map { "\($0)" }
  return Refusal(
    rule: .d1,
    fact: Bilingual(
      zh: "结案结果为 \(event.outcome.rawValue)，of_case \(named.map { "填写了 \($0)" } ?? "没有填写")",
      en: "The outcome is \(event.outcome.rawValue), and of_case is \(named ?? "missing")."
    ),
    remedy: Bilingual(
      zh: "重复个案请填 outcome 为 duplicate，并在 of_case 中写明继续办理的个案；其他结果不填 of_case",
      en: "For a duplicate give outcome duplicate and, in of_case, the case that goes on; otherwise leave of_case out."
    )
  )
}

/// D1: a case is no duplicate of itself.
func d1AnotherCase(_ own: Code, _ other: Code) -> Refusal? {
  guard own == other else { return nil }
  return Refusal(
    rule: .d1,
    fact: Bilingual(zh: "所填的另一个案 \(other) 就是本案", en: "The other case, \(other), is this one."),
    remedy: Bilingual(zh: "请填写另一份个案的编号", en: "Give the number of the other case.")
  )
}

/// D1: what goes on is not itself a duplicate.
func d1OtherCaseStands(_ other: DecedentCaseState, _ id: Code) -> Refusal? {
  guard let closed = other.closed, closed.data.outcome == .duplicate, let next = closed.data.ofCase else { return nil }
  return Refusal(
    rule: .d1,
    fact: Bilingual(
      zh: "个案 \(id) 本身是个案 \(next) 的重复个案（事件 \(closed.eventID)）",
      en: "Case \(id) is itself a duplicate of case \(next) (event \(closed.eventID))."
    ),
    remedy: Bilingual(zh: "请在 of_case 中填写 \(next)", en: "Give \(next) in of_case.")
  )
}

/// D1: the case that has the body goes on; what ends as a duplicate is a case that is open and whose body never left.
func d1MayEndAsDuplicate(_ state: DecedentCaseState, _ id: Code) -> Refusal? {
  guard state.closed != nil || state.departure != nil else { return nil }
  let told = state.departure?.told ?? Bilingual(zh: "已不在办理", en: "is no longer its matter")
  let event = state.departure?.eventID ?? state.closed?.eventID
  return Refusal(
    rule: .d1,
    fact: Bilingual(
      zh: "个案 \(id) 的遗体\(told.zh)（事件 \(event.map { "\($0)" } ?? "")），不能作为重复个案结案",
      en: "The body of case \(id) \(told.en) (event \(event.map { "\($0)" } ?? "")); it cannot end as a duplicate."
    ),
    remedy: Bilingual(
      zh: "由处置了遗体的个案继续，另一份作为重复个案结案；两份都已处置的，请报告民政部门",
      en:
        "The case that has seen to the body goes on and the other ends; if both have, report it to the civil affairs bureau."
    )
  )
}

/// D1: two cases of one death are of one person, as far as both know theirs.
func d1SamePerson(_ other: DecedentCaseState, _ id: Code, _ hash: KeyedHash?) -> Refusal? {
  guard let person = other.person, let known = person.hash, known != hash else { return nil }
  return Refusal(
    rule: .d1,
    fact: Bilingual(
      zh: "个案 \(id) 的逝者是 \(person.ref)（事件 \(person.eventID)），证件号码与本案不同",
      en: "Case \(id) is of \(person.ref) (event \(person.eventID)), whose ID number is not the one given here."
    ),
    remedy: Bilingual(
      zh: "请核对个案编号和证件号码；确为同一人的，先更正其中一份的身份核验",
      en: "Check the case and the ID number; if they are one person, verify the identity of one of the cases again."
    )
  )
}

/// R3: what is found out is who an unknown person was; of a known one the identity is checked.
func r3StillUnknown(_ state: DecedentCaseState) -> Refusal? {
  guard !state.isUnknown else { return nil }
  guard let person = state.person else {
    return outOfTurn(
      Bilingual(zh: "该个案不是按无名遗体建立的，身份尚未核验", en: "This case was not opened for an unknown person."),
      Bilingual(zh: "请提交 IdentityVerified", en: "Submit IdentityVerified.")
    )
  }
  return outOfTurn(
    Bilingual(
      zh: "该个案的逝者已知为 \(person.ref)（事件 \(person.eventID)）",
      en: "The decedent of this case is known: \(person.ref) (event \(person.eventID))."
    ),
    Bilingual(
      zh: "请核对个案编号；并入重复个案的，请填写 merged_case_id；原登记有误的，请申请更正",
      en: "Check the case; give merged_case_id to merge a duplicate, or ask for a correction of what is wrong."
    )
  )
}

// MARK: D2

/// D2: only a recorded certificate is reissued.
func d2NotCertified() -> Refusal {
  Refusal(
    rule: .d2,
    fact: Bilingual(zh: "该个案没有登记过死亡证明", en: "This case has no recorded death certificate."),
    remedy: Bilingual(
      zh: "请先提交 DeathCertificateRecorded，或核对个案编号",
      en: "Submit DeathCertificateRecorded first, or check the case number."
    )
  )
}

/// D2: a reissue names the certificate that it replaces, which is the latest one.
func d2ReplacesTheLatest(_ state: DecedentCaseState, _ event: DeathCertificateReissued) -> Refusal? {
  guard let latest = state.certificateEventID, latest != event.replacesEventId else { return nil }
  return Refusal(
    rule: .d2,
    fact: Bilingual(
      zh: "补发所替换的是事件 \(event.replacesEventId)，而该个案现有的死亡证明由事件 \(latest) 登记",
      en: "It replaces that of event \(event.replacesEventId); the certificate of this case is that of event \(latest)."
    ),
    remedy: Bilingual(zh: "请在 replaces_event_id 中填写 \(latest)", en: "Give \(latest) in replaces_event_id.")
  )
}

/// D2 (国卫规划发〔2013〕57号): the form of 2013 is reissued once.
func d2ReissuedOnce(_ state: DecedentCaseState, _ event: DeathCertificateReissued) -> Refusal? {
  guard event.regime == .form2013, let before = state.certificateReissues.first(where: { $0.data.regime == .form2013 })
  else { return nil }
  return Refusal(
    rule: .d2,
    fact: Bilingual(
      zh: "该死亡证明已于 \(before.data.issuedOn) 补发过一次（事件 \(before.eventID)）",
      en: "The certificate was reissued on \(before.data.issuedOn) already (event \(before.eventID))."
    ),
    remedy: Bilingual(
      zh: "2013 年版式只补发一次；请核对登记，或联系签发单位",
      en: "The form of 2013 is reissued once; check what is recorded, or ask the issuer."
    )
  )
}

/// D2 (国卫规划发〔2013〕57号): copy 3 alone when the death is deregistered and the body cremated or buried, else 2 to 4.
/// The form of 2026 has no copies.
func d2CopiesOfReissue(_ state: DecedentCaseState, _ event: DeathCertificateReissued) -> Refusal? {
  let isLaid =
    switch state.departure {
    case .cremated, .buried: true
    case .donated, .releasedOut, nil: false
    }
  let wanted: DeathCertificateReissued.Copies? =
    event.regime == .form2026 ? nil : event.deregistered && isLaid ? .third : .secondToFourth
  guard event.copies != wanted else { return nil }
  let (given, due) = (event.copies?.rawValue ?? "-", wanted?.rawValue ?? "-")
  return Refusal(
    rule: .d2,
    fact: Bilingual(
      zh: """
        补发联次为 \(given)，而 \(event.regime.rawValue) 年版式、户籍\(event.deregistered ? "已" : "未")注销、\
        遗体\(isLaid ? "已" : "未")火化或安葬时应为 \(due)
        """,
      en: """
        The copies reissued are \(given); for the form of \(event.regime.rawValue), \
        \(event.deregistered ? "deregistered" : "not deregistered") and the body \
        \(isLaid ? "cremated or buried" : "neither cremated nor buried"), they are \(due).
        """
    ),
    remedy: Bilingual(
      zh: "2013 年版式：已注销户籍并火化或安葬的补发第三联，否则补发第二至第四联；2026 年版式不填 copies",
      en: "Form of 2013: copy_3 when deregistered and cremated or buried, else copies_2_to_4. Form of 2026: no copies."
    )
  )
}

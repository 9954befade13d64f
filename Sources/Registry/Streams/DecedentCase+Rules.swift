// Rules D2 to D5 (domain.md 4.4). D1, and the half of D2 and D7 that reaches across cases, are held by claims: their
// refusals stand in Deciding/Registrar+Claims.swift.

/// D2: a case has one death certificate; a reissue names the old one.
func d2OneCertificate(_ state: DecedentCaseState) -> Refusal? {
  guard let certificate = state.certificate else { return nil }
  return Refusal(
    rule: .d2,
    fact: Bilingual(
      zh: "该个案已登记死亡证明（签发日期 \(certificate.data.issuedOn)，事件 \(certificate.eventID)）",
      en:
        "This case has a death certificate already (issued \(certificate.data.issuedOn), event \(certificate.eventID))."
    ),
    remedy: Bilingual(
      zh: "无需重复登记；遗失补发的，请提交 DeathCertificateReissued；原登记有误的，请向民政部门申请更正",
      en:
        "Do not record it twice: submit DeathCertificateReissued for a lost one, or ask for a correction of a wrong one."
    )
  )
}

/// D2: the form fits its date of issue: that of 2013 (国卫规划发〔2013〕57号) was issued until 2026-06-30, that of 2026
/// (国卫规划发〔2026〕5号) from 2026-07-01. A paper issued in time stays good afterwards.
func d2FormFitsIssueDate(_ event: DeathCertificateRecorded) -> Refusal? {
  let issued = (event.issuedOn.year, event.issuedOn.month)
  let fits = issued < (2026, 7) ? DeathCertificateRecorded.Regime.form2013 : .form2026
  guard event.regime != fits else { return nil }
  return Refusal(
    rule: .d2,
    fact: Bilingual(
      zh: "死亡证明为 \(event.regime.rawValue) 年版式，但签发日期为 \(event.issuedOn)",
      en:
        "The certificate is said to be the form of \(event.regime.rawValue), but was issued on \(event.issuedOn)."
    ),
    remedy: Bilingual(
      zh: "2013 年版式签发至 2026-06-30，2026 年版式自 2026-07-01 起签发；请对照原件核对版式和签发日期",
      en:
        "The form of 2013 was issued until 2026-06-30, that of 2026 from 2026-07-01: look at the paper again."
    )
  )
}

/// D2: the form of 2013 is numbered by the region, that of 2026 by the person's document or by the issuer.
func d2NumberFitsForm(_ event: DeathCertificateRecorded) -> Refusal? {
  guard let kind = event.numberKind, (kind == .regionalSerial) != (event.regime == .form2013) else { return nil }
  return Refusal(
    rule: .d2,
    fact: Bilingual(
      zh: "死亡证明为 \(event.regime.rawValue) 年版式，证号种类却填 \(kind.rawValue)",
      en: "The certificate is said to be the form of \(event.regime.rawValue), and its number a \(kind.rawValue)."
    ),
    remedy: Bilingual(
      zh: "2013 年版式填 regional_serial；2026 年版式填 citizen_id、other_id 或 issuer_serial，不详则不填 number_kind",
      en: """
        The form of 2013 has a regional_serial, that of 2026 a citizen_id, other_id or issuer_serial; leave number_kind out \
        when it is not known.
        """
    )
  )
}

/// D2: nobody is certified dead before dying.
func d2IssuedAfterDeath(_ event: DeathCertificateRecorded) -> Refusal? {
  let death = event.deathAt.localDate
  guard event.issuedOn < death else { return nil }
  return Refusal(
    rule: .d2,
    fact: Bilingual(
      zh: "死亡证明签发日期 \(event.issuedOn) 早于死亡日期 \(death)",
      en: "The death certificate was issued on \(event.issuedOn), before the death on \(death)."
    ),
    remedy: Bilingual(
      zh: "请对照原件核对死亡时间和签发日期；原件有误的，请家属到签发单位更正",
      en: "Compare both dates with the paper; if the paper itself is wrong, its issuer must correct it."
    )
  )
}

/// D3 (MCA notice of April 2024): an identity check that failed may be overridden only with a reason.
func d3OverrideHasReason(_ event: IdentityVerified) -> Refusal? {
  guard event.idCheck == .overridden, event.overrideReason == nil else { return nil }
  return Refusal(
    rule: .d3,
    fact: Bilingual(
      zh: "身份核验由 \(event.checkerId) 人工放行，但没有写明理由",
      en: "The identity check was overridden by \(event.checkerId) without a reason."
    ),
    remedy: Bilingual(
      zh: "请在 override_reason 中写明放行理由和依据，或重新核验",
      en: "Give the reason and what it rests on in override_reason, or check again."
    )
  )
}

/// D3 (Regulation of 2012 Art. 13; MCA notice of April 2024): no cremation or burial without a recorded death
/// certificate and an identity that was checked.
func d3PapersComplete(_ state: DecedentCaseState) -> Refusal? {
  guard state.certificate != nil else {
    return Refusal(
      rule: .d3,
      fact: Bilingual(zh: "该个案尚未登记死亡证明", en: "This case has no recorded death certificate."),
      remedy: Bilingual(
        zh: "请先提交 DeathCertificateRecorded，手续不全不得火化或安葬",
        en: "Submit DeathCertificateRecorded first: no cremation or burial on incomplete papers."
      )
    )
  }
  guard let identity = state.identity else {
    return Refusal(
      rule: .d3,
      fact: Bilingual(zh: "该个案尚未核验逝者身份", en: "The decedent's identity has not been checked."),
      remedy: Bilingual(zh: "请先提交 IdentityVerified", en: "Submit IdentityVerified first.")
    )
  }
  guard !state.isIdentified else { return nil }
  return Refusal(
    rule: .d3,
    fact: Bilingual(
      zh: "最近一次身份核验未通过（事件 \(identity.eventID)，核验人 \(identity.data.checkerId)）",
      en: "The latest identity check failed (event \(identity.eventID), checker \(identity.data.checkerId))."
    ),
    remedy: Bilingual(
      zh: "请重新核验身份；确需放行的，由负责人以 overridden 登记并写明理由",
      en: "Check again; if it must be overridden, the person in charge records it as overridden, with a reason."
    )
  )
}

/// D3 (MCA notice of April 2024): two different people check the papers.
func d3TwoCheckers(_ event: CremationAuthorised) -> Refusal? {
  guard event.checkerId == event.secondCheckerId else { return nil }
  return Refusal(
    rule: .d3,
    fact: Bilingual(
      zh: "火化确认书 \(event.confirmFormNo) 的两名核对人都是 \(event.checkerId)",
      en: "Both checkers of confirmation form \(event.confirmFormNo) are \(event.checkerId)."
    ),
    remedy: Bilingual(zh: "请由另一名工作人员复核后再提交", en: "Let a second member of staff check it, then submit again.")
  )
}

/// D3 (MCA notice of April 2024): the relative signed the cremation confirmation form (遗体火化确认书) before the furnace
/// was started.
func d3ConfirmedBeforehand(_ state: DecedentCaseState, _ event: CremationCompleted) -> Refusal? {
  guard let authorisation = state.authorisation else {
    return Refusal(
      rule: .d3,
      fact: Bilingual(zh: "该个案没有已签字的火化确认书", en: "This case has no signed cremation confirmation form."),
      remedy: Bilingual(zh: "请先提交 CremationAuthorised", en: "Submit CremationAuthorised first.")
    )
  }
  guard event.startedAt < authorisation.occurredAt else { return nil }
  return Refusal(
    rule: .d3,
    fact: Bilingual(
      zh: "火化开始于 \(event.startedAt)，而火化确认书 \(authorisation.data.confirmFormNo) 签于 \(authorisation.occurredAt)",
      en:
        """
        The cremation began at \(event.startedAt), but form \(authorisation.data.confirmFormNo) \
        was signed at \(authorisation.occurredAt).
        """
    ),
    remedy: Bilingual(
      zh: "请核对火化开始时间；如确系先火化后签字，请报告民政部门",
      en: "Check when the cremation began; if it was indeed signed afterwards, report it to the civil affairs bureau."
    )
  )
}

/// D4: while any hold is open nothing takes the body away, and no cremation is confirmed. What happened before it was
/// served, or after it was lifted, is the truth and is recorded, however late it is reported; a cremation happens when it
/// starts.
func d4NoOpenHold(_ state: DecedentCaseState, at instant: Instant) -> Refusal? {
  guard let hold = state.holds.first(where: { $0.isOpen(at: instant) }) else { return nil }
  let (placed, data) = (hold.placed, hold.placed.data)
  return Refusal(
    rule: .d4,
    fact: Bilingual(
      zh: "该个案在 \(instant) 处于限制处置中（\(data.holdKind.rawValue)，文号 \(data.docNo)，事件 \(placed.eventID)）",
      en: "A hold is open at \(instant) (\(data.holdKind.rawValue), document \(data.docNo), event \(placed.eventID))."
    ),
    remedy: Bilingual(
      zh: "须由 \(data.authorityUscc) 解除限制，并提交 HoldReleased 后方可火化、安葬、捐献或运出",
      en: "The authority \(data.authorityUscc) must lift it; submit HoldReleased before the body leaves."
    )
  )
}

/// D4: what is released is a hold of this case that is still open.
func d4HoldIsOpen(_ hold: DecedentCaseState.Hold?, _ event: HoldReleased) -> Refusal? {
  if let hold, hold.released == nil { return nil }
  let before = hold?.released
  return Refusal(
    rule: .d4,
    fact: Bilingual(
      zh: before.map { "限制 \(event.holdEventId) 已于 \($0.occurredAt) 解除（文号 \($0.data.docNo)）" }
        ?? "该个案没有编号为 \(event.holdEventId) 的限制",
      en: before.map { "Hold \(event.holdEventId) was released at \($0.occurredAt) (document \($0.data.docNo))." }
        ?? "This case has no hold \(event.holdEventId)."
    ),
    remedy: Bilingual(
      zh: "请核对 hold_event_id：应为 HoldPlaced 事件的编号",
      en: "Check hold_event_id: it is the id of the HoldPlaced event."
    )
  )
}

/// D5: a death that is abnormal or unknown needs the paper of the police.
func d5PolicePaper(_ event: DeathCertificateRecorded) -> Refusal? {
  guard event.manner != .normal, event.certKind != .police, event.policeDocNo == nil else { return nil }
  return Refusal(
    rule: .d5,
    fact: Bilingual(
      zh: "死亡性质为\(event.manner == .abnormal ? "非正常" : "不明")，但没有公安机关文书",
      en: "The manner of death is \(event.manner.rawValue), and there is no police paper."
    ),
    remedy: Bilingual(
      zh: "请取得公安机关出具的文书，并填写 police_doc_no",
      en: "Obtain the paper of the police and give its number in police_doc_no."
    )
  )
}

// Rules D6 and D7 (domain.md 4.4), and the confirmation of a cremation.

/// D6: one cremation per case.
func d6OneCremation(_ state: DecedentCaseState) -> Refusal? {
  guard let cremation = state.cremation else { return nil }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "该个案已在 \(cremation.data.facilityId) 火化，结束于 \(cremation.data.endedAt)（事件 \(cremation.eventID)）",
      en:
        """
        This case was cremated at \(cremation.data.facilityId), ending \(cremation.data.endedAt) \
        (event \(cremation.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "一案只能火化一次；请核对个案编号",
      en: "A case is cremated once; check the case number."
    )
  )
}

/// D6: cremation happens at a funeral home (Regulation: only these have cremators).
func d6AtAFuneralHome(_ facility: FacilityState, _ code: Code) -> Refusal? {
  let kind = facility.licence.data.kind
  guard kind != .funeralHome else { return nil }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "设施 \(code) 的类别是 \(kind.rawValue)，不是殡仪馆",
      en: "The facility \(code) is a \(kind.rawValue), not a funeral home."
    ),
    remedy: Bilingual(
      zh: "请核对殡仪馆编号；只有殡仪馆设有火化机",
      en: "Check the code of the funeral home; only these have cremators."
    )
  )
}

/// D6: a cremation ends after it starts.
func d6EndsAfterItStarts(_ event: CremationCompleted) -> Refusal? {
  guard event.endedAt <= event.startedAt else { return nil }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "火化结束时间 \(event.endedAt) 不晚于开始时间 \(event.startedAt)",
      en: "The cremation ended at \(event.endedAt), not after it started at \(event.startedAt)."
    ),
    remedy: Bilingual(zh: "请对照火化机运行记录核对两个时间", en: "Compare both times with the cremator's record.")
  )
}

/// D6: nobody is cremated before dying; by the day where the minute of death is not known.
func d6AfterDeath(_ state: DecedentCaseState, _ event: CremationCompleted) -> Refusal? {
  guard let certificate = state.certificate?.data else { return nil }
  let isBefore =
    switch certificate.deathAtPrecision {
    case .minute: event.startedAt < certificate.deathAt
    case .day, .unknown: event.startedAt.localDate < certificate.deathAt.localDate
    }
  guard isBefore else { return nil }
  return Refusal(
    rule: .d6,
    fact: Bilingual(
      zh: "火化开始时间 \(event.startedAt) 早于死亡时间 \(certificate.deathAt)",
      en: "The cremation started at \(event.startedAt), before the death at \(certificate.deathAt)."
    ),
    remedy: Bilingual(
      zh: "请对照死亡证明和火化机运行记录核对时间",
      en: "Compare the times with the death certificate and the cremator's record."
    )
  )
}

/// D7: a cremation certificate is issued only after a cremation.
func d7NotCremated() -> Refusal {
  Refusal(
    rule: .d7,
    fact: Bilingual(zh: "该个案尚未登记火化", en: "No cremation has been recorded for this case."),
    remedy: Bilingual(
      zh: "请先提交 CremationCompleted；未火化不得签发火化证明",
      en: "Submit CremationCompleted first: no certificate without a cremation."
    )
  )
}

/// D7: and not before it has ended.
func d7AfterCremation(_ cremation: Fact<CremationCompleted>, at instant: Instant) -> Refusal? {
  guard instant < cremation.data.endedAt else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "火化证明签发于 \(instant)，早于火化结束时间 \(cremation.data.endedAt)",
      en: "The certificate was issued at \(instant), before the cremation ended at \(cremation.data.endedAt)."
    ),
    remedy: Bilingual(zh: "请核对签发时间", en: "Check when the certificate was issued.")
  )
}

/// D7: one certificate per cremation; a replacement names the old one.
func d7OnePerCremation(_ state: DecedentCaseState) -> Refusal? {
  guard let issued = state.cremationCertificate else { return nil }
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "该个案已签发火化证明 \(issued.data.certNo)（事件 \(issued.eventID)）",
      en: "Cremation certificate \(issued.data.certNo) was issued for this case (event \(issued.eventID))."
    ),
    remedy: Bilingual(
      zh: "每次火化只签发一份证明；遗失的请提交 CremationCertificateReissued",
      en: "One certificate per cremation; submit CremationCertificateReissued for a lost one."
    )
  )
}

/// D7: a replacement names the certificate that is now in the family's hands.
func d7ReplacesTheLatest(_ state: DecedentCaseState, _ event: CremationCertificateReissued) -> Refusal? {
  guard state.cremationCertificateNo != event.replacesNo else { return nil }
  let latest = state.cremationCertificateNo?.text
  return Refusal(
    rule: .d7,
    fact: Bilingual(
      zh: "补发所替换的火化证明为 \(event.replacesNo)，而该个案现有的是\(latest.map { " \($0)" } ?? "：尚未签发")",
      en: "It replaces certificate \(event.replacesNo), but the one of this case is \(latest ?? "not issued yet")."
    ),
    remedy: Bilingual(
      zh: "请在 replaces_no 中填写最近一次签发或补发的证明编号；尚未签发的，提交 CremationCertificateIssued",
      en: "Give the number issued last in replaces_no; if there is none, submit CremationCertificateIssued."
    )
  )
}

/// R3: a cremation is confirmed once.
func r3AuthorisedOnce(_ state: DecedentCaseState) -> Refusal? {
  guard let authorisation = state.authorisation else { return nil }
  let form = authorisation.data.confirmFormNo
  return outOfTurn(
    Bilingual(
      zh: "该个案已登记火化确认书 \(form)（事件 \(authorisation.eventID)）",
      en: "Confirmation form \(form) has been recorded for this case (event \(authorisation.eventID))."
    ),
    Bilingual(zh: "无需重复登记", en: "Do not record it twice.")
  )
}

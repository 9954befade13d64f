// Rules D8 to D10 (domain.md 4.4), and the steps that need the body.

extension DecedentCaseState.Departure {
  var eventID: EventID {
    switch self {
    case .cremated(let fact): fact.eventID
    case .buried(let fact): fact.eventID
    case .donated(let fact): fact.eventID
    case .releasedOut(let fact): fact.eventID
    }
  }

  /// The moment from which a hold would have come too late: of a cremation, that it began.
  var at: Instant {
    switch self {
    case .cremated(let fact): fact.data.startedAt
    case .buried(let fact): fact.occurredAt
    case .donated(let fact): fact.occurredAt
    case .releasedOut(let fact): fact.occurredAt
    }
  }

  /// Where the body went and when, to be put into a sentence.
  var told: Bilingual {
    switch self {
    case .cremated(let fact):
      Bilingual(zh: "已于 \(fact.data.endedAt) 火化", en: "was cremated at \(fact.data.endedAt)")
    case .buried(let fact):
      Bilingual(
        zh: "已于 \(fact.occurredAt) 安葬在 \(fact.data.plotId)",
        en: "was buried in \(fact.data.plotId) at \(fact.occurredAt)"
      )
    case .donated(let fact):
      Bilingual(
        zh: "已于 \(fact.occurredAt) 捐献（\(fact.data.docNo)）",
        en: "was donated at \(fact.occurredAt) (\(fact.data.docNo))"
      )
    case .releasedOut(let fact):
      Bilingual(
        zh: "已于 \(fact.occurredAt) 运往 \(fact.data.toDivision)（\(fact.data.permitNo)）",
        en: "was taken to \(fact.data.toDivision) at \(fact.occurredAt) (\(fact.data.permitNo))"
      )
    }
  }
}

/// R3: a hold keeps a body that is still here. One that was served before the body left is the truth and is recorded,
/// however late it is reported; that the body left all the same is remarked (rule D4).
func r3ServedBeforeItLeft(_ state: DecedentCaseState, at time: Instant) -> Refusal? {
  guard let departure = state.departure, departure.at < time else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该个案的遗体\(departure.told.zh)（事件 \(departure.eventID)，始于 \(departure.at)），而限制处置于 \(time) 才送达",
      en: """
        The body of this case \(departure.told.en) (event \(departure.eventID), from \(departure.at) on), and the hold was \
        served only at \(time).
        """
    ),
    Bilingual(
      zh: "请核对个案编号和送达时间；此前确已送达的，按实际送达时间登记",
      en: "Check the case number, and when it was served; one that was served before is recorded with that time."
    )
  )
}

/// R3: papers, checks, keeping and confirmations come before the body is gone.
func r3BodyStillHere(_ state: DecedentCaseState, _ zh: String, _ en: String) -> Refusal? {
  guard let departure = state.departure else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该个案的遗体\(departure.told.zh)（事件 \(departure.eventID)），不能再登记\(zh)",
      en: "The body of this case \(departure.told.en) (event \(departure.eventID)): \(en) comes too late."
    ),
    Bilingual(
      zh: "请核对个案编号；原登记有误的，请申请更正",
      en: "Check the case number; if something recorded before is wrong, ask for a correction."
    )
  )
}

/// D11: a body is collected by a hearse that is registered from the first to the last day of the journey.
func d11HearseInService(_ hearse: HearseState, _ event: BodyCollected) -> Refusal? {
  let days = [event.startedAt.localDate, event.endedAt.localDate]
  guard let day = days.first(where: { !hearse.isRegistered(on: $0) }) else { return nil }
  let (first, last) = (hearse.registered.data.registeredFrom, hearse.retired?.data.retiredOn)
  let eventID = day < first ? hearse.registered.eventID : hearse.retired?.eventID ?? hearse.registered.eventID
  return Refusal(
    rule: .d11,
    fact: Bilingual(
      zh: "接运车 \(event.hearseId) 自 \(first) 起登记\(last.map { "，自 \($0) 起注销" } ?? "")，\(day) 不在用（事件 \(eventID)）",
      en: """
        The hearse \(event.hearseId) is registered from \(first) on\(last.map { " and retired from \($0) on" } ?? ""), \
        so not in service on \(day) (event \(eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "请核对车辆代码和接运时间；车辆须先以 HearseRegistered 登记",
      en: "Check the hearse and the times; a hearse is registered by HearseRegistered before it is used."
    )
  )
}

// MARK: Burial

/// D8: body burial and cremation exclude each other, and neither happens twice.
func d8BurialExcludesCremation(_ state: DecedentCaseState) -> Refusal? {
  let departure: DecedentCaseState.Departure
  switch state.departure {
  case .cremated(let fact): departure = .cremated(fact)
  case .buried(let fact): departure = .buried(fact)
  case .donated, .releasedOut, nil: return nil
  }
  return Refusal(
    rule: .d8,
    fact: Bilingual(
      zh: "该个案的遗体\(departure.told.zh)（事件 \(departure.eventID)）",
      en: "The body of this case \(departure.told.en) (event \(departure.eventID))."
    ),
    remedy: Bilingual(
      zh: "遗体只能火化或安葬一次，二者不能并存；请核对个案编号",
      en: "A body is either cremated or buried, and once; check the case number."
    )
  )
}

/// D8: the cemetery's licence allows bodies.
func d8FacilityAllowsBodies(_ facility: FacilityState, _ code: Code) -> Refusal? {
  let licence = facility.licence
  guard !licence.data.bodyBurialAllowed else { return nil }
  return Refusal(
    rule: .d8,
    fact: Bilingual(
      zh: "设施 \(code) 的许可 \(licence.data.licenceNo) 不含遗体安葬（事件 \(licence.eventID)）",
      en: "The licence \(licence.data.licenceNo) of \(code) does not allow body burial (event \(licence.eventID))."
    ),
    remedy: Bilingual(zh: "请改在获准遗体安葬的公墓办理", en: "Use a cemetery that is licensed for body burial.")
  )
}

/// D8 (Regulation of 2012 Art. 4): a body is buried only in a burial-reform zone, as the zones are on that day, or when
/// the person is exempt from cremation. A place without a designation is no such zone.
func d8ZoneOrExempt(
  _ state: DecedentCaseState,
  _ zone: Fact<ZoneDesignated>?,
  _ place: Locality,
  on day: LocalDate
) -> Refusal? {
  if let zone, zone.data.zone == .burialReform { return nil }
  guard state.residency?.data.ethnicityExempt != true else { return nil }
  let division = place.told(on: day)
  let found = zone.map {
    ("按 \($0.data.docNo) 为火化区（事件 \($0.eventID)）", "is a cremation zone by \($0.data.docNo) (event \($0.eventID))")
  }
  return Refusal(
    rule: .d8,
    fact: Bilingual(
      zh: "\(division) 在 \(day) \(found?.0 ?? "没有划为土葬改革区")，个案也没有登记免予火化",
      en:
        "On \(day) \(division) \(found?.1 ?? "is not designated for burial"), and no exemption is recorded for the case."
    ),
    remedy: Bilingual(
      zh: "应当火化；依法免予火化的，请先提交 ResidencyRecorded 并注明 ethnicity_exempt",
      en: "The body is to be cremated; for a person exempt by law submit ResidencyRecorded with ethnicity_exempt first."
    )
  )
}

/// D8: and in a plot laid out for bodies.
func d8PlotForBodies(_ kind: PlotKind, _ plot: PlotID) -> Refusal? {
  switch kind {
  case .bodySingle, .bodyDouble: return nil
  case .single, .double, .family, .niche, .ecoPool: break
  }
  return Refusal(
    rule: .d8,
    fact: Bilingual(
      zh: "墓位 \(plot) 属于 \(kind.rawValue) 类墓区，不是遗体墓",
      en: "The plot \(plot) is of kind \(kind.rawValue), not laid out for bodies."
    ),
    remedy: Bilingual(
      zh: "请改用 body_single 或 body_double 类墓区的墓位",
      en: "Use a plot of a section of kind body_single or body_double."
    )
  )
}

// MARK: Keeping

/// D9: a body is kept beyond the limit only with an extension, which counts from whenever it was granted. Without a
/// published policy there is no limit to apply.
func d9WithinKeepingLimit(
  _ keeping: DecedentCaseState.Keeping,
  _ policy: PolicyPublished?,
  until end: Instant
) -> Refusal? {
  let start = keeping.started.data.startedAt.localDate
  guard let policy, let days = policy.keepingMaxDays, let limit = start.adding(days: days.value) else { return nil }
  let extended = keeping.extensions.max { $0.data.until < $1.data.until }
  let last = max(limit, extended?.data.until ?? limit)
  let day = end.localDate
  guard last < day else { return nil }
  let document = policy.docNo?.text ?? policy.titleZh.text
  let documentEn = policy.docNo?.text ?? policy.titleEn.text
  let (zh, en) = extended.map { ("，最后一次延期至 \($0.data.until)", ", last extended to \($0.data.until)") } ?? ("", "")
  return Refusal(
    rule: .d9,
    fact: Bilingual(
      zh: """
        遗体自 \(start) 起存放（事件 \(keeping.started.eventID)），至 \(day) 超过 \(document) 规定的 \(days) 天，\
        即 \(limit)\(zh)
        """,
      en: """
        The body was kept from \(start) (event \(keeping.started.eventID)) to \(day), longer than the \(days) day(s) of \
        \(documentEn), that is to \(limit)\(en).
        """
    ),
    remedy: Bilingual(
      zh: "请先办理延期审批，并提交 KeepingExtended",
      en: "Have the extension approved and submit KeepingExtended first."
    )
  )
}

/// R3: a body is kept in one place at a time.
func r3KeptInOnePlace(_ state: DecedentCaseState) -> Refusal? {
  guard let stay = state.keeping?.started else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "遗体自 \(stay.data.startedAt) 起存放在 \(stay.data.facilityId) 的 \(stay.data.unitNo)（事件 \(stay.eventID)）",
      en: """
        The body is kept in \(stay.data.unitNo) of \(stay.data.facilityId) since \(stay.data.startedAt) \
        (event \(stay.eventID)).
        """
    ),
    Bilingual(zh: "移到别处存放的，请先提交 KeepingEnded", en: "If it is kept elsewhere now, submit KeepingEnded first.")
  )
}

/// R3: only keeping that goes on is extended or ended.
func r3NotKept() -> Refusal {
  outOfTurn(
    Bilingual(zh: "该个案的遗体没有在存放", en: "The body of this case is not being kept."),
    Bilingual(
      zh: "请核对个案编号；存放须先提交 KeepingStarted，火化、安葬、捐献或运出时自动结束",
      en: "Check the case number; keeping begins with KeepingStarted, and ends by itself when the body leaves."
    )
  )
}

// MARK: Unknown bodies

/// D10: an unknown body is cremated only when its notice has ended, so from the day after the notice's last, and with
/// the authority's consent.
func d10UnknownBodyReleased(_ state: DecedentCaseState, _ consent: Text?, on day: LocalDate) -> Refusal? {
  guard state.isUnknown else { return nil }
  guard let notice = state.notice else {
    return Refusal(
      rule: .d10,
      fact: Bilingual(
        zh: "逝者身份不明，尚未发布无人认领公告",
        en: "Nobody knows who the decedent is, and no notice has been published."
      ),
      remedy: Bilingual(
        zh: "请先提交 UnclaimedNoticePublished，待公告期满；查明身份的，提交 IdentityResolved",
        en: "Submit UnclaimedNoticePublished and wait until it ends; if it is known who it is, submit IdentityResolved."
      )
    )
  }
  guard notice.data.until < day else {
    return Refusal(
      rule: .d10,
      fact: Bilingual(
        zh: "公告 \(notice.data.noticeNo) 到 \(notice.data.until) 为止（事件 \(notice.eventID)），\(day) 尚未期满",
        en:
          "The notice \(notice.data.noticeNo) runs to \(notice.data.until) (event \(notice.eventID)), not over on \(day)."
      ),
      remedy: Bilingual(zh: "公告期满次日起方可办理", en: "Wait until the day after its last.")
    )
  }
  guard consent == nil else { return nil }
  return Refusal(
    rule: .d10,
    fact: Bilingual(
      zh: "公告 \(notice.data.noticeNo) 已期满，但火化确认没有主管部门同意火化的文书",
      en: "The notice \(notice.data.noticeNo) is over, but the confirmation names no consent of the authority."
    ),
    remedy: Bilingual(
      zh: "请取得主管部门同意，并在 authority_doc_no 中填写文号",
      en: "Obtain the authority's consent and give its number in authority_doc_no."
    )
  )
}

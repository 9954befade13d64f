// Rules I1 to I3 and I6 (domain.md 4.4). What I3 means for a facility's status stands in Facility.swift.

/// I1: one inspection per cemetery and year.
func i1OnePerYear(_ state: AnnualInspectionState?, _ subject: StreamName) -> Refusal? {
  guard let state else { return nil }
  return Refusal(
    rule: .i1,
    fact: Bilingual(
      zh: "年检 \(subject) 已于 \(state.opened.occurredAt) 启动（事件 \(state.opened.eventID)）",
      en: "The inspection \(subject) was opened at \(state.opened.occurredAt) (event \(state.opened.eventID))."
    ),
    remedy: Bilingual(
      zh: "每个公墓每年只检一次，请在已启动的年检中继续",
      en: "A cemetery is inspected once a year; go on with the inspection that is open."
    )
  )
}

/// I1 (Liaoning: licensed cemeteries, from the year after approval).
func i1Due(_ facility: FacilityState, _ code: Code, _ subject: StreamName) -> Refusal? {
  let licence = facility.licence.data
  guard licence.kind != .funeralHome else {
    return Refusal(
      rule: .i1,
      fact: Bilingual(zh: "\(code) 是殡仪馆，不是公墓或骨灰堂", en: "\(code) is a funeral home, neither cemetery nor columbarium."),
      remedy: Bilingual(zh: "请核对设施编号；年检只针对公墓", en: "Check the facility; the annual inspection is of cemeteries.")
    )
  }
  let first = licence.validFrom.year + 1
  let year = subject.codes.last.flatMap { Int($0.text) }
  guard year.flatMap(Year.init) == nil || (year ?? 0) < first else { return nil }
  return Refusal(
    rule: .i1,
    fact: Bilingual(
      zh: "年检 \(subject)：公墓 \(code) 的许可自 \(licence.validFrom) 起，首次年检年度为 \(first)",
      en: "Inspection \(subject): \(code) is licensed from \(licence.validFrom), so the first year due is \(first)."
    ),
    remedy: Bilingual(
      zh: "请填写 \(first) 年及以后的四位年份",
      en: "Name a year of four digits, \(first) or later."
    )
  )
}

/// I2: the self-check is handed in, or refused, once.
func i2SelfCheckOnce(_ state: AnnualInspectionState) -> Refusal? {
  guard let selfCheck = state.selfCheck else { return nil }
  return Refusal(
    rule: .i2,
    fact: Bilingual(
      zh: "本年度自查已于 \(selfCheck.occurredAt) \(selfCheck.data.refused ? "被拒绝" : "提交")（事件 \(selfCheck.eventID)）",
      en: """
        The self-check was \(selfCheck.data.refused ? "refused" : "handed in") at \(selfCheck.occurredAt) \
        (event \(selfCheck.eventID)).
        """
    ),
    remedy: Bilingual(zh: "无需重复提交", en: "Do not submit it twice.")
  )
}

/// I2: a self-check has answers, a refusal has none.
func i2AnswersUnlessRefused(_ event: SelfCheckSubmitted) -> Refusal? {
  guard event.refused != event.answers.isEmpty else { return nil }
  return Refusal(
    rule: .i2,
    fact: event.refused
      ? Bilingual(
        zh: "登记为拒绝自查，却附有 \(event.answers.count) 项答案",
        en: "The self-check is said to be refused, yet it has \(event.answers.count) answer(s)."
      )
      : Bilingual(zh: "自查没有任何答案", en: "The self-check has no answers."),
    remedy: Bilingual(
      zh: "拒绝自查的 answers 应为空；提交自查的应逐项填写",
      en: "Leave answers empty for a refusal, and fill them in for a self-check."
    )
  )
}

/// I2 (Zhaoqing: refusing papers = unqualified): no conclusion without a self-check or its recorded refusal; after a
/// refusal only “unqualified”.
func i2AfterSelfCheck(_ state: AnnualInspectionState, _ event: ConclusionIssued) -> Refusal? {
  guard let selfCheck = state.selfCheck else {
    return Refusal(
      rule: .i2,
      fact: Bilingual(
        zh: "尚无自查材料，也没有拒绝自查的记录（自查截止 \(state.opened.data.selfDue)）",
        en: "There is neither a self-check nor a recorded refusal (it was due on \(state.opened.data.selfDue))."
      ),
      remedy: Bilingual(
        zh: "请先提交 SelfCheckSubmitted；拒不提交的，以 refused 登记",
        en: "Submit SelfCheckSubmitted first; if it is refused, record that."
      )
    )
  }
  guard selfCheck.data.refused, event.result != .unqualified else { return nil }
  return Refusal(
    rule: .i2,
    fact: Bilingual(
      zh: "公墓拒绝自查（事件 \(selfCheck.eventID)），结论却为 \(event.result.rawValue)",
      en:
        "The cemetery refused the self-check (event \(selfCheck.eventID)), yet the result is \(event.result.rawValue)."
    ),
    remedy: Bilingual(zh: "拒绝自查的，结论应为 unqualified", en: "After a refusal the result is unqualified.")
  )
}

/// I3: what is accepted is the rectification that a conclusion has asked for, once.
func i3SomethingToRectify(_ state: AnnualInspectionState) -> Refusal? {
  guard state.status != .rectifying else { return nil }
  let accepted = state.rectification.map { "\($0.data.acceptedOn)" }
  return Refusal(
    rule: .i3,
    fact: Bilingual(
      zh: accepted.map { "整改已于 \($0) 验收" } ?? "该年检没有要求整改的结论（目前为 \(state.status.rawValue)）",
      en: accepted.map { "The rectification was accepted on \($0)." }
        ?? "No conclusion of this inspection asks for rectification (it is \(state.status.rawValue))."
    ),
    remedy: Bilingual(
      zh: "请核对公墓和年份",
      en: "Check the cemetery and the year."
    )
  )
}

/// I6: two inspectors on site.
func i6TwoInspectors(_ event: SiteCheckRecorded) -> Refusal? {
  guard event.inspectorId == event.secondInspectorId else { return nil }
  return Refusal(
    rule: .i6,
    fact: Bilingual(
      zh: "检查项目 \(event.item) 的两名检查人员都是 \(event.inspectorId)",
      en: "Both inspectors of item \(event.item) are \(event.inspectorId)."
    ),
    remedy: Bilingual(
      zh: "现场检查须由两名检查人员进行，请填写第二人",
      en: "A site check takes two inspectors; name the second."
    )
  )
}

/// R3: nothing more is recorded once an inspection is concluded; a deferred one is not.
func r3NotConcluded(_ state: AnnualInspectionState) -> Refusal? {
  guard let conclusion = state.conclusion, conclusion.data.result != .deferred else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该年检已有结论 \(conclusion.data.result.rawValue)（事件 \(conclusion.eventID)）",
      en: "This inspection is concluded: \(conclusion.data.result.rawValue) (event \(conclusion.eventID))."
    ),
    Bilingual(
      zh: "请核对公墓和年份；对结论有异议的另行申诉",
      en: "Check the cemetery and the year; a conclusion is contested by appeal."
    )
  )
}

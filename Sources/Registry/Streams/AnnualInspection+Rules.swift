// Rules I1, I2 and I6 (domain.md 4.4), and the order of steps. I3 and I4 stand in AnnualInspection+RectificationRules.swift;
// what I3 means for a facility's status stands in Facility.swift.

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

/// I1 (Shangqiu 2024: self-check by 10-31, the county's opinion by 11-10): nothing is due later than the notice has it.
func i1DuesAsPublished(_ event: InspectionOpened, _ policy: PolicyPublished?) -> Refusal? {
  guard let policy else { return nil }
  let dues = [("self_due", event.selfDue, policy.selfDue), ("review_due", event.reviewDue, policy.reviewDue)]
  for case (let name, let due, let latest?) in dues where latest < due {
    return Refusal(
      rule: .i1,
      fact: Bilingual(
        zh: "\(name) 为 \(due)，晚于 \(policy.document.zh) 规定的 \(latest)",
        en: "The \(name) is \(due), later than the \(latest) of \(policy.document.en)."
      ),
      remedy: Bilingual(
        zh: "请按通知规定的期限启动年检",
        en: "Open the inspection with days that are within the notice's."
      )
    )
  }
  return nil
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

/// I2: a self-check answers every item of the published checklist, once, within its points.
func i2AnswersCoverChecklist(_ event: SelfCheckSubmitted, _ checklist: [ChecklistItem]) -> Refusal? {
  let most = Dictionary(checklist.map { ($0.item, $0.scoreMax) }) { first, _ in first }
  var open = Set(checklist.map(\.item))
  let wrong = event.answers.filter { answer in
    open.remove(answer.item) == nil || most[answer.item].map { $0 < answer.score } ?? true
  }
  guard !wrong.isEmpty || !open.isEmpty else { return nil }
  let missing = open.map(\.text).sorted().joined(separator: ", ")
  let extra = wrong.map { "\($0.item)=\($0.score)" }.joined(separator: ", ")
  return Refusal(
    rule: .i2,
    fact: Bilingual(
      zh: "检查表共 \(checklist.count) 项；未答 [\(missing)]，重复、不在表中或超过满分 [\(extra)]",
      en: """
        The checklist has \(checklist.count) item(s); not answered: [\(missing)]; twice, not on it or above the item's \
        points: [\(extra)].
        """
    ),
    remedy: Bilingual(
      zh: "请按公布的检查表逐项作答，每项一次，得分不超过该项满分",
      en: "Answer every item of the published checklist once, within its points."
    )
  )
}

/// I2: a cemetery is not found qualified before the papers that the checklist asks for are on file.
func i2PapersOnFile(
  _ state: AnnualInspectionState,
  _ event: ConclusionIssued,
  _ checklist: [ChecklistItem]
) -> Refusal? {
  guard event.result == .qualified || event.result == .basicallyQualified else { return nil }
  let filed = Set(state.documents.map(\.data.item))
  let missing = checklist.filter { $0.needsDocument && !filed.contains($0.item) }.map(\.item.text)
  guard !missing.isEmpty else { return nil }
  let list = missing.joined(separator: ", ")
  return Refusal(
    rule: .i2,
    fact: Bilingual(
      zh: "结论为 \(event.result.rawValue)，检查表要求的材料尚未归档：\(list)",
      en: "The result is \(event.result.rawValue), and papers that the checklist asks for are not on file: \(list)."
    ),
    remedy: Bilingual(
      zh: "请先提交 DocumentFiled；材料不齐的，结论为 unqualified 或 deferred",
      en: "Submit DocumentFiled first; without the papers the result is unqualified or deferred."
    )
  )
}

/// I2 (Shangqiu 2024: at least a tenth of the sales): a cemetery is not found qualified while its maintenance fund of the
/// year is smaller than the checklist asks. A fund that nobody has recorded is for the papers to show.
func i2FundReachesShare(
  _ fund: Fact<MaintenanceFundSet>?,
  _ event: ConclusionIssued,
  _ checklist: [ChecklistItem]
) -> Refusal? {
  guard event.result == .qualified || event.result == .basicallyQualified, let fund,
    let least = checklist.compactMap(\.fundMinPercent?.value).max()
  else { return nil }
  let (sales, set) = (fund.data.salesFen, fund.data.fundFen)
  guard set.value < (sales.value * least + 99) / 100 else { return nil }
  return Refusal(
    rule: .i2,
    fact: Bilingual(
      zh: """
        结论为 \(event.result.rawValue)，\(fund.data.year) 年销售额 \(sales) 分，维护基金 \(set) 分，\
        不足检查表要求的 \(least)%（事件 \(fund.eventID)）
        """,
      en: """
        The result is \(event.result.rawValue); of \(sales) fen sold in \(fund.data.year) only \(set) fen are in the fund, \
        less than the \(least) % that the checklist asks (event \(fund.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "请先补足维护基金并提交 MaintenanceFundSet；未补足的，结论为 unqualified 或 deferred",
      en: "Fill the fund and submit MaintenanceFundSet first; otherwise the result is unqualified or deferred."
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

/// I6: no inspector has a tie to the operator that has been declared for the day.
func i6NoDeclaredTie(
  _ facility: FacilityState,
  _ cemetery: Code,
  _ event: SiteCheckRecorded,
  on day: LocalDate
) -> Refusal? {
  let inspectors = [event.inspectorId, event.secondInspectorId]
  let found = facility.inspectorTies.first {
    inspectors.contains($0.data.inspectorId) && $0.data.from <= day && $0.data.to.map { day <= $0 } ?? true
  }
  guard let tie = found else { return nil }
  return Refusal(
    rule: .i6,
    fact: Bilingual(
      zh: """
        检查项目 \(event.item) 的检查人员 \(tie.data.inspectorId) 已申报与公墓 \(cemetery) 有利害关系\
        （\(tie.data.tie.rawValue)，事件 \(tie.eventID)）
        """,
      en: """
        The inspector \(tie.data.inspectorId) of item \(event.item) has a declared tie to \(cemetery) \
        (\(tie.data.tie.rawValue), event \(tie.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "检查人员与公墓经营者不得有利害关系，请另派人员",
      en: "An inspector has no tie to the operator; send somebody else."
    )
  )
}

/// I6: no inspector is of the cemetery's own: its code, or who handed in its self-check.
func i6NotTheOperators(_ state: AnnualInspectionState, _ cemetery: Code, _ event: SiteCheckRecorded) -> Refusal? {
  let selfCheck = state.selfCheck.flatMap { $0.data.refused ? nil : $0 }
  let own = Set([cemetery] + (selfCheck.map { [$0.actor] } ?? []))
  guard let tied = [event.inspectorId, event.secondInspectorId].first(where: own.contains) else { return nil }
  let handedIn = selfCheck.map { "\($0.actor), \($0.eventID)" } ?? "–"
  return Refusal(
    rule: .i6,
    fact: Bilingual(
      zh: "检查项目 \(event.item) 的检查人员 \(tied) 是公墓 \(cemetery) 一方的人员（自查提交：\(handedIn)）",
      en: "The inspector \(tied) of item \(event.item) is the cemetery \(cemetery)'s own (self-check: \(handedIn))."
    ),
    remedy: Bilingual(
      zh: "检查人员与公墓经营者不得有利害关系，请另派人员",
      en: "An inspector has no tie to the operator; send somebody else."
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

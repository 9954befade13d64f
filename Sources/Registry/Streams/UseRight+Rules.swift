// Rules P3 to P5 (domain.md 4.4).

/// P3 (Decree 824: on death or cremation papers, except for the elderly, the critically ill and similar cases):
/// otherwise it is a grave for the living (活人墓).
func p3PapersForGrant(_ event: UseRightGranted, _ decedent: DecedentCaseState?) -> Refusal? {
  guard event.basis == .decedent else {
    guard event.evidenceDigest == nil else { return nil }
    return Refusal(
      rule: .p3,
      fact: Bilingual(
        zh: "以 \(event.basis.rawValue) 为由办理使用权，但没有证明材料",
        en: "The right is granted on the basis \(event.basis.rawValue) without its papers."
      ),
      remedy: Bilingual(
        zh: "请上传证明材料，并在 evidence_digest 中填写其摘要",
        en: "Give the digest of the papers in evidence_digest."
      )
    )
  }
  guard let id = event.decedentCaseId else {
    return Refusal(
      rule: .p3,
      fact: Bilingual(
        zh: "墓位 \(event.plotId) 以逝者为由办理，但没有填写个案编号",
        en: "The plot \(event.plotId) is granted for a decedent, but no case is named."
      ),
      remedy: Bilingual(
        zh: "请填写 decedent_case_id；为在世者办理的，请选择法定例外并附证明",
        en: "Give decedent_case_id; for the living, name one of the exceptions and its papers."
      )
    )
  }
  guard decedent?.certificate == nil else { return nil }
  return Refusal(
    rule: .p3,
    fact: Bilingual(
      zh: "个案 \(id) 还没有登记死亡证明",
      en: "Case \(id) has no recorded death certificate."
    ),
    remedy: Bilingual(
      zh: "请先提交 DeathCertificateRecorded，凭死亡或火化证明办理使用权",
      en: "Submit DeathCertificateRecorded first: a plot is granted on death or cremation papers."
    )
  )
}

/// P3: which exceptions there are, is the policy's to say where one is published; else those of the Regulation.
func p3ExceptionListed(_ basis: HoldingBasis, _ policy: PolicyPublished?) -> Refusal? {
  guard basis != .decedent, let policy, let listed = policy.exceptions, !listed.contains(basis) else { return nil }
  let names = listed.map(\.rawValue).joined(separator: ", ")
  return Refusal(
    rule: .p3,
    fact: Bilingual(
      zh: "\(basis.rawValue) 不在 \(policy.document.zh) 规定的例外之列（\(names)）",
      en: "\(basis.rawValue) is not among the exceptions of \(policy.document.en): \(names)."
    ),
    remedy: Bilingual(
      zh: "请凭死亡或火化证明办理，或选用所列的例外并附证明",
      en: "A plot is held on death or cremation papers, or on one of these exceptions with its papers."
    )
  )
}

/// P4 (公墓管理暂行办法 Art. 13): a plot is neither transferred nor sold; a right passes only to an heir (民法典 Art. 1127,
/// and grandchildren, who inherit in their parent's place).
func p4HeirOnly(_ state: UseRightState, _ event: UseRightSucceeded) -> Refusal? {
  let isHeir =
    switch event.relation {
    case .spouse, .child, .parent, .sibling, .grandparent, .grandchild: true
    case .otherRelative, .organisation, .authority: false
    }
  guard !isHeir || event.toHeirRef == state.holder else { return nil }
  return Refusal(
    rule: .p4,
    fact: Bilingual(
      zh: "墓位 \(state.granted.data.plotId) 的持有人为 \(state.holder)，拟转给 \(event.toHeirRef)（\(event.relation.rawValue)）",
      en: """
        The plot \(state.granted.data.plotId) is held by \(state.holder) and would pass to \(event.toHeirRef) \
        (\(event.relation.rawValue)).
        """
    ),
    remedy: Bilingual(
      zh: "墓位不得转让或买卖，只能由原持有人的配偶、子女、父母、兄弟姐妹、祖父母或孙子女继承；不再使用的请退还",
      en: """
        A plot is not transferred or sold: only a spouse, child, parent, sibling, grandparent or grandchild of the \
        holder succeeds; one that is not needed is returned.
        """
    )
  )
}

/// One cycle of a right: a grant, or a renewal, which begins on the last day of the cycle before.
struct UseCycle {
  let from, to, maintenanceTo: LocalDate
}

/// P5: a right and its prepaid maintenance end after they begin.
func p5RunsForward(_ cycle: UseCycle) -> Refusal? {
  let end = min(cycle.to, cycle.maintenanceTo)
  guard end <= cycle.from else { return nil }
  let (zh, en) = cycle.to <= cycle.from ? ("使用期", "right") : ("管理费", "maintenance")
  return Refusal(
    rule: .p5,
    fact: Bilingual(
      zh: "\(zh)止于 \(end)，不晚于起始日期 \(cycle.from)",
      en: "The \(en) ends on \(end), not after it begins on \(cycle.from)."
    ),
    remedy: Bilingual(zh: "请核对起止日期", en: "Check the dates.")
  )
}

/// P5 (民事发〔1998〕10号; 公墓管理暂行办法 Art. 16): a cycle of use, and maintenance paid in advance, is at most 20 years. A cycle
/// that begins on 29 February may end on 28 February or, in a leap year, on the 29th.
func p5AtMostTwentyYears(_ cycle: UseCycle) -> Refusal? {
  guard let last = cycle.from.adding(years: 20), max(cycle.to, cycle.maintenanceTo) > last else { return nil }
  let (zh, en, end) =
    cycle.to > last ? ("使用期", "right", cycle.to) : ("预收管理费", "prepaid maintenance", cycle.maintenanceTo)
  return Refusal(
    rule: .p5,
    fact: Bilingual(
      zh: "\(zh)自 \(cycle.from) 至 \(end)，超过 20 年",
      en: "The \(en) runs from \(cycle.from) to \(end), more than 20 years."
    ),
    remedy: Bilingual(
      zh: "每个周期最长 20 年，最迟至 \(last)，期满后续期",
      en: "A cycle ends on \(last) at the latest; renew it then."
    )
  )
}

/// P5 (公墓管理暂行办法 Art. 16: not more than 20 years at once): a right keeps its plot from the grant on, whenever it begins. The year
/// is this registry's own bound; no source states one.
func p5BeginsWithinAYear(_ cycle: UseCycle, on day: LocalDate) -> Refusal? {
  guard let latest = day.adding(years: 1), cycle.from > latest else { return nil }
  return Refusal(
    rule: .p5,
    fact: Bilingual(
      zh: "\(day) 确立的使用权要到 \(cycle.from) 才开始",
      en: "The right is granted on \(day) and begins on \(cycle.from) only."
    ),
    remedy: Bilingual(
      zh: "请核对起始日期，最迟为 \(latest)；以后才使用的，先提交 PlotReserved 预留",
      en: "Check the day that it begins, \(latest) at the latest; reserve a plot that is for later (PlotReserved)."
    )
  )
}

/// P5 (公墓管理暂行办法 Art. 16: not more than 20 years at once): a cycle is bought when the one before has begun, so that
/// renewals do not pile up to more.
func p5OneCycleAhead(_ state: UseRightState, on day: LocalDate) -> Refusal? {
  guard let renewal = state.lastRenewal, day < state.cycleFrom else { return nil }
  return Refusal(
    rule: .p5,
    fact: Bilingual(
      zh: "使用权已续期至 \(state.lastDay)（事件 \(renewal.eventID)），该周期自 \(state.cycleFrom) 才开始，\(day) 又申请续期",
      en: """
        The right is renewed to \(state.lastDay) already (event \(renewal.eventID)); that cycle begins on \
        \(state.cycleFrom) only, and another is asked for on \(day).
        """
    ),
    remedy: Bilingual(
      zh: "一次只续一个周期，请在 \(state.cycleFrom) 以后再办理下一周期",
      en: "Renew one cycle at a time, and the next on \(state.cycleFrom) or later."
    )
  )
}

/// R3: a right that was returned is gone.
func r3RightStands(_ state: UseRightState) -> Refusal? {
  guard let returned = state.returned else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "墓位 \(state.granted.data.plotId) 的使用权已于 \(returned.occurredAt) 退还（事件 \(returned.eventID)）",
      en: """
        The right to the plot \(state.granted.data.plotId) was returned at \(returned.occurredAt) \
        (event \(returned.eventID)).
        """
    ),
    Bilingual(zh: "请核对合同号；重新使用须另行确立使用权", en: "Check the contract; a new use needs a new right.")
  )
}

// Rules A1 to A5 (domain.md 4.4). That no two portions share a number (A1) or a place (A2, A4) is held by claims:
// their refusals stand in Deciding/Registrar+Claims.swift.

/// A1: ashes come into custody only after the cremation.
func a1AfterCremation(_ decedent: DecedentCaseState, _ event: CustodyOpened, at instant: Instant) -> Refusal? {
  guard let cremation = decedent.cremation else {
    return Refusal(
      rule: .a1,
      fact: Bilingual(zh: "个案 \(event.caseId) 尚未火化", en: "Case \(event.caseId) has not been cremated."),
      remedy: Bilingual(
        zh: "请先提交 CremationCompleted，或核对个案编号",
        en: "Submit CremationCompleted first, or check the case number."
      )
    )
  }
  guard instant < cremation.data.endedAt else { return nil }
  return Refusal(
    rule: .a1,
    fact: Bilingual(
      zh: "骨灰入管时间 \(instant) 早于火化结束时间 \(cremation.data.endedAt)",
      en: "The ashes came into custody at \(instant), before the cremation ended at \(cremation.data.endedAt)."
    ),
    remedy: Bilingual(zh: "请核对入管时间", en: "Check when custody began.")
  )
}

/// A1: portions number exactly what the cremation recorded.
func a1PortionsAgree(_ decedent: DecedentCaseState, _ event: CustodyOpened) -> Refusal? {
  guard let cremation = decedent.cremation else { return nil }
  let portions = cremation.data.ashPortions
  guard event.portionsTotal != portions || event.portionNo > portions else { return nil }
  return Refusal(
    rule: .a1,
    fact: Bilingual(
      zh: "所报为第 \(event.portionNo) 份、共 \(event.portionsTotal) 份，而火化记录为共 \(portions) 份（事件 \(cremation.eventID)）",
      en: """
        This is said to be portion \(event.portionNo) of \(event.portionsTotal), \
        but the cremation recorded \(portions) (event \(cremation.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "请按火化记录填写 portions_total，portion_no 从 1 到该数",
      en: "Give portions_total as the cremation has it, and portion_no from 1 to that number."
    )
  )
}

/// A2: a portion is in one place at a time; and A5: a scattered portion is nowhere any more.
func a2StillInCustody(_ state: AshCustodyState) -> Refusal? {
  switch state.disposition {
  case .inCustody: nil
  case .placed(let fact):
    Refusal(
      rule: .a2,
      fact: Bilingual(
        zh: "这份骨灰已于 \(fact.occurredAt) 安放在 \(fact.data.plotId) 第 \(fact.data.positionNo) 位（事件 \(fact.eventID)）",
        en: """
          This portion was placed in \(fact.data.plotId), position \(fact.data.positionNo), \
          at \(fact.occurredAt) (event \(fact.eventID)).
          """
      ),
      remedy: Bilingual(
        zh: "请核对骨灰编号；一份骨灰同一时间只能在一处，迁移须另行办理",
        en: "Check the number of the ashes; a portion is in one place at a time, and moving it needs a relocation."
      )
    )
  case .scattered(let fact):
    Refusal(
      rule: .a5,
      fact: Bilingual(
        zh: "这份骨灰已于 \(fact.occurredAt) 在“\(fact.data.site)”撒散（事件 \(fact.eventID)）",
        en: "This portion was scattered at “\(fact.data.site)” at \(fact.occurredAt) (event \(fact.eventID))."
      ),
      remedy: Bilingual(
        zh: "撒散不可撤回；请核对骨灰编号",
        en: "Scattering is final; check the number of the ashes."
      )
    )
  }
}

/// A5: a form that leaves nothing to place is recorded by AshesScattered.
func a5FormPlaces(_ event: AshesPlaced) -> Refusal? {
  guard event.form.isScattering else { return nil }
  return Refusal(
    rule: .a5,
    fact: Bilingual(
      zh: "安葬方式 \(event.form.rawValue) 属于撒散，不占用墓位",
      en: "The form \(event.form.rawValue) is a scattering, which takes no place."
    ),
    remedy: Bilingual(zh: "请改为提交 AshesScattered", en: "Submit AshesScattered instead.")
  )
}

/// A5: and only such a form.
func a5FormScatters(_ event: AshesScattered) -> Refusal? {
  guard !event.form.isScattering else { return nil }
  return Refusal(
    rule: .a5,
    fact: Bilingual(
      zh: "安葬方式 \(event.form.rawValue) 不是撒散",
      en: "The form \(event.form.rawValue) is not a scattering."
    ),
    remedy: Bilingual(
      zh: "请改为提交 AshesPlaced，或填写 scatter_land、sea、river、ashes_not_kept 之一",
      en: "Submit AshesPlaced instead, or give one of scatter_land, sea, river, ashes_not_kept."
    )
  )
}

/// A3: the plot lies in the facility that is named.
func a3PlotOfFacility(_ event: AshesPlaced) -> Refusal? {
  guard event.plotId.facility != event.facilityId else { return nil }
  return Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "墓位 \(event.plotId) 不属于设施 \(event.facilityId)",
      en: "The plot \(event.plotId) is not in the facility \(event.facilityId)."
    ),
    remedy: Bilingual(zh: "请核对墓位和设施编号", en: "Check the plot and the facility.")
  )
}

/// A3: placement only into an open facility. Suspended sales do not stop it (P6), closure does.
func a3FacilityOpen(_ facility: FacilityState, _ code: Code, on day: LocalDate) -> Refusal? {
  guard facility.status(on: day) == .closed else { return nil }
  return Refusal(
    rule: .a3,
    fact: Bilingual(zh: "设施 \(code) 在 \(day) 已关闭", en: "The facility \(code) is closed on \(day)."),
    remedy: Bilingual(zh: "请另选仍在运营的设施安放，或核对日期", en: "Place the ashes in a facility that is open, or check the date.")
  )
}

/// A3: the section has been opened.
func a3SectionNotOpen(_ plot: PlotID) -> Refusal {
  Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "墓区 \(plot.facility)/\(plot.section) 没有启用",
      en: "The section \(plot.facility)/\(plot.section) is not open."
    ),
    remedy: Bilingual(
      zh: "请核对墓位编号；墓区须先提交 SectionOpened",
      en: "Check the plot's number; a section is opened by SectionOpened."
    )
  )
}

/// A3: and the plot laid out in it.
func a3PlotNotLaidOut(_ plot: PlotID) -> Refusal {
  Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "墓区 \(plot.facility)/\(plot.section) 内没有 \(plot.row) 排 \(plot.number) 号",
      en: "The section \(plot.facility)/\(plot.section) has no row \(plot.row) number \(plot.number)."
    ),
    remedy: Bilingual(
      zh: "请核对墓位编号；新建的墓位须先提交 PlotRangeCreated",
      en: "Check the plot's number; new plots are laid out by PlotRangeCreated."
    )
  )
}

/// A3: outside the eco pools, ashes are placed under a use right.
func a3NoRightNamed(_ event: AshesPlaced) -> Refusal {
  Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "安放到墓位 \(event.plotId) 没有填写使用权合同号",
      en: "The placement in \(event.plotId) names no use right."
    ),
    remedy: Bilingual(
      zh: "请填写 contract_no；只有生态池不需要使用权",
      en: "Give contract_no; only eco pools need no use right."
    )
  )
}

/// A3: nobody holds an eco pool.
func a3PoolNeedsNoRight(_ event: AshesPlaced) -> Refusal? {
  guard let contract = event.contractNo else { return nil }
  return Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "\(event.plotId) 是生态池，没有使用权，但填写了合同号 \(contract)",
      en: "\(event.plotId) is an eco pool, which nobody holds, but the contract \(contract) is named."
    ),
    remedy: Bilingual(zh: "请去掉 contract_no，或核对墓位编号", en: "Leave out contract_no, or check the plot.")
  )
}

/// A3: a blocked plot takes nobody.
func a3NotBlocked(_ plot: PlotState?, _ id: PlotID) -> Refusal? {
  guard let blocked = plot?.blocked else { return nil }
  return Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "\(id) 已停用（\(blocked.data.reason)，事件 \(blocked.eventID)）",
      en: "\(id) is blocked (\(blocked.data.reason), event \(blocked.eventID))."
    ),
    remedy: Bilingual(zh: "请另选位置，或先提交 PlotUnblocked", en: "Choose another, or submit PlotUnblocked first.")
  )
}

/// A3: the right is for this plot.
func a3RightForPlot(_ right: UseRightState, _ contract: Code, _ named: PlotID) -> Refusal? {
  let plot = right.granted.data.plotId
  guard plot != named else { return nil }
  return Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "合同 \(contract) 的墓位是 \(plot)，不是 \(named)",
      en: "The contract \(contract) is for the plot \(plot), not \(named)."
    ),
    remedy: Bilingual(zh: "请核对合同号和墓位编号", en: "Check the contract and the plot.")
  )
}

/// A3: the right is in force that day; both its first and its last day count.
func a3RightInForce(_ right: UseRightState, _ contract: Code, on day: LocalDate) -> Refusal? {
  let (from, to) = (right.granted.data.from, right.granted.data.to)
  guard day < from || to < day else { return nil }
  return Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "合同 \(contract) 的使用期为 \(from) 至 \(to)，安放日期为 \(day)",
      en: "The contract \(contract) runs from \(from) to \(to); the placement is on \(day)."
    ),
    remedy: Bilingual(zh: "请先办理续期，或核对日期", en: "Renew the right first, or check the date.")
  )
}

/// A3: the right is for this person: its decedent, or its holder who has died.
func a3RightForPerson(_ right: UseRightState, _ contract: Code, _ caseID: Code) -> Refusal? {
  Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "合同 \(contract)\(right.forWhomZh)，不是个案 \(caseID) 的逝者",
      en: "The contract \(contract) \(right.forWhomEn), not the decedent of case \(caseID)."
    ),
    remedy: Bilingual(
      zh: "请使用为该逝者办理的合同，或核对编号",
      en: "Use the contract granted for this decedent, or check the numbers."
    )
  )
}

/// A4: another person beside the one the right was granted for needs the holder's basis: an exception of rule P3 with
/// its papers.
func a4SecondByHoldersBasis(_ right: UseRightState, _ contract: Code, _ caseID: Code) -> Refusal? {
  guard right.granted.data.basis == .decedent else { return nil }
  return Refusal(
    rule: .a4,
    fact: Bilingual(
      zh: "合同 \(contract)\(right.forWhomZh)，没有为第二人预留的依据，个案 \(caseID) 不能安放",
      en: "The contract \(contract) \(right.forWhomEn) and has no basis for another person such as case \(caseID)."
    ),
    remedy: Bilingual(
      zh: "双穴或家族墓的另一人须为持有人本人，或合同以 surviving_spouse 等依据办理",
      en:
        "The other person must be the holder, or the right must have been granted on a basis such as surviving_spouse."
    )
  )
}

/// A4: occupants never exceed the capacity.
func a4PositionExists(_ capacity: PositiveCount, _ position: PositiveCount, in plot: PlotID) -> Refusal? {
  guard position > capacity else { return nil }
  return Refusal(
    rule: .a4,
    fact: Bilingual(
      zh: "墓位 \(plot) 只有 \(capacity) 个位置，没有第 \(position) 位",
      en: "The plot \(plot) has \(capacity) place(s); there is no position \(position)."
    ),
    remedy: Bilingual(
      zh: "请填写 1 至 \(capacity) 中未占用的位置；已满的请另选墓位",
      en: "Give a free position from 1 to \(capacity); if the plot is full, choose another."
    )
  )
}

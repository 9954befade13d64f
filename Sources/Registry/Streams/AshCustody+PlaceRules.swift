// Rules A3, A4 and A7 (domain.md 4.4): where a portion may come to lie.

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
func a3NoRightNamed(_ plot: PlotID) -> Refusal {
  Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "安放到墓位 \(plot) 没有填写使用权合同号",
      en: "The placement in \(plot) names no use right."
    ),
    remedy: Bilingual(
      zh: "请填写 contract_no；只有生态池不需要使用权",
      en: "Give contract_no; only eco pools need no use right."
    )
  )
}

/// A3: nobody holds an eco pool.
func a3PoolNeedsNoRight(_ place: RestingPlace) -> Refusal? {
  guard let contract = place.contract else { return nil }
  return Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "\(place.plot) 是生态池，没有使用权，但填写了合同号 \(contract)",
      en: "\(place.plot) is an eco pool, which nobody holds, but the contract \(contract) is named."
    ),
    remedy: Bilingual(zh: "请去掉 contract_no，或核对墓位编号", en: "Leave out contract_no, or check the plot.")
  )
}

/// A3: a plot that is out of use takes nobody.
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

/// A3: the right is in force that day; both its first and its last day count, the latter as last renewed.
func a3RightInForce(_ right: UseRightState, _ contract: Code, on day: LocalDate) -> Refusal? {
  if let returned = right.returned {
    return Refusal(
      rule: .a3,
      fact: Bilingual(
        zh: "合同 \(contract) 的使用权已于 \(returned.occurredAt) 退还（事件 \(returned.eventID)）",
        en: "The right \(contract) was returned at \(returned.occurredAt) (event \(returned.eventID))."
      ),
      remedy: Bilingual(zh: "请使用有效的合同", en: "Use a contract that is in force.")
    )
  }
  let (from, to) = (right.granted.data.from, right.lastDay)
  guard day < from || to < day else { return nil }
  return Refusal(
    rule: .a3,
    fact: Bilingual(
      zh: "合同 \(contract) 的使用期为 \(from) 至 \(to)，安放日期为 \(day)",
      en: "The contract \(contract) runs from \(from) to \(to); the placement is on \(day)."
    ),
    remedy: Bilingual(
      zh: "请先提交 UseRightRenewed 办理续期，或核对日期",
      en: "Renew the right first by UseRightRenewed, or check the date."
    )
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
      zh: "请使用为该逝者办理的合同，或核对骨灰编号",
      en: "Use the contract granted for this decedent, or check the number of the ashes."
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

/// A7 (公益性公墓: 本地居民及其配偶、未成年子女): a public-benefit cemetery takes the dead of its service area, and the spouse or minor
/// child of a resident who holds the plot; others by approval.
func a7ServiceArea(
  _ area: Fact<ServiceAreaAssigned>,
  _ decedent: DecedentCaseState,
  _ caseID: Code,
  in cemetery: Code,
  on day: LocalDate,
  _ divisions: DivisionHistory
) -> Refusal? {
  let served = area.data.divisionCodes.map { Locality($0, writtenOn: area.data.from, divisions) }
  let homes = decedent.residency?.data.homes(divisions) ?? []
  if homes.contains(where: { home in served.contains { home.isWithin($0, on: day) } }) { return nil }
  let list = { (places: [Locality]) in places.map { $0.told(on: day) }.joined(separator: ", ") }
  let (areaText, homeText) = (list(served), homes.isEmpty ? "–" : list(homes))
  return Refusal(
    rule: .a7,
    fact: Bilingual(
      zh: "公墓 \(cemetery) 的服务范围为 \(areaText)（事件 \(area.eventID)），个案 \(caseID) 的户籍或居住地为 \(homeText)",
      en: """
        The service area of \(cemetery) is \(areaText) (event \(area.eventID)); \
        the residence of case \(caseID) is \(homeText).
        """
    ),
    remedy: Bilingual(
      zh: """
        请先登记户籍（ResidencyRecorded）；为墓位持有人的配偶或未成年子女的，填写 area_relation 和 area_evidence_digest；\
        其他人须经批准并填写 approval_no
        """,
      en: """
        Record the residence by ResidencyRecorded; for the spouse or minor child of the holder give area_relation \
        and area_evidence_digest; anybody else needs an approval_no.
        """
    )
  )
}

extension ResidencyRecorded {
  /// Where somebody is a resident: the hukou, and the residence that they have a permit for.
  fileprivate func homes(_ divisions: DivisionHistory) -> [Locality] {
    [hukouDivision, residencePermit ? residenceDivision : nil].compactMap(\.self)
      .map { Locality($0, writtenOn: asOf, divisions) }
  }
}

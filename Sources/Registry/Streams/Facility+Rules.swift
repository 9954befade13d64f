// Rules I3, P6 and F1 to F3, as far as they are about facilities.

/// I3: only the registry itself writes what caused a status, when a conclusion suspends sales or a rectification
/// releases them.
func i3CauseIsTheRegistrys(_ event: FacilityStatusChanged) -> Refusal? {
  guard let cause = event.causeEventId else { return nil }
  return Refusal(
    rule: .i3,
    fact: Bilingual(
      zh: "提交的状态变更填写了起因事件 \(cause)",
      en: "The submitted change of status names the cause \(cause)."
    ),
    remedy: Bilingual(
      zh: "请去掉 cause_event_id；年检不合格和整改验收引起的变更由系统自动登记",
      en: "Leave out cause_event_id; changes that follow from inspections are recorded by the registry."
    )
  )
}

/// I3 (Mianyang 2021: closed until the re-check): a suspension by an inspection is released only by an accepted
/// rectification.
func i3ReleasedByRectification(_ state: FacilityState, _ event: FacilityStatusChanged) -> Refusal? {
  guard event.status == .open, state.openConclusions > 0 else { return nil }
  let since = state.changes.last { $0.data.status == .salesSuspended && $0.data.causeEventId != nil }
  let day = since.map { "\($0.data.from)" } ?? ""
  let cause = since?.data.causeEventId.map { "\($0)" } ?? ""
  return Refusal(
    rule: .i3,
    fact: Bilingual(
      zh: "因年检不合格自 \(day) 起暂停销售（结论事件 \(cause)），整改尚未验收",
      en: "Sales are suspended since \(day) by an unqualified inspection (conclusion \(cause)), not yet rectified."
    ),
    remedy: Bilingual(
      zh: "整改验收后请在该次年检提交 RectificationAccepted，系统将自动恢复销售",
      en: "After the re-check submit RectificationAccepted on that inspection; the registry then reopens sales."
    )
  )
}

/// R3: a closed facility stays closed; a new one needs a new licence.
func r3ClosedForGood(_ state: FacilityState, _ event: FacilityStatusChanged) -> Refusal? {
  guard let closed = state.closure, closed.data.from <= event.from else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该设施已自 \(closed.data.from) 起关闭（事件 \(closed.eventID)）",
      en: "The facility is closed from \(closed.data.from) on (event \(closed.eventID))."
    ),
    Bilingual(
      zh: "关闭不可撤回；重新开办须另行许可并使用新的设施编号",
      en: "Closure is final; opening again needs a new licence under a new code."
    )
  )
}

/// P6: nothing is granted, reserved or sold unless the facility is open and its licence runs; what was granted before
/// stays usable.
func p6SalesOpen(_ facility: FacilityState, _ code: Code, on day: LocalDate) -> Refusal? {
  let remedy = Bilingual(
    zh: "恢复正常运营前不得新售、新批或预留；已确立使用权的墓位仍可安放",
    en: "No new sale, grant or reservation until it is open; plots granted before may still be used."
  )
  let status = facility.status(on: day)
  if status != .open {
    let since = facility.changes.last { $0.data.from <= day }
    let reason = since.map { "\($0.data.reason)" } ?? ""
    let from = since.map { "\($0.data.from)" } ?? ""
    return Refusal(
      rule: .p6,
      fact: Bilingual(
        zh: "设施 \(code) 自 \(from) 起状态为 \(status.rawValue)（\(reason)）",
        en: "The facility \(code) is \(status.rawValue) from \(from) (\(reason))."
      ),
      remedy: remedy
    )
  }
  let licence = facility.licence.data
  let lastDay = licence.validTo
  guard day < licence.validFrom || lastDay.map({ $0 < day }) == true else { return nil }
  let period = "\(licence.validFrom) – \(lastDay?.text ?? "…")"
  return Refusal(
    rule: .p6,
    fact: Bilingual(
      zh: "设施 \(code) 的许可 \(licence.licenceNo) 有效期为 \(period)，不含 \(day)",
      en: "The licence \(licence.licenceNo) of facility \(code) runs \(period), which does not include \(day)."
    ),
    remedy: remedy
  )
}

/// F1 (民办发(1990)10号): grades are those of funeral homes.
func f1GradesFuneralHomes(_ state: FacilityState) -> Refusal? {
  let kind = state.licence.data.kind
  guard kind != .funeralHome else { return nil }
  return Refusal(
    rule: .f1,
    fact: Bilingual(
      zh: "该设施的类别是 \(kind.rawValue)，不是殡仪馆",
      en: "The facility is a \(kind.rawValue), not a funeral home."
    ),
    remedy: Bilingual(zh: "等级只评定殡仪馆；请核对设施编号", en: "Only funeral homes are graded; check the facility.")
  )
}

/// F2 (Decree 824: closed price lists, no fee outside the list): a list is not empty, and names each item once.
func f2EachItemOnce(_ event: PriceListPublished) -> Refusal? {
  var seen: Set<Code> = []
  let twice = event.items.first { !seen.insert($0.code).inserted }
  guard twice != nil || event.items.isEmpty else { return nil }
  let code = twice?.code.text ?? "–"
  return Refusal(
    rule: .f2,
    fact: Bilingual(
      zh: "价目表共 \(event.items.count) 项，重复的项目为 \(code)",
      en: "The list has \(event.items.count) item(s); named twice: \(code)."
    ),
    remedy: Bilingual(zh: "请逐项列出，每个项目编码一个价格", en: "List the items, one price for each code.")
  )
}

/// F3 (公墓管理暂行办法 Art. 16; Shangqiu: at least a tenth of the sales): the fund of a place that sells plots or niches comes
/// out of its sales.
func f3FundOfSales(_ state: FacilityState, _ event: MaintenanceFundSet) -> Refusal? {
  let kind = state.licence.data.kind
  guard kind == .funeralHome || event.salesFen < event.fundFen else { return nil }
  return Refusal(
    rule: .f3,
    fact: Bilingual(
      zh: "\(kind.rawValue) \(event.year) 年销售额 \(event.salesFen) 分，提取维护基金 \(event.fundFen) 分",
      en: "Of \(event.salesFen) fen sold in \(event.year) by this \(kind.rawValue), \(event.fundFen) fen are set aside."
    ),
    remedy: Bilingual(
      zh: "维护基金由公墓、骨灰堂从销售额中提取；请核对设施和金额（单位为分）",
      en: "Cemeteries and columbaria set it aside out of their sales; check the facility and the amounts, in fen."
    )
  )
}

/// F6 (Decree 824, from 2026-03-30: new institutions are run by government and not for profit): what is licensed from a
/// policy's day on is of a nature that it allows. Who was licensed before goes on.
func f6NatureLicensed(_ event: FacilityLicensed, _ policy: PolicyPublished?) -> Refusal? {
  guard let policy, let natures = policy.licensedNatures, !natures.contains(event.nature) else { return nil }
  let names = natures.map(\.rawValue).joined(separator: ", ")
  return Refusal(
    rule: .f6,
    fact: Bilingual(
      zh: "设施性质为 \(event.nature.rawValue)，许可自 \(event.validFrom) 起，\(policy.document.zh) 只许新设 \(names)",
      en: """
        A \(event.nature.rawValue) facility is licensed from \(event.validFrom); \(policy.document.en) lets only \(names) \
        ones be founded.
        """
    ),
    remedy: Bilingual(
      zh: "请核对性质；此前已许可的设施，valid_from 填写首次许可的起始日",
      en:
        "Check the nature; of a facility that was licensed before, give the first day of its first licence in valid_from."
    )
  )
}

/// F7 (GB/T 10114: a town's code begins with that of the county that it lies in): both are written as they were on the day
/// of the licence, so that whatever becomes of the county afterwards, the town is found in it.
func f7TownInDivision(_ event: FacilityLicensed) -> Refusal? {
  guard let town = event.town, town.code.county != event.division else { return nil }
  return Refusal(
    rule: .f7,
    fact: Bilingual(
      zh: "乡镇 \(town.nameZh)（\(town.code)）的代码前六位是 \(town.code.county)，设施所在区划是 \(event.division)",
      en: """
        The code of the town \(town.nameEn) (\(town.code)) begins with \(town.code.county), and the facility lies in \
        \(event.division).
        """
    ),
    remedy: Bilingual(
      zh: "请核对 division 和 town.code，两者都按许可当时的代码填写；不知道乡镇的不填 town",
      en:
        "Check division and town.code, both as they were when the licence was given; leave town out where it is not known."
    )
  )
}

/// A7: a service area has divisions.
func a7AreaNamesDivisions(_ event: ServiceAreaAssigned) -> Refusal? {
  guard event.divisionCodes.isEmpty else { return nil }
  return Refusal(
    rule: .a7,
    fact: Bilingual(
      zh: "自 \(event.from) 起的服务范围没有区划",
      en: "The service area from \(event.from) on has no division."
    ),
    remedy: Bilingual(
      zh: "请在 division_codes 中至少填写一个区划代码",
      en: "Give at least one code in division_codes."
    )
  )
}

// Rules A1, A2, A5 and A6 (domain.md 4.4). That no two portions share a number (A1) or a place (A2, A4) is held by claims:
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
  case .inCustody, .stored, .released, .relocating: nil
  case .placed(let placement):
    Refusal(
      rule: .a2,
      fact: Bilingual(
        zh: """
          这份骨灰已于 \(placement.at) 安放在 \(placement.place.plot) 第 \(placement.place.position) 位\
          （事件 \(placement.eventID)）
          """,
        en: """
          This portion was placed in \(placement.place.plot), position \(placement.place.position), \
          at \(placement.at) (event \(placement.eventID)).
          """
      ),
      remedy: Bilingual(
        zh: "请核对骨灰编号；一份骨灰同一时间只能在一处，迁移请提交 AshesRelocated",
        en: "Check the number of the ashes; a portion is in one place at a time, and AshesRelocated moves it."
      )
    )
  case .scattered(let scattering): a5Scattered(scattering)
  }
}

/// A5: scattering is final.
func a5Scattered(_ scattering: AshCustodyState.Scattering) -> Refusal {
  Refusal(
    rule: .a5,
    fact: Bilingual(
      zh: "这份骨灰已于 \(scattering.at) 在“\(scattering.site)”撒散（事件 \(scattering.eventID)）",
      en: "This portion was scattered at “\(scattering.site)” at \(scattering.at) (event \(scattering.eventID))."
    ),
    remedy: Bilingual(
      zh: "撒散不可撤回，也不能迁移；请核对骨灰编号",
      en: "Scattering is final, and nothing is left to move; check the number of the ashes."
    )
  )
}

/// A2: stored ashes leave their store before they are anywhere else.
func a2OutOfStore(_ state: AshCustodyState) -> Refusal? {
  guard case .stored(let storage) = state.disposition else { return nil }
  let (store, event) = (storage.stored.data.facilityId, storage.stored.eventID)
  return Refusal(
    rule: .a2,
    fact: Bilingual(
      zh: "这份骨灰寄存在 \(store)，至 \(storage.until)（事件 \(event)）",
      en: "This portion is stored at \(store) until \(storage.until) (event \(event))."
    ),
    remedy: Bilingual(
      zh: "请先提交 AshesReleased 登记领取；只是延长寄存的，请提交 StorageRenewed",
      en: "Submit AshesReleased first; to keep them stored for longer, submit StorageRenewed."
    )
  )
}

/// A2: a release says where the ashes go, and a facility only where one of ours receives them.
func a2DestinationNamed(_ event: AshesReleased) -> Refusal? {
  let needsFacility =
    switch event.destinationKind {
    case .placement, .storage: true
    case .scattering, .family, .elsewhere: false
    }
  guard needsFacility != (event.destinationFacility != nil) else { return nil }
  let (kind, facility) = (event.destinationKind.rawValue, event.destinationFacility?.text ?? "–")
  return Refusal(
    rule: .a2,
    fact: Bilingual(
      zh: "领取去向为 \(kind)，填写的设施为 \(facility)",
      en: "The ashes are released for \(kind), and the facility named is \(facility)."
    ),
    remedy: Bilingual(
      zh: "placement、storage 须填写 destination_facility，其他去向不填",
      en: "Give destination_facility for placement and storage, and for nothing else."
    )
  )
}

/// A2 (MCA notice of April 2024): ashes are handed over on the cremation certificate of their decedent.
func a2OnCremationCertificate(_ decedent: DecedentCaseState, _ caseID: Code, _ event: AshesReleased) -> Refusal? {
  let valid = decedent.cremationCertificateNo
  guard valid != event.certNo else { return nil }
  let number = valid?.text ?? "–"
  let issued = decedent.cremationCertificateReissues.last?.eventID ?? decedent.cremationCertificate?.eventID
  let id = issued?.text ?? "–"
  return Refusal(
    rule: .a2,
    fact: Bilingual(
      zh: "领取凭火化证明 \(event.certNo)，而个案 \(caseID) 签发的火化证明为 \(number)（事件 \(id)）",
      en: """
        The release names the cremation certificate \(event.certNo); that of case \(caseID) is \(number) \
        (event \(id)).
        """
    ),
    remedy: Bilingual(
      zh: "请核对火化证明；尚未签发的，请先提交 CremationCertificateIssued",
      en: "Check the certificate; if none was issued, submit CremationCertificateIssued first."
    )
  )
}

/// A2: ashes that were handed over for a facility arrive there and nowhere else; nil: they are scattered.
func a2ArrivesWhereReleased(_ state: AshCustodyState, _ facility: Code?) -> Refusal? {
  guard case .released(let released) = state.disposition, let destination = released.data.destinationFacility,
    destination != facility
  else { return nil }
  return Refusal(
    rule: .a2,
    fact: Bilingual(
      zh: """
        这份骨灰于 \(released.occurredAt) 领往 \(destination)（事件 \(released.eventID)），\
        现报\(facility.map { "到达 \($0)" } ?? "撒散")
        """,
      en: """
        This portion was released to \(destination) at \(released.occurredAt) (event \(released.eventID)), \
        but is said to be \(facility.map { "at \($0)" } ?? "scattered").
        """
    ),
    remedy: Bilingual(
      zh: "请核对骨灰编号和设施；改变去向的，请先在 \(destination) 登记寄存，再次领取",
      en: "Check the ashes and the facility; to change course, have them stored at \(destination) and released again."
    )
  )
}

/// R3: only stored ashes have a term to renew.
func r3InStore() -> Refusal {
  outOfTurn(
    Bilingual(zh: "这份骨灰不在寄存中", en: "This portion is not in store."),
    Bilingual(zh: "请核对骨灰编号；寄存请提交 AshesStored", en: "Check the ashes; to store them, submit AshesStored.")
  )
}

/// R3: ashes that have been handed over are not handed over again, nor are those on their way to another place.
func r3ReleasedOnce(_ state: AshCustodyState) -> Refusal? {
  let (at, event): (Instant, EventID)
  switch state.disposition {
  case .released(let fact): (at, event) = (fact.occurredAt, fact.eventID)
  case .relocating(let fact): (at, event) = (fact.occurredAt, fact.eventID)
  default: return nil
  }
  return outOfTurn(
    Bilingual(
      zh: "这份骨灰已于 \(at) 领取或迁出（事件 \(event)）",
      en: "This portion was handed over or taken out at \(at) (event \(event))."
    ),
    Bilingual(
      zh: "请登记其去处：AshesStored、AshesPlaced 或 AshesScattered",
      en: "Record where it has come to: AshesStored, AshesPlaced or AshesScattered."
    )
  )
}

/// A6: only ashes that lie in a place are relocated; A5: and scattered ones never.
func a6IsPlaced(_ state: AshCustodyState) -> Refusal {
  if case .scattered(let scattering) = state.disposition { return a5Scattered(scattering) }
  return Refusal(
    rule: .a6,
    fact: Bilingual(
      zh: "这份骨灰（\(state.opened.data.containerTag)）没有安放在任何墓位",
      en: "This portion (\(state.opened.data.containerTag)) does not lie in any plot."
    ),
    remedy: Bilingual(
      zh: "请核对骨灰编号；首次安放请提交 AshesPlaced",
      en: "Check the ashes; a first placement is recorded by AshesPlaced."
    )
  )
}

/// A6: and they leave the place that they are in.
func a6FromItsPlace(_ placement: AshCustodyState.Placement, _ event: AshesRelocated) -> Refusal? {
  guard placement.place.plot != event.fromPlotId else { return nil }
  return Refusal(
    rule: .a6,
    fact: Bilingual(
      zh: "迁移填写的原墓位为 \(event.fromPlotId)，而这份骨灰在 \(placement.place.plot)（事件 \(placement.eventID)）",
      en: """
        The relocation is from \(event.fromPlotId), but this portion lies in \(placement.place.plot) \
        (event \(placement.eventID)).
        """
    ),
    remedy: Bilingual(zh: "请核对骨灰编号和原墓位", en: "Check the ashes and the plot that they leave.")
  )
}

/// A6: a new place is told whole, or not at all.
func a6DestinationWhole(_ event: AshesRelocated) -> Refusal? {
  let given = [
    ("to_plot_id", event.toPlotId != nil), ("to_position_no", event.toPositionNo != nil), ("form", event.form != nil),
    ("agreement_no", event.agreementNo != nil),
  ]
  let missing = given.filter { !$0.1 }.map(\.0).joined(separator: ", ")
  let isOut = given.allSatisfy { !$0.1 } && event.contractNo == nil
  guard !missing.isEmpty, !isOut else { return nil }
  return Refusal(
    rule: .a6,
    fact: Bilingual(zh: "新的墓位缺少 \(missing)", en: "The new place lacks \(missing)."),
    remedy: Bilingual(
      zh: "迁入新墓位须同时填写 to_plot_id、to_position_no、form 和 agreement_no；只迁出的都不填，也不填 contract_no",
      en: """
        For a new place give to_plot_id, to_position_no, form and agreement_no together; \
        when they are only taken out, none of these and no contract_no.
        """
    )
  )
}

/// A6: a relocation moves them.
func a6ToAnotherPlace(_ placement: AshCustodyState.Placement, _ place: RestingPlace) -> Refusal? {
  guard placement.place.claim == place.claim else { return nil }
  return Refusal(
    rule: .a6,
    fact: Bilingual(
      zh: "这份骨灰本来就在 \(place.plot) 第 \(place.position) 位（事件 \(placement.eventID)）",
      en: "This portion lies in \(place.plot), position \(place.position), already (event \(placement.eventID))."
    ),
    remedy: Bilingual(zh: "请填写新的墓位或位置", en: "Give another plot or position.")
  )
}

/// A5: a form that leaves nothing to place is recorded by AshesScattered.
func a5FormPlaces(_ form: BurialForm) -> Refusal? {
  guard form.isScattering else { return nil }
  return Refusal(
    rule: .a5,
    fact: Bilingual(
      zh: "安葬方式 \(form.rawValue) 属于撒散，不占用墓位",
      en: "The form \(form.rawValue) is a scattering, which takes no place."
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

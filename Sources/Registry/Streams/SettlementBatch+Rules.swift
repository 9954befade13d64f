// Rules M5 to M7 for batches (domain.md 4.4). That a decision is in one batch only, and that a payment reference is used
// once, are held by claims: their refusals stand in Deciding/Registrar+Claims.swift.

/// M6: batches settle what funeral homes waived.
func m6OfAFuneralHome(_ facility: FacilityState, _ code: Code) -> Refusal? {
  let kind = facility.licence.data.kind
  guard kind != .funeralHome else { return nil }
  return Refusal(
    rule: .m6,
    fact: Bilingual(
      zh: "\(code) 是 \(kind.rawValue)，不是殡仪馆（许可事件 \(facility.licence.eventID)）",
      en: "\(code) is a \(kind.rawValue), no funeral home (licence: event \(facility.licence.eventID))."
    ),
    remedy: Bilingual(zh: "请核对批次名称中的殡仪馆编号", en: "Check the home in the name of the batch.")
  )
}

/// M6: a line cites one waiver decision that waives something and stands, and asks for its amount.
func m6CitesADecision(_ waiver: ServiceWaiverState, _ event: BatchLineAdded) -> Refusal? {
  let decided = waiver.decision(event.decisionEventId)
  let waived = decided?.isActive == true ? decided?.fact.data.totalWaivedFen : nil
  guard waived != event.amountFen || event.amountFen.value == 0 else { return nil }
  let found = waived?.yuan ?? "–"
  return Refusal(
    rule: .m6,
    fact: Bilingual(
      zh: """
        明细引用个案 \(event.caseId) 的减免认定 \(event.decisionEventId)，金额 \(event.amountFen.yuan) 元；\
        该认定生效的减免金额为 \(found) 元
        """,
      en: """
        The line cites the waiver decision \(event.decisionEventId) of case \(event.caseId) with \
        \(event.amountFen.yuan) yuan; what that decision waives now is \(found).
        """
    ),
    remedy: Bilingual(
      zh: "每行须引用一项生效的减免认定，金额等于其减免合计；“–”表示没有这样的认定或已撤销",
      en: "Cite one decision that stands, with its total; – means that there is none, or that it has been reversed."
    )
  )
}

/// M6: the home has delivered something of what was decided on.
func m6HomeServed(_ waiver: ServiceWaiverState, _ home: Code, _ event: BatchLineAdded) -> Refusal? {
  let items = Set(waiver.decision(event.decisionEventId)?.fact.data.items.map(\.itemCode) ?? [])
  let delivered = waiver.items.filter { items.contains($0.data.itemCode) }
  guard !delivered.contains(where: { $0.data.facilityId == home }) else { return nil }
  let by = Set(delivered.map(\.data.facilityId.text)).sorted().joined(separator: ", ")
  return Refusal(
    rule: .m6,
    fact: Bilingual(
      zh: "认定 \(event.decisionEventId) 所涉服务由 \(by) 提供，没有一项由 \(home) 提供",
      en: "The services of decision \(event.decisionEventId) were delivered by \(by), none of them by \(home)."
    ),
    remedy: Bilingual(zh: "请列入提供服务的殡仪馆的批次", en: "Put the line into the batch of a home that delivered them.")
  )
}

/// M6: a review speaks of every line, once.
func m6EveryLineOnce(_ state: SettlementBatchState, _ event: BatchReviewed) -> Refusal? {
  let lines = Set(state.lines.map(\.fact.data.decisionEventId))
  var open = lines
  let spoken = event.accepted + event.rejected.map(\.decisionEventId)
  let wrong = spoken.filter { open.remove($0) == nil }
  guard !wrong.isEmpty || !open.isEmpty else { return nil }
  let (missing, extra) = (open.map(\.text).sorted(), Set(wrong).map(\.text).sorted())
  return Refusal(
    rule: .m6,
    fact: Bilingual(
      zh: """
        批次共 \(lines.count) 行，未审 [\(missing.prefix(5).joined(separator: ", "))]，\
        重复或不在批次中 [\(extra.prefix(5).joined(separator: ", "))]
        """,
      en: """
        The batch has \(lines.count) line(s); not reviewed: [\(missing.prefix(5).joined(separator: ", "))], \
        twice or not in it: [\(extra.prefix(5).joined(separator: ", "))].
        """
    ),
    remedy: Bilingual(
      zh: "每行须且只须列入 accepted 或 rejected 一次",
      en: "Name every line once, either in accepted or in rejected."
    )
  )
}

/// M7: a home neither approves nor pays its own lines, nor does anybody who drew the roster up.
func m7NotTheProvider(
  _ state: SettlementBatchState,
  _ home: Code,
  _ matter: Matter,
  reviewer: Code?
) -> Refusal? {
  let own = Set([home, state.opened.data.preparerId, state.opened.actor] + state.lines.map(\.fact.actor))
  let source = matter.event.source
  guard source == home || reviewer.map(own.contains) == true else { return nil }
  let reviewer = reviewer?.text ?? "–"
  return Refusal(
    rule: .m7,
    fact: Bilingual(
      zh: """
        殡仪馆 \(home) 的批次由 \(source) 提交，审核人 \(reviewer)；\
        编制人为 \(state.opened.data.preparerId)（事件 \(state.opened.eventID)）
        """,
      en: """
        For the batch of \(home), this comes from \(source), with the reviewer \(reviewer); the roster was drawn up by \
        \(state.opened.data.preparerId) (event \(state.opened.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "审核和支付须由殡仪馆以外的单位办理，审核人不得参与编制",
      en: "Review and payment are for another body than the home, by somebody who had no part in the roster."
    )
  )
}

/// M5: the payment of a batch is the sum of its accepted lines.
func m5BatchPaidAsAccepted(_ state: SettlementBatchState, _ event: BatchPaid) -> Refusal? {
  let sum = state.accepted.map(\.fact.data.amountFen).sum
  guard sum != event.totalFen.value else { return nil }
  let review = state.reviewed?.eventID.text ?? ""
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: "支付 \(event.totalFen.yuan) 元，审核通过 \(state.accepted.count) 行共 \(yuan(sum)) 元（事件 \(review)）",
      en: """
        The payment is \(event.totalFen.yuan) yuan; the \(state.accepted.count) accepted line(s) come to \(yuan(sum)) \
        (event \(review)).
        """
    ),
    remedy: Bilingual(zh: "请按审核通过的合计支付", en: "Pay the sum of the accepted lines.")
  )
}

/// R3: the batch stands where this step begins.
func r3BatchStands(
  _ state: SettlementBatchState,
  at status: SettlementBatchState.Status,
  _ stepZh: String,
  _ stepEn: String
) -> Refusal? {
  guard state.status != status else { return nil }
  let last = (state.paid?.eventID ?? state.reviewed?.eventID ?? state.opened.eventID)
  return outOfTurn(
    Bilingual(
      zh: "该批次目前为 \(state.status.rawValue)（事件 \(last)），不能再登记\(stepZh)",
      en: "The batch is \(state.status.rawValue) (event \(last)) and takes no \(stepEn)."
    ),
    Bilingual(
      zh: "须处于 \(status.rawValue) 时才能办理；已审核的，请列入下月批次",
      en: "It must be \(status.rawValue); after a review put further lines into the next month's batch."
    )
  )
}

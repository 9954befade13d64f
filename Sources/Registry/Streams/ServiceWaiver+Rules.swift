// Rule M1 (domain.md 4.4), and what M5 and M6 mean for a waiver.

/// M1: one active decision per case and policy, its duplicates included.
func m1OneActive(_ state: ServiceWaiverState, _ event: WaiverDecided) -> Refusal? {
  guard let active = state.decisions.first(where: { $0.isActive && $0.fact.data.policyId == event.policyId })?.fact
  else { return nil }
  let data = active.data
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: """
        该逝者在政策 \(data.policyId) 下已有减免认定 \(data.decision.rawValue)\
        （\(data.totalWaivedFen.yuan) 元，事件 \(active.eventID)）
        """,
      en: """
        Under the policy \(data.policyId) this case has been decided: \(data.decision.rawValue), \
        \(data.totalWaivedFen.yuan) yuan (event \(active.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "如需变更，请先以 WaiverReversed 撤销原认定，再重新认定",
      en: "To decide otherwise, reverse that decision with WaiverReversed first."
    )
  )
}

/// M1: nothing is waived on a fact that is known to be otherwise, by the category or the cited rule; one that nothing
/// speaks of is the decider's to judge.
func m1FactsAsKnown(_ event: WaiverDecided, _ asked: [Criterion], _ facts: KnownFacts) -> Refusal? {
  guard let (criterion, told) = facts.contradicted(asked) else { return nil }
  let fact = criterion.fact.rawValue
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: "减免以 \(fact) = \(criterion.holds) 为依据，而已登记的事实相反（事件 \(told)）",
      en: "The waiver rests on \(fact) = \(criterion.holds), and it is recorded to be otherwise (event \(told))."
    ),
    remedy: Bilingual(
      zh: "请按已登记的事实另选类别和规则；登记有误的，请先更正",
      en: "Choose category and rules by what is recorded; if that is wrong, have it corrected first."
    )
  )
}

/// M1: an item is decided once.
func m1ItemsOnce(_ event: WaiverDecided) -> Refusal? {
  var seen: Set<ServiceItem> = []
  guard let twice = event.items.first(where: { !seen.insert($0.itemCode).inserted }) else { return nil }
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: "减免项目 \(twice.itemCode.rawValue) 在同一认定中出现两次",
      en: "The item \(twice.itemCode.rawValue) stands twice in the decision."
    ),
    remedy: Bilingual(zh: "请将同一项目合并为一行", en: "Put each item on one line.")
  )
}

/// M1: no more is waived than the list price of what was delivered in the rule's unit, all decisions of the case taken
/// together. An upgraded service counts only where there is a cap: a policy names no basic price to take the difference
/// from.
func m1WithinDelivered(_ state: ServiceWaiverState, _ item: WaivedItem, _ rule: ServiceRule) -> Refusal? {
  let delivered = state.items.filter {
    $0.data.itemCode == item.itemCode && $0.data.unit == rule.unit
      && ($0.data.gradeCode == .basic || rule.capFen != nil)
  }
  let quantity = delivered.map(\.data.qtyMilli.value).reduce(0, +)
  let list = delivered.map(\.data.listFen).sum
  let others = state.decisions.filter(\.isActive).flatMap(\.fact.data.items)
    .filter { $0.itemCode == item.itemCode }.map(\.waivedFen).sum
  guard item.qtyMilli.value > quantity || item.listFen.value > list || item.waivedFen.value > list - others
  else { return nil }
  let events = delivered.map(\.eventID.text).joined(separator: ", ")
  let code = item.itemCode.rawValue
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: """
        项目 \(code)：认定数量 \(item.qtyMilli)‰ \(rule.unit.rawValue)、标价 \(item.listFen.yuan) 元、减免 \
        \(item.waivedFen.yuan) 元；实际提供 \(quantity)‰、标价 \(yuan(list)) 元（事件 \(events)），其他认定已减免 \
        \(yuan(others)) 元
        """,
      en: """
        Item \(code): the decision has \(item.qtyMilli)‰ \(rule.unit.rawValue), list price \(item.listFen.yuan) and \
        \(item.waivedFen.yuan) yuan waived; delivered were \(quantity)‰ for \(yuan(list)) yuan (events \(events)), of \
        which other decisions waive \(yuan(others)).
        """
    ),
    remedy: Bilingual(
      zh: "请按已登记的服务（ServiceItemDelivered）重新核定；服务未登记的请先登记",
      en: "Decide on the services as recorded; record a ServiceItemDelivered that is missing first."
    )
  )
}

/// M1: no more than the rule's cap; of more than its greatest quantity only the share that it covers, rounded down.
func m1WithinCap(_ item: WaivedItem, _ rule: ServiceRule) -> Refusal? {
  var limit = rule.capFen?.value ?? item.listFen.value
  if let most = rule.qtyMaxMilli, most < item.qtyMilli {
    let product = item.listFen.value.multipliedFullWidth(by: most.value)
    limit = min(limit, item.qtyMilli.value.dividingFullWidth(product).quotient)
  }
  guard item.waivedFen.value > limit else { return nil }
  let (cap, most) = (rule.capFen?.yuan ?? "–", rule.qtyMaxMilli.map { "\($0)‰" } ?? "–")
  let code = item.itemCode.rawValue
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: """
        项目 \(code) 减免 \(item.waivedFen.yuan) 元，规则 \(rule.ruleId)（上限 \(cap) 元、数量 \(most)）对 \
        \(item.qtyMilli)‰、标价 \(item.listFen.yuan) 元最多减免 \(yuan(limit)) 元
        """,
      en: """
        Item \(code): \(item.waivedFen.yuan) yuan are waived; rule \(rule.ruleId) (at most \(cap) yuan, quantity \
        \(most)) gives \(yuan(limit)) for \(item.qtyMilli)‰ at \(item.listFen.yuan) yuan.
        """
    ),
    remedy: Bilingual(zh: "请按规则的上限核减", en: "Waive no more than the rule allows.")
  )
}

/// M1: every line and the total add up.
func m1SumsRight(_ event: WaiverDecided) -> Refusal? {
  if let item = event.items.first(where: { [$0.waivedFen, $0.payableFen].sum != $0.listFen.value }) {
    let code = item.itemCode.rawValue
    return Refusal(
      rule: .m1,
      fact: Bilingual(
        zh: "项目 \(code)：减免 \(item.waivedFen.yuan) 元加自付 \(item.payableFen.yuan) 元不等于标价 \(item.listFen.yuan) 元",
        en: """
          Item \(code): \(item.waivedFen.yuan) yuan waived and \(item.payableFen.yuan) payable are not the list price of \
          \(item.listFen.yuan).
          """
      ),
      remedy: Bilingual(zh: "请改正该行金额", en: "Correct the amounts of that line.")
    )
  }
  let sum = event.items.map(\.waivedFen).sum
  guard sum != event.totalWaivedFen.value else { return nil }
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: "减免合计写为 \(event.totalWaivedFen.yuan) 元，各行之和为 \(yuan(sum)) 元",
      en: "The total is given as \(event.totalWaivedFen.yuan) yuan; the lines add up to \(yuan(sum))."
    ),
    remedy: Bilingual(zh: "请改正合计", en: "Correct the total.")
  )
}

/// M1: `granted` leaves nothing to pay, `partial` something, `denied` and `pending` waive nothing; what is missing, and
/// only that, keeps a decision pending.
func m1DecisionFitsSums(_ event: WaiverDecided) -> Refusal? {
  let (waived, payable) = (event.items.map(\.waivedFen).sum, event.items.map(\.payableFen).sum)
  let fits =
    switch event.decision {
    case .granted: waived > 0 && payable == 0
    case .partial: waived > 0 && payable > 0
    case .denied, .pending: waived == 0
    }
  guard !fits || (event.decision == .pending) == event.missing.isEmpty else { return nil }
  let missing = event.missing.map(\.rawValue).joined(separator: ", ")
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: "认定为 \(event.decision.rawValue)，减免 \(yuan(waived)) 元、自付 \(yuan(payable)) 元，待补 [\(missing)]",
      en: """
        The decision is \(event.decision.rawValue), with \(yuan(waived)) yuan waived, \(yuan(payable)) payable and \
        [\(missing)] missing.
        """
    ),
    remedy: Bilingual(
      zh: "全部减免为 granted，部分减免为 partial，不予减免为 denied，待补证据的为 pending 并写明所缺事实",
      en: "All free is granted, part of it partial, none denied; pending is what waits for the facts it names."
    )
  )
}

/// M1 (Mingguang 2013: at most 1,000 yuan a person): the sum stays within the cap per person.
func m1WithinPersonCap(_ version: PolicyPublished, _ event: WaiverDecided) -> Refusal? {
  guard let cap = version.personCapFen, cap < event.totalWaivedFen else { return nil }
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: "减免合计 \(event.totalWaivedFen.yuan) 元，第 \(version.version) 版每人上限为 \(cap.yuan) 元",
      en: "The total is \(event.totalWaivedFen.yuan) yuan; version \(version.version) allows \(cap.yuan) a person."
    ),
    remedy: Bilingual(zh: "超出部分由家属自付，请核减", en: "Reduce it; the family pays what is above the cap.")
  )
}

/// M1: only a decision that stands is reversed.
func m1NoSuchDecision(_ state: ServiceWaiverState, _ id: EventID) -> Refusal {
  let reversed = state.decision(id)?.reversed?.eventID.text
  return Refusal(
    rule: .m1,
    fact: Bilingual(
      zh: reversed.map { "减免认定 \(id) 已撤销（事件 \($0)）" } ?? "该逝者没有生效的减免认定 \(id)",
      en: reversed.map { "The waiver decision \(id) has been reversed (event \($0))." }
        ?? "This case has no waiver decision \(id) that decides anything."
    ),
    remedy: Bilingual(zh: "请核对 decision_event_id", en: "Check decision_event_id.")
  )
}

/// M6: a decision is not taken from under a batch that has yet to be reviewed or paid.
func m6NotAwaitingPayment(_ batched: WaiverBatched, _ line: SettlementBatchState.Line?) -> Refusal? {
  guard let line, line.standing == .added || line.standing == .accepted else { return nil }
  return Refusal(
    rule: .m6,
    fact: Bilingual(
      zh: "减免认定 \(batched.decisionEventId) 已列入 \(batched.home) 的 \(batched.month) 批次（事件 \(line.fact.eventID)），尚未支付",
      en: """
        The waiver decision \(batched.decisionEventId) is in the batch of \(batched.home) for \(batched.month) \
        (event \(line.fact.eventID)), which is not paid yet.
        """
    ),
    remedy: Bilingual(
      zh: "请在批次审核中剔除该行，或在支付后撤销并追回",
      en: "Have the review reject the line, or reverse the decision after the payment and recover it."
    )
  )
}

/// M5: what a batch has paid is recovered in full, since a new decision is paid anew; otherwise at most what was waived.
func m5RecoversAsSettled(
  _ decided: ServiceWaiverState.Decided,
  _ line: SettlementBatchState.Line?,
  _ event: WaiverReversed
) -> Refusal? {
  let waived = decided.fact.data.totalWaivedFen
  let isSettled = line?.standing == .paid
  guard isSettled ? event.recoverFen != waived : waived < event.recoverFen else { return nil }
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: """
        认定 \(decided.fact.eventID) 减免 \(waived.yuan) 元，\(isSettled ? "已结算" : "尚未结算")，\
        追回金额写为 \(event.recoverFen.yuan) 元
        """,
      en: """
        The decision \(decided.fact.eventID) waived \(waived.yuan) yuan and is \
        \(isSettled ? "settled" : "not settled"); \(event.recoverFen.yuan) are to be recovered.
        """
    ),
    remedy: Bilingual(
      zh: "已结算的认定撤销时须全额追回；未结算的，追回不得超过减免金额",
      en: "A settled decision is recovered in full; of another no more than was waived."
    )
  )
}

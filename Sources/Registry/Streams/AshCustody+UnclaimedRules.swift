// Rules A9 and A10: when ashes count as unclaimed, and how they may then be put to rest.

/// A9: ashes that were handed over are not unclaimed, whatever has become of them.
func a9NotKept(_ state: AshCustodyState) -> Refusal {
  let handedOver: (at: Instant, event: EventID)? =
    switch state.disposition {
    case .released(let fact): (fact.occurredAt, fact.eventID)
    case .relocating(let fact): (fact.occurredAt, fact.eventID)
    default: nil
    }
  let (at, event) = (handedOver?.at.text ?? "–", handedOver?.event.text ?? "–")
  return Refusal(
    rule: .a9,
    fact: Bilingual(
      zh: "这份骨灰已于 \(at) 领取或迁出（事件 \(event)），不是无人认领",
      en: "This portion was handed over or taken out at \(at) (event \(event)): it is not unclaimed."
    ),
    remedy: Bilingual(
      zh: "请核对骨灰编号；已送回的，请先提交 AshesStored",
      en: "Check the number of the ashes; if they were brought back, submit AshesStored first."
    )
  )
}

/// A9: the term is the law's of the place where the ashes are kept. Where none is published there is none to apply, and they
/// stay.
func a9NoPolicy(
  _ policy: PolicyPublished?,
  _ keeper: Code,
  _ division: DivisionCode,
  on day: LocalDate
) -> Refusal {
  let (zh, en) =
    policy.map { ("\($0.document.zh) 没有适用的规定", "\($0.document.en) has no rule for it") }
    ?? ("没有已发布的无人认领骨灰政策", "no policy on unclaimed ashes is published")
  return Refusal(
    rule: .a9,
    fact: Bilingual(
      zh: "骨灰由 \(keeper)（区划 \(division)）保管，当地在 \(day) \(zh)，不知道多久算无人认领",
      en:
        "\(keeper) keeps the ashes in division \(division), where on \(day) \(en): after how long they count is not known."
    ),
    remedy: Bilingual(
      zh: "请由民政部门以 PolicyPublished（unclaimed_ashes）发布当地规定及其出处；在此之前继续保管",
      en: """
        Have the local rule and its source published by PolicyPublished (unclaimed_ashes); until then the ashes \
        are kept.
        """
    )
  )
}

/// A9 (上海市殡葬管理条例 2024, art. 26: 超过两年无人认领的骨灰): longer than the term, counted from the day that the ashes came into
/// custody. Stored ashes have been claimed and their keeping paid: from the last day of their storage.
func a9UnclaimedForTheTerm(
  _ keeping: AshCustodyState.Keeping,
  _ policy: PolicyPublished,
  _ rule: UnclaimedRule,
  on day: LocalDate
) -> Refusal? {
  let last = rule.lastDay(from: keeping.since)
  if let last, last < day { return nil }
  let waiting = keeping.told
  let (term, end) = (rule.term, last?.text ?? "–")
  return Refusal(
    rule: .a9,
    fact: Bilingual(
      zh: """
        这份骨灰\(waiting.zh)（事件 \(keeping.eventID)），按 \(policy.document.zh)，此后超过 \(term.zh)无人领取方为无人认领，\
        即自 \(end) 次日起，\(day) 尚不是
        """,
      en: """
        This portion \(waiting.en) (event \(keeping.eventID)). By \(policy.document.en) it is unclaimed when nobody \
        comes for more than \(term.en) after that, so from the day after \(end), which \(day) is not.
        """
    ),
    remedy: Bilingual(zh: "请继续保管，期满后再公告", en: "Keep it, and publish the notice when the term is over.")
  )
}

extension AshCustodyState.Keeping {
  fileprivate var told: Bilingual {
    isStored
      ? Bilingual(zh: "寄存至 \(since)", en: "is stored until \(since)")
      : Bilingual(zh: "自 \(since) 起在管", en: "has been in custody since \(since)")
  }
}

extension UnclaimedRule {
  fileprivate var term: Bilingual {
    switch termUnit {
    case .day: Bilingual(zh: "\(termCount) 天", en: "\(termCount) day(s)")
    case .month: Bilingual(zh: "\(termCount) 个月", en: "\(termCount) month(s)")
    case .year: Bilingual(zh: "\(termCount) 年", en: "\(termCount) year(s)")
    }
  }
}

/// A10 (上海市殡葬管理条例 2024, art. 26: 公告期满仍无人认领): only after the last day of the notice for these ashes that still runs. It
/// ends when somebody has them stored, renews their storage or takes them.
func a10NoticeOver(_ state: AshCustodyState, _ event: UnclaimedAshesDisposed, on day: LocalDate) -> Refusal? {
  guard let notice = state.notice, notice.eventID == event.noticeEventId else {
    let latest = state.notice?.eventID.text ?? "–"
    return Refusal(
      rule: .a10,
      fact: Bilingual(
        zh: "所填公告为事件 \(event.noticeEventId)，而这份骨灰有效的公告为 \(latest)",
        en: "The notice named is event \(event.noticeEventId); the one that runs for these ashes is \(latest)."
      ),
      remedy: Bilingual(
        zh: "请填写最近一次 UnclaimedAshesNoticePublished 的编号；尚无公告，或公告后有人续存、领取过的，须重新公告",
        en: """
          Give the id of the latest UnclaimedAshesNoticePublished; publish one if there is none, or if somebody \
          has renewed the storage or taken the ashes since.
          """
      )
    )
  }
  guard day <= notice.data.until else { return nil }
  return Refusal(
    rule: .a10,
    fact: Bilingual(
      zh: "公告 \(notice.data.noticeNo) 到 \(notice.data.until) 为止（事件 \(notice.eventID)），\(day) 尚未期满",
      en:
        "The notice \(notice.data.noticeNo) runs to \(notice.data.until) (event \(notice.eventID)), not over on \(day)."
    ),
    remedy: Bilingual(zh: "公告期满次日起方可办理", en: "Wait until the day after its last.")
  )
}

/// A10 (上海市殡葬管理条例 2024, art. 26: 按照生态安置方式安葬): only in a form that the policy names, where it names any.
func a10FormOfPolicy(_ rule: UnclaimedRule, _ event: UnclaimedAshesDisposed) -> Refusal? {
  guard let forms = rule.forms, !forms.contains(event.form) else { return nil }
  let named = forms.map(\.rawValue).joined(separator: ", ")
  return Refusal(
    rule: .a10,
    fact: Bilingual(
      zh: "处理方式为 \(event.form.rawValue)，规则 \(rule.ruleId) 只允许 \(named)",
      en: "The form is \(event.form.rawValue); rule \(rule.ruleId) allows \(named)."
    ),
    remedy: Bilingual(zh: "请改用规则列明的方式", en: "Use one of the forms that the rule names.")
  )
}

/// A10 (上海市殡葬管理条例 2024, art. 26: 向主管的民政部门报备后): reported to the civil affairs bureau first, where the policy asks
/// for it.
func a10Filed(_ rule: UnclaimedRule, _ event: UnclaimedAshesDisposed) -> Refusal? {
  guard rule.filing, event.filingNo == nil else { return nil }
  return Refusal(
    rule: .a10,
    fact: Bilingual(
      zh: "规则 \(rule.ruleId) 要求先向民政部门报备，没有填写报备文号",
      en: "Rule \(rule.ruleId) asks for a report to the civil affairs bureau first, and no filing number is given."
    ),
    remedy: Bilingual(zh: "请先报备，并填写 filing_no", en: "Report it first, and give filing_no.")
  )
}

/// A10: a relative who comes later can be told where they are: a place for a form that keeps the ashes, a site for one
/// that does not.
func a10WhereTold(_ event: UnclaimedAshesDisposed) -> Refusal? {
  let given: [(String, Bool)] = [
    ("plot_id", event.plotId != nil), ("position_no", event.positionNo != nil),
    ("contract_no", event.contractNo != nil), ("approval_no", event.approvalNo != nil),
    ("site", event.site != nil), ("voyage_no", event.voyageNo != nil),
  ]
  let names = Set(given.filter(\.1).map(\.0))
  let (needed, allowed): (Set, Set) =
    event.form.isScattering
    ? (["site"], ["site", "voyage_no"])
    : (["plot_id", "position_no"], ["plot_id", "position_no", "contract_no", "approval_no"])
  guard !names.isSuperset(of: needed) || !names.isSubset(of: allowed) else { return nil }
  let list = names.isEmpty ? "–" : names.sorted().joined(separator: ", ")
  return Refusal(
    rule: .a10,
    fact: Bilingual(
      zh: "处理方式为 \(event.form.rawValue)，填写的去处为 \(list)",
      en: "The form is \(event.form.rawValue); of where they are it gives \(list)."
    ),
    remedy: Bilingual(
      zh: "撒散的填写 site（可填 voyage_no），安放的填写 plot_id 和 position_no，不填另一类",
      en:
        "For a scattering give site (and voyage_no, if any), for a placement plot_id and position_no, and none of the other."
    )
  )
}

// Rules M5 and M7 (domain.md 4.4), and the order of a claim's steps. That a payment reference is used once is held by a
// claim: its refusal stands in Deciding/Registrar+Claims.swift.

/// M5: what was approved is paid once.
func m5PaidOnce(_ state: SubsidyClaimState) -> Refusal? {
  guard let paid = state.payments.last, state.payable <= 0 else { return nil }
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: "该申领已于 \(paid.occurredAt) 支付 \(paid.data.amountFen.yuan) 元（凭证 \(paid.data.payRef)，事件 \(paid.eventID)）",
      en: """
        This claim was paid \(paid.data.amountFen.yuan) yuan at \(paid.occurredAt) \
        (reference \(paid.data.payRef), event \(paid.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "不得重复支付；应得更多的，先以 ClaimSupplemented 补批差额；已重复付款的，请追回并报告",
      en: """
        Do not pay twice. If more is due, have the difference approved by ClaimSupplemented first; if the money has \
        gone out twice, recover it and report.
        """
    )
  )
}

/// M5: payment = approved amount, less what of it is paid already.
func m5PaidAsApproved(_ state: SubsidyClaimState, _ event: ClaimPaid) -> Refusal? {
  guard let approval = state.approval, state.payable != event.amountFen.value else { return nil }
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: "支付 \(event.amountFen.yuan) 元，批准未付的是 \(yuan(state.payable)) 元（事件 \(approval.eventID)）",
      en: """
        The payment is \(event.amountFen.yuan) yuan; approved and not paid are \(yuan(state.payable)) \
        (event \(approval.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "请按批准未付的金额 \(state.payable) 分支付",
      en: "Pay what is approved and not paid, \(state.payable) fen."
    )
  )
}

/// M5: a supplement is what the facts, as they are now, give above what has been approved for good; never rewritten, the
/// first approval stands beside it.
func m5SupplementIsWhatIsMissing(
  _ state: SubsidyClaimState,
  _ rule: AwardRule,
  _ event: ClaimSupplemented
) -> Refusal? {
  let missing = rule.amountFen.value - state.granted
  guard missing <= 0 || event.amountFen.value != missing else { return nil }
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: """
        补差 \(event.amountFen.yuan) 元；规则 \(rule.ruleId) 应得 \(rule.amountFen.yuan) 元，此前已批准 \
        \(yuan(state.granted)) 元（扣除因更正追回的）
        """,
      en: """
        The supplement is \(event.amountFen.yuan) yuan; rule \(rule.ruleId) gives \(rule.amountFen.yuan), and \
        \(yuan(state.granted)) have been approved, less what corrections have asked back.
        """
    ),
    remedy: Bilingual(
      zh: missing > 0 ? "请按差额 \(missing) 分补批" : "没有可补的差额；事实登记有误的，请先更正",
      en: missing > 0
        ? "Approve the difference, \(missing) fen."
        : "Nothing is missing; if the facts are recorded wrongly, have them corrected first."
    )
  )
}

/// M7: nobody approves a supplement that they verified.
func m7SupplementByTwo(_ event: ClaimSupplemented) -> Refusal? {
  guard event.verifierId == event.approverId else { return nil }
  return Refusal(
    rule: .m7,
    fact: Bilingual(
      zh: "补差的核实人和批准人都是 \(event.approverId)",
      en: "\(event.approverId) verified the supplement and is to approve it."
    ),
    remedy: Bilingual(zh: "请由另一人批准", en: "Let somebody else approve it.")
  )
}

/// M7: nobody approves what they verified.
func m7ApproverIsNotVerifier(_ state: SubsidyClaimState, _ event: ClaimApproved) -> Refusal? {
  guard let verified = state.verified, verified.data.verifierId == event.approverId else { return nil }
  return Refusal(
    rule: .m7,
    fact: Bilingual(
      zh: "\(event.approverId) 既是核实人（事件 \(verified.eventID)）又是批准人",
      en: "\(event.approverId) verified the claim (event \(verified.eventID)) and is to approve it."
    ),
    remedy: Bilingual(zh: "请由另一人批准", en: "Let somebody else approve it.")
  )
}

/// R3: the claim stands where this step begins.
func r3ClaimStands(
  _ state: SubsidyClaimState,
  at steps: [SubsidyClaimState.Status],
  _ next: SubsidyClaimState.Status
) -> Refusal? {
  guard !steps.contains(state.status) else { return nil }
  let names = steps.map(\.rawValue).joined(separator: ", ")
  return outOfTurn(
    Bilingual(
      zh: "该申领目前为 \(state.status.rawValue)，不能转为 \(next.rawValue)",
      en: "The claim is \(state.status.rawValue) and cannot become \(next.rawValue)."
    ),
    Bilingual(zh: "须处于 \(names) 时才能办理，请核对申领编号", en: "It must be \(names); check the number of the claim.")
  )
}

/// R3: a claim is sent back for something.
func r3ReturnNamesWhatIsMissing(_ state: SubsidyClaimState, _ event: ClaimReturned) -> Refusal? {
  guard event.missing.isEmpty else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "退回申领 \(state.submitted.eventID)，却未写明缺少什么",
      en: "The claim \(state.submitted.eventID) is sent back without a word of what is missing."
    ),
    Bilingual(
      zh: "请在 missing 中一次写明需要补正的全部材料",
      en: "Name everything that is missing, at once, in missing."
    )
  )
}

/// M5: the payment that came back is the last that was made.
func m5FailedAsPaid(_ state: SubsidyClaimState, _ event: ClaimPaymentFailed) -> Refusal? {
  guard let paid = state.payments.last, paid.data.payRef != event.payRef else { return nil }
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: "退回的支付凭证为 \(event.payRef)，该申领的支付凭证是 \(paid.data.payRef)（事件 \(paid.eventID)）",
      en: """
        The reference of the failed payment is \(event.payRef); this claim was paid under \(paid.data.payRef) \
        (event \(paid.eventID)).
        """
    ),
    remedy: Bilingual(zh: "请核对支付凭证号和申领编号", en: "Check the payment reference and the claim.")
  )
}

/// M5: no more is asked back, in all, than was paid.
func m5RecoversAtMostPaid(_ state: SubsidyClaimState, _ event: RecoveryOpened) -> Refusal? {
  let before = state.recoveries.map(\.data.amountFen).sum
  guard event.amountFen.value == 0 || event.amountFen.value > state.paidFen - before else { return nil }
  let payments = state.payments.map(\.eventID.text).joined(separator: ", ")
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: """
        拟追回 \(event.amountFen.yuan) 元；已支付 \(yuan(state.paidFen)) 元（事件 \(payments)），\
        此前已启动追回 \(yuan(before)) 元
        """,
      en: """
        \(event.amountFen.yuan) yuan are to be recovered; \(yuan(state.paidFen)) were paid (event \
        \(payments)) and \(yuan(before)) have been asked back before.
        """
    ),
    remedy: Bilingual(
      zh: "追回金额须大于 0，合计不得超过已支付的金额",
      en: "Ask for something, and for no more in all than was paid."
    )
  )
}

/// M5: no more comes back than was asked for.
func m5RecoveredAtMostAsked(_ state: SubsidyClaimState, _ event: ClaimRecovered) -> Refusal? {
  guard event.recoveredFen.value == 0 || event.recoveredFen.value > state.outstanding else { return nil }
  let asked = state.recoveries.map(\.eventID.text).joined(separator: ", ")
  return Refusal(
    rule: .m5,
    fact: Bilingual(
      zh: "追回到账 \(event.recoveredFen.yuan) 元，尚待追回 \(yuan(state.outstanding)) 元（事件 \(asked)）",
      en: """
        \(event.recoveredFen.yuan) yuan are said to have come back; \(yuan(state.outstanding)) are outstanding \
        (events \(asked)).
        """
    ),
    remedy: Bilingual(
      zh: "请核对到账金额；多收的应退还",
      en: "Check the amount; what came in above it is to be given back."
    )
  )
}

// Rule L6: what is proposed is decided once, by somebody who signs in for that. That the approver is another is rule L4.

private func l6(_ fact: Bilingual, _ remedy: Bilingual) -> Refusal { Refusal(rule: .l6, fact: fact, remedy: remedy) }

/// L6: what is decided is a proposal in that stream.
func l6NoSuchProposal(_ proposal: EventID, in stream: StreamName) -> Refusal {
  l6(
    Bilingual(zh: "\(stream) 中没有更正申请 \(proposal)", en: "No amendment \(proposal) is proposed in \(stream)."),
    Bilingual(
      zh: "请核对 proposal_event_id 和 subject：应为 \(AmendmentProposed.type) 的事件编号及其 subject",
      en: "Check proposal_event_id and subject: the id of the \(AmendmentProposed.type), and its subject."
    )
  )
}

/// L6: a proposal is decided once.
func l6DecidedOnce(_ proposal: Proposal) -> Refusal? {
  guard let decision = proposal.decision else { return nil }
  return l6(
    Bilingual(
      zh: "更正申请 \(proposal.event.id) 已由 \(decision.actor) 审批（事件 \(decision.id)）",
      en: "\(decision.actor) has decided the proposal \(proposal.event.id) already (event \(decision.id))."
    ),
    Bilingual(
      zh: "无需再次审批；仍须更正的，请另行提出 \(AmendmentProposed.type)",
      en: "There is nothing left to decide; if something still has to be amended, propose it anew."
    )
  )
}

/// L6: whoever proposed it is told why it was declined.
func l6DeclinedWithReason(_ decided: AmendmentDecided) -> Refusal? {
  guard decided.result == .declined, decided.reason == nil else { return nil }
  return l6(
    Bilingual(zh: "不予批准而未写明理由", en: "It is declined without a reason."),
    Bilingual(zh: "请在 reason 中写明理由", en: "Say in reason why.")
  )
}

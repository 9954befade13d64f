// Rule L6: what is proposed is decided once, by somebody who signs in for that, or withdrawn by those who proposed it. That the
// approver is another is rule L4.

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

/// L6: a proposal is decided once, and not at all once it is withdrawn.
func l6EndedOnce(_ proposal: Proposal) -> Refusal? {
  guard let end = proposal.end else { return nil }
  let isWithdrawn = end.payload is AmendmentWithdrawn
  return l6(
    Bilingual(
      zh: "更正申请 \(proposal.event.id) 已由 \(end.actor) \(isWithdrawn ? "撤回" : "审批")（事件 \(end.id)）",
      en: """
        \(end.actor) has \(isWithdrawn ? "withdrawn" : "decided") the proposal \(proposal.event.id) already \
        (event \(end.id)).
        """
    ),
    Bilingual(
      zh: "无需再次审批或撤回；仍须更正的，请另行提出 \(AmendmentProposed.type)",
      en: "There is nothing left to decide or withdraw; if something still has to be amended, propose it anew."
    )
  )
}

/// L6: only the organisation that has proposed something withdraws it.
func l6WithdrawnByItsOwn(_ proposal: Proposal, source: Code) -> Refusal? {
  guard proposal.event.source != source else { return nil }
  return l6(
    Bilingual(
      zh: "更正申请 \(proposal.event.id) 由 \(proposal.event.source) 提出，不是 \(source)",
      en: "The proposal \(proposal.event.id) was made by \(proposal.event.source), not by \(source)."
    ),
    Bilingual(
      zh: "撤回由提出的单位办理；不同意的，请以 \(AmendmentDecided.type) 不予批准，并写明理由",
      en: "Who proposed it withdraws it; whoever does not agree declines it by \(AmendmentDecided.type), with a reason."
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

import CanonicalJSON

// Rule L4 (domain.md 4.4): what may be amended, by whom, and on which grounds.

private func l4(_ fact: Bilingual, _ remedy: Bilingual) -> Refusal { Refusal(rule: .l4, fact: fact, remedy: remedy) }

/// L4: an amendment names a fact that stands in its stream.
func l4NoSuchFact(_ target: EventID, in stream: StreamName) -> Refusal {
  l4(
    Bilingual(
      zh: "\(stream) 中没有有效的事件 \(target)",
      en: "No event \(target) stands in \(stream)."
    ),
    Bilingual(
      zh: "请核对 target_event_id 和 subject；已撤销的事件须重新提交，更正过的仍填最初的事件编号",
      en: """
        Check target_event_id and subject. What was voided is submitted anew; what was corrected keeps the id of the \
        event that first stated it.
        """
    )
  )
}

/// L4: what the registry derived is amended with what it was derived from.
func l4AmendedWithItsCause(_ target: RecordedEvent) -> Refusal? {
  guard target.id.isDerived || !(target.payload is any FactPayload) else { return nil }
  return l4(
    Bilingual(
      zh: "事件 \(target.id)（\(target.typeName)）由本系统随另一事件写入",
      en: "The event \(target.id) (\(target.typeName)) was written by the registry behind another one."
    ),
    Bilingual(
      zh: "请更正引起它的那个事件，本系统随之更正",
      en: "Amend the event that it follows from; the registry amends this one with it."
    )
  )
}

/// L4: a correction restates the fact in its own type.
func l4TypeStays(_ target: RecordedEvent, _ named: FactType) -> Refusal? {
  guard target.typeName != named.text else { return nil }
  return l4(
    Bilingual(
      zh: "事件 \(target.id) 的类型是 \(target.typeName)，不是 \(named)",
      en: "The event \(target.id) is a \(target.typeName), not a \(named)."
    ),
    Bilingual(
      zh: "target_type 须为原类型；实际发生的是另一类事的，请先撤销再另行提交",
      en: "Give its own type as target_type; if something of another kind happened, void the event and submit that."
    )
  )
}

/// L4: nobody overwrites a correction that they have not seen.
func l4ReplacesWhatStands(_ amendment: any Amendment, _ standing: EventID) -> Refusal? {
  guard amendment.replacesEventId != standing else { return nil }
  return l4(
    Bilingual(
      zh: "该事实现由事件 \(standing) 记载，本次更正却以 \(amendment.replacesEventId) 为准",
      en: "The fact is stated by \(standing) now; this amendment goes by \(amendment.replacesEventId)."
    ),
    Bilingual(
      zh: "请按 \(standing) 的内容重新核对，并以其编号填写 replaces_event_id",
      en: "Look at what \(standing) says, and give its id as replaces_event_id."
    )
  )
}

/// L4: a correction changes something.
func l4ChangesSomething(_ target: RecordedEvent, _ correction: FactCorrected) -> Refusal? {
  guard target.time == correction.time, target.payload.equals(correction.data) else { return nil }
  return l4(
    Bilingual(
      zh: "更正后的内容与现行记载相同（事件 \(target.id)）",
      en: "The correction says what stands already (event \(target.id))."
    ),
    Bilingual(zh: "请填写更正后的内容；无需更正的不必提交", en: "State what is different; if nothing is, there is nothing to correct.")
  )
}

/// L4: approved by somebody who neither recorded the fact, or corrected it, nor drew up the amendment.
func l4ApproverIsAnother(
  _ target: RecordedEvent,
  statedBy authors: [Code],
  _ amendment: any Amendment,
  by author: Code
) -> Refusal? {
  guard (authors + [author]).contains(amendment.approverId) else { return nil }
  let whoZh = amendment.approverId == author ? "提出本次更正" : "登记或更正过该事实"
  let whoEn = amendment.approverId == author ? "drew up the amendment" : "recorded or corrected the fact"
  return l4(
    Bilingual(
      zh: "批准人 \(amendment.approverId) 同时是\(whoZh)的人（事件 \(target.id)）",
      en: "The approver \(amendment.approverId) also \(whoEn) (event \(target.id))."
    ),
    Bilingual(zh: "请由另一人批准", en: "Let somebody else approve it.")
  )
}

/// L4: after settlement only for a reason other than a slip of the pen, with evidence.
func l4ReasonAfterSettlement(_ amendment: any Amendment, settledBy payment: EventID?) -> Refusal? {
  guard let payment, amendment.reasonCode == .clericalError || amendment.evidenceDigest == nil else { return nil }
  return l4(
    Bilingual(
      zh: "以该事实为依据的款项已支付（事件 \(payment)），更正理由为 \(amendment.reasonCode.rawValue)"
        + (amendment.evidenceDigest == nil ? "，且没有证据" : ""),
      en: "Money has been paid on this fact (event \(payment)); the reason given is \(amendment.reasonCode.rawValue)"
        + (amendment.evidenceDigest == nil ? ", without evidence." : ".")
    ),
    .l4GroundsAfterSettlement
  )
}

/// L4: what is decided on a policy, a facility or reference data is paid in streams that nobody counts here, so an amendment
/// of one has the grounds of an amendment after settlement.
func l4ReasonOnWideStream(_ amendment: any Amendment, of target: RecordedEvent, in stream: StreamName) -> Refusal? {
  guard let wide = WideStream(stream), wide.bearsMoney, WideStream.reach(of: target) != .nothing else { return nil }
  guard amendment.reasonCode == .clericalError || amendment.evidenceDigest == nil else { return nil }
  return l4(
    Bilingual(
      zh: "款项依 \(stream) 的记载（事件 \(target.id)）核定，更正理由为 \(amendment.reasonCode.rawValue)"
        + (amendment.evidenceDigest == nil ? "，且没有证据" : ""),
      en: "Money is paid by what \(stream) says (event \(target.id)); "
        + "the reason given is \(amendment.reasonCode.rawValue)"
        + (amendment.evidenceDigest == nil ? ", without evidence." : ".")
    ),
    .l4GroundsAfterSettlement
  )
}

/// L4: the event that a stream begins with is voided last.
func l4OpeningLast(_ opening: RecordedEvent, of facts: [RecordedEvent], in stream: StreamName) -> Refusal? {
  guard facts.count > 1, facts[0].id == opening.id, stream.kind.state.init(beginning: facts[1]) == nil else {
    return nil
  }
  let next = facts[1]
  return l4(
    Bilingual(
      zh: "事件 \(opening.id)（\(opening.typeName)）是该记录的开端，其后还有 \(next.typeName)（事件 \(next.id)）",
      en: """
        The record begins with the event \(opening.id) (\(opening.typeName)), and \(next.typeName) (event \(next.id)) \
        stands after it.
        """
    ),
    Bilingual(zh: "请先撤销其后的各个事件", en: "Void the events after it first.")
  )
}

/// S10: a hash that a correction leaves as it was is that of the fact itself.
func s10HashKept(_ target: RecordedEvent, _ correction: FactCorrected, hashed: Set<String>) -> Refusal? {
  for number in SealedNumber.allCases where !hashed.contains(number.hashMember) {
    let kept = correction.data.member(number.hashMember)
    if kept != nil, kept != target.payload.member(number.hashMember) {
      return .s10OwnHash("data.\(number.hashMember)", sealed: number.rawValue)
    }
  }
  return nil
}

extension Bilingual {
  fileprivate static let l4GroundsAfterSettlement = Bilingual(
    zh: "结算之后的更正（政策、机构、基础数据的更正一律视同）须以 late_evidence、audit_finding、court_order 或 fraud 为由，"
      + "并填写 evidence_digest",
    en: """
      After settlement, and of a policy, a facility or reference data always, the reason is late_evidence, audit_finding, \
      court_order or fraud, with the digest of the evidence.
      """
  )
}

extension RecordedEvent {
  var typeName: String { type(of: payload).type }
}

extension EventPayload {
  /// A member as the log has it; nil where there is none.
  fileprivate func member(_ name: String) -> JSON? { (try? PayloadEncoder.encode(self))?[name] }
}

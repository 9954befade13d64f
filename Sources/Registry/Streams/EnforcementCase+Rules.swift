// Rules E1 to E4, of enforcement: the "three systems" (三项制度: publication, recording of the whole process, review of
// legality), and the order of steps.

/// E1: a finding names its record by the key that the registry knows it by.
func e1SubjectNamed(_ event: FindingOpened) -> Refusal? {
  guard event.subjectKind != .site, event.subject == nil else { return nil }
  return Refusal(
    rule: .e1,
    fact: Bilingual(
      zh: "“\(event.subjectId)”不是 \(event.subjectKind.rawValue) 的编号",
      en: "“\(event.subjectId)” is no key of a \(event.subjectKind.rawValue)."
    ),
    remedy: Bilingual(
      zh: "请按登记编号填写 subject_id（如墓位：设施/墓区/排/号）；不在登记中的地点用 site",
      en:
        "Give subject_id as registered (a plot: facility/section/row/number); a place that is not registered is a site."
    )
  )
}

/// E2: an order to put it right comes before the penalty.
func e2AfterAnOrder(_ state: EnforcementCaseState, _ event: PenaltyImposed, at time: Instant) -> Refusal? {
  guard !state.orders.contains(where: { $0.occurredAt <= time }) else { return nil }
  let first = state.orders.first.map { "\($0.data.docNo), \($0.occurredAt)" } ?? "–"
  return Refusal(
    rule: .e2,
    fact: Bilingual(
      zh: "\(time) 作出处罚 \(event.docNo)，此前没有责令改正（首次责令：\(first)；立案事件 \(state.opened.eventID)）",
      en: """
        The penalty \(event.docNo) is of \(time), with no order before it (first order: \(first); finding: event \
        \(state.opened.eventID)).
        """
    ),
    remedy: Bilingual(zh: "请先责令改正（OrderIssued）", en: "Issue the order first (OrderIssued).")
  )
}

/// E2 (行政处罚法 Art. 29: no second fine for the same act): one penalty for a finding.
func e2PenalisedOnce(_ state: EnforcementCaseState) -> Refusal? {
  guard let penalty = state.penalty else { return nil }
  return Refusal(
    rule: .e2,
    fact: Bilingual(
      zh: "该案已作出处罚 \(penalty.data.docNo)，罚款 \(penalty.data.fineFen.yuan) 元（事件 \(penalty.eventID)）",
      en: """
        A penalty has been imposed, \(penalty.data.docNo), a fine of \(penalty.data.fineFen.yuan) yuan (event \
        \(penalty.eventID)).
        """
    ),
    remedy: Bilingual(
      zh: "同一违法行为不得再次罚款；新的违法行为请另行立案",
      en: "The same act is not fined again; open another finding for a new one."
    )
  )
}

/// E3 (行政处罚法 Art. 58): the reviewer of a penalty's legality neither found the case nor imposes the penalty.
func e3ReviewedByAnother(_ state: EnforcementCaseState, _ event: PenaltyImposed, imposedBy actor: Code) -> Refusal? {
  guard [state.opened.actor, actor].contains(event.legalReviewerId) else { return nil }
  return Refusal(
    rule: .e3,
    fact: Bilingual(
      zh:
        "处罚 \(event.docNo) 由 \(actor) 作出，立案人为 \(state.opened.actor)（事件 \(state.opened.eventID)），法制审核人为 \(event.legalReviewerId)",
      en: """
        The penalty \(event.docNo) is imposed by \(actor), the finding is \(state.opened.actor)'s (event \
        \(state.opened.eventID)), and the legal reviewer is \(event.legalReviewerId).
        """
    ),
    remedy: Bilingual(
      zh: "法制审核须由办案人员以外的人进行",
      en: "The legal review is for somebody who does not handle the case."
    )
  )
}

/// E4: whoever opened a finding neither verifies nor closes it.
func e4ClosedByAnother(_ state: EnforcementCaseState, _ event: FindingClosed, closedBy actor: Code) -> Refusal? {
  guard [event.verifiedBy, actor].contains(state.opened.actor) else { return nil }
  return Refusal(
    rule: .e4,
    fact: Bilingual(
      zh: "该案由 \(state.opened.actor) 立案（事件 \(state.opened.eventID)），现由 \(event.verifiedBy) 核实、\(actor) 结案",
      en: """
        \(state.opened.actor) opened the finding (event \(state.opened.eventID)); it is verified by \(event.verifiedBy) \
        and closed by \(actor).
        """
    ),
    remedy: Bilingual(zh: "请由立案人以外的人核实并结案", en: "Let others than the one who opened it verify and close it.")
  )
}

/// E4: a finding that was punished is not closed as unfounded.
func e4UnfoundedUnpunished(_ state: EnforcementCaseState, _ event: FindingClosed) -> Refusal? {
  guard event.result == .unfounded, let penalty = state.penalty else { return nil }
  return Refusal(
    rule: .e4,
    fact: Bilingual(
      zh: "结案为 unfounded，但已作出处罚 \(penalty.data.docNo)（事件 \(penalty.eventID)）",
      en: "It is to be closed as unfounded, yet the penalty \(penalty.data.docNo) stands (event \(penalty.eventID))."
    ),
    remedy: Bilingual(
      zh: "请按实际结果结案；处罚被撤销的，以 transferred 转复议或诉讼案件",
      en: "Close it with its real result; a penalty under appeal goes to that case as transferred."
    )
  )
}

/// R3: an order does not follow the penalty.
func r3OrderBeforePenalty(_ state: EnforcementCaseState) -> Refusal? {
  guard let penalty = state.penalty else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该案已作出处罚 \(penalty.data.docNo)（事件 \(penalty.eventID)），不再责令改正",
      en: "The penalty \(penalty.data.docNo) has been imposed (event \(penalty.eventID)); no order follows it."
    ),
    Bilingual(zh: "请核实改正情况后结案", en: "Verify what has been put right, and close the finding.")
  )
}

/// R3: a closed finding stays closed.
func r3FindingNotClosed(_ state: EnforcementCaseState) -> Refusal? {
  guard let closed = state.closed else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该案已于 \(closed.occurredAt) 结案，结果 \(closed.data.result.rawValue)（事件 \(closed.eventID)）",
      en: "The finding was closed at \(closed.occurredAt) as \(closed.data.result.rawValue) (event \(closed.eventID))."
    ),
    Bilingual(zh: "新发现的问题请另行立案", en: "Open another finding for anything new.")
  )
}

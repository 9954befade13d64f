// Rules I3 and I4 (domain.md 4.4), and appeals. What I3 means for a facility's status stands in Facility.swift.

/// I3: what is accepted is the rectification that a conclusion has asked for, once.
func i3SomethingToRectify(_ state: AnnualInspectionState) -> Refusal? {
  guard state.status != .rectifying, state.status != .overdue else { return nil }
  let accepted = state.rectification.map { "\($0.data.acceptedOn)" }
  return Refusal(
    rule: .i3,
    fact: Bilingual(
      zh: accepted.map { "整改已于 \($0) 验收" } ?? "该年检没有要求整改的结论（目前为 \(state.status.rawValue)）",
      en: accepted.map { "The rectification was accepted on \($0)." }
        ?? "No conclusion of this inspection asks for rectification (it is \(state.status.rawValue))."
    ),
    remedy: Bilingual(
      zh: "请核对公墓和年份",
      en: "Check the cemetery and the year."
    )
  )
}

/// I3: a conclusion is followed by at most one order, and by none after the rectification has been accepted.
func i3OrderOnce(_ state: AnnualInspectionState) -> Refusal? {
  let stands = state.conclusion != nil && state.result != .deferred && state.result != .qualified
  guard !stands || state.order != nil || state.rectification != nil else { return nil }
  let last = (state.rectification?.eventID ?? state.order?.eventID ?? state.conclusion?.eventID)?.text ?? "–"
  return Refusal(
    rule: .i3,
    fact: Bilingual(
      zh: "该年检目前为 \(state.status.rawValue)，结论 \(state.result?.rawValue ?? "–")（事件 \(last)），不能责令整改",
      en: """
        The inspection is \(state.status.rawValue), its result \(state.result?.rawValue ?? "–") (event \(last)); \
        no rectification can be ordered.
        """
    ),
    remedy: Bilingual(
      zh: "结论为 basically_qualified 或 unqualified 且未责令过整改的，方可责令整改一次",
      en: "It is ordered once, after the result basically_qualified or unqualified."
    )
  )
}

/// I3: the order names what is at fault: items that failed on site, as far as there was a site check.
func i3OrderNamesFaults(_ state: AnnualInspectionState, _ event: RectificationOrdered) -> Refusal? {
  let failed = Set(state.siteChecks.filter { $0.data.finding == .fail }.map(\.data.item))
  let others = state.siteChecks.isEmpty ? [] : event.items.filter { !failed.contains($0) }
  guard event.items.isEmpty || !others.isEmpty else { return nil }
  let list = others.map(\.text).joined(separator: ", ")
  let faults = failed.map(\.text).sorted().joined(separator: ", ")
  return Refusal(
    rule: .i3,
    fact: Bilingual(
      zh: "责令整改的项目共 \(event.items.count) 项，其中 [\(list)] 不是现场检查不符合的项目（[\(faults)]）",
      en: """
        The order names \(event.items.count) item(s), of which [\(list)] did not fail on site; what failed is \
        [\(faults)].
        """
    ),
    remedy: Bilingual(
      zh: "请列出现场检查中不符合（fail）的项目",
      en: "Name the items that the site checks found to fail."
    )
  )
}

/// I4 (Taiyuan: overdue rectification means suspension): overdue is what is not accepted after its last day, said once.
func i4AfterItsDay(_ state: AnnualInspectionState, _ event: RectificationOverdue) -> Refusal? {
  if state.status == .rectifying, let due = state.rectificationDue, due < event.on { return nil }
  let due = state.rectificationDue?.text ?? "–"
  return Refusal(
    rule: .i4,
    fact: Bilingual(
      zh: "该年检目前为 \(state.status.rawValue)，整改截止日为 \(due)，\(event.on) 不能登记逾期",
      en:
        "The inspection is \(state.status.rawValue) and the rectification is due on \(due); on \(event.on) it is not overdue."
    ),
    remedy: Bilingual(
      zh: "截止日当天仍属按期；过期未验收的登记一次，没有截止日的请先责令整改",
      en:
        "The last day itself is in time; record it once, after that day. Where no day is set, order the rectification."
    )
  )
}

/// R3: a conclusion is appealed against once at a time, until what it asks for has been accepted.
func r3AppealInTime(_ state: AnnualInspectionState) -> Refusal? {
  let stands = state.conclusion != nil && state.result != .deferred
  guard !stands || state.appeal != nil || state.rectification != nil else { return nil }
  let last = (state.rectification?.eventID ?? state.appeal?.eventID ?? state.conclusion?.eventID)?.text ?? "–"
  return outOfTurn(
    Bilingual(
      zh: "该年检目前为 \(state.status.rawValue)\(state.appeal == nil ? "" : "，已有申诉未决")（事件 \(last)），不能申诉",
      en: """
        The inspection is \(state.status.rawValue)\(state.appeal == nil ? "" : ", with an appeal open") \
        (event \(last)), and takes no appeal.
        """
    ),
    Bilingual(
      zh: "申诉针对已公布、整改尚未验收的结论，同一时间只受理一件",
      en: "An appeal is against a published conclusion, before its rectification is accepted, one at a time."
    )
  )
}

/// R3: a conclusion is revised upon an appeal.
func r3AppealPending(_ state: AnnualInspectionState) -> Refusal? {
  guard state.appeal == nil || state.rectification != nil else { return nil }
  let last = (state.rectification?.eventID ?? state.revision?.eventID ?? state.conclusion?.eventID)?.text ?? "–"
  return outOfTurn(
    Bilingual(
      zh: "没有待决的申诉（目前为 \(state.status.rawValue)，事件 \(last)），结论不能变更",
      en: "No appeal is open (the inspection is \(state.status.rawValue), event \(last)), so the conclusion stays."
    ),
    Bilingual(zh: "请先登记申诉（ConclusionAppealed）", en: "Record the appeal first (ConclusionAppealed).")
  )
}

/// M7: whoever reviewed a conclusion does not decide on the appeal against it.
func m7RevisedByAnother(_ state: AnnualInspectionState, _ event: ConclusionRevised) -> Refusal? {
  guard let conclusion = state.conclusion, conclusion.data.legalReviewerId == event.legalReviewerId else { return nil }
  return Refusal(
    rule: .m7,
    fact: Bilingual(
      zh: "\(event.legalReviewerId) 是原结论的审核人（事件 \(conclusion.eventID)），又审核对该结论的申诉",
      en: """
        \(event.legalReviewerId) reviewed the conclusion (event \(conclusion.eventID)) and is to review the appeal \
        against it.
        """
    ),
    remedy: Bilingual(zh: "请由另一人审核", en: "Let somebody else review it.")
  )
}

import FoundationEssentials
import Registry

/// A step of an annual inspection, with what is recorded of it, or what is missing and by which rule. The template reads the
/// properties by name.
struct InspectionStep {
  let name: String
  /// `done`, `missing`, `overdue` or `none`.
  let kind: String
  let state: String
  let words: [String]
  let events: [Link]
}

/// The steps of an inspection, from opening to the last word.
struct InspectionSteps {
  let state: AnnualInspectionState?
  /// Draws of the year that drew the cemetery; nil where that is not for the visitor.
  let draws: [Link]?
  let today: LocalDate?
  let address: PageAddress

  private var language: Language { address.language }
  private var isDrawn: Bool { draws?.isEmpty == false }

  var all: [InspectionStep] {
    [opened, selfCheck, documents] + (draws.map { [draw($0)] } ?? []) + [siteChecks, conclusion] + rectification
      + appeal
  }

  private func step(_ name: Bilingual, _ kind: String, _ words: [Bilingual?], _ events: [EventID] = [])
    -> InspectionStep
  {
    let state =
      switch kind {
      case "done": Bilingual(zh: "已登记", en: "recorded")
      case "missing": Bilingual(zh: "尚缺", en: "missing")
      case "overdue": Bilingual(zh: "逾期", en: "overdue")
      default: Bilingual(zh: "无", en: "none")
      }
    return InspectionStep(
      name: language.choose(name),
      kind: kind,
      state: language.choose(state),
      words: words.compactMap { $0.map(language.choose) },
      events: FindingRow.events(events.map(\.text), address)
    )
  }

  private func isPast(_ due: LocalDate?) -> Bool { if let due, let today { due < today } else { false } }

  private static func late(_ done: LocalDate, _ due: LocalDate) -> Bilingual? {
    due < done ? Bilingual(zh: "晚于截止日 \(due)", en: "later than the last day, \(due)") : nil
  }

  private var opened: InspectionStep {
    let name = Bilingual(zh: "启动", en: "Opened")
    guard let opened = state?.opened else {
      let words = Bilingual(
        zh: "应检而未启动（规则 I1：每个公墓每年一次）",
        en: "Due and not opened (rule I1: one for each cemetery and year)."
      )
      return step(name, "missing", [words])
    }
    let dues = opened.data
    return step(
      name,
      "done",
      [
        Bilingual(
          zh: "\(opened.occurredAt.localDate)，检查表 \(dues.checklistVersion)",
          en: "\(opened.occurredAt.localDate), checklist \(dues.checklistVersion)"
        ),
        Bilingual(
          zh: "自查截止 \(dues.selfDue)，初审截止 \(dues.reviewDue)",
          en: "self-check due \(dues.selfDue), review due \(dues.reviewDue)"
        ),
      ],
      [opened.eventID]
    )
  }

  private var selfCheck: InspectionStep {
    let name = Bilingual(zh: "自查", en: "Self-check")
    let due = state?.opened.data.selfDue
    guard let check = state?.selfCheck else {
      return step(
        name,
        isPast(due) ? "overdue" : "missing",
        [due.map { Bilingual(zh: "应于 \($0) 前提交（规则 I2）", en: "To be handed in by \($0) (rule I2).") }]
      )
    }
    let day = check.occurredAt.localDate
    let total = check.data.answers.reduce(0) { $0 + $1.score.value }
    let said =
      check.data.refused
      ? Bilingual(zh: "\(day)，拒不提交；结论应为不合格（规则 I2）", en: "\(day): refused, so the result is unqualified (rule I2).")
      : Bilingual(
        zh: "\(day)，\(check.data.answers.count) 项，自评 \(total) 分",
        en: "\(day): \(check.data.answers.count) items, \(total) points"
      )
    return step(name, "done", [said, due.flatMap { Self.late(day, $0) }], [check.eventID])
  }

  private var documents: InspectionStep {
    let papers = state?.documents ?? []
    return step(
      Bilingual(zh: "材料归档", en: "Documents"),
      papers.isEmpty ? "none" : "done",
      papers.isEmpty
        ? [
          Bilingual(
            zh: "没有归档材料；检查表要求的材料不齐不得评为合格（规则 I2）",
            en: "None on file; without those that the checklist asks for it cannot be qualified (rule I2)."
          )
        ]
        : papers.map { Bilingual(zh: "\($0.data.item)：\($0.data.title)", en: "\($0.data.item): \($0.data.title)") },
      papers.map(\.eventID)
    )
  }

  private func draw(_ draws: [Link]) -> InspectionStep {
    let base = step(
      Bilingual(zh: "双随机抽取", en: "Draw"),
      isDrawn ? "done" : "none",
      [
        isDrawn
          ? Bilingual(zh: "已抽中（规则 I5）", en: "Drawn (rule I5).")
          : Bilingual(zh: "本年度未抽中；现场检查不以抽中为前提", en: "Not drawn this year; a site check does not need a draw.")
      ]
    )
    return InspectionStep(name: base.name, kind: base.kind, state: base.state, words: base.words, events: draws)
  }

  private var siteChecks: InspectionStep {
    let name = Bilingual(zh: "现场检查", en: "Site checks")
    let checks = state?.siteChecks ?? []
    guard let last = checks.last else {
      let words = Bilingual(zh: "没有现场检查记录；须由两名检查人员进行（规则 I6）", en: "None recorded; they take two inspectors (rule I6).")
      return step(name, isDrawn ? "missing" : "none", [words])
    }
    let failed = checks.count { $0.data.finding == .fail }
    let inspectors = Set(checks.flatMap { [$0.data.inspectorId.text, $0.data.secondInspectorId.text] }).sorted()
    return step(
      name,
      "done",
      [
        Bilingual(
          zh: "\(checks.count) 项，不符合 \(failed) 项，最近 \(last.occurredAt.localDate)",
          en: "\(checks.count) items, \(failed) failed, last on \(last.occurredAt.localDate)"
        ),
        Bilingual(
          zh: "检查人员 \(inspectors.joined(separator: "、"))",
          en: "inspectors \(inspectors.joined(separator: ", "))"
        ),
      ]
    )
  }

  private var conclusion: InspectionStep {
    let name = Bilingual(zh: "结论与公布", en: "Conclusion")
    let due = state?.opened.data.reviewDue
    guard let conclusion = state?.conclusion else {
      let words = due.map { Bilingual(zh: "应于 \($0) 前审核（规则 I1）", en: "To be reviewed by \($0) (rule I1).") }
      return step(name, isPast(due) ? "overdue" : "missing", [words])
    }
    let data = conclusion.data
    let isDeferred = state?.result == .deferred
    return step(
      name,
      isDeferred ? (isPast(due) ? "overdue" : "missing") : "done",
      [
        Bilingual(
          zh: "\(data.result.words.zh)，\(data.score) 分，\(data.publishedOn) 公布",
          en: "\(data.result.words.en), \(data.score) points, published \(data.publishedOn)"
        ),
        Bilingual(zh: "法制审核 \(data.legalReviewerId)", en: "legal review by \(data.legalReviewerId)"),
        isDeferred ? Bilingual(zh: "暂缓的仍须作出结论", en: "Deferred: it is still to be concluded.") : nil,
      ],
      [conclusion.eventID]
    )
  }

  private var rectification: [InspectionStep] {
    guard let state, state.order != nil || state.rectificationDue != nil || state.rectification != nil else {
      return []
    }
    let name = Bilingual(zh: "整改", en: "Rectification")
    let due = state.rectificationDue
    let order = state.order.map { order in
      let items = order.data.items.map(\.text).joined(separator: ", ")
      return Bilingual(zh: "责令整改 \(order.data.docNo)：\(items)", en: "ordered by \(order.data.docNo): \(items)")
    }
    let last = due.map { Bilingual(zh: "截止 \($0)", en: "due \($0)") }
    let overdue = state.overdue.map {
      Bilingual(
        zh: "\($0.data.on) 检查仍未整改，至验收前停止销售（规则 I4）",
        en: "Found undone on \($0.data.on): no sales until it is accepted (rule I4)."
      )
    }
    let events = [state.order?.eventID, state.overdue?.eventID, state.rectification?.eventID].compactMap(\.self)
    if let done = state.rectification {
      let accepted = Bilingual(
        zh: "\(done.data.acceptedOn) 验收，\(done.data.docNo)",
        en: "accepted on \(done.data.acceptedOn), \(done.data.docNo)"
      )
      let late = due.flatMap { Self.late(done.data.acceptedOn, $0) }
      return [step(name, "done", [order, last, overdue, accepted, late], events)]
    }
    let missing =
      isPast(due) && state.overdue == nil
      ? Bilingual(zh: "已过截止日，尚未登记逾期（规则 I4）", en: "Its day has passed and that is not recorded (rule I4).")
      : Bilingual(zh: "尚未验收（规则 I3）", en: "Not accepted yet (rule I3).")
    return [
      step(name, isPast(due) || state.overdue != nil ? "overdue" : "missing", [order, last, overdue, missing], events)
    ]
  }

  private var appeal: [InspectionStep] {
    guard let state, state.appeal != nil || state.revision != nil else { return [] }
    let name = Bilingual(zh: "申诉", en: "Appeal")
    if let revision = state.revision, state.appeal == nil {
      let words = Bilingual(
        zh: "\(revision.occurredAt.localDate) 变更为\(revision.data.newResult.result.words.zh)：\(revision.data.reason)",
        en:
          "\(revision.occurredAt.localDate): the result is now \(revision.data.newResult.result.words.en): \(revision.data.reason)"
      )
      return [step(name, "done", [words], [revision.eventID])]
    }
    let grounds = state.appeal.map { Bilingual(zh: "待决：\($0.data.grounds)", en: "Open: \($0.data.grounds)") }
    return [step(name, "missing", [grounds], [state.appeal?.eventID].compactMap(\.self))]
  }
}

extension ConclusionIssued.Result {
  var words: Bilingual {
    switch self {
    case .qualified: Bilingual(zh: "合格", en: "qualified")
    case .basicallyQualified: Bilingual(zh: "基本合格", en: "basically qualified")
    case .unqualified: Bilingual(zh: "不合格", en: "unqualified")
    case .deferred: Bilingual(zh: "暂缓", en: "deferred")
    }
  }
}

extension ConclusionRevised.Result {
  fileprivate var result: ConclusionIssued.Result {
    switch self {
    case .qualified: .qualified
    case .basicallyQualified: .basicallyQualified
    case .unqualified: .unqualified
    }
  }
}

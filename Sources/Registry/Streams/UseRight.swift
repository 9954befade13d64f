// Stream `right/<contract no>` 使用权.

// MARK: Events

/// 使用权确立.
public struct UseRightGranted: EventPayload {
  public static var stream: StreamKind { .useRight }
  public var plotId: PlotID
  public var holderRef: Code
  public var decedentCaseId: Code?
  public var basis: HoldingBasis
  /// Papers for an exception to rule P3; absent only when the basis is a decedent.
  public var evidenceDigest: Digest?
  public var from: LocalDate
  public var to: LocalDate
  public var useFeeFen: Fen
  public var maintenanceFeeFen: Fen
  public var maintenanceTo: LocalDate
}

// MARK: State

/// `granted`, then in force from its first to its last day.
public struct UseRightState: StreamState, Equatable {
  public let granted: Fact<UseRightGranted>

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? UseRightGranted else { return nil }
    granted = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {}

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    guard let event = payload as? UseRightGranted else { return [] }
    let plot = event.plotId
    return [.section(of: plot), .facility(plot.facility), .plot(plot)]
      + (event.decedentCaseId.map { [.decedentCase($0)] } ?? [])
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let event = matter.payload as? UseRightGranted else {
      throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    try uphold(r2BegunOnce(state, matter.subject))
    let plot = event.plotId
    let section = try known.section(of: plot)
    try uphold(r1PlotLaidOut(section, plot))
    try uphold(p6SalesOpen(try known.facility(plot.facility), plot.facility, on: matter.day))
    try uphold(p8PoolIsNobodys(section.opened.data.plotKind, plot))
    var decedent: DecedentCaseState?
    if let id = event.decedentCaseId { decedent = try known.decedentCase(id) }
    try uphold(p3PapersForGrant(event, decedent))
    try uphold(p5RunsForward(event))
    try uphold(p5AtMostTwentyYears(event))
    let held = try known.state(PlotState.self, of: .plot(plot))
    try uphold(p8NotHeld(held, plot, for: event.holderRef))
    return held?.reservation == nil
      ? Outcome(takes: [.plot(plot)])
      : Outcome(
        takes: [.plot(plot)],
        releases: [.plot(plot)],
        derived: [DerivedPayload(stream: .plot(plot), payload: ReservationReleased(reason: .granted))]
      )
  }

  /// Whom the right is for, to be put into a sentence.
  var forWhomZh: String { granted.data.decedentCaseId.map { "是为个案 \($0) 办理的" } ?? "是为持有人本人办理的" }
  var forWhomEn: String { granted.data.decedentCaseId.map { "is for case \($0)" } ?? "is for its holder" }
}

// MARK: Rules

/// P3 (Decree 824: on death or cremation papers, except for the elderly, the critically ill and similar cases):
/// otherwise it is a grave for the living (活人墓).
func p3PapersForGrant(_ event: UseRightGranted, _ decedent: DecedentCaseState?) -> Refusal? {
  guard event.basis == .decedent else {
    guard event.evidenceDigest == nil else { return nil }
    return Refusal(
      rule: .p3,
      fact: Bilingual(
        zh: "以 \(event.basis.rawValue) 为由办理使用权，但没有证明材料",
        en: "The right is granted on the basis \(event.basis.rawValue) without its papers."
      ),
      remedy: Bilingual(
        zh: "请上传证明材料，并在 evidence_digest 中填写其摘要",
        en: "Give the digest of the papers in evidence_digest."
      )
    )
  }
  guard let id = event.decedentCaseId else {
    return Refusal(
      rule: .p3,
      fact: Bilingual(
        zh: "墓位 \(event.plotId) 以逝者为由办理，但没有填写个案编号",
        en: "The plot \(event.plotId) is granted for a decedent, but no case is named."
      ),
      remedy: Bilingual(
        zh: "请填写 decedent_case_id；为在世者办理的，请选择法定例外并附证明",
        en: "Give decedent_case_id; for the living, name one of the exceptions and its papers."
      )
    )
  }
  guard decedent?.certificate == nil else { return nil }
  return Refusal(
    rule: .p3,
    fact: Bilingual(
      zh: "个案 \(id) 还没有登记死亡证明",
      en: "Case \(id) has no recorded death certificate."
    ),
    remedy: Bilingual(
      zh: "请先提交 DeathCertificateRecorded，凭死亡或火化证明办理使用权",
      en: "Submit DeathCertificateRecorded first: a plot is granted on death or cremation papers."
    )
  )
}

/// P5: a right and its prepaid maintenance end after they begin.
func p5RunsForward(_ event: UseRightGranted) -> Refusal? {
  let end = min(event.to, event.maintenanceTo)
  guard end <= event.from else { return nil }
  let (zh, en) = event.to <= event.from ? ("使用期", "right") : ("管理费", "maintenance")
  return Refusal(
    rule: .p5,
    fact: Bilingual(
      zh: "\(zh)止于 \(end)，不晚于起始日期 \(event.from)",
      en: "The \(en) ends on \(end), not after it begins on \(event.from)."
    ),
    remedy: Bilingual(zh: "请核对起止日期", en: "Check the dates.")
  )
}

/// P5 (民事发〔1998〕10号; 公墓管理暂行办法 Art. 16): a cycle of use, and maintenance paid in advance, is at most 20 years. A cycle
/// that begins on 29 February may end on 28 February or, in a leap year, on the 29th.
func p5AtMostTwentyYears(_ event: UseRightGranted) -> Refusal? {
  guard let last = event.from.adding(years: 20), max(event.to, event.maintenanceTo) > last else { return nil }
  let (zh, en, end) =
    event.to > last ? ("使用期", "right", event.to) : ("预收管理费", "prepaid maintenance", event.maintenanceTo)
  return Refusal(
    rule: .p5,
    fact: Bilingual(
      zh: "\(zh)自 \(event.from) 至 \(end)，超过 20 年",
      en: "The \(en) runs from \(event.from) to \(end), more than 20 years."
    ),
    remedy: Bilingual(
      zh: "每个周期最长 20 年，最迟至 \(last)，期满后续期",
      en: "A cycle ends on \(last) at the latest; renew it then."
    )
  )
}

// Rules that hold for every record: that it exists, that it is begun once, that its steps come in the order of its
// state machine (domain.md 4.5), that dates run forward and that nothing happens in the future.

/// R1: an event belongs to a record that exists.
func r1NoSuchRecord(_ stream: StreamName) -> Refusal {
  Refusal(
    rule: .r1,
    fact: Bilingual(
      zh: "登记系统中没有\(stream.kind.nameZh)“\(stream)”",
      en: "There is no \(stream.kind.nameEn) \(stream) in the registry."
    ),
    remedy: Bilingual(
      zh: "请核对编号；如尚未建立，请先提交 \(stream.kind.firstEvent)",
      en: "Check the number; if the record has not been begun, submit \(stream.kind.firstEvent) first."
    )
  )
}

/// R2: a record is begun once.
func r2BegunOnce<State: StreamState>(_ state: State?, _ stream: StreamName) -> Refusal? {
  guard state != nil else { return nil }
  return Refusal(
    rule: .r2,
    fact: Bilingual(
      zh: "\(stream.kind.nameZh)“\(stream)”已经存在，不能再次建立",
      en: "The \(stream.kind.nameEn) \(stream) exists already and cannot be begun again."
    ),
    remedy: Bilingual(
      zh: "若是另一份记录，请换用新的编号；若是补充，请提交后续事件",
      en: "Use a new number for another record; to add to this one, submit the event that follows."
    )
  )
}

/// R3: the state machine of the record (domain.md 4.5) has no such step from where it stands.
func outOfTurn(_ fact: Bilingual, _ remedy: Bilingual) -> Refusal {
  Refusal(rule: .r3, fact: fact, remedy: remedy)
}

/// R3: a closed facility records no new business.
func r3FacilityNotClosed(_ facility: FacilityState, _ code: Code, on day: LocalDate) -> Refusal? {
  guard facility.status(on: day) == .closed else { return nil }
  return outOfTurn(
    Bilingual(zh: "设施 \(code) 在 \(day) 已关闭", en: "The facility \(code) is closed on \(day)."),
    Bilingual(zh: "请改在仍在运营的设施办理，或核对日期", en: "Use a facility that is in operation, or check the date.")
  )
}

/// R4: dates run forward.
func r4InOrder(_ earlier: LocalDate, _ earlierName: String, _ later: LocalDate, _ laterName: String) -> Refusal? {
  guard later < earlier else { return nil }
  return outOfOrder(earlier.text, earlierName, later.text, laterName)
}

/// R4 for moments; the same moment is no disorder.
func r4InOrder(_ earlier: Instant, _ earlierName: String, _ later: Instant, _ laterName: String) -> Refusal? {
  guard later < earlier else { return nil }
  return outOfOrder(earlier.text, earlierName, later.text, laterName)
}

private func outOfOrder(_ earlier: String, _ earlierName: String, _ later: String, _ laterName: String) -> Refusal {
  Refusal(
    rule: .r4,
    fact: Bilingual(
      zh: "\(laterName) \(later) 早于 \(earlierName) \(earlier)",
      en: "\(laterName) \(later) is before \(earlierName) \(earlier)."
    ),
    remedy: Bilingual(zh: "请核对并改正这两个日期", en: "Check the two dates and correct the wrong one.")
  )
}

/// S6: nothing has happened in the future; ten minutes are allowed for a clock that is ahead.
func s6NotInTheFuture(_ instant: Instant, _ member: String, latest: Instant) -> Refusal? {
  guard latest < instant else { return nil }
  return inTheFuture(instant.text, member)
}

/// S6 for a day.
func s6NotInTheFuture(_ day: LocalDate, _ member: String, latest: LocalDate) -> Refusal? {
  guard latest < day else { return nil }
  return inTheFuture(day.text, member)
}

/// S6: an event type stands on streams of its own kind and, for reference data, of its own name.
func s6TypeFitsSubject(_ payload: any EventPayload, _ subject: StreamName) -> Refusal {
  let type = type(of: payload).type
  return Refusal(
    rule: .s6,
    fact: Bilingual(zh: "\(type) 不能记入 \(subject)", en: "\(type) does not belong to \(subject)."),
    remedy: Bilingual(
      zh: """
        请核对 subject；区划变更记入 reference/divisions，人口记入 reference/population，\
        死亡人数记入 reference/deaths，火化区记入 reference/zones，抽取公告和抽取记入 reference/inspection-draws
        """,
      en: """
        Check the subject; DivisionChanged goes to reference/divisions, PopulationImported to reference/population, \
        DeathCountImported to reference/deaths, ZoneDesignated to reference/zones, \
        DrawAnnounced and InspectionSampled to reference/inspection-draws.
        """
    )
  )
}

/// S6: what follows from other events is written by the registry alone.
func s6WrittenByTheRegistry(_ payload: any EventPayload, after cause: any EventPayload.Type) -> Refusal {
  let type = type(of: payload).type
  return Refusal(
    rule: .s6,
    fact: Bilingual(
      zh: "\(type) 由系统在 \(cause.type) 时自动登记，不接受提交",
      en: "\(type) is written by the registry itself after \(cause.type) and cannot be submitted."
    ),
    remedy: Bilingual(zh: "请提交 \(cause.type)", en: "Submit \(cause.type).")
  )
}

private func inTheFuture(_ value: String, _ member: String) -> Refusal {
  Refusal(
    rule: .s6,
    fact: Bilingual(zh: "\(member) 为 \(value)，尚未到来", en: "\(member) is \(value), which has not come yet."),
    remedy: Bilingual(
      zh: "请核对时间，并检查提交电脑的时钟（允许快 10 分钟以内）",
      en: "Check the time, and the clock of the computer that sends it (up to 10 minutes ahead is allowed)."
    )
  )
}

extension StreamKind {
  var nameZh: String {
    switch self {
    case .decedentCase: "逝者个案"
    case .ashCustody: "骨灰保管记录"
    case .facility: "殡葬设施"
    case .section: "墓区"
    case .plot: "墓位"
    case .useRight: "墓位使用权"
    case .serviceWaiver: "减免记录"
    case .subsidyClaim: "奖补申领"
    case .settlementBatch: "结算批次"
    case .annualInspection: "年检"
    case .enforcementCase: "整治案件"
    case .policy: "政策"
    case .cremationUnit: "火化机"
    case .hearse: "遗体接运车"
    case .certificateStock: "火化证明库存"
    case .referenceData: "基础数据"
    case .submitter: "提交单位"
    case .review: "复核"
    case .privacy: "个人信息记录"
    }
  }

  var nameEn: String {
    switch self {
    case .decedentCase: "case"
    case .ashCustody: "record of ashes"
    case .facility: "facility"
    case .section: "section"
    case .plot: "plot"
    case .useRight: "use right"
    case .serviceWaiver: "waiver record"
    case .subsidyClaim: "subsidy claim"
    case .settlementBatch: "settlement batch"
    case .annualInspection: "annual inspection"
    case .enforcementCase: "finding"
    case .policy: "policy"
    case .cremationUnit: "cremator"
    case .hearse: "hearse"
    case .certificateStock: "stock of certificates"
    case .referenceData: "reference data"
    case .submitter: "submitter"
    case .review: "review"
    case .privacy: "privacy record"
    }
  }

  /// The event that begins such a record.
  var firstEvent: String {
    switch self {
    case .decedentCase: CaseOpened.type
    case .ashCustody: CustodyOpened.type
    case .facility: FacilityLicensed.type
    case .section: SectionOpened.type
    case .plot: PlotRangeCreated.type
    case .useRight: UseRightGranted.type
    case .serviceWaiver: ServiceItemDelivered.type
    case .subsidyClaim: ClaimSubmitted.type
    case .settlementBatch: BatchOpened.type
    case .annualInspection: InspectionOpened.type
    case .enforcementCase: FindingOpened.type
    case .policy: PolicyPublished.type
    case .cremationUnit: UnitInstalled.type
    case .hearse: HearseRegistered.type
    case .certificateStock: StockReceived.type
    case .referenceData: DivisionChanged.type
    case .submitter: SubmissionsRefused.type
    case .review: ReviewOpened.type
    case .privacy: PartUnsealed.type
    }
  }
}

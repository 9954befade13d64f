// Stream `facility/<facility code>` 殡葬设施: licence and sales status.

// MARK: Events

/// 许可/备案.
public struct FacilityLicensed: EventPayload {
  public static var stream: StreamKind { .facility }
  public enum Kind: String, Codable, CaseIterable, Sendable {
    case funeralHome = "funeral_home"
    case columbarium, cemetery
  }
  public enum Nature: String, Codable, CaseIterable, Sendable {
    case publicBenefit = "public_benefit"
    case commercial
  }
  public enum Level: String, Codable, CaseIterable, Sendable { case city, county, town, village }
  public var nameZh: Text
  public var nameEn: Text
  public var kind: Kind
  public var nature: Nature
  public var level: Level
  public var division: DivisionCode
  public var operatorUscc: USCC
  public var operatorUsccReason: Text?
  public var licenceNo: Text
  public var validFrom: LocalDate
  public var validTo: LocalDate?
  public var landM2: Count
  public var bodyBurialAllowed: Bool
}

/// 状态变更. While a facility is anything but open, nothing new may be granted, reserved or sold (rule P6).
public struct FacilityStatusChanged: EventPayload {
  public static var stream: StreamKind { .facility }
  public enum Status: String, Codable, CaseIterable, Sendable {
    case open
    case salesSuspended = "sales_suspended"
    case rectifying, closed
  }
  public var status: Status
  public var from: LocalDate
  public var reason: Text
  /// The event that made it so, for example an inspection's conclusion.
  public var causeEventId: EventID?
}

// MARK: State

/// ```
/// open ⇄ sales_suspended | rectifying → open
///   └──────────────┴─────────┴→ closed (final)
/// ```
/// A status holds from the day it names; of several, the one recorded last. An inspection's conclusion suspends sales
/// by an event that carries its cause, and only such an event takes that suspension back (rule I3).
public struct FacilityState: StreamState, Equatable {
  public let licence: Fact<FacilityLicensed>
  public private(set) var changes: [Fact<FacilityStatusChanged>] = []
  /// Unqualified conclusions whose rectification has not been accepted.
  public private(set) var openConclusions = 0
  /// Whether the bureau itself, rather than an inspection, keeps sales suspended.
  public private(set) var isSuspendedByOrder = false

  public func status(on day: LocalDate) -> FacilityStatusChanged.Status {
    if let closure, closure.data.from <= day { return .closed }
    return changes.last { $0.data.from <= day }?.data.status ?? .open
  }

  var closure: Fact<FacilityStatusChanged>? { changes.first { $0.data.status == .closed } }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? FacilityLicensed else { return nil }
    licence = Fact(data, event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    guard let data = event.payload as? FacilityStatusChanged else { return }
    changes.append(Fact(data, event))
    switch (data.status, data.causeEventId) {
    case (.salesSuspended, .some): openConclusions += 1
    case (.rectifying, .some): openConclusions -= 1
    case (.open, .some): openConclusions = 0
    case (.salesSuspended, nil): isSuspendedByOrder = true
    case (.rectifying, nil): isSuspendedByOrder = isSuspendedByOrder || openConclusions == 0
    case (.open, nil): isSuspendedByOrder = false
    case (.closed, _): break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    switch matter.payload {
    case let event as FacilityLicensed:
      try uphold(r2BegunOnce(state, matter.subject))
      if let validTo = event.validTo {
        try uphold(r4InOrder(event.validFrom, "valid_from", validTo, "valid_to"))
      }
    case let event as FacilityStatusChanged:
      guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
      try uphold(i3CauseIsTheRegistrys(event))
      try uphold(r3ClosedForGood(state, event))
      try uphold(i3ReleasedByRectification(state, event))
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    return Outcome()
  }
}

// MARK: Rules

/// I3: only the registry itself writes what caused a status, when a conclusion suspends sales or a rectification
/// releases them.
func i3CauseIsTheRegistrys(_ event: FacilityStatusChanged) -> Refusal? {
  guard let cause = event.causeEventId else { return nil }
  return Refusal(
    rule: .i3,
    fact: Bilingual(
      zh: "提交的状态变更填写了起因事件 \(cause)",
      en: "The submitted change of status names the cause \(cause)."
    ),
    remedy: Bilingual(
      zh: "请去掉 cause_event_id；年检不合格和整改验收引起的变更由系统自动登记",
      en: "Leave out cause_event_id; changes that follow from inspections are recorded by the registry."
    )
  )
}

/// I3 (Mianyang 2021: closed until the re-check): a suspension by an inspection is released only by an accepted
/// rectification.
func i3ReleasedByRectification(_ state: FacilityState, _ event: FacilityStatusChanged) -> Refusal? {
  guard event.status == .open, state.openConclusions > 0 else { return nil }
  let since = state.changes.last { $0.data.status == .salesSuspended && $0.data.causeEventId != nil }
  let day = since.map { "\($0.data.from)" } ?? ""
  let cause = since?.data.causeEventId.map { "\($0)" } ?? ""
  return Refusal(
    rule: .i3,
    fact: Bilingual(
      zh: "因年检不合格自 \(day) 起暂停销售（结论事件 \(cause)），整改尚未验收",
      en: "Sales are suspended since \(day) by an unqualified inspection (conclusion \(cause)), not yet rectified."
    ),
    remedy: Bilingual(
      zh: "整改验收后请在该次年检提交 RectificationAccepted，系统将自动恢复销售",
      en: "After the re-check submit RectificationAccepted on that inspection; the registry then reopens sales."
    )
  )
}

/// R3: a closed facility stays closed; a new one needs a new licence.
func r3ClosedForGood(_ state: FacilityState, _ event: FacilityStatusChanged) -> Refusal? {
  guard let closed = state.closure, closed.data.from <= event.from else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该设施已自 \(closed.data.from) 起关闭（事件 \(closed.eventID)）",
      en: "The facility is closed from \(closed.data.from) on (event \(closed.eventID))."
    ),
    Bilingual(
      zh: "关闭不可撤回；重新开办须另行许可并使用新的设施编号",
      en: "Closure is final; opening again needs a new licence under a new code."
    )
  )
}

/// P6: nothing is granted, reserved or sold unless the facility is open and its licence runs; what was granted before
/// stays usable.
func p6SalesOpen(_ facility: FacilityState, _ code: Code, on day: LocalDate) -> Refusal? {
  let remedy = Bilingual(
    zh: "恢复正常运营前不得新售、新批或预留；已确立使用权的墓位仍可安放",
    en: "No new sale, grant or reservation until it is open; plots granted before may still be used."
  )
  let status = facility.status(on: day)
  if status != .open {
    let since = facility.changes.last { $0.data.from <= day }
    let reason = since.map { "\($0.data.reason)" } ?? ""
    let from = since.map { "\($0.data.from)" } ?? ""
    return Refusal(
      rule: .p6,
      fact: Bilingual(
        zh: "设施 \(code) 自 \(from) 起状态为 \(status.rawValue)（\(reason)）",
        en: "The facility \(code) is \(status.rawValue) from \(from) (\(reason))."
      ),
      remedy: remedy
    )
  }
  let licence = facility.licence.data
  let lastDay = licence.validTo
  guard day < licence.validFrom || lastDay.map({ $0 < day }) == true else { return nil }
  let period = "\(licence.validFrom) – \(lastDay?.text ?? "…")"
  return Refusal(
    rule: .p6,
    fact: Bilingual(
      zh: "设施 \(code) 的许可 \(licence.licenceNo) 有效期为 \(period)，不含 \(day)",
      en: "The licence \(licence.licenceNo) of facility \(code) runs \(period), which does not include \(day)."
    ),
    remedy: remedy
  )
}

// Stream `hearse/<code>` 遗体接运车. The code is the operator's own; the plate itself stays outside the log.

// MARK: Events

/// 接运车登记.
public struct HearseRegistered: FactPayload {
  public static var stream: StreamKind { .hearse }
  public var facilityId: Code
  /// SHA-256 of the plate's number in UTF-8, as printed, without spaces.
  public var plateDigest: Digest
  public var operatorUscc: USCC
  public var operatorUsccReason: Text?
  public var registeredFrom: LocalDate
}

/// 接运车注销.
public struct HearseRetired: FactPayload {
  public static var stream: StreamKind { .hearse }
  public var reason: Text
  /// The first day on which it is not used any more.
  public var retiredOn: LocalDate
}

// MARK: State

/// ```
/// registered → retired (final)
/// ```
public struct HearseState: ClaimHolder, Equatable {
  public let registered: Fact<HearseRegistered>
  public private(set) var retired: Fact<HearseRetired>?

  /// Whether the hearse may collect a body on that day.
  public func isRegistered(on day: LocalDate) -> Bool {
    registered.data.registeredFrom <= day && retired.map { day < $0.data.retiredOn } ?? true
  }

  init?(beginning event: RecordedEvent) {
    guard let data = event.payload as? HearseRegistered else { return nil }
    registered = Fact(data, event)
  }

  /// The plate is free for another registration once the hearse is retired.
  var claims: [Claim] { retired == nil ? [.plate(registered.data.plateDigest)] : [] }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    if let data = event.payload as? HearseRetired { retired = Fact(data, event) }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] {
    (payload as? HearseRegistered).map { [.facility($0.facilityId)] } ?? []
  }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    if let event = matter.payload as? HearseRegistered {
      try uphold(r2BegunOnce(state, matter.subject))
      let facility = try known.facility(event.facilityId)
      try uphold(r3FacilityNotClosed(facility, event.facilityId, on: event.registeredFrom))
      return Outcome()
    }
    guard let state else { throw .refused(r1NoSuchRecord(matter.subject)) }
    guard let event = matter.payload as? HearseRetired else {
      throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
    try uphold(r3HearseInService(state))
    try uphold(s6NotInTheFuture(event.retiredOn, "retired_on", latest: matter.latestDay))
    try uphold(r4InOrder(state.registered.data.registeredFrom, "registered_from", event.retiredOn, "retired_on"))
    return Outcome()
  }
}

// MARK: Rules

/// R3: a hearse is retired once.
func r3HearseInService(_ hearse: HearseState) -> Refusal? {
  guard let retired = hearse.retired else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "该接运车自 \(retired.data.retiredOn) 起已注销（事件 \(retired.eventID)）",
      en: "This hearse is retired from \(retired.data.retiredOn) on (event \(retired.eventID))."
    ),
    Bilingual(zh: "请核对车辆代码；无需重复登记", en: "Check the hearse's code; do not record it twice.")
  )
}

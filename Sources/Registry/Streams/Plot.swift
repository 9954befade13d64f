// Stream `plot/<facility>/<section>/<row>/<number>` 墓位/格位: what keeps one plot from being granted.

// MARK: Events

/// 停用.
public struct PlotBlocked: EventPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
}

/// 恢复.
public struct PlotUnblocked: EventPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
}

/// 预留.
public struct PlotReserved: EventPayload {
  public static var stream: StreamKind { .plot }
  public var forRef: Code
  public var basis: HoldingBasis
  public var evidenceDigest: Digest
  public var until: LocalDate
}

/// 取消预留.
public struct ReservationReleased: EventPayload {
  public static var stream: StreamKind { .plot }
  public var reason: Text
}

// MARK: State

/// ```
/// free ⇄ blocked
/// free ⇄ reserved → free, and granted in the same unit (its use right is a stream of its own)
/// ```
public struct PlotState: StreamState, Equatable {
  public private(set) var blocked: Fact<PlotBlocked>?
  public private(set) var reservation: Fact<PlotReserved>?

  init?(beginning event: RecordedEvent) {
    evolve(event)
  }

  // MARK: Evolve

  mutating func evolve(_ event: RecordedEvent) {
    switch event.payload {
    case let data as PlotBlocked: blocked = Fact(data, event)
    case is PlotUnblocked: blocked = nil
    case let data as PlotReserved: reservation = Fact(data, event)
    case is ReservationReleased: reservation = nil
    default: break
    }
  }

  // MARK: Decide

  static func reads(_ payload: any EventPayload) -> [StreamName] { [] }

  static func decide(
    _ matter: Matter,
    state: Self?,
    knowing known: inout Knowledge
  ) throws(Undecided) -> Outcome {
    guard let plot = PlotID(matter.subject.key) else { throw .refused(r1NoSuchRecord(matter.subject)) }
    try known.require([.section(of: plot), .facility(plot.facility)])
    let section = try known.section(of: plot)
    try uphold(r1PlotLaidOut(section, plot))
    let claim = Claim.plot(plot)
    switch matter.payload {
    case is PlotBlocked:
      try uphold(p8NotHeld(state, plot))
      return Outcome(takes: [claim])
    case is PlotUnblocked:
      try uphold(r3IsBlocked(state, plot))
      return Outcome(releases: [claim])
    case let event as PlotReserved:
      try uphold(p6SalesOpen(try known.facility(plot.facility), plot.facility, on: matter.day))
      try uphold(p8PoolIsNobodys(section.opened.data.plotKind, plot))
      try uphold(p8NotHeld(state, plot))
      try uphold(r4InOrder(matter.day, "time", event.until, "until"))
      return Outcome(takes: [claim])
    case is ReservationReleased:
      try uphold(r3IsReserved(state, plot))
      return Outcome(releases: [claim])
    default: throw .refused(s6TypeFitsSubject(matter.payload, matter.subject))
    }
  }
}

// MARK: Rules

/// P8: a plot is free, blocked, reserved or granted, and never two of these. `person`: whose reservation is no
/// obstacle.
func p8NotHeld(_ state: PlotState?, _ plot: PlotID, for person: Code? = nil) -> Refusal? {
  if let blocked = state?.blocked {
    return Refusal(
      rule: .p8,
      fact: Bilingual(
        zh: "墓位 \(plot) 已停用（\(blocked.data.reason)，事件 \(blocked.eventID)）",
        en: "The plot \(plot) is blocked (\(blocked.data.reason), event \(blocked.eventID))."
      ),
      remedy: Bilingual(zh: "请另选墓位，或先提交 PlotUnblocked", en: "Choose another plot, or submit PlotUnblocked first.")
    )
  }
  guard let reserved = state?.reservation, reserved.data.forRef != person else { return nil }
  return Refusal(
    rule: .p8,
    fact: Bilingual(
      zh: "墓位 \(plot) 已为他人预留至 \(reserved.data.until)（事件 \(reserved.eventID)）",
      en: "The plot \(plot) is reserved for somebody else until \(reserved.data.until) (event \(reserved.eventID))."
    ),
    remedy: Bilingual(
      zh: "请另选墓位；预留作废的请先提交 ReservationReleased",
      en: "Choose another plot; if the reservation has lapsed, submit ReservationReleased first."
    )
  )
}

/// P8: an eco pool is shared, so nobody reserves or is granted it.
func p8PoolIsNobodys(_ kind: PlotKind, _ plot: PlotID) -> Refusal? {
  guard kind == .ecoPool else { return nil }
  return Refusal(
    rule: .p8,
    fact: Bilingual(
      zh: "\(plot) 是共用的生态池，不设使用权，也不预留",
      en: "\(plot) is a shared eco pool, which is neither granted nor reserved."
    ),
    remedy: Bilingual(
      zh: "请直接提交 AshesPlaced，不填合同号",
      en: "Submit AshesPlaced directly, without a contract."
    )
  )
}

/// R1: the plot has been laid out.
func r1PlotLaidOut(_ section: SectionState, _ plot: PlotID) -> Refusal? {
  section.range(of: plot) == nil ? r1NoSuchRecord(.plot(plot)) : nil
}

/// R3: only a blocked plot is unblocked.
func r3IsBlocked(_ state: PlotState?, _ plot: PlotID) -> Refusal? {
  guard state?.blocked == nil else { return nil }
  return outOfTurn(
    Bilingual(zh: "墓位 \(plot) 并未停用", en: "The plot \(plot) is not blocked."),
    Bilingual(zh: "请核对墓位编号；无需恢复", en: "Check the plot; there is nothing to unblock.")
  )
}

/// R3: only a reservation is released.
func r3IsReserved(_ state: PlotState?, _ plot: PlotID) -> Refusal? {
  guard state?.reservation == nil else { return nil }
  return outOfTurn(
    Bilingual(zh: "墓位 \(plot) 没有预留", en: "The plot \(plot) is not reserved."),
    Bilingual(zh: "请核对墓位编号；无需取消", en: "Check the plot; there is nothing to release.")
  )
}

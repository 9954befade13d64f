// Rules P7 and P8 (domain.md 4.4). That a plot is held once (P8), and that no place is given up while somebody lies in it
// (P7), is held by claims: their refusals stand in Deciding/Registrar+Claims.swift.

/// P8: a plot is free, blocked, reserved, granted or decommissioned, and never two of these. `person`: whose reservation is no
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
  if let gone = state?.decommissioned {
    return Refusal(
      rule: .p8,
      fact: Bilingual(
        zh: "墓位 \(plot) 已撤销（\(gone.data.docNo)，事件 \(gone.eventID)）",
        en: "The plot \(plot) is decommissioned (\(gone.data.docNo), event \(gone.eventID))."
      ),
      remedy: Bilingual(zh: "撤销不可恢复，请另选墓位", en: "That is final; choose another plot.")
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

/// P8: only the registry itself writes why a returned plot is blocked.
func p8CauseIsTheRegistrys(_ event: PlotBlocked) -> Refusal? {
  guard let cause = event.causeEventId else { return nil }
  return Refusal(
    rule: .p8,
    fact: Bilingual(zh: "提交的停用填写了起因事件 \(cause)", en: "The submitted block names the cause \(cause)."),
    remedy: Bilingual(
      zh: "请去掉 cause_event_id；退还使用权引起的停用由系统自动登记",
      en: "Leave out cause_event_id; the block that follows from a returned right is recorded by the registry."
    )
  )
}

/// P7: an eco pool, in which nobody's place can be told from another's any more, keeps its places.
func p7PoolKeepsItsPlaces(
  _ kind: PlotKind,
  _ plot: PlotID,
  _ capacity: PositiveCount,
  _ after: PositiveCount?
) -> Refusal? {
  guard kind == .ecoPool, after.map({ $0 < capacity }) ?? true else { return nil }
  return Refusal(
    rule: .p7,
    fact: Bilingual(
      zh: "生态池 \(plot) 有 \(capacity) 个位置，不能缩减为 \(after?.value ?? 0) 个",
      en: "The eco pool \(plot) has \(capacity) places and cannot be reduced to \(after?.value ?? 0)."
    ),
    remedy: Bilingual(
      zh: "生态池只能扩大；不再接收的请提交 PlotBlocked",
      en: "A pool only grows; one that takes nobody any more is blocked by PlotBlocked."
    )
  )
}

/// R3: works are recorded for a plot that is there, and for a returned one once it has been cleared.
func r3InUse(_ state: PlotState?, _ plot: PlotID) -> Refusal? {
  if let gone = state?.decommissioned {
    return outOfTurn(
      Bilingual(
        zh: "墓位 \(plot) 已撤销（事件 \(gone.eventID)）",
        en: "The plot \(plot) is decommissioned (event \(gone.eventID))."
      ),
      Bilingual(zh: "请核对墓位编号", en: "Check the plot.")
    )
  }
  guard let clearing = state?.clearing else { return nil }
  return outOfTurn(
    Bilingual(
      zh: "墓位 \(plot) 的使用权已退还，尚待清理（事件 \(clearing.eventID)）",
      en: "The right to the plot \(plot) was returned and the plot is yet to be cleared (event \(clearing.eventID))."
    ),
    Bilingual(zh: "清理后请先提交 PlotUnblocked", en: "When it has been cleared, submit PlotUnblocked first.")
  )
}

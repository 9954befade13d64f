import Testing

@testable import Registry

extension PolicyPublished {
  /// Two weeks, and two days for ashes of unknown persons: those of 3 October count from the 18th, or from the 6th.
  static let unclaimedAshes = with(PolicyPublished.plotLimit) {
    ($0.scheme, $0.docNo, $0.validFrom) = (.unclaimedAshes, "示例〔2026〕9号", "2026-01-01")
    ($0.limits, $0.unclaimed) = (
      nil,
      [
        UnclaimedRule(
          ruleId: "known",
          whose: .anybody,
          termCount: 14,
          termUnit: .day,
          forms: [.tree, .sea],
          filing: true
        ),
        UnclaimedRule(
          ruleId: "unknown",
          whose: .unknownPerson,
          termCount: 2,
          termUnit: .day,
          forms: nil,
          filing: false
        ),
      ]
    )
  }
}

extension UnclaimedAshesNoticePublished {
  static let sample = UnclaimedAshesNoticePublished(noticeNo: "威骨告〔2026〕1号", until: "2026-10-30")
}

extension UnclaimedAshesDisposed {
  static func placed(_ notice: EventID, _ plot: PlotID = "371002-C/E/A/1") -> UnclaimedAshesDisposed {
    UnclaimedAshesDisposed(
      noticeEventId: notice,
      filingNo: "威民备〔2026〕1号",
      form: .tree,
      plotId: plot,
      positionNo: 1,
      archiveDigest: .paper
    )
  }

  static func scattered(_ notice: EventID) -> UnclaimedAshesDisposed {
    with(placed(notice)) { ($0.form, $0.plotId, $0.positionNo, $0.site) = (.sea, nil, nil, "威海湾") }
  }
}

extension World {
  /// Ashes in custody since 3 October, and the notice for them of the 20th.
  mutating func announced(_ id: String, ashes: String, _ number: Int = 1) throws -> EventID {
    try given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes", at: "2026-01-01T09:00:00+08:00")
    try inCustody(id, ashes: ashes, number)
    return try notice(ashes)
  }

  mutating func notice(_ ashes: String, at time: Instant = "2026-10-20T09:00:00+08:00") throws -> EventID {
    try given(UnclaimedAshesNoticePublished.sample, in: ashes, at: time).events[0].id
  }

  /// And nobody came: they lie in an eco pool since the 31st.
  mutating func unclaimed(_ id: String, ashes: String, _ number: Int = 1) throws {
    let notice = try announced(id, ashes: ashes, number)
    try given(UnclaimedAshesDisposed.placed(notice, "371002-C/E/A/5"), in: ashes, at: "2026-10-31T09:00:00+08:00")
  }
}

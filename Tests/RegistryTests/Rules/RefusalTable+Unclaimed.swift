import Testing

@testable import Registry

extension Refused {
  static let ofUnclaimedAshes: [Refused] = [
    Refused("a9NoPolicy", ["371002-H", "371002", "2026-10-20"]) {
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesNoticePublished.sample, to: "a1", at: "2026-10-20T09:00:00+08:00")
    },
    Refused("a9NoPolicy", ["371002-H"]) {
      // A rule for unknown persons alone does not bind anybody else's ashes.
      let policy = with(PolicyPublished.unclaimedAshes) { $0.unclaimed?.removeFirst() }
      try $0.given(policy, in: "unclaimed-ashes")
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesNoticePublished.sample, to: "a1", at: "2026-10-20T09:00:00+08:00")
    },
    Refused("a9NoPolicy", ["371002-H", "371002"]) {
      // Another place's rule.
      let policy = with(PolicyPublished.unclaimedAshes) { $0.scopeDivisions = ["310000"] }
      try $0.given(policy, in: "unclaimed-ashes")
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesNoticePublished.sample, to: "a1", at: "2026-10-20T09:00:00+08:00")
    },
    Refused("a9UnclaimedForTheTerm", ["2026-10-03", "2026-10-17", "示例〔2026〕9号"]) {
      // The last day of the term.
      try $0.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesNoticePublished.sample, to: "a1", at: "2026-10-17T23:59:59+08:00")
    },
    Refused("a9UnclaimedForTheTerm", ["2027-10-04", "2027-10-18"]) {
      // Stored ashes are paid for until their term ends.
      try $0.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
      try $0.stored("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesNoticePublished.sample, to: "a1", at: "2026-11-20T09:00:00+08:00")
    },
    Refused("a9UnclaimedForTheTerm", ["2026-10-03", "2026-10-17"]) {
      // Of an unknown person until it was found out who it was: the longer term has not passed.
      try $0.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
      try $0.crematedUnknown("c1")
      try $0.given(CustodyOpened.sample("c1"), in: "a1", at: "2026-10-03T11:00:00+08:00")
      let short = with(UnclaimedAshesNoticePublished.sample) { $0.until = "2026-10-07" }
      let notice = try $0.given(short, in: "a1", at: "2026-10-06T09:00:00+08:00").events[0].id
      try $0.given(IdentityResolved.sample(2), in: "c1", at: "2026-10-07T09:00:00+08:00")
      try $0.submit(UnclaimedAshesDisposed.placed(notice), to: "a1", at: "2026-10-08T09:00:00+08:00")
    },
    Refused("a9NotKept", ["2026-10-09T09:00:00+08:00"]) {
      try $0.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
      try $0.stored("c1", ashes: "a1")
      try $0.given(AshesReleased.sample(.family), in: "a1", at: "2026-10-09T09:00:00+08:00")
      try $0.submit(UnclaimedAshesNoticePublished.sample, to: "a1")
    },
    Refused("a2StillInCustody", ["371002-C/E/A/1"]) {
      try $0.inPool("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesNoticePublished.sample, to: "a1")
    },
    Refused("r4InOrder", ["2026-11-01", "2026-10-30"]) {
      try $0.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
      try $0.inCustody("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesNoticePublished.sample, to: "a1")
    },
    Refused("a10NoticeOver", ["威骨告〔2026〕1号", "2026-10-30"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesDisposed.placed(notice), to: "a1", at: "2026-10-30T23:59:59+08:00")
    },
    Refused("a10NoticeOver", []) {
      try $0.given(PolicyPublished.unclaimedAshes, in: "unclaimed-ashes")
      try $0.inCustody("c1", ashes: "a1")
      let other: EventID = "00000000-0000-7000-8000-00000000ffff"
      try $0.submit(UnclaimedAshesDisposed.placed(other), to: "a1")
    },
    Refused("a10NoticeOver", []) {
      // The notice was for other ashes.
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.inCustody("c2", ashes: "a2", 2)
      _ = try $0.notice("a2")
      try $0.submit(UnclaimedAshesDisposed.placed(notice), to: "a2")
    },
    Refused("a8FoundAgain", ["ST-1"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      let missed = with(StocktakeChecked.sample) {
        ($0.stocktakeNo, $0.found, $0.tagMatches) = ("ST-1", false, false)
      }
      try $0.given(missed, in: "a1", at: "2026-10-25T09:00:00+08:00")
      try $0.submit(UnclaimedAshesDisposed.placed(notice), to: "a1")
    },
    Refused("a10FormOfPolicy", ["lawn", "tree, sea", "known"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.submit(with(UnclaimedAshesDisposed.placed(notice)) { $0.form = .lawn }, to: "a1")
    },
    Refused("a10Filed", ["known"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.submit(with(UnclaimedAshesDisposed.placed(notice)) { $0.filingNo = nil }, to: "a1")
    },
    Refused("a10WhereTold", ["tree", "position_no"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.submit(with(UnclaimedAshesDisposed.placed(notice)) { $0.plotId = nil }, to: "a1")
    },
    Refused("a10WhereTold", ["sea", "plot_id, position_no, site"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.submit(with(UnclaimedAshesDisposed.placed(notice)) { ($0.form, $0.site) = (.sea, "威海湾") }, to: "a1")
    },
    Refused("a10WhereTold", ["sea"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.submit(with(UnclaimedAshesDisposed.scattered(notice)) { $0.site = nil }, to: "a1")
    },
    Refused("a3NoRightNamed", ["371002-C/S/A/1"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.submit(UnclaimedAshesDisposed.placed(notice, "371002-C/S/A/1"), to: "a1")
    },
    Refused("a4PlaceOccupied", ["371002-C/E/A/5", "1", "ashes/a1"]) {
      try $0.unclaimed("c1", ashes: "a1")
      try $0.inCustody("c2", ashes: "a2", 2)
      let notice = try $0.notice("a2")
      try $0.submit(UnclaimedAshesDisposed.placed(notice, "371002-C/E/A/5"), to: "a2")
    },
    Refused("a7ServiceArea", ["371002-C", "c1", "371003"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.given(ServiceAreaAssigned.sample("371003"), in: "371002-C")
      try $0.submit(UnclaimedAshesDisposed.placed(notice), to: "a1")
    },
    Refused("a2StillInCustody", rule: "A5", ["威海湾"]) {
      let notice = try $0.announced("c1", ashes: "a1")
      try $0.given(UnclaimedAshesDisposed.scattered(notice), in: "a1")
      try $0.submit(UnclaimedAshesDisposed.scattered(notice), to: "a1")
    },
  ]
}

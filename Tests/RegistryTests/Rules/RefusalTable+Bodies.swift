import Testing

@testable import Registry

extension Refused {
  static let ofBodies: [Refused] = [
    Refused("r3ServedBeforeItLeft", ["2026-10-03T10:10:00+08:00"]) {
      try $0.cremated("c1")
      try $0.submit(HoldPlaced.sample, to: "c1")
    },
    Refused("r3BodyStillHere", ["371002-B/H/A/1", "2026-10-06T09:00:00+08:00"]) {
      try $0.buried()
      try $0.submit(CremationAuthorised.sample, to: "c1")
    },
    Refused("r3BodyStillHere", ["鲁红捐〔2026〕1号"]) {
      try $0.authorised("c1")
      try $0.given(BodyDonated.sample, in: "c1", at: "2026-10-02T10:00:00+08:00")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("r3BodyStillHere", ["230100", "威殡运〔2026〕1号"]) {
      try $0.certified("c1")
      try $0.given(BodyReleasedOut.sample, in: "c1")
      try $0.submit(KeepingStarted.sample, to: "c1")
    },
    Refused("r3BodyStillHere", ["2026-10-03T10:10:00+08:00"]) {
      try $0.cremated("c1")
      try $0.submit(BodyDonated.sample, to: "c1")
    },
    Refused("r3BodyStillHere", ["2026-10-03T10:10:00+08:00"]) {
      try $0.crematedUnknown("c1")
      try $0.submit(IdentityVerified.sample(2), to: "c1")
    },
    Refused("r3KeptInOnePlace", ["L-07", "371002-H", "2026-10-01T11:10:00+08:00"]) {
      try $0.kept("c1")
      try $0.submit(KeepingStarted.sample, to: "c1")
    },
    Refused("r3NotKept", []) {
      try $0.certified("c1")
      try $0.submit(KeepingExtended.sample, to: "c1")
    },
    Refused("r3NotKept", []) {
      // The cremation ended it.
      try $0.kept("c1")
      try $0.given(CremationAuthorised.sample, in: "c1", at: "2026-10-02T09:00:00+08:00")
      try $0.given(CremationCompleted.sample, in: "c1", at: "2026-10-03T10:15:00+08:00")
      try $0.submit(KeepingEnded(endedAt: "2026-10-03T10:15:00+08:00"), to: "c1")
    },
    Refused("r4InOrder", ["2026-10-01T11:10:00+08:00", "2026-10-01T11:09:59+08:00"]) {
      try $0.kept("c1")
      try $0.submit(KeepingEnded(endedAt: "2026-10-01T11:09:59+08:00"), to: "c1")
    },
    Refused("r4InOrder", ["2026-10-01T10:20:00+08:00", "2026-10-01T10:19:59+08:00"]) {
      try $0.certified("c1")
      try $0.submit(with(BodyCollected.sample) { $0.endedAt = "2026-10-01T10:19:59+08:00" }, to: "c1")
    },
    Refused("r1NoSuchRecord", ["hearse/LK-9"]) {
      try $0.certified("c1")
      try $0.submit(with(BodyCollected.sample) { $0.hearseId = "LK-9" }, to: "c1")
    },
    Refused("d11HearseInService", ["LK-2", "2026-10-01", "2026-10-02"]) {
      try $0.certified("c1")
      try $0.given(with(HearseRegistered.sample) { $0.registeredFrom = "2026-10-02" }, in: "LK-2")
      try $0.submit(with(BodyCollected.sample) { $0.hearseId = "LK-2" }, to: "c1")
    },
    Refused("d11HearseInService", ["LK-1", "2024-04-01", "2026-10-01"]) {
      try $0.certified("c1")
      try $0.given(HearseRetired(reason: "报废", retiredOn: "2026-10-01"), in: "LK-1")
      try $0.submit(BodyCollected.sample, to: "c1")
    },
    Refused("a7ServiceArea", ["371002-B", "c1", "371003"]) {
      try $0.readyForBurial()
      try $0.given(ServiceAreaAssigned.sample("371003"), in: "371002-B")
      try $0.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c1")
    },
    Refused("r4InOrder", ["2026-11-01", "2026-10-31"]) {
      try $0.certified("c1")
      try $0.submit(with(HoldPlaced.sample) { $0.until = "2026-10-31" }, to: "c1")
    },
    Refused("r4InOrder", ["2026-10-06T12:00:00+08:00", "2026-10-06T11:59:59+08:00"]) {
      // Lifted before it was served.
      try $0.certified("c1")
      let hold = try $0.given(HoldPlaced.sample, in: "c1", at: "2026-10-06T12:00:00+08:00").events[0].id
      try $0.submit(HoldReleased(holdEventId: hold, docNo: "解1"), to: "c1", at: "2026-10-06T11:59:59+08:00")
    },
    Refused("r4InOrder", ["2026-10-01", "2026-09-30"]) {
      try $0.kept("c1")
      try $0.submit(with(KeepingExtended.sample) { $0.until = "2026-09-30" }, to: "c1")
    },
    Refused("s6TypeFitsSubject", ["ZoneDesignated", "reference/divisions"]) {
      try $0.submit(ZoneDesignated.sample("371002", .cremation), to: "divisions")
    },
    Refused("d3PapersComplete", []) {
      try $0.bodyCemetery()
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c1")
    },
    Refused("d4NoOpenHold", ["judicial", "威公限〔2026〕7号"]) {
      try $0.readyForBurial()
      try $0.given(HoldPlaced.sample, in: "c1", at: "2026-10-05T20:00:00+08:00")
      try $0.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c1")
    },
    Refused("d4NoOpenHold", ["donation"]) {
      try $0.certified("c1")
      try $0.given(with(HoldPlaced.sample) { $0.holdKind = .donation }, in: "c1")
      try $0.submit(BodyDonated.sample, to: "c1")
    },
    Refused("d4NoOpenHold", ["judicial"]) {
      try $0.certified("c1")
      try $0.given(HoldPlaced.sample, in: "c1")
      try $0.submit(BodyReleasedOut.sample, to: "c1")
    },
    Refused("d8BurialExcludesCremation", ["371002-B/H/A/1"]) {
      try $0.bodyCemetery()
      try $0.authorised("c1")
      try $0.granted("b1", "371002-B/H/A/1", for: "c1")
      try $0.given(BodyBuried.sample("371002-B/H/A/1"), in: "c1", at: "2026-10-05T09:00:00+08:00")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d8BurialExcludesCremation", ["2026-10-03T10:10:00+08:00"]) {
      try $0.bodyCemetery()
      try $0.cremated("c1")
      try $0.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c1")
    },
    Refused("d8BurialExcludesCremation", ["371002-B/H/A/1"]) {
      try $0.buried()
      try $0.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c1")
    },
    Refused("d8FacilityAllowsBodies", ["371002-C", "许可-1"]) {
      try $0.readyForBurial()
      try $0.submit(BodyBuried.sample("371002-C/S/A/1"), to: "c1")
    },
    Refused("d8ZoneOrExempt", ["371002", "2026-11-01", "鲁政字〔2019〕1号"]) {
      try $0.readyForBurial()
      try $0.given(ZoneDesignated.sample("371002", .cremation, from: "2026-11-01"), in: "zones")
      try $0.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c1")
    },
    Refused("d8ZoneOrExempt", ["371002", "2019-12-31"]) {
      // The day before the zone was drawn.
      try $0.readyForBurial()
      try $0.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c1", at: "2019-12-31T09:00:00+08:00")
    },
    Refused("d8PlotForBodies", ["371002-B/S/A/1", "single"]) {
      try $0.readyForBurial()
      try $0.submit(BodyBuried.sample("371002-B/S/A/1"), to: "c1")
    },
    Refused("a3RightForPerson", ["b1", "c1", "c2"]) {
      try $0.readyForBurial()
      try $0.certified("c2", 2)
      try $0.submit(BodyBuried.sample("371002-B/H/A/1"), to: "c2")
    },
    Refused("a3RightForPlot", ["b1", "371002-B/H/A/1", "371002-B/H/A/2"]) {
      try $0.readyForBurial()
      try $0.submit(BodyBuried.sample("371002-B/H/A/2"), to: "c1")
    },
    Refused("a3PlotNotLaidOut", ["371002-B/H", "A", "6"]) {
      try $0.readyForBurial()
      try $0.submit(BodyBuried.sample("371002-B/H/A/6"), to: "c1")
    },
    Refused("a3SectionNotOpen", ["371002-B/Z"]) {
      try $0.readyForBurial()
      try $0.submit(BodyBuried.sample("371002-B/Z/A/1"), to: "c1")
    },
    Refused("a4PositionExists", ["371002-B/H/A/1", "1", "2"]) {
      try $0.readyForBurial()
      try $0.submit(BodyBuried.sample("371002-B/H/A/1", 2), to: "c1")
    },
    Refused("a4SecondByHoldersBasis", ["b1", "c1", "c2"]) {
      try $0.readyForBurial("c1", "371002-B/J/A/1")
      try $0.certified("c2", 2)
      try $0.submit(BodyBuried.sample("371002-B/J/A/1", 2), to: "c2")
    },
    Refused("a4PlaceOccupied", ["371002-B/J/A/1", "1", "case/c1"]) {
      try $0.bodyCemetery()
      try $0.certified("c1")
      try $0.certified("c2", 2)
      let right = with(UseRightGranted.sample("371002-B/J/A/1", for: "c1")) {
        ($0.basis, $0.evidenceDigest) = (.survivingSpouse, .paper)
      }
      try $0.given(right, in: "b1")
      try $0.given(BodyBuried.sample("371002-B/J/A/1"), in: "c1")
      try $0.submit(BodyBuried.sample("371002-B/J/A/1"), to: "c2")
    },
    Refused("d9WithinKeepingLimit", ["2026-10-01", "2026-10-03", "2026-10-04", "示例〔2026〕7号"]) {
      try $0.given(PolicyPublished.keepingLimit, in: "keeping-limit")
      try $0.kept("c1")
      try $0.submit(KeepingEnded(endedAt: "2026-10-04T00:00:00+08:00"), to: "c1")
    },
    Refused("d9WithinKeepingLimit", ["2026-10-04", "2026-10-05"]) {
      // Extended, and not far enough.
      try $0.given(PolicyPublished.keepingLimit, in: "keeping-limit")
      try $0.kept("c1")
      try $0.given(with(KeepingExtended.sample) { $0.until = "2026-10-04" }, in: "c1")
      try $0.given(CremationAuthorised.sample, in: "c1", at: "2026-10-02T09:00:00+08:00")
      let late = with(CremationCompleted.sample) {
        ($0.startedAt, $0.endedAt) = ("2026-10-05T09:00:00+08:00", "2026-10-05T10:00:00+08:00")
      }
      try $0.submit(late, to: "c1")
    },
    Refused("d10UnknownBodyReleased", []) {
      try $0.unknown("c1")
      try $0.submit(CremationAuthorised.sample, to: "c1")
    },
    Refused("d10UnknownBodyReleased", ["威公告〔2026〕1号", "2026-10-02"]) {
      // The last day of the notice.
      try $0.unknown("c1")
      try $0.given(UnclaimedNoticePublished.sample, in: "c1", at: "2026-10-01T13:00:00+08:00")
      let confirmed = with(CremationAuthorised.sample) { $0.authorityDocNo = "威民批〔2026〕1号" }
      try $0.submit(confirmed, to: "c1", at: "2026-10-02T23:59:59+08:00")
    },
    Refused("d10UnknownBodyReleased", ["威公告〔2026〕1号"]) {
      try $0.unknown("c1")
      try $0.given(UnclaimedNoticePublished.sample, in: "c1", at: "2026-10-01T13:00:00+08:00")
      try $0.submit(CremationAuthorised.sample, to: "c1", at: "2026-10-03T00:00:00+08:00")
    },
    Refused("d10UnknownBodyReleased", ["2026-12-01"]) {
      // A second notice after the confirmation.
      try $0.unknown("c1")
      try $0.given(UnclaimedNoticePublished.sample, in: "c1", at: "2026-10-01T13:00:00+08:00")
      let confirmed = with(CremationAuthorised.sample) { $0.authorityDocNo = "威民批〔2026〕1号" }
      try $0.given(confirmed, in: "c1", at: "2026-10-03T00:00:00+08:00")
      try $0.given(with(UnclaimedNoticePublished.sample) { $0.until = "2026-12-01" }, in: "c1")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
  ]
}

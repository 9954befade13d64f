import Testing

@testable import Registry

// Histories of bodies that tests start from.

extension World {
  /// An unknown body with its police paper.
  mutating func unknown(_ id: String, _ number: Int = 7) throws {
    try given(with(CaseOpened.sample) { $0.unknownPerson = true }, in: id, at: "2026-10-01T10:00:00+08:00")
    let paper = with(DeathCertificateRecorded.sample(number)) { ($0.manner, $0.certKind) = (.unknown, .police) }
    try given(paper, in: id, at: "2026-10-01T11:00:00+08:00")
    let nobody = with(IdentityVerified.sample(number)) { ($0.idKind, $0.idHash, $0.method) = (.none, nil, .dna) }
    try given(nobody, in: id, at: "2026-10-01T12:00:00+08:00")
  }

  /// The same, cremated after its notice.
  mutating func crematedUnknown(_ id: String, _ number: Int = 7) throws {
    try unknown(id, number)
    try given(UnclaimedNoticePublished.sample, in: id, at: "2026-10-01T13:00:00+08:00")
    let confirmed = with(CremationAuthorised.sample) { $0.authorityDocNo = "威民批〔2026〕1号" }
    try given(confirmed, in: id, at: "2026-10-03T08:00:00+08:00")
    let cremation = with(CremationCompleted.sample) { $0.unitId = "unit-8" }
    try given(cremation, in: id, at: "2026-10-03T10:15:00+08:00")
  }

  /// A case whose body is kept from 1 October on.
  mutating func kept(_ id: String, _ number: Int = 1) throws {
    try certified(id, number)
    try given(KeepingStarted.sample, in: id, at: "2026-10-01T11:10:00+08:00")
  }

  /// A cemetery for bodies in a burial-reform zone: singles in H, doubles in J, and ash plots in S.
  mutating func bodyCemetery() throws {
    let licence = with(FacilityLicensed.sample(.cemetery)) { $0.bodyBurialAllowed = true }
    try given(licence, in: "371002-B", at: "2010-05-01T09:00:00+08:00")
    for (section, kind, capacity) in [
      ("H", PlotKind.bodySingle, 1), ("J", .bodyDouble, 2), ("S", .single, 1),
    ] as [(String, PlotKind, PositiveCount)] {
      try given(SectionOpened.sample(kind), in: "371002-B/\(section)", at: "2020-01-02T09:00:00+08:00")
      try given(PlotRangeCreated.sample(capacity), in: "371002-B/\(section)", at: "2020-01-03T09:00:00+08:00")
    }
    try given(ZoneDesignated.sample("371002", .burialReform), in: "zones", at: "2020-01-01T09:00:00+08:00")
  }

  /// A certified case with a right to a plot for bodies.
  mutating func readyForBurial(_ id: String = "c1", _ plot: PlotID = "371002-B/H/A/1") throws {
    try bodyCemetery()
    try certified(id)
    try granted("b1", plot, for: Code(id))
  }

  mutating func buried(_ id: String = "c1") throws {
    try readyForBurial(id)
    try given(BodyBuried.sample("371002-B/H/A/1"), in: id, at: "2026-10-06T09:00:00+08:00")
  }

  /// Every event type about bodies and linked cases.
  mutating func everyBodyEvent() throws {
    try bodyCemetery()
    try certified("e1", 41)
    try given(BodyCollected.sample, in: "e1")
    try given(KeepingStarted.sample, in: "e1")
    try given(KeepingExtended.sample, in: "e1")
    try given(KeepingEnded(endedAt: "2026-10-02T09:00:00+08:00"), in: "e1")
    try granted("b1", "371002-B/H/A/1", for: "e1")
    try given(BodyBuried.sample("371002-B/H/A/1"), in: "e1")
    try given(DeathCertificateReissued.sample(replacing: certificate("e1"), 41), in: "e1")
    try given(CaseClosed.sample(.buriedBody), in: "e1")
    try certified("e2", 42)
    try given(BodyDonated.sample, in: "e2")
    try certified("e3", 43)
    try given(BodyReleasedOut.sample, in: "e3")
    try crematedUnknown("e4", 44)
    try given(with(CremationCertificateIssued.sample) { ($0.certNo, $0.formSerial) = ("HE-1", "S-4") }, in: "e4")
    let reissued = with(CremationCertificateReissued.sample) {
      ($0.certNo, $0.replacesNo, $0.formSerial) = ("HE-2", "HE-1", "S-5")
    }
    try given(reissued, in: "e4")
    try given(IdentityResolved.sample(45), in: "e4")
  }

  /// The event that recorded the death certificate of a case.
  func certificate(_ id: Code) -> EventID {
    snapshot.decedentCase(id)?.certificateEventID ?? "00000000-0000-8000-8000-000000000000"
  }
}

import Testing

@testable import Registry

/// One thing that a rule refuses: a history, and a last submission that throws the refusal.
struct Refused: CustomTestStringConvertible, Sendable {
  /// The function that is the rule.
  let by: String
  let rule: String
  /// What both the Chinese and the English fact must tell.
  let citing: [String]
  let act: @Sendable (inout World) throws -> Void

  init(_ by: String, rule: String? = nil, _ citing: [String], _ act: @escaping @Sendable (inout World) throws -> Void) {
    self.by = by
    self.rule = rule ?? by.prefix { !$0.isUppercase }.uppercased()
    self.citing = citing
    self.act = act
  }

  var testDescription: String { "\(rule) \(by) \(citing)" }

  static let all =
    ofRecords + ofAmendments + ofCases + ofBodies + ofLinks + ofAshes + ofPlots + ofMoney + ofClaims + ofWaivers
    + ofBatches
    + ofInspections + ofRectification + ofDraws + ofFindings + ofUnits + ofStock
    + ofStorage + ofUnclaimedAshes + ofRelocations + ofRights + ofWorks + ofFacilities + ofReference
}

extension Refused {
  static let ofRecords: [Refused] = [
    Refused("r1NoSuchRecord", ["case/nobody"]) { try $0.submit(HoldPlaced.sample, to: "nobody") },
    Refused("r1NoSuchRecord", ["facility/371002-X"]) {
      try $0.submit(with(CaseOpened.sample) { $0.facilityId = "371002-X" }, to: "c1")
    },
    Refused("r1NoSuchRecord", ["case/c1"]) { try $0.submit(ServiceItemDelivered.sample, to: "c1") },
    Refused("r1PlotLaidOut", ["plot/371002-C/S/A/6"]) {
      try $0.submit(UseRightGranted.sample("371002-C/S/A/6", for: nil), to: "k1")
    },
    Refused("s6RefusalsAreNotSubmitted", ["SubmissionsRefused"]) {
      let line = SubmissionsRefused.Line(eventId: .numbered(1), type: "CaseOpened", ruleId: "D1")
      try $0.submit(SubmissionsRefused(submitter: "371002-H", lines: [line], more: nil), to: "371002-H/1")
    },
    Refused("s6PrivacyIsNotSubmitted", ["PartUnsealed"]) { _ in
      throw s6PrivacyIsNotSubmitted(PartUnsealed(eventIds: [], purpose: "核对身份", legalBasis: "法律"))
    },
    Refused("v1PurposeIsSaid", ["……"]) { _ in try refuse(v1PurposeIsSaid("……", "个人信息保护法")) },
    Refused("v1PurposeIsSaid", ["法律"]) { _ in try refuse(v1PurposeIsSaid("核对身份信息", "法律")) },
    Refused("v2ApprovedByAnother", ["clerk-1"]) { _ in try refuse(v2ApprovedByAnother("clerk-1", author: "clerk-1")) },
    Refused("v3NothingSealed", ["p-1"]) { _ in throw v3NothingSealed("p-1") },
    Refused("v4Erased", ["p-1"]) { _ in try refuse(PersonName("p-1").map(v4Erased)) },
    Refused("r2BegunOnce", ["case/c1"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(CaseOpened.sample, to: "c1")
    },
    Refused("r2BegunOnce", ["right/k1"]) {
      try $0.granted("k1", "371002-C/S/A/1", for: nil)
      try $0.submit(UseRightGranted.sample("371002-C/S/A/2", for: nil), to: "k1")
    },
    Refused("r3FacilityNotClosed", ["371002-C", "2026-11-01"]) {
      try $0.cemetery(.closed)
      try $0.submit(SectionOpened.sample(.niche), to: "371002-C/N")
    },
    Refused("r3ClosedForGood", ["2026-10-01"]) {
      try $0.cemetery(.closed)
      try $0.submit(FacilityStatusChanged.sample(.open, from: "2026-11-01"), to: "371002-C")
    },
    Refused("r4InOrder", ["2026-04-01", "2026-03-31"]) {
      try $0.submit(
        with(InspectionOpened.sample) {
          $0.selfDue = "2026-04-01"; $0.reviewDue = "2026-03-31"
        },
        to: "371002-C/2026"
      )
    },
    Refused("r4InOrder", ["2017-01-01", "2016-12-31"]) {
      try $0.submit(
        with(PolicyPublished.award) {
          $0.version = 2; $0.validTo = "2016-12-31"
        },
        to: "eco"
      )
    },
    Refused("s6NotInTheFuture", ["2026-11-22T12:10:00.000001+08:00"]) {
      try $0.submit(CaseOpened.sample, to: "c1", at: "2026-11-22T12:10:00.000001+08:00")
    },
    Refused("s6NotInTheFuture", ["death_at", "2026-11-23T08:00:00+08:00"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      let future = with(DeathCertificateRecorded.sample()) { $0.deathAt = "2026-11-23T08:00:00+08:00" }
      try $0.submit(future, to: "c1")
    },
    Refused("s6NotInTheFuture", ["as_of", "2026-11-23"]) {
      try $0.submit(with(PopulationImported.sample) { $0.asOf = "2026-11-23" }, to: "population")
    },
    Refused("s6NotInTheFuture", ["as_of", "2026-11-24"]) {
      try $0.submit(with(DeathCountImported.sample) { $0.asOf = "2026-11-24" }, to: "deaths")
    },
    Refused("s6WrittenByTheRegistry", ["DuplicateFound", "CaseClosed"]) {
      try $0.certified("c1")
      try $0.submit(DuplicateFound(caseId: "c2"), to: "c1")
    },
    Refused("s6WrittenByTheRegistry", ["AwardClaimed", "ClaimSubmitted"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(AwardClaimed(claimId: "m1", policyId: "eco"), to: "c1")
    },
    Refused("s6WrittenByTheRegistry", ["WaiverBatched", "BatchLineAdded"]) {
      let decision = try $0.waived("c1")
      try $0.submit(WaiverBatched(decisionEventId: decision, home: "371002-H", month: "2026-10"), to: "c1")
    },
    Refused("s6TypeFitsSubject", ["DivisionChanged", "reference/population"]) {
      try $0.submit(DivisionChanged.sample, to: "population")
    },
  ]

  static let ofCases: [Refused] = [
    Refused("d1OneCasePerPerson", ["case/c1"]) {
      try $0.certified("c1")
      try $0.given(CaseOpened.sample, in: "c2")
      try $0.submit(IdentityVerified.sample(), to: "c2")
    },
    Refused("d2CertificateUsedOnce", ["case/c1"]) {
      try $0.certified("c1")
      try $0.given(CaseOpened.sample, in: "c2")
      try $0.submit(DeathCertificateRecorded.sample(), to: "c2")
    },
    Refused("d2OneCertificate", ["2026-10-01"]) {
      try $0.certified("c1")
      try $0.submit(DeathCertificateRecorded.sample(2), to: "c1")
    },
    Refused("d2FormFitsIssueDate", ["2013", "2026-07-01"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      let late = with(DeathCertificateRecorded.sample()) {
        ($0.regime, $0.issuedOn, $0.deathAt) = (.form2013, "2026-07-01", "2026-06-30T08:00:00+08:00")
      }
      try $0.submit(late, to: "c1")
    },
    Refused("d2NumberFitsForm", ["2026", "regional_serial"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(with(DeathCertificateRecorded.sample()) { $0.numberKind = .regionalSerial }, to: "c1")
    },
    Refused("d2IssuedAfterDeath", ["2026-09-30", "2026-10-01"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(with(DeathCertificateRecorded.sample()) { $0.issuedOn = "2026-09-30" }, to: "c1")
    },
    Refused("d3OverrideHasReason", ["clerk-1"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(with(IdentityVerified.sample()) { $0.idCheck = .overridden }, to: "c1")
    },
    Refused("d3PapersComplete", []) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.given(IdentityVerified.sample(), in: "c1")
      try $0.submit(CremationAuthorised.sample, to: "c1")
    },
    Refused("d3PapersComplete", []) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.given(DeathCertificateRecorded.sample(), in: "c1")
      try $0.submit(CremationAuthorised.sample, to: "c1")
    },
    Refused("d3PapersComplete", ["clerk-7"]) {
      // The identity that the confirmation rested on is disproved before the cremation.
      try $0.authorised("c1")
      try $0.given(
        with(IdentityVerified.sample()) {
          $0.idCheck = .failed; $0.checkerId = "clerk-7"
        },
        in: "c1"
      )
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d3TwoCheckers", ["QR-0001", "clerk-1"]) {
      try $0.certified("c1")
      try $0.submit(with(CremationAuthorised.sample) { $0.secondCheckerId = "clerk-1" }, to: "c1")
    },
    Refused("d3ConfirmedBeforehand", []) {
      try $0.certified("c1")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d3ConfirmedBeforehand", ["QR-0001", "2026-10-03T09:00:00+08:00", "2026-10-03T09:00:01+08:00"]) {
      try $0.certified("c1")
      try $0.given(CremationAuthorised.sample, in: "c1", at: "2026-10-03T09:00:01+08:00")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d4NoOpenHold", ["judicial", "威公限〔2026〕7号"]) {
      // Served after the confirmation and before the cremation.
      try $0.authorised("c1")
      try $0.given(HoldPlaced.sample, in: "c1", at: "2026-10-02T20:00:00+08:00")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d4HoldIsOpen", ["00000000-0000-8000-8000-000000000009"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      let release = HoldReleased(holdEventId: "00000000-0000-8000-8000-000000000009", docNo: "解1")
      try $0.submit(release, to: "c1")
    },
    Refused("d4HoldIsOpen", ["解1", "2026-10-02T09:00:00+08:00"]) {
      try $0.given(CaseOpened.sample, in: "c1")
      let hold = try $0.given(HoldPlaced.sample, in: "c1", at: "2026-10-02T08:00:00+08:00").events[0].id
      try $0.given(HoldReleased(holdEventId: hold, docNo: "解1"), in: "c1", at: "2026-10-02T09:00:00+08:00")
      try $0.submit(HoldReleased(holdEventId: hold, docNo: "解2"), to: "c1")
    },
    Refused("d5PolicePaper", []) {
      try $0.given(CaseOpened.sample, in: "c1")
      try $0.submit(with(DeathCertificateRecorded.sample()) { $0.manner = .unknown }, to: "c1")
    },
    Refused("d6OneCremation", ["371002-H", "2026-10-03T10:10:00+08:00"]) {
      try $0.cremated("c1")
      try $0.submit(CremationCompleted.sample, to: "c1")
    },
    Refused("d6AtAFuneralHome", ["371002-C"]) {
      try $0.authorised("c1")
      try $0.submit(with(CremationCompleted.sample) { $0.facilityId = "371002-C" }, to: "c1")
    },
    Refused("d6EndsAfterItStarts", ["2026-10-03T09:00:00+08:00"]) {
      try $0.authorised("c1")
      try $0.submit(with(CremationCompleted.sample) { $0.endedAt = $0.startedAt }, to: "c1")
    },
    Refused("d6AfterDeath", ["2026-10-01T07:59:59+08:00", "2026-10-01T08:00:00+08:00"]) {
      try $0.authorised("c1")
      try $0.submit(with(CremationCompleted.sample) { $0.startedAt = "2026-10-01T07:59:59+08:00" }, to: "c1")
    },
    Refused("d7NotCremated", []) {
      try $0.authorised("c1")
      try $0.submit(CremationCertificateIssued.sample, to: "c1")
    },
    Refused("d7AfterCremation", ["2026-10-03T10:09:59+08:00", "2026-10-03T10:10:00+08:00"]) {
      try $0.cremated("c1")
      try $0.submit(CremationCertificateIssued.sample, to: "c1", at: "2026-10-03T10:09:59+08:00")
    },
    Refused("d7OnePerCremation", ["HH-1"]) {
      try $0.cremated("c1")
      try $0.given(CremationCertificateIssued.sample, in: "c1")
      try $0.submit(
        with(CremationCertificateIssued.sample) {
          $0.certNo = "HH-2"; $0.formSerial = "S-2"
        },
        to: "c1"
      )
    },
    Refused("d7NumberUsedOnce", ["HH-1", "case/c1"]) {
      try $0.cremated("c1")
      try $0.given(CremationCertificateIssued.sample, in: "c1")
      try $0.cremated("c2", 2)
      try $0.submit(with(CremationCertificateIssued.sample) { $0.formSerial = "S-2" }, to: "c2")
    },
    Refused("r3AuthorisedOnce", ["QR-0001"]) {
      try $0.authorised("c1")
      try $0.submit(CremationAuthorised.sample, to: "c1")
    },
  ]
}

/// A rule that is asked by itself, before there is anything to submit.
private func refuse(_ refusal: Refusal?) throws {
  if let refusal { throw refusal }
}

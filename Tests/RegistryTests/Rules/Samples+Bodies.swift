@testable import Registry

extension IdentityResolved {
  static func sample(_ number: Int = 1, merging other: Code? = nil) -> IdentityResolved {
    IdentityResolved(
      personRef: Code("person-\(number)") ?? "person",
      idKind: .citizenId,
      idHash: .of(number),
      mergedCaseId: other,
      evidenceDigest: .paper
    )
  }
}

extension DeathCertificateReissued {
  static func sample(replacing event: EventID, _ number: Int = 1) -> DeathCertificateReissued {
    DeathCertificateReissued(
      replacesEventId: event,
      regime: .form2026,
      certKeyHash: .of(number),
      issuedOn: "2026-10-20",
      deregistered: true,
      copies: nil
    )
  }
}

extension CremationCertificateReissued {
  static let sample = CremationCertificateReissued(
    certNo: "HH-2",
    replacesNo: "HH-1",
    formSerial: "S-2",
    reasonCode: .lost,
    receivedByRef: "person-9",
    checkerId: "clerk-1"
  )
}

extension BodyCollected {
  static let sample = BodyCollected(
    hearseId: "LK-1",
    fromDivision: "371002",
    distanceM: 6_400,
    startedAt: "2026-10-01T10:20:00+08:00",
    endedAt: "2026-10-01T11:05:00+08:00"
  )
}

extension KeepingStarted {
  static let sample = KeepingStarted(facilityId: "371002-H", unitNo: "L-07", startedAt: "2026-10-01T11:10:00+08:00")
}

extension KeepingExtended {
  static let sample = KeepingExtended(until: "2026-10-05", approvedByUscc: "1137100000435907XJ", docNo: "威民殡批〔2026〕1号")
}

extension UnclaimedNoticePublished {
  static let sample = UnclaimedNoticePublished(noticeNo: "威公告〔2026〕1号", until: "2026-10-02")
}

extension BodyDonated {
  static let sample = BodyDonated(recipientUscc: "11370100004188768U", docNo: "鲁红捐〔2026〕1号")
}

extension BodyReleasedOut {
  static let sample = BodyReleasedOut(toDivision: "230100", permitNo: "威殡运〔2026〕1号")
}

extension BodyBuried {
  static func sample(_ plot: PlotID, _ position: PositiveCount = 1, under contract: Code = "b1") -> BodyBuried {
    BodyBuried(
      plotId: plot,
      positionNo: position,
      contractNo: contract,
      depthMm: 1_800,
      mound: false,
      areaRelation: nil,
      areaEvidenceDigest: nil,
      approvalNo: nil
    )
  }
}

extension CaseClosed {
  static func sample(_ outcome: Outcome, of other: Code? = nil, ashes: [Code]? = nil) -> CaseClosed {
    CaseClosed(outcome: outcome, ofCase: other, custodyIds: ashes)
  }
}

extension ZoneDesignated {
  static func sample(_ division: DivisionCode, _ zone: Zone, from day: LocalDate = "2020-01-01") -> ZoneDesignated {
    ZoneDesignated(division: division, zone: zone, from: day, to: nil, docNo: "鲁政字〔2019〕1号")
  }
}

extension PolicyPublished {
  /// Two days: a body brought in on the first may stay to the third.
  static let keepingLimit = with(PolicyPublished.plotLimit) {
    ($0.scheme, $0.docNo, $0.validFrom) = (.keepingLimit, "示例〔2026〕7号", "2026-01-01")
    ($0.limits, $0.keepingMaxDays) = (nil, 2)
  }
}

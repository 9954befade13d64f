import Testing

@testable import Registry

// Histories that tests start from.

extension World {
  static func city() throws -> World {
    var world = World()
    try world.given(FacilityLicensed.sample(.funeralHome), in: "371002-H", at: "2010-05-01T09:00:00+08:00")
    try world.given(FacilityLicensed.sample(.cemetery), in: "371002-C", at: "2010-05-01T09:00:00+08:00")
    for (section, kind, capacity) in [
      ("D", PlotKind.double, 2), ("S", .single, 1), ("E", .ecoPool, 3),
    ] as [(String, PlotKind, PositiveCount)] {
      try world.given(SectionOpened.sample(kind), in: "371002-C/\(section)", at: "2020-01-02T09:00:00+08:00")
      try world.given(PlotRangeCreated.sample(capacity), in: "371002-C/\(section)", at: "2020-01-03T09:00:00+08:00")
    }
    try world.equipHome()
    let hearse = with(HearseRegistered.sample) { $0.plateDigest = .otherPaper }
    try world.given(hearse, in: "LK-1", at: "2024-04-01T09:00:00+08:00")
    try world.given(PolicyPublished.award, in: "eco", at: "2017-01-01T09:00:00+08:00")
    return world
  }

  /// A case with death certificate and identity; `number` tells persons and papers apart.
  mutating func certified(_ id: String, _ number: Int = 1) throws {
    try given(CaseOpened.sample, in: id, at: "2026-10-01T10:00:00+08:00")
    try given(DeathCertificateRecorded.sample(number), in: id, at: "2026-10-01T11:00:00+08:00")
    try given(IdentityVerified.sample(number), in: id, at: "2026-10-01T12:00:00+08:00")
  }

  mutating func authorised(_ id: String, _ number: Int = 1) throws {
    try certified(id, number)
    try given(CremationAuthorised.sample, in: id, at: "2026-10-02T09:00:00+08:00")
  }

  mutating func cremated(_ id: String, _ number: Int = 1, portions: PortionCount = 1) throws {
    try authorised(id, number)
    let cremation = with(CremationCompleted.sample) {
      // Cases with numbers of their own are cremated side by side.
      ($0.ashPortions, $0.unitId) = (portions, Code("unit-\(number)") ?? $0.unitId)
    }
    try given(cremation, in: id, at: "2026-10-03T10:15:00+08:00")
  }

  /// A cremated case whose ashes, undivided, are in custody as `ashes`.
  mutating func inCustody(_ id: String, ashes: String, _ number: Int = 1) throws {
    try cremated(id, number)
    try given(CustodyOpened.sample(Code(id) ?? "?"), in: ashes, at: "2026-10-03T11:00:00+08:00")
  }

  /// Ashes in the funeral home's store for a year from 4 October on, with the cremation certificate HH-1.
  mutating func stored(_ id: String, ashes: String, _ number: Int = 1) throws {
    try inCustody(id, ashes: ashes, number)
    try given(CremationCertificateIssued.sample, in: id, at: "2026-10-04T08:00:00+08:00")
    try given(AshesStored.sample, in: ashes, at: "2026-10-04T09:00:00+08:00")
  }

  /// A section of family plots for four.
  mutating func family() throws {
    try given(SectionOpened.sample(.family), in: "371002-C/F", at: "2020-01-02T09:00:00+08:00")
    try given(PlotRangeCreated.sample(4), in: "371002-C/F", at: "2020-01-03T09:00:00+08:00")
  }

  mutating func granted(_ contract: String, _ plot: PlotID, for caseID: Code?) throws {
    try given(UseRightGranted.sample(plot, for: caseID), in: contract, at: "2026-10-05T09:00:00+08:00")
  }

  /// An undivided portion in an eco pool, from 10 October on.
  mutating func inPool(_ id: String, ashes: String, _ number: Int = 1, position: PositiveCount = 1) throws {
    try inCustody(id, ashes: ashes, number)
    try given(
      AshesPlaced.sample("371002-C/E/A/1", position, under: nil),
      in: ashes,
      at: "2026-10-10T09:00:00+08:00"
    )
  }

  /// The second version of the policy changes the rule `eco`.
  mutating func verifiedClaim(
    _ claim: String,
    underRule change: (inout AwardRule) -> Void,
    placed: (inout AshesPlaced) -> Void
  ) throws {
    let awards = (PolicyPublished.award.awards ?? []).map { $0.ruleId == "eco" ? with($0, change) : $0 }
    try given(with(PolicyPublished.award) { ($0.version, $0.awards) = (2, awards) }, in: "eco")
    try inCustody("c1", ashes: "a1")
    try given(
      with(AshesPlaced.sample("371002-C/E/A/1", 1, under: nil), placed),
      in: "a1",
      at: "2026-10-10T09:00:00+08:00"
    )
    try verify(claim)
  }

  mutating func verifiedClaim(_ claim: String) throws {
    try inPool("c1", ashes: "a1")
    try verify(claim)
  }

  private mutating func verify(_ claim: String) throws {
    try given(ClaimSubmitted.sample("c1", "a1"), in: claim, at: "2026-10-20T09:00:00+08:00")
    try given(ClaimVerified(verifierId: "town-1"), in: claim, at: "2026-10-21T09:00:00+08:00")
  }

  mutating func approvedClaim(_ claim: String) throws {
    try verifiedClaim(claim)
    try given(ClaimApproved.sample, in: claim, at: "2026-10-22T09:00:00+08:00")
  }

  mutating func inspected(_ year: Int = 2026, selfCheck: SelfCheckSubmitted? = .sample) throws {
    try given(InspectionOpened.sample, in: "371002-C/\(year)", at: "2026-02-01T09:00:00+08:00")
    if let selfCheck { try given(selfCheck, in: "371002-C/\(year)", at: "2026-03-01T09:00:00+08:00") }
  }

  mutating func concluded(_ result: ConclusionIssued.Result, _ year: Int = 2026) throws {
    try inspected(year)
    try given(ConclusionIssued.sample(result), in: "371002-C/\(year)", at: "2026-06-10T09:00:00+08:00")
  }

  /// What a status change does to the cemetery from 1 October on.
  mutating func cemetery(_ status: FacilityStatusChanged.Status) throws {
    try given(
      FacilityStatusChanged.sample(status, from: "2026-10-01"),
      in: "371002-C",
      at: "2026-10-01T08:00:00+08:00"
    )
  }

  /// A history with every event type in it.
  mutating func everyEvent() throws {
    try authorised("c9", 9)
    try given(ResidencyRecorded.sample, in: "c9")
    try given(CaseOpened.sample, in: "c99")
    try given(CaseClosed.sample(.duplicate, of: "c9"), in: "c99")
    let hold = try given(HoldPlaced.sample, in: "c9").events[0].id
    try given(HoldReleased(holdEventId: hold, docNo: "解1"), in: "c9")
    try approvedClaim("m1")
    try given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: "m1")
    try given(CremationCertificateIssued.sample, in: "c1")
    try inCustody("c2", ashes: "a2", 2)
    try given(StocktakeChecked.sample, in: "a2")
    try given(AshesScattered.sample, in: "a2")
    try unclaimed("c7", ashes: "a4", 7)
    try given(ClaimSubmitted.sample("c2", "a2"), in: "m2")
    try given(ClaimRejected(ruleId: "eco", reason: "材料不实"), in: "m2")
    try given(ServiceItemDelivered.sample, in: "c1")
    try given(EvidenceAttached.sample, in: "c1")
    try inspected()
    try given(SiteCheckRecorded.sample, in: "371002-C/2026")
    try given(ConclusionIssued.sample(.unqualified), in: "371002-C/2026", at: "2026-06-10T09:00:00+08:00")
    try given(RectificationAccepted.sample, in: "371002-C/2026", at: "2026-08-20T09:00:00+08:00")
    try given(PlotBlocked(reason: "塌陷"), in: "371002-C/S/A/1")
    try given(PlotUnblocked(reason: "修复"), in: "371002-C/S/A/1")
    try given(PlotReserved.sample, in: "371002-C/S/A/1")
    try given(ReservationReleased(reason: "放弃"), in: "371002-C/S/A/1")
    try given(PlotBlocked(reason: "塌陷"), in: "371002-C/S/A/1")
    try granted("k1", "371002-C/S/A/2", for: "c1")
    try everyPlace()
    try given(DivisionChanged.sample, in: "divisions")
    try given(PopulationImported.sample, in: "population")
    try given(DeathCountImported.sample, in: "deaths")
    try given(ServiceCataloguePublished.national, in: "services")
    try given(EcoFormMapPublished.sample("371000", from: "2020-03-23", [.tree: true]), in: "eco-forms")
    try everyBodyEvent()
    try given(UnitRetrofitted(scope: "炉膛", doneOn: "2026-11-01"), in: "371002-H/unit-1")
    try given(UnitRetired(reason: .age, retiredOn: "2026-11-01"), in: "371002-H/unit-2")
    try given(HearseRegistered.sample, in: "h1")
    try given(HearseRetired(reason: "报废", retiredOn: "2026-11-01"), in: "h1")
    try given(StockSpoiled.sample("S-2"), in: "371002-H")
    try given(StockReconciled(counted: [], missing: [FormRange("S-6", "S-9")], countedBy: "clerk-2"), in: "371002-H")
    try given(StockWrittenOff(forms: FormRange("S-6", "S-9"), reason: .lost, docNo: "核1"), in: "371002-H")
    try everyEventOfMoney()
    try everyEventOfSupervision()
    let proposal = try propose(toVoid: ResidencyRecorded.self, in: "case/c9")
    try decide(proposal, in: "case/c9")
    try withdraw(propose(toVoid: IdentityVerified.self, in: "case/c9"), in: "case/c9")
    try correct("case/c9") { (data: inout IdentityVerified) in data.idCheck = .failed }
    try refuse(Array(#"{"source":"371002-H","type":"CaseOpened"}"#.utf8), by: r1NoSuchRecord(.decedentCase("c9")))
    try review()
  }

  private mutating func everyPlace() throws {
    try inCustody("c6", ashes: "a3", 6)
    let certificate = with(CremationCertificateIssued.sample) { ($0.certNo, $0.formSerial) = ("HH-3", "S-3") }
    try given(certificate, in: "c6")
    try given(AshesStored.sample, in: "a3")
    try given(StorageRenewed(until: "2028-01-01", feeFen: 6_000), in: "a3")
    try given(with(AshesReleased.sample(.placement, at: "371002-C")) { $0.certNo = "HH-3" }, in: "a3")
    try given(AshesPlaced.sample("371002-C/E/A/2", under: nil), in: "a3")
    try given(AshesRelocated.sample("371002-C/E/A/2", to: "371002-C/E/A/3", under: nil), in: "a3")
    try granted("k2", "371002-C/S/A/3", for: nil)
    try given(UseRightRenewed.sample, in: "k2")
    try given(UseRightSucceeded.sample("person-6"), in: "k2")
    try given(UseRightReturned.sample, in: "k2")
    try given(PlotResized.sample(2), in: "371002-C/D/A/1")
    try given(PlotDecommissioned.sample, in: "371002-C/D/A/2")
    try given(ServiceAreaAssigned.sample("371000"), in: "371002-C")
    try given(InspectorTieDeclared.sample, in: "371002-C")
    try given(FacilityGraded(grade: 2, from: "2018-01-01"), in: "371002-H")
    try given(PriceListPublished.sample, in: "371002-H")
    try given(MaintenanceFundSet.sample, in: "371002-C")
  }
}

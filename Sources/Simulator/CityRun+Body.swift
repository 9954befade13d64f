internal import CanonicalJSON

// The body: brought in, kept, and gone another way than by cremation; and how a case ends.
extension CityRun {
  mutating func collected(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let home = home(open.plan)
    let minutes = open.random.within(12...45)
    return desk.record(
      "BodyCollected",
      on: open.plan.stream,
      at: moment,
      from: home.code,
      by: staff("driver", open.plan),
      [
        "distance_m": .integer(open.random.within(900...48_000)), "ended_at": .string(moment.text),
        "from_division": .string(code(open.plan.county, moment)),
        "hearse_id": .string(HomeEquipment.hearseCode(home, open.plan.index % (HomeEquipment.hearses - 1) + 1)),
        "started_at": .string(moment.adding(minutes: -minutes).text),
      ]
    )
  }

  mutating func keepingStarted(_ stay: Int, _ open: CasePlan, _ moment: Moment) -> Record? {
    let home = home(open)
    return desk.record(
      "KeepingStarted",
      on: open.stream,
      at: moment,
      from: home.code,
      by: staff("keeper", open),
      [
        "facility_id": .string(home.code), "started_at": .string(moment.text),
        "unit_no": .string("L-\(Digits.padded((open.index + stay * 7) % 40 + 1, 2))"),
      ]
    )
  }

  mutating func keepingEnded(_ open: CasePlan, _ moment: Moment) -> Record? {
    desk.record(
      "KeepingEnded",
      on: open.stream,
      at: moment,
      from: home(open).code,
      by: staff("keeper", open),
      ["ended_at": .string(moment.text)]
    )
  }

  mutating func keepingExtended(_ open: CasePlan, _ moment: Moment) -> Record? {
    let county = code(open.county, moment)
    return desk.record(
      "KeepingExtended",
      on: open.stream,
      at: moment,
      from: "\(county)-MZ",
      by: staff("officer", open),
      [
        "approved_by_uscc": .string(Identifiers.organisationCode(category: "11", division: county, serial: 8_000)),
        "doc_no": .string("\(plan.city.short)民模拟延〔\(moment.day.civil.year)〕\(serial("extension/\(county)"))号"),
        "until": .day(moment.day.adding(days: 120)),
      ]
    )
  }

  mutating func donated(_ open: CasePlan, _ moment: Moment) -> Record? {
    let county = code(open.county, moment)
    return desk.record(
      "BodyDonated",
      on: open.stream,
      at: moment,
      from: home(open).code,
      by: staff("clerk", open),
      [
        "doc_no": .string("\(plan.city.short)捐模拟〔\(moment.day.civil.year)〕\(serial("donation"))号"),
        "recipient_uscc": .string(Identifiers.organisationCode(category: "12", division: county, serial: 7_000)),
      ]
    )
  }

  mutating func releasedOut(_ open: CasePlan, _ moment: Moment) -> Record? {
    desk.record(
      "BodyReleasedOut",
      on: open.stream,
      at: moment,
      from: home(open).code,
      by: staff("clerk", open),
      [
        "permit_no": .string("\(plan.city.short)殡模拟运〔\(moment.day.civil.year)〕\(serial("transport out"))号"),
        "to_division": .string(open.hukou ?? "230103"),
      ]
    )
  }

  mutating func bodyGranted(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let use = open.plan.isOfReformTown ? PlotUse.bodyTown : .bodySingle
    guard let unit = ledger.takeUnit(use, county: open.plan.county, start: open.plan.index) else { return nil }
    open.unit = unit
    let (record, contract) = grant(
      unit,
      to: open.plan.holderRef,
      decedent: open.plan.caseID,
      basis: "decedent",
      reserved: false,
      at: moment,
      &open.random
    )
    open.contract = contract
    return record
  }

  mutating func buried(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let unit = open.unit, let contract = open.contract else { return nil }
    open.isBuried = true
    count(unit) {
      $0.placesTaken += 1
      $0.occupied += 1
    }
    return desk.record(
      "BodyBuried",
      on: open.plan.stream,
      at: moment,
      from: facility(unit).code,
      by: "clerk-03",
      [
        "contract_no": .string(contract), "depth_mm": .integer(open.random.within(1_500...2_000)), "mound": false,
        "plot_id": .string(unit.plotID), "position_no": 1,
      ]
    )
  }

  /// The second home's case, which it opens knowing nothing of the first.
  mutating func secondReport(_ open: CasePlan, _ moment: Moment) -> Record? {
    let county = (open.county + 1) % plan.city.counties.count
    let home = plan.layout.home(county: county)
    tally.cases += 1
    tally.casesByCounty[plan.city.counties[county].code, default: 0] += 1
    return desk.record(
      "CaseOpened",
      on: "case/\(open.secondCaseID)",
      at: moment,
      from: home.code,
      by: "clerk-01",
      [
        "facility_id": .string(home.code), "place_kind": .string(open.placeKind),
        "unknown_person": .bool(open.identity.isUnknown),
      ]
    )
  }

  mutating func secondClosed(_ open: CasePlan, _ moment: Moment) -> Record? {
    desk.record(
      "CaseClosed",
      on: "case/\(open.secondCaseID)",
      at: moment,
      from: plan.layout.home(county: (open.county + 1) % plan.city.counties.count).code,
      by: "clerk-01",
      ["of_case": .string(open.caseID), "outcome": "duplicate"]
    )
  }

  /// Who an unknown person was; the case of another home ends with it.
  mutating func resolved(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let merges = open.plan.isReportedTwice
    if merges { tally.derived["CaseClosed", default: 0] += 1 }
    return desk.record(
      "IdentityResolved",
      on: open.plan.stream,
      at: moment,
      from: "\(code(open.plan.county, moment))-GA",
      by: staff("officer", open.plan),
      .present([
        "evidence_digest": .string(Identifiers.digest(&open.random)), "id_kind": "citizen_id",
        "merged_case_id": merges ? .string(open.plan.secondCaseID) : nil,
        "person_ref": .string(open.plan.personRef),
      ]),
      sealed: ["id_number": .string(open.plan.laterNumber)]
    )
  }

  mutating func deathReissued(_ open: OpenCase, _ moment: Moment) -> Record? {
    let is2013 = open.certificateRegime == "2013"
    return desk.record(
      "DeathCertificateReissued",
      on: open.plan.stream,
      at: moment,
      from: home(open.plan).code,
      by: staff("clerk", open.plan),
      .present([
        "copies": is2013 ? "copy_3" : nil, "deregistered": true, "issued_on": .day(moment.day),
        "regime": .string(open.certificateRegime), "replaces_event_id": .string(open.certificateEvent),
      ]),
      sealed: ["certificate_number": .string(open.certificateNumber)]
    )
  }

  mutating func certificateReissued(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let home = home(open.plan)
    let replaced = open.cremationNumber
    open.cremationNumber = nextCremationNumber(home, moment)
    return desk.record(
      "CremationCertificateReissued",
      on: open.plan.stream,
      at: moment,
      from: home.code,
      by: staff("clerk", open.plan),
      [
        "cert_no": .string(open.cremationNumber), "checker_id": .string("\(home.code).\(staff("checker", open.plan))"),
        "form_serial": .string(HomeEquipment.form(serial("form/\(home.code)"))), "reason_code": "lost",
        "received_by_ref": .string(open.plan.signerRef), "replaces_no": .string(replaced),
      ]
    )
  }

  mutating func nextCremationNumber(_ home: Layout.Facility, _ moment: Moment) -> String {
    let year = moment.day.civil.year
    return "HZ-\(home.code)-\(year)-\(Digits.padded(serial("cremation/\(home.code)/\(year)"), 6))"
  }

  /// Closes a case with what became of it; nil while some of the ashes have no place yet.
  mutating func closed(_ open: OpenCase, _ moment: Moment) -> Record? {
    let outcome: String
    switch open.plan.fate {
    case .cremated: outcome = "cremated"
    case .donated: outcome = "donated"
    case .releasedOut: outcome = "released_out"
    case .buried: outcome = "buried_body"
    }
    guard open.plan.fate != .cremated || open.laidToRest == open.plan.portions,
      open.plan.fate != .buried || open.isBuried
    else { return nil }
    return desk.record(
      "CaseClosed",
      on: open.plan.stream,
      at: moment,
      from: home(open.plan).code,
      by: staff("clerk", open.plan),
      .present([
        "custody_ids": open.plan.fate == .cremated ? .array(open.custodies.map { .string($0) }) : nil,
        "outcome": .string(outcome),
      ])
    )
  }
}

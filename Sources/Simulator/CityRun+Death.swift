internal import CanonicalJSON

// From the report of a death to the confirmation of the cremation.
extension CityRun {
  /// The line of a step; nil for steps that nobody reports, or that the city has no room for.
  mutating func take(_ step: CasePlan.Step, of open: inout OpenCase, at moment: Moment) -> Record? {
    switch step {
    case .opened: opened(open.plan, moment)
    case .certificate: certificate(&open, moment)
    case .identityFailed: identity(&open, moment, passed: false)
    case .identity: identity(&open, moment, passed: true)
    case .residency: residency(open.plan, moment)
    case .evidence(let number): evidence(&open, number, moment)
    case .notice: notice(open.plan, moment)
    case .hold: hold(&open, moment)
    case .holdReleased: holdReleased(open, moment)
    case .transport: service("transport", &open, moment)
    case .keeping: service("keeping", &open, moment)
    case .farewell: service("farewell", &open, moment)
    case .cremationService: service("cremation", &open, moment)
    case .urn: service("urn", &open, moment)
    case .ashStorage: service("ash_storage", &open, moment)
    case .authorised: authorised(&open, moment)
    case .cremation: start(&open, moment)
    case .cremated: cremated(&open, moment)
    case .certificateIssued: certificateIssued(&open, moment)
    case .custody(let portion): custody(portion, &open, moment)
    case .reserved: reserved(&open, moment)
    case .granted: granted(&open, moment)
    case .placed(let portion): placed(portion, &open, moment)
    case .scattered(let portion): scattered(portion, &open, moment)
    case .claimed: claimed(&open, moment)
    case .verified: verified(open, moment)
    case .approved: approved(open, moment)
    case .rejected: rejected(open, moment)
    case .paid: paid(&open, moment)
    case .returned: returned(&open, moment)
    case .resubmitted: resubmitted(&open, moment)
    case .appealed: appealed(open, moment)
    case .paymentFailed: paymentFailed(open, moment)
    case .recoveryFound: recoveryFound(&open, moment)
    case .recoveryOpened: recoveryOpened(open, moment)
    case .recovered: recovered(open, moment)
    case .findingClosed: findingClosed(open, moment)
    case .collected: collected(&open, moment)
    case .keepingStarted(let stay): keepingStarted(stay, open.plan, moment)
    case .keepingEnded: keepingEnded(open.plan, moment)
    case .keepingExtended: keepingExtended(open.plan, moment)
    case .donated: donated(open.plan, moment)
    case .releasedOut: releasedOut(open.plan, moment)
    case .bodyGranted: bodyGranted(&open, moment)
    case .buried: buried(&open, moment)
    case .closed: closed(open, moment)
    case .secondReport: secondReport(open.plan, moment)
    case .secondClosed: secondClosed(open.plan, moment)
    case .resolved: resolved(&open, moment)
    case .deathReissued: deathReissued(open, moment)
    case .certificateReissued: certificateReissued(&open, moment)
    case .stored: stored(open, moment)
    case .storageRenewed: storageRenewed(open, moment)
    case .handedOver(let elsewhere): handedOver(&open, elsewhere: elsewhere, moment)
    case .nicheGranted: nicheGranted(&open, moment)
    case .relocated: relocated(&open, moment)
    case .rightReturned: rightReturned(open, moment)
    case .cleared: cleared(open, moment)
    case .waived(let isFinal): waived(&open, isFinal: isFinal, moment)
    case .waiverReversed: waiverReversed(open, moment)
    case .certificateCorrected: certificateCorrected(open, moment)
    case .itemTwice: itemTwice(&open, moment)
    case .itemVoided: itemVoided(open, moment)
    case .ashesNotice: ashesNotice(&open, moment)
    case .ashesDisposed: ashesDisposed(&open, moment)
    case .formCorrected: formCorrected(&open, moment)
    case .supplemented: supplemented(open, moment)
    case .supplementPaid: supplementPaid(open, moment)
    }
  }

  /// The last home of a city with several still sends the first version of what it reports.
  func hasOldProgram(_ plan: CasePlan) -> Bool { plan.county > 0 && plan.county == self.plan.city.counties.count - 1 }

  func home(_ plan: CasePlan) -> Layout.Facility { self.plan.layout.home(county: plan.county) }

  /// One of the people at a desk; `other` gives somebody else than the same call without it.
  func staff(_ role: String, _ plan: CasePlan, other: Bool = false) -> String {
    "\(role)-\(Digits.padded((plan.index + (other ? 1 : 0)) % 6 + 1, 2))"
  }

  private mutating func opened(_ open: CasePlan, _ moment: Moment) -> Record? {
    tally.cases += 1
    tally.casesByCounty[plan.city.counties[open.county].code, default: 0] += 1
    if let fraud = open.fraud, fraud != .sharedAccount { plant(fraud, open.stream) }
    let home = home(open)
    return desk.record(
      "CaseOpened",
      on: open.stream,
      at: moment,
      from: home.code,
      by: staff("clerk", open),
      [
        "facility_id": .string(home.code), "place_kind": .string(open.placeKind),
        "unknown_person": .bool(open.identity.isUnknown),
      ]
    )
  }

  private mutating func certificate(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let planned = open.plan
    let county = code(planned.county, moment)
    let reform = moment.day >= CityRun.newCertificateForm
    let police = planned.manner != "normal"
    let hospital = planned.index % 4 + 1
    var issuer = Identifiers.organisationCode(
      category: police ? "11" : "12",
      division: county,
      serial: police ? 9_000 : 1_000 + hospital
    )
    // One hospital's seal carries a wrong check character, as one authority's index number really does.
    let wrong = !police && hospital == 4 && planned.county == 0
    if wrong { issuer = issuer.dropLast() + (issuer.hasSuffix("0") ? "1" : "0") }
    let year = moment.day.civil.year
    let (number, kind): (String, JSON)
    switch planned.identity {
    case .citizen(let id) where reform: (number, kind) = (id, "citizen_id")
    case .document(_, let id) where reform: (number, kind) = (id, "other_id")
    case .unknown where reform:
      (number, kind) = ("\(issuer)\(year)\(Digits.padded(serial("none/\(issuer)/\(year)"), 4))", "issuer_serial")
    default:
      (number, kind) = ("\(county)\(year)\(Digits.padded(serial("paper/\(county)/\(year)"), 6))", "regional_serial")
    }
    let isElectronic = open.random.chance(reform ? 600 : 250)
    let medium: JSON = !isElectronic ? "paper" : moment.day < CityRun.issuedTogether ? "electronic" : "both"
    let isOld = hasOldProgram(planned)
    let record = desk.record(
      "DeathCertificateRecorded",
      version: isOld ? 1 : 3,
      on: planned.stream,
      at: moment,
      from: home(planned).code,
      by: staff("clerk", planned),
      .present([
        "cert_kind": police ? "police" : "medical", "death_at": .string(planned.death.text),
        "death_at_precision": .string(planned.deathPrecision), "death_division": .string(county),
        "electronic": isOld ? .bool(isElectronic) : nil, "issued_on": .day(moment.day),
        "issuer_uscc": .string(issuer),
        "issuer_uscc_reason": wrong ? "印章原件即为此码，已向发证单位核实 (as on the seal; confirmed by the issuer)" : nil,
        "manner": .string(planned.manner), "medium": isOld ? nil : medium, "number_kind": isOld ? nil : kind,
        "police_doc_no": police
          ? .string(
            "\(plan.city.short)公模拟〔\(year)〕\(serial("police/\(county)/\(year)"))号（\(plan.city.counties[planned.county].nameZh)）"
          ) : nil,
        "regime": reform ? "2026" : "2013",
      ]),
      sealed: ["certificate_number": .string(number)]
    )
    (open.certificateEvent, open.certificateNumber) = (record.id, number)
    open.certificateRecord = record
    open.certificateRegime = reform ? "2026" : "2013"
    return record
  }

  private mutating func identity(_ open: inout OpenCase, _ moment: Moment, passed: Bool) -> Record? {
    let planned = open.plan
    var kind = "citizen_id"
    var number: String?
    switch planned.identity {
    case .citizen(let id): number = id
    case .document(let other, let id): (kind, number) = (other, id)
    case .unknown: kind = "none"
    }
    let unknown = planned.identity.isUnknown
    let method =
      unknown
      ? open.random.pick([(6, "dna"), (3, "fingerprint"), (1, "witness")])
      : passed ? open.random.pick([(6, "police_system"), (4, "document")]) : "police_system"
    let home = home(planned)
    return desk.record(
      "IdentityVerified",
      on: planned.stream,
      at: moment,
      from: home.code,
      by: staff("checker", planned),
      .present([
        "checker_id": .string("\(home.code).\(staff("checker", planned))"),
        "id_check": unknown ? "overridden" : passed ? "passed" : "failed",
        "id_kind": .string(kind), "method": .string(method),
        "override_reason": unknown ? "公安机关出具无名遗体处理通知 (police notice on an unknown body)" : nil,
        "person_ref": .string(planned.personRef),
      ]),
      sealed: number.map { .sealed(Persons.details(planned.personRef, "name", "address"), ["id_number": .string($0)]) }
    )
  }

  private mutating func residency(_ open: CasePlan, _ moment: Moment) -> Record? {
    desk.record(
      "ResidencyRecorded",
      on: open.stream,
      at: moment,
      from: home(open).code,
      by: staff("clerk", open),
      .present([
        "as_of": .day(moment.day), "ethnicity_exempt": .bool(open.ethnicityExempt),
        "hukou_division": open.hukou.map { .string($0) }, "residence_division": open.residence.map { .string($0) },
        "residence_permit": .bool(open.hasPermit),
      ])
    )
  }

  private mutating func evidence(_ open: inout OpenCase, _ number: Int, _ moment: Moment) -> Record? {
    let (kind, value) = open.plan.evidence[number]
    let county = code(open.plan.county, moment)
    return desk.record(
      "EvidenceAttached",
      on: "waiver/\(open.plan.caseID)",
      at: moment,
      from: "\(county)-MZ",
      by: staff("aid", open.plan),
      [
        "as_of": .day(open.plan.death.day), "digest": .string(Identifiers.digest(&open.random)), "kind": .string(kind),
        "source_system": "社会救助信息平台（模拟） (social assistance system, simulated)", "value": .bool(value),
      ]
    )
  }

  /// Whether somebody knows an unknown body; it is over long before the cremation.
  private mutating func notice(_ open: CasePlan, _ moment: Moment) -> Record? {
    let county = code(open.county, moment)
    return desk.record(
      "UnclaimedNoticePublished",
      on: open.stream,
      at: moment,
      from: "\(county)-GA",
      by: staff("officer", open),
      [
        "notice_no": .string("\(plan.city.short)模拟告〔\(moment.day.civil.year)〕\(serial("notice/\(county)"))号"),
        "until": .day(moment.day.adding(days: 30)),
      ]
    )
  }

  private mutating func hold(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let county = code(open.plan.county, moment)
    let kind = open.plan.holdKind ?? "dispute"
    let record = desk.record(
      "HoldPlaced",
      on: open.plan.stream,
      at: moment,
      from: "\(county)-GA",
      by: staff("officer", open.plan),
      .present([
        "authority_uscc": .string(Identifiers.organisationCode(category: "11", division: county, serial: 9_000)),
        "doc_no": .string("\(plan.city.short)模拟限〔\(moment.day.civil.year)〕\(serial("hold/\(county)"))号"),
        "hold_kind": .string(kind),
        "until": kind == "epidemic" ? .day(moment.day.adding(days: 30)) : nil,
      ])
    )
    open.holdEvent = record.id
    return record
  }

  private mutating func holdReleased(_ open: OpenCase, _ moment: Moment) -> Record? {
    let county = code(open.plan.county, moment)
    return desk.record(
      "HoldReleased",
      on: open.plan.stream,
      at: moment,
      from: "\(county)-GA",
      by: staff("officer", open.plan),
      [
        "doc_no": .string("\(plan.city.short)模拟解〔\(moment.day.civil.year)〕\(serial("release/\(county)"))号"),
        "hold_event_id": .string(open.holdEvent),
      ]
    )
  }

  private mutating func authorised(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let home = home(open.plan)
    let county = code(open.plan.county, moment)
    let year = moment.day.civil.year
    return desk.record(
      "CremationAuthorised",
      on: open.plan.stream,
      at: moment,
      from: home.code,
      by: staff("checker", open.plan),
      .present([
        "authority_doc_no": open.plan.identity.isUnknown
          ? .string("\(plan.city.short)模拟批〔\(year)〕\(serial("consent/\(county)"))号") : nil,
        "checker_id": .string("\(home.code).\(staff("checker", open.plan))"),
        "confirm_form_no": .string("HHQR-\(year)-\(Digits.padded(serial("confirm/\(home.code)"), 6))"),
        "relation_code": .string(open.plan.relation),
        "second_checker_id": .string("\(home.code).\(staff("checker", open.plan, other: true))"),
        "signer_id_check": .string(open.random.chance(5) ? "overridden" : "passed"),
        "signer_ref": .string(open.plan.signerRef),
      ]),
      sealed: .sealed(Persons.details(open.plan.signerRef, "name", "telephone"))
    )
  }

  /// 国卫规划发〔2026〕5号: certificates issued from 2026-07-01 are on the new form.
  private static let newCertificateForm = Day(number: 20_635)
  /// The same: from 2027-01-01 on paper and as the electronic licence at once.
  private static let issuedTogether = Day(number: 20_819)
}

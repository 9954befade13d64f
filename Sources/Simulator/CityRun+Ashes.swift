internal import CanonicalJSON

// Ashes on their way: stored, handed over, moved from one place to another.
extension CityRun {
  mutating func stored(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard let custody = open.custodies.first else { return nil }
    let home = home(open.plan)
    return desk.record(
      "AshesStored",
      on: "ashes/\(custody)",
      at: moment,
      from: home.code,
      by: staff("keeper", open.plan),
      [
        "agreement_no": .string("JC-\(home.code)-\(Digits.padded(serial("storage/\(home.code)"), 6))"),
        "facility_id": .string(home.code), "fee_fen": .integer(open.plan.storageMonths * 1_000),
        "niche_ref": .string("J-\(Digits.padded(open.plan.index % 900 + 1, 4))"),
        "term_days": .integer(open.plan.storageMonths * 30),
      ]
    )
  }

  mutating func storageRenewed(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard let custody = open.custodies.first else { return nil }
    return desk.record(
      "StorageRenewed",
      on: "ashes/\(custody)",
      at: moment,
      from: home(open.plan).code,
      by: staff("keeper", open.plan),
      ["fee_fen": 12_000, "until": .day(moment.day.adding(months: 13))]
    )
  }

  /// The family takes the ashes out of the store: to their plot, to the ship, or away.
  mutating func handedOver(_ open: inout OpenCase, elsewhere: Bool, _ moment: Moment) -> Record? {
    guard let custody = open.custodies.first else { return nil }
    open.isHandedOver = true
    let unit = open.unit ?? open.plan.spouseBefore.flatMap { shared[$0]?.unit }
    let destination =
      elsewhere
      ? "elsewhere" : open.plan.disposition?.isScattering == true ? "scattering" : unit == nil ? "family" : "placement"
    return desk.record(
      "AshesReleased",
      on: "ashes/\(custody)",
      at: moment,
      from: home(open.plan).code,
      by: staff("keeper", open.plan),
      .present([
        "cert_no": .string(open.cremationNumber),
        "destination_facility": destination == "placement" ? unit.map { .string(facility($0).code) } : nil,
        "destination_kind": .string(destination), "to_person_ref": .string(open.plan.signerRef),
      ])
    )
  }

  mutating func ashesNotice(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let custody = open.custodies.first else { return nil }
    let home = home(open.plan)
    let record = desk.record(
      "UnclaimedAshesNoticePublished",
      on: "ashes/\(custody)",
      at: moment,
      from: home.code,
      by: staff("keeper", open.plan),
      [
        "notice_no": .string("\(plan.city.short)模拟骨告〔\(moment.day.civil.year)〕\(serial("ashes notice"))号"),
        "until": .day(moment.day.adding(days: UnclaimedTerms.notice)),
      ]
    )
    open.ashesNotice = record.id
    return record
  }

  /// Nobody came: they go to sea.
  mutating func ashesDisposed(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let custody = open.custodies.first, !open.ashesNotice.isEmpty else { return nil }
    open.laidToRest += 1
    tally.scatterings["sea", default: 0] += 1
    return desk.record(
      "UnclaimedAshesDisposed",
      on: "ashes/\(custody)",
      at: moment,
      from: home(open.plan).code,
      by: staff("keeper", open.plan),
      [
        "archive_digest": .string(Identifiers.digest(&open.random)),
        "filing_no": .string("\(plan.city.short)民模拟备〔\(moment.day.civil.year)〕\(serial("ashes filing"))号"),
        "form": "sea", "notice_event_id": .string(open.ashesNotice),
        "site": "骨灰撒海海区（模拟） (sea area, simulated)",
        "voyage_no": .string(plan.planner.voyages.number(of: moment.day)),
      ]
    )
  }

  /// A niche for ashes that leave their plot.
  mutating func nicheGranted(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard open.placedOn != nil, open.unit != nil,
      let niche = ledger.takeUnit(.niche, county: open.plan.county, start: open.plan.index, publicOnly: true)
    else { return nil }
    let (record, contract) = grant(
      niche,
      to: open.plan.holderRef,
      decedent: open.plan.caseID,
      basis: "decedent",
      reserved: false,
      at: moment,
      &open.random
    )
    open.niche = (niche, contract)
    return record
  }

  mutating func relocated(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard open.placedOn != nil, let old = open.unit, open.plan.relocation != .niche || open.niche != nil else {
      return nil
    }
    count(old) {
      $0.occupied -= 1
      $0.placesTaken -= 1
    }
    if let niche = open.niche {
      count(niche.unit) {
        $0.occupied += 1
        $0.placesTaken += 1
      }
    }
    open.isRelocated = true
    let facility = facility(old)
    let agreement = open.niche.map { _ in
      JSON.string("AZ-\(facility.code)-\(Digits.padded(serial("agreement/\(facility.code)"), 6))")
    }
    return desk.record(
      "AshesRelocated",
      on: "ashes/\(open.custodies[0])",
      at: moment,
      from: facility.code,
      by: "clerk-03",
      .present([
        "agreement_no": agreement,
        "approval_no": .string("\(plan.city.short)民模拟迁〔\(moment.day.civil.year)〕\(serial("relocation"))号"),
        "contract_no": open.niche.map { .string($0.contract) }, "degradable": open.niche.map { _ in false },
        "form": open.niche.map { _ in "columbarium_niche" }, "from_plot_id": .string(old.plotID),
        "marker": open.niche.map { _ in "none" },
        "reason_code": open.niche == nil ? "eco_burial" : "family_wish",
        "to_plot_id": open.niche.map { .string($0.unit.plotID) }, "to_position_no": open.niche.map { _ in 1 },
      ])
    )
  }

  mutating func rightReturned(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard open.isRelocated, let unit = open.unit, let contract = open.contract else { return nil }
    return returned(contract, of: unit, moment)
  }

  /// Gives a right back; the registry blocks the plot until it has been cleared.
  mutating func returned(_ contract: String, of unit: PlotLedger.Unit, _ moment: Moment) -> Record {
    count(unit) {
      $0.granted -= 1
      $0.blocked += 1
    }
    tally.derived["PlotBlocked", default: 0] += 1
    let facility = facility(unit)
    return desk.record(
      "UseRightReturned",
      on: "right/\(contract)",
      at: moment,
      from: facility.code,
      by: "clerk-02",
      ["doc_no": .string("退-\(facility.code)-\(serial("return/\(facility.code)"))"), "refund_fen": 420_000]
    )
  }

  mutating func cleared(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard open.isRelocated, let unit = open.unit else { return nil }
    return cleared(unit, moment)
  }

  mutating func cleared(_ unit: PlotLedger.Unit, _ moment: Moment) -> Record {
    count(unit) { $0.blocked -= 1 }
    return desk.record(
      "PlotUnblocked",
      on: "plot/\(unit.plotID)",
      at: moment,
      from: facility(unit).code,
      by: "clerk-01",
      ["reason": "已清理，可重新使用 (cleared)"]
    )
  }
}

internal import CanonicalJSON

// Plots, placements and scatterings.
extension CityRun {
  mutating func reserved(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let use = open.plan.use,
      let unit = ledger.takeUnit(use, county: open.plan.county, start: open.plan.index, publicOnly: true)
    else { return nil }
    open.unit = unit
    return reserve(
      unit,
      for: open.plan.holderRef,
      basis: "decedent",
      until: moment.day.adding(days: 30),
      at: moment,
      &open.random
    )
  }

  mutating func reserve(
    _ unit: PlotLedger.Unit,
    for holder: String,
    basis: String,
    until: Day,
    at moment: Moment,
    _ random: inout SeededRandom
  ) -> Record {
    count(unit) { $0.reserved += 1 }
    return desk.record(
      "PlotReserved",
      on: "plot/\(unit.plotID)",
      at: moment,
      from: facility(unit).code,
      by: "clerk-02",
      [
        "basis": .string(basis), "evidence_digest": .string(Identifiers.digest(&random)), "for_ref": .string(holder),
        "until": .day(until),
      ]
    )
  }

  mutating func granted(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let use = open.plan.use else { return nil }
    // A reserved plot cannot be granted when repairs began in between; the family takes another.
    let reserved = open.unit.flatMap { ledger.suspended.contains($0.site.facility) ? nil : $0 }
    // Every other couple lies in the cemetery whose sales will be stopped.
    let within =
      open.plan.sharesLater && plan.planner.couples.isAlternate(open.plan.index) ? Errand.stoppedCemetery(plan) : nil
    let county = within.map { plan.layout.facilities[$0].county } ?? open.plan.county
    guard
      let unit = reserved
        ?? ledger.takeUnit(use, county: county, start: open.plan.index, within: within)
        ?? ledger.takeUnit(use, county: open.plan.county, start: open.plan.index)
    else { return nil }
    open.unit = unit
    let (record, contract) = grant(
      unit,
      to: open.plan.holderRef,
      decedent: open.plan.caseID,
      basis: "decedent",
      reserved: reserved != nil,
      at: moment,
      &open.random
    )
    open.contract = contract
    if open.plan.sharesLater { shared[open.plan.index] = (contract, unit) }
    return record
  }

  /// A right of twenty years, its last day the one before the twentieth anniversary.
  mutating func grant(
    _ unit: PlotLedger.Unit,
    to holder: String,
    decedent: String?,
    basis: String,
    reserved: Bool,
    from first: Day? = nil,
    at moment: Moment,
    _ random: inout SeededRandom
  ) -> (record: Record, contract: String) {
    count(unit) {
      $0.granted += 1
      // The registry itself releases a reservation that its own holder takes up.
      if reserved { $0.reserved -= 1 }
    }
    let facility = facility(unit)
    let year = moment.day.civil.year
    let contract = "\(facility.code)-\(year)-\(Digits.padded(serial("contract/\(facility.code)/\(year)"), 6))"
    let yuan = random.within(plan.layout[unit.site].use.priceYuan) / (facility.isCommercial ? 1 : 3)
    let first = first ?? moment.day
    let last = first.adding(months: 240).adding(days: -1)
    if facility.isCommercial { salesFen[unit.site.facility, default: 0] += yuan * 100 }
    let record = desk.record(
      "UseRightGranted",
      on: "right/\(contract)",
      at: moment,
      from: facility.code,
      by: "clerk-02",
      .present([
        "basis": .string(basis), "decedent_case_id": decedent.map { .string($0) },
        "evidence_digest": basis == "decedent" ? nil : .string(Identifiers.digest(&random)), "from": .day(first),
        "holder_ref": .string(holder), "maintenance_fee_fen": .integer(yuan * 8), "maintenance_to": .day(last),
        "plot_id": .string(unit.plotID), "to": .day(last), "use_fee_fen": .integer(yuan * 100),
      ]),
      sealed: .sealed(Persons.details(holder, "name", "telephone", "address"))
    )
    return (record, contract)
  }

  mutating func placed(_ portion: Int, _ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard let form = open.plan.disposition, open.custodies.count >= portion else { return nil }
    var position = 1
    if let first = open.plan.spouseBefore, let plot = shared[first] {
      (open.unit, open.contract, position) = (plot.unit, plot.contract, 2)
      shared[first] = nil
    } else if let use = open.plan.use, use.isPool {
      guard let place = ledger.takePlace(use, county: open.plan.county, start: open.plan.index) else { return nil }
      (open.unit, position) = (place.unit, place.position)
    }
    guard let unit = open.unit else { return nil }
    open.placedOn = moment.day
    open.laidToRest += 1
    tally.placements[form.rawValue, default: 0] += 1
    count(unit) {
      $0.placesTaken += 1
      if position == 1 { $0.occupied += 1 }
    }
    let facility = facility(unit)
    let home = open.plan.hukou.map(plan.city.contains) == true || open.plan.hasPermit
    let approval = home || facility.isCommercial ? nil : serial("approval/\(facility.code)")
    return desk.record(
      "AshesPlaced",
      on: "ashes/\(open.custodies[portion - 1])",
      at: moment,
      from: facility.code,
      by: "clerk-03",
      .present([
        "agreement_no": .string("AZ-\(facility.code)-\(Digits.padded(serial("agreement/\(facility.code)"), 6))"),
        "approval_no": approval.map { .string("\(plan.city.short)民模拟准-\(facility.code)-\($0)") },
        "contract_no": open.contract.map { .string($0) }, "degradable": .bool(form.degradable),
        "facility_id": .string(facility.code), "form": .string(form.rawValue), "marker": .string(plan.marker(of: form)),
        "plot_id": .string(unit.plotID), "position_no": .integer(position),
      ])
    )
  }

  mutating func scattered(_ portion: Int, _ open: inout OpenCase, _ moment: Moment) -> Record? {
    guard open.custodies.count >= portion else { return nil }
    let main = open.writtenForm ?? open.plan.disposition
    let form = main?.isScattering == true ? main?.rawValue ?? "sea" : "sea"
    if open.placedOn == nil { open.placedOn = moment.day }
    open.laidToRest += 1
    tally.scatterings[form, default: 0] += 1
    let site =
      switch open.plan.disposition == .ashesNotKept ? "ashes_not_kept" : form {
      case "sea": "骨灰撒海海区（模拟） (sea area, simulated)"
      case "scatter_land": "节地生态公墓撒散区（模拟） (scattering ground, simulated)"
      default: "殡仪馆骨灰处理场所（模拟） (at the funeral home, simulated)"
      }
    let isAtSea = form == "sea" && open.writtenForm == nil
    let sender = isAtSea ? "\(plan.city.code)-MZ" : home(open.plan).code
    let record = desk.record(
      "AshesScattered",
      on: "ashes/\(open.custodies[portion - 1])",
      at: moment,
      from: sender,
      by: "clerk-03",
      .present([
        "all_ashes": true, "form": .string(form), "site": .string(site),
        "voyage_no": isAtSea ? .string(plan.planner.voyages.number(of: moment.day)) : nil,
      ])
    )
    open.scattering = record
    return record
  }
}

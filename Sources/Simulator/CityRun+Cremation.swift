internal import CanonicalJSON

// Cremation, its papers, and the services on the price list.
extension CityRun {
  /// Finds a furnace; a queue before it puts everything later off. Nobody reports the start by itself.
  mutating func start(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let next = open.plan.steps[open.position].moment.adding(seconds: open.delay)
    let minutes = max(40, (next.seconds - moment.seconds) / 60)
    let (unit, start) = furnaces.take(
      county: open.plan.county,
      grade: open.plan.premium,
      from: moment,
      minutes: minutes
    )
    open.delay += start.seconds - moment.seconds
    (open.furnace, open.started) = (unit, start)
    return nil
  }

  mutating func cremated(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    tally.cremations += 1
    let home = home(open.plan)
    let fuel = open.random.within(17_500...29_500)
    // Every other run of the first home's first cremator.
    let isOdd =
      plan.frauds.contains(.oddFuel) && open.plan.county == 0 && open.furnace == 1 && open.plan.index.isMultiple(of: 2)
    if isOdd { plant(.oddFuel, open.plan.stream) }
    let isOld = hasOldProgram(open.plan)
    let metered = JSON.integer(isOdd ? fuel / 12 : fuel)
    let measure: JSON = HomeEquipment.burnsGas(open.furnace) ? "cubic_metre" : "litre"
    return desk.record(
      "CremationCompleted",
      version: isOld ? 1 : 2,
      on: open.plan.stream,
      at: moment,
      from: home.code,
      by: staff("operator", open.plan),
      .present([
        "ash_portions": .integer(open.plan.portions), "ended_at": .string(moment.text),
        "facility_id": .string(home.code),
        "fuel": isOld ? nil : ["measure": measure, "qty_milli": metered],
        "fuel_ml": isOld ? metered : nil,
        "furnace_grade": open.plan.premium ? "premium" : "ordinary",
        "operator_id": .string("\(home.code).\(staff("operator", open.plan))"),
        "started_at": .string(open.started.text), "unit_id": .string(HomeEquipment.unitCode(home, open.furnace)),
      ])
    )
  }

  mutating func certificateIssued(_ open: inout OpenCase, _ moment: Moment) -> Record? {
    let home = home(open.plan)
    open.cremationNumber = nextCremationNumber(home, moment)
    return desk.record(
      "CremationCertificateIssued",
      on: open.plan.stream,
      at: moment,
      from: home.code,
      by: staff("clerk", open.plan),
      [
        "cert_no": .string(open.cremationNumber),
        "form_serial": .string(HomeEquipment.form(serial("form/\(home.code)"))),
        "received_by_ref": .string(open.plan.signerRef),
      ]
    )
  }

  mutating func custody(_ portion: Int, _ open: inout OpenCase, _ moment: Moment) -> Record? {
    tally.custodies += 1
    let home = home(open.plan)
    let custody = Identifiers.sortable(moment, &open.random)
    open.custodies.append(custody)
    return desk.record(
      "CustodyOpened",
      on: "ashes/\(custody)",
      at: moment,
      from: home.code,
      by: staff("keeper", open.plan),
      [
        "case_id": .string(open.plan.caseID),
        "container_tag": .string("TAG-\(Digits.padded(serial("tag/\(home.code)"), 7))"),
        "facility_id": .string(home.code),
        "portion_no": .integer(portion), "portions_total": .integer(open.plan.portions),
      ]
    )
  }

  /// A line of the bill, at the list price of the simulated homes.
  mutating func service(_ item: String, _ open: inout OpenCase, _ moment: Moment) -> Record? {
    let home = home(open.plan)
    let unit = plan.serviceUnits[item] ?? "piece"
    var quantity = 1
    var upgraded = false
    var price = 0
    switch item {
    case "transport":
      upgraded = open.random.chance(80)
      price = upgraded ? 88_000 : 20_000 + open.random.below(10) * 1_000
    case "keeping":
      let hours = max(1, (moment.seconds - open.plan.steps[0].moment.seconds) / 3600)
      // A line of the bill has no more than a thousand units.
      quantity = min(unit == "hour" ? hours : (hours + 23) / 24, 1_000)
      price = quantity * (unit == "hour" ? 300 : 6_000)
    case "farewell": (upgraded, price) = (open.random.chance(300), open.random.within(2...12) * 10_000)
    case "cremation": (upgraded, price) = (open.plan.premium, open.plan.premium ? 120_000 : 38_000)
    case "ash_storage": (quantity, price) = (open.plan.storageMonths, open.plan.storageMonths * 1_000)
    default: (upgraded, price) = (open.random.chance(500), open.random.within(2...30) * 10_000)
    }
    open.delivered.append(
      OpenCase.Service(item: item, unit: unit, quantity: quantity, fen: price, upgraded: upgraded)
    )
    tally.services[item, default: 0] += 1
    tally.servicesFen[item, default: 0] += price
    let record = desk.record(
      "ServiceItemDelivered",
      on: "waiver/\(open.plan.caseID)",
      at: moment,
      from: home.code,
      by: staff("cashier", open.plan),
      [
        "facility_id": .string(home.code), "grade_code": upgraded ? "upgraded" : "basic", "item_code": .string(item),
        "list_fen": .integer(price), "qty_milli": .integer(quantity * 1000), "service_at": .string(moment.text),
        "unit": .string(unit),
      ]
    )
    open.serviceRecord = record
    return record
  }
}

internal import CanonicalJSON

/// What happens in the city beside its cases: inspections, equipment, plots held by the living, repairs, new documents.
enum Errand: Sendable {
  case document(Int)
  case division(Int)
  case population(Int)
  case hold(Holding, number: Int)
  case block(number: Int)
  case unblock(facility: Int, plot: String)
  case status(facility: Int, String, reason: String)
  case inspection(Inspection, year: Int, InspectionStep)
  case home(HomeErrand, county: Int)
  case right(RightErrand, number: Int)
  case facility(FacilityErrand)
  case finding(Finding, Finding.Step)
  case draw(year: Int)
  case rushedSale(number: Int)
  /// `month` is a day of the month that is settled.
  case batch(Settlement.Step, county: Int, month: Day)

  /// How a plot is held without a death (rule P3's exceptions).
  enum Holding: Sendable {
    case reserve(basis: String)
    case grantReserved(basis: String)
    case release
    case grant(basis: String)
  }

  /// What happens once, in no order.
  static func once(_ plan: CityPlan) -> [(Moment, Errand)] {
    documents(plan) + reference(plan) + closing(plan) + HomeErrand.once(plan)
  }

  /// What begins in a year, in no order.
  static func all(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    let regular = holdings(plan, year) + works(plan, year) + RightErrand.all(plan, in: year)
    let bureaus = Inspection.all(plan, in: year) + Lottery.all(plan, in: year) + Finding.all(plan, in: year)
    let homes = HomeErrand.all(plan, in: year) + FacilityErrand.all(plan, in: year)
    return regular + bureaus + homes + Settlement.all(plan, in: year) + Fraud.rush(plan, in: year)
  }

  /// The commercial cemetery whose sales the inspection stops.
  static func stoppedCemetery(_ plan: CityPlan) -> Int? { plan.layout.commercialCemeteries.last }

  private static func documents(_ plan: CityPlan) -> [(Moment, Errand)] {
    plan.documents.indices.filter { !OpeningBook.isOld(plan.documents[$0], plan) }.map { index in
      let from = Day(plan.documents[index].from) ?? plan.end
      // One that begins after the year is out before its last day all the same.
      return (Moment(min(from.adding(days: -3), plan.end.adding(days: -1)), hour: 9), .document(index))
    }
  }

  /// Divisions that change, and figures that come out, after the register was opened.
  private static func reference(_ plan: CityPlan) -> [(Moment, Errand)] {
    let changes = plan.city.changes.enumerated().filter { $0.element.on >= plan.first }.map { index, change in
      (Moment(change.on, minute: index), Errand.division(index))
    }
    let populations = OpeningBook.populations(plan.city).enumerated().filter {
      $0.element.population.asOf >= plan.first
    }
    .map { index, figure in
      (Moment(figure.population.asOf.adding(days: 200), hour: 10, minute: index), Errand.population(index))
    }
    return changes + populations
  }

  /// One for a hundred deaths, five at least, so that every kind occurs.
  private static func holdings(_ plan: CityPlan, _ year: CityPlan.Year) -> [(Moment, Errand)] {
    var random = SeededRandom(seed: plan.seed, subject: year.number, purpose: 0x686f_6c64)
    let days = year.end.number - year.first.number
    let count = max(5, plan.cases / 500 * 5)
    var all: [(Moment, Errand)] = []
    for number in year.number * count..<(year.number + 1) * count {
      let day = year.first.adding(days: random.below(max(days * 3 / 4, 1)))
      let moment = Moment(day, hour: 9, minute: random.below(400), second: random.below(60))
      let later = moment.adding(minutes: random.within(10...60) * 1440)
      switch number % 5 {
      case 0:
        all.append((moment, .hold(.reserve(basis: "elderly"), number: number)))
        all.append((later, .hold(.grantReserved(basis: "elderly"), number: number)))
      case 1: all.append((moment, .hold(.grant(basis: "critically_ill"), number: number)))
      case 2:
        all.append((moment, .hold(.reserve(basis: "childless"), number: number)))
        all.append((later, .hold(.release, number: number)))
      case 3: all.append((moment, .hold(.grant(basis: "surviving_spouse"), number: number)))
      default: all.append((moment, .hold(.reserve(basis: "other"), number: number)))
      }
    }
    return all
  }

  private static func closing(_ plan: CityPlan) -> [(Moment, Errand)] {
    guard let closing = plan.layout.closing else { return [] }
    return [
      (
        Moment(plan.first.adding(days: 180), hour: 9),
        .status(facility: closing, "closed", reason: "并入镇级公益性公墓 (merged into the town cemetery)")
      )
    ]
  }

  private static func works(_ plan: CityPlan, _ year: CityPlan.Year) -> [(Moment, Errand)] {
    let layout = plan.layout
    let first = year.first
    var all: [(Moment, Errand)] = (0..<4).map {
      (Moment(first.adding(days: 40 + $0 * 60), hour: 10, minute: $0), .block(number: year.number * 4 + $0))
    }
    let ledger = PlotLedger(layout: layout)
    let blocked = layout.facilities.indices.filter { $0 != layout.closing }.flatMap { facility in
      layout.facilities[facility].sections.indices.compactMap {
        ledger.blockedUnit(Layout.Site(facility: facility, section: $0))
      }
    }
    for (number, unit) in blocked.dropFirst(year.number * 6).prefix(6).enumerated() {
      all.append(
        (
          Moment(first.adding(days: 75 + number * 20), hour: 11),
          .unblock(facility: unit.site.facility, plot: unit.plotID)
        )
      )
    }
    if let repaired = layout.repaired {
      all.append(
        (
          Moment(first.adding(days: 30), hour: 9),
          .status(facility: repaired, "rectifying", reason: "道路和挡墙维修 (repair of paths and walls)")
        )
      )
      all.append(
        (
          Moment(first.adding(days: 65), hour: 9),
          .status(facility: repaired, "open", reason: "维修完工 (repairs finished)")
        )
      )
    }
    return all
  }
}

extension CityRun {
  /// The line of an errand; nil when the city has no plot left for it.
  mutating func perform(_ errand: Errand, at moment: Moment) -> Record? {
    switch errand {
    case .document(let index):
      return OpeningBook.published(plan.documents[index], at: moment, from: "\(plan.city.code)-MZ", &desk)
    case .division(let index): return OpeningBook.changed(plan.city.changes[index], plan.city, at: moment, &desk)
    case .population(let index):
      return OpeningBook.imported(OpeningBook.populations(plan.city)[index], plan.city, at: moment, &desk)
    case .hold(let holding, let number):
      return perform(holding, number, moment)
    case .block(let number):
      guard let unit = ledger.takeUnit(.double, county: number % plan.city.counties.count, start: number) else {
        return nil
      }
      count(unit) { $0.blocked += 1 }
      return desk.record(
        "PlotBlocked",
        on: "plot/\(unit.plotID)",
        at: moment,
        from: facility(unit).code,
        by: "clerk-01",
        ["reason": "雨后塌陷，暂停使用 (subsided after rain)"]
      )
    case .unblock(let index, let plot):
      let facility = plan.layout.facilities[index]
      if let section = facility.sections.first(where: { plot.hasPrefix("\(facility.code)/\($0.code)/") }) {
        let key = Tally.UnitKey(division: facility.division, kind: section.use.kind)
        tally.units[key, default: Tally.Units()].blocked -= 1
      }
      return desk.record(
        "PlotUnblocked",
        on: "plot/\(plot)",
        at: moment,
        from: facility.code,
        by: "clerk-01",
        ["reason": "整修完毕，恢复使用 (repaired)"]
      )
    case .status(let facility, let status, let reason):
      if status == "open" { ledger.reopen(facility) } else { ledger.suspend(facility) }
      let (code, county) = (plan.layout.facilities[facility].code, plan.layout.facilities[facility].county)
      return desk.record(
        "FacilityStatusChanged",
        on: "facility/\(code)",
        at: moment,
        from: "\(self.code(county, moment))-MZ",
        by: "licence-01",
        ["from": .day(moment.day), "reason": .string(reason), "status": .string(status)]
      )
    case .inspection(let inspection, let year, let step):
      return perform(inspection, year, step, moment)
    case .home(let errand, let county): return perform(errand, county: county, moment)
    case .right(let errand, let number): return perform(errand, number, moment)
    case .facility(let errand): return perform(errand, moment)
    case .finding(let finding, let step): return perform(finding, step, moment)
    case .draw(let year): return announced(year, moment)
    case .rushedSale(let number): return rushedSale(number, moment)
    case .batch(let step, let county, let month): return perform(step, county, month, moment)
    }
  }

  private mutating func perform(_ holding: Errand.Holding, _ number: Int, _ moment: Moment) -> Record? {
    var random = SeededRandom(seed: plan.seed, subject: number, purpose: UInt64(moment.seconds))
    var holderRandom = SeededRandom(seed: plan.seed, subject: number, purpose: 0x6c69_7665)
    let holder = "R-" + Identifiers.digest(&holderRandom).prefix(20)
    let county = number % plan.city.counties.count
    let use = number.isMultiple(of: 2) ? PlotUse.double : .single
    switch holding {
    case .reserve(let basis):
      guard let unit = ledger.takeUnit(use, county: county, start: number, publicOnly: true) else { return nil }
      held[number] = unit
      return reserve(unit, for: holder, basis: basis, until: moment.day.adding(days: 360), at: moment, &random)
    case .grantReserved(let basis):
      guard let unit = held.removeValue(forKey: number), !ledger.suspended.contains(unit.site.facility) else {
        return nil
      }
      return grant(unit, to: holder, decedent: nil, basis: basis, reserved: true, at: moment, &random).record
    case .release:
      guard let unit = held.removeValue(forKey: number) else { return nil }
      count(unit) { $0.reserved -= 1 }
      return desk.record(
        "ReservationReleased",
        on: "plot/\(unit.plotID)",
        at: moment,
        from: facility(unit).code,
        by: "clerk-02",
        ["reason": "预留人放弃 (given up by the person it was kept for)"]
      )
    case .grant(let basis):
      guard let unit = ledger.takeUnit(use, county: county, start: number) else { return nil }
      return grant(unit, to: holder, decedent: nil, basis: basis, reserved: false, at: moment, &random).record
    }
  }
}

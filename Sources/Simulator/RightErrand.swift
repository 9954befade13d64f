internal import CanonicalJSON

/// What becomes of plots and of rights that nobody has died for: old rights that run out or go on, heirs, rights given back,
/// works.
enum RightErrand: Sendable {
  /// A right of the paper register, taken over in its last weeks.
  case old, renewed
  case granted, succeeded, returned, cleared
  case resized, decommissioned

  static func all(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    let count = max(4, plan.cases / 1_600 * 4)
    let days = max((year.end.number - year.first.number) / 2, 1)
    var all: [(Moment, Errand)] = []
    for local in 0..<count {
      let number = year.number * count + local
      let day = year.first.adding(days: 20 + local * 37 % days)
      func add(_ errand: RightErrand, _ later: Int, hour: Int) {
        all.append((Moment(day.adding(days: later), hour: hour, minute: local % 60), .right(errand, number: number)))
      }
      switch local % 4 {
      case 0:
        add(.old, 0, hour: 9)
        add(.renewed, 40, hour: 10)
        add(.resized, 45, hour: 10)
      case 1:
        // Nobody comes to renew this one.
        add(.old, 0, hour: 9)
        add(.decommissioned, 50, hour: 10)
      case 2:
        add(.granted, 0, hour: 14)
        add(.succeeded, 90, hour: 10)
      default:
        add(.granted, 0, hour: 14)
        add(.returned, 60, hour: 10)
        add(.cleared, 75, hour: 10)
      }
    }
    return all
  }
}

extension CityRun {
  mutating func perform(_ errand: RightErrand, _ number: Int, _ moment: Moment) -> Record? {
    var random = SeededRandom(seed: plan.seed, subject: number, purpose: 0x7269_6768)
    let holder = "R-" + Identifiers.digest(&random).prefix(20)
    let county = number % plan.city.counties.count
    switch errand {
    case .old, .granted:
      guard let unit = ledger.takeUnit(.single, county: county, start: number, publicOnly: true) else { return nil }
      let isOld = errand == .old
      let (record, contract) = grant(
        unit,
        to: holder,
        decedent: nil,
        basis: isOld ? "other" : "elderly",
        reserved: false,
        from: isOld ? moment.day.adding(months: -240).adding(days: 60) : nil,
        at: moment,
        &random
      )
      rights[number] = (contract, unit)
      return record
    case .renewed:
      guard let right = rights.removeValue(forKey: number) else { return nil }
      // From the last day of the cycle before, twenty years on.
      let last = moment.day.adding(days: 15).adding(months: 238)
      return recorded(
        "UseRightRenewed",
        right,
        moment,
        [
          "maintenance_fee_fen": 240_000, "maintenance_to": .day(last), "to": .day(last), "use_fee_fen": 0,
        ]
      )
    case .succeeded:
      guard let right = rights.removeValue(forKey: number) else { return nil }
      let heir = "R-" + Identifiers.digest(&random).prefix(20)
      return recorded(
        "UseRightSucceeded",
        right,
        moment,
        [
          "proof_digest": .string(Identifiers.digest(&random)), "relation": "child", "to_heir_ref": .string(heir),
        ]
      )
    case .returned:
      guard let right = rights[number] else { return nil }
      return returned(right.contract, of: right.unit, moment)
    case .cleared:
      guard let right = rights.removeValue(forKey: number) else { return nil }
      return cleared(right.unit, moment)
    case .resized:
      guard let unit = ledger.takeUnit(.single, county: county, start: number, publicOnly: true) else { return nil }
      return plot("PlotResized", unit, moment, ["area_cm2": 4_500, "capacity": 1, "stone_height_mm": 500])
    case .decommissioned:
      guard let unit = ledger.takeUnit(.single, county: county, start: number, publicOnly: true) else { return nil }
      count(unit) { $0.decommissioned += 1 }
      let document = "\(plan.city.short)民模拟撤〔\(moment.day.civil.year)〕\(serial("decommission"))号"
      return plot(
        "PlotDecommissioned",
        unit,
        moment,
        ["doc_no": .string(document), "reason": "边坡不稳，不再使用 (unstable slope)"]
      )
    }
  }

  private mutating func recorded(
    _ type: String,
    _ right: (contract: String, unit: PlotLedger.Unit),
    _ moment: Moment,
    _ data: JSON
  ) -> Record {
    desk.record(type, on: "right/\(right.contract)", at: moment, from: facility(right.unit).code, by: "clerk-02", data)
  }

  private mutating func plot(_ type: String, _ unit: PlotLedger.Unit, _ moment: Moment, _ data: JSON) -> Record {
    desk.record(type, on: "plot/\(unit.plotID)", at: moment, from: facility(unit).code, by: "clerk-01", data)
  }
}

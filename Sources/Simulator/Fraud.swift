/// What an auditor must find although every rule accepts it. Planted on request, never by default; ``Tally/planted`` has the
/// streams.
public enum Fraud: String, CaseIterable, Sendable {
  /// Unknown bodies, whose services the state pays, more than a home can have.
  case unknownBodies = "unknown-bodies"
  /// One bank account for the awards of many families.
  case sharedAccount = "shared-account"
  /// Deaths of a month, recorded in one night weeks later.
  case lateEntry = "late-entry"
  /// Ashes of which nothing is heard after the furnace.
  case unplacedAshes = "unplaced-ashes"
  /// Runs of one cremator on too little fuel for a body.
  case oddFuel = "odd-fuel"
  /// Plots sold in the last days before an inspection's conclusion stops the sales.
  case rushedSales = "rushed-sales"
  /// Strangers in a public columbarium, each with an approval.
  case outOfArea = "out-of-area"

  /// Where among the cases those of a kind lie; nil for what is not of cases.
  var offset: Int? {
    switch self {
    case .unknownBodies: 3
    case .sharedAccount: 5
    case .lateEntry: 7
    case .unplacedAshes: 11
    case .outOfArea: 1
    case .oddFuel, .rushedSales: nil
    }
  }

  var disposition: Disposition? {
    switch self {
    case .sharedAccount: .tree
    case .outOfArea: .columbariumNiche
    default: nil
    }
  }

  /// Plots that are sold in haste.
  static let sales = 12

  /// Two days before the conclusion is issued, which the cemetery expects.
  static func rush(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    guard plan.frauds.contains(.rushedSales), let cemetery = Errand.stoppedCemetery(plan),
      let conclusion = Inspection.conclusion(of: cemetery, plan, in: year)
    else { return [] }
    return (0..<sales).map { number in
      (conclusion.adding(minutes: (number - sales) * 200), .rushedSale(number: year.number * sales + number))
    }
  }
}

extension CasePlanner {
  /// The fraud that a case is part of. Showcases and couples are left as they are.
  func fraud(_ index: Int) -> Fraud? {
    guard !frauds.isEmpty, index >= 40, !couples.isFirst(index), couples.first(of: index) == nil else { return nil }
    let stride = max(12, min(100, cases / 8))
    return frauds.first { $0.offset == index % stride }
  }
}

extension CityRun {
  mutating func plant(_ fraud: Fraud, _ stream: String) { tally.planted[fraud, default: []].append(stream) }

  mutating func rushedSale(_ number: Int, _ moment: Moment) -> Record? {
    var random = SeededRandom(seed: plan.seed, subject: number, purpose: 0x7275_7368)
    guard let cemetery = Errand.stoppedCemetery(plan),
      let unit = ledger.takeUnit(
        .single,
        county: plan.layout.facilities[cemetery].county,
        start: number,
        within: cemetery
      )
    else { return nil }
    let holder = "R-" + Identifiers.digest(&random).prefix(20)
    let (record, contract) = grant(
      unit,
      to: holder,
      decedent: nil,
      basis: "other",
      reserved: false,
      at: moment,
      &random
    )
    plant(.rushedSales, "right/\(contract)")
    return record
  }
}

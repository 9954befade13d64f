internal import CanonicalJSON

/// Findings of enforcement: what was found, ordered, fined and put right.
struct Finding: Sendable {
  enum Step: Sendable { case opened, ordered, penalised, closed }

  /// A grave outside the cemeteries is removed, an overpriced home is fined, a rumour is unfounded.
  enum Kind: Int, Sendable { case scattered, overprice, unfounded }

  let number: Int
  let county: Int

  var kind: Kind { Kind(rawValue: number % 3) ?? .scattered }

  static func all(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    let count = 3 + plan.cases / 2_000
    return (year.number * count..<(year.number + 1) * count).flatMap { number in
      let finding = Finding(number: number, county: number % plan.city.counties.count)
      let day = year.first.adding(days: 15 + number * 53 % 240)
      let steps: [(Int, Step)] =
        switch finding.kind {
        case .scattered: [(0, .opened), (2, .ordered), (35, .closed)]
        case .overprice: [(0, .opened), (2, .ordered), (20, .penalised), (45, .closed)]
        case .unfounded: [(0, .opened), (6, .closed)]
        }
      return steps.map { later, step in
        (Moment(day.adding(days: later), hour: 11, minute: number % 60), Errand.finding(finding, step))
      }
    }
  }
}

extension CityRun {
  mutating func perform(_ finding: Finding, _ step: Finding.Step, _ moment: Moment) -> Record? {
    let division = code(finding.county, moment)
    let (bureau, short, year) = ("\(division)-MZ", plan.city.short, moment.day.civil.year)
    let number = finding.number + 1
    let type: String
    let actor: String
    let data: JSON
    switch step {
    case .opened:
      var random = SeededRandom(seed: plan.seed, subject: finding.number, purpose: 0x6669_6e64)
      let home = plan.layout.home(county: finding.county)
      (type, actor) = ("FindingOpened", "patrol-01")
      data = [
        "division": .string(division), "evidence_digest": .string(Identifiers.digest(&random)),
        "found_on": .day(moment.day), "kind": finding.kind == .overprice ? "overprice" : "scattered",
        "subject_id": finding.kind == .overprice
          ? .string(home.code) : .string("第\(number)号山坡，村道以东（模拟） (a hillside, simulated)"),
        "subject_kind": finding.kind == .overprice ? "facility" : "site",
      ]
    case .ordered:
      (type, actor) = ("OrderIssued", "officer-01")
      data = ["doc_no": .string("\(short)民模拟责改〔\(year)〕\(number)号"), "due": .day(moment.day.adding(days: 30))]
    case .penalised:
      (type, actor) = ("PenaltyImposed", "officer-01")
      data = [
        "confiscated_fen": 126_000, "doc_no": .string("\(short)民模拟罚〔\(year)〕\(number)号"), "fine_fen": 500_000,
        "legal_reviewer_id": .string("\(bureau).legal-01"),
      ]
    case .closed:
      (type, actor) = ("FindingClosed", "officer-02")
      let result = finding.kind == .scattered ? "removed" : finding.kind == .overprice ? "corrected" : "unfounded"
      data = ["result": .string(result), "verified_by": .string("\(bureau).officer-03")]
    }
    return desk.record(type, on: "finding/\(division.prefix(4))-\(number)", at: moment, from: bureau, by: actor, data)
  }
}

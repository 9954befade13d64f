internal import CanonicalJSON

/// The annual inspection of one commercial cemetery: what comes out of it is fixed by the cemetery's place in the list.
struct Inspection: Sendable {
  enum Outcome: String, Sendable {
    case qualified, basicallyQualified = "basically_qualified", unqualified, deferred

    var score: Int {
      switch self {
      case .qualified: 93
      case .basicallyQualified: 76
      case .unqualified: 41
      case .deferred: 60
      }
    }
  }

  /// What follows a conclusion that asks for something: done in time, done late, or contested.
  enum Sequel: Sendable { case inTime, late, appealed }

  /// Inspects everywhere but in the cemetery that a relative works for (rule I6).
  static let tiedInspector = "inspector-02"
  static func tiedCemetery(_ plan: CityPlan) -> Int? { plan.layout.commercialCemeteries.first }

  let facility: Int
  let outcome: Outcome
  var sequel = Sequel.inTime
  /// Not handed in; such a cemetery is unqualified.
  var refusesSelfCheck: Bool { outcome == .unqualified }

  /// Time for putting it right.
  var days: Int { sequel == .late ? 30 : 90 }

  var asksRectification: Bool { outcome == .unqualified || outcome == .basicallyQualified }

  /// After the notice that Shandong forms use: opened before March for the year before.
  static func all(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    let cemeteries = plan.layout.commercialCemeteries
    var all: [(Moment, Errand)] = []
    for calendarYear in year.first.civil.year...year.end.civil.year {
      guard let opening = Day(calendarYear, 2, 10), opening >= year.first, opening < year.end else { continue }
      for (position, facility) in cemeteries.enumerated() {
        let outcome: Outcome =
          facility == Errand.stoppedCemetery(plan)
          ? .unqualified : [1, 3, 4].contains(position) ? .basicallyQualified : position == 2 ? .deferred : .qualified
        let inspection = Inspection(
          facility: facility,
          outcome: outcome,
          sequel: outcome != .basicallyQualified || position == 1 ? .inTime : position == 3 ? .late : .appealed
        )
        for (moment, step) in inspection.steps(from: opening, position) {
          all.append((moment, .inspection(inspection, year: calendarYear - 1, step)))
        }
      }
    }
    return all
  }

  /// When the conclusion on a cemetery is issued in a year.
  static func conclusion(of cemetery: Int, _ plan: CityPlan, in year: CityPlan.Year) -> Moment? {
    all(plan, in: year).lazy.compactMap { moment, errand -> Moment? in
      guard case .inspection(let inspection, _, .concluded) = errand, inspection.facility == cemetery else {
        return nil
      }
      return moment
    }.first
  }

  private func steps(from opening: Day, _ position: Int) -> [(Moment, InspectionStep)] {
    func at(_ days: Int, _ hour: Int) -> Moment { Moment(opening.adding(days: days), hour: hour, minute: position * 7) }
    var steps: [(Moment, InspectionStep)] = [(at(0, 9), .opened), (at(12 + position, 10), .selfCheck)]
    if !refusesSelfCheck { steps.append((at(13 + position, 10), .document)) }
    for (number, item) in InspectionStep.siteItems.enumerated() {
      steps.append((at(45 + position, 9).adding(minutes: number * 25), .siteCheck(item)))
    }
    steps.append((at(94, 15), .concluded))
    guard asksRectification else { return steps }
    switch sequel {
    case .inTime:
      steps.append((at(96, 10), .ordered))
      steps.append((at(outcome == .unqualified ? 170 : 140, 10), .rectified))
    case .late:
      steps += [(at(96, 10), .ordered), (at(130, 10), .overdue), (at(165, 10), .rectified)]
    case .appealed: steps += [(at(100, 10), .appealed), (at(118, 10), .revised)]
    }
    return steps
  }
}

enum InspectionStep: Sendable {
  case opened, selfCheck, document, siteCheck(String), concluded, ordered, overdue, rectified, appealed, revised

  /// Items of the simulated checklist, after the contents of domain practice: area, contracts, prices, accounts, fund,
  /// records, safety.
  static let selfItems = [
    "papers", "contracts", "plot_area", "prices", "accounts", "maintenance_fund", "records", "safety",
  ]
  static let siteItems = ["plot_area", "living_person_graves", "prices", "maintenance_fund", "records"]
}

extension CityRun {
  mutating func perform(_ inspection: Inspection, _ year: Int, _ step: InspectionStep, _ moment: Moment) -> Record? {
    let facility = plan.layout.facilities[inspection.facility]
    let stream = "inspection/\(facility.code)/\(year)"
    let bureau = "\(code(facility.county, moment))-MZ"
    var random = SeededRandom(seed: plan.seed, subject: inspection.facility, purpose: UInt64(moment.seconds))
    let bad = inspection.outcome == .unqualified
    switch step {
    case .opened:
      return desk.record(
        "InspectionOpened",
        on: stream,
        at: moment,
        from: bureau,
        by: "inspection-01",
        [
          "checklist_version": "simulated-2025-1", "review_due": .day(moment.day.adding(days: 90)),
          "self_due": .day(moment.day.adding(days: 21)),
        ]
      )
    case .selfCheck:
      let answers = InspectionStep.selfItems.map { item -> JSON in
        ["item": .string(item), "score": .integer(random.within(7...10))]
      }
      return desk.record(
        "SelfCheckSubmitted",
        on: stream,
        at: moment,
        from: inspection.refusesSelfCheck ? bureau : facility.code,
        by: inspection.refusesSelfCheck ? "inspection-01" : "manager-01",
        [
          "answers": .array(inspection.refusesSelfCheck ? [] : answers), "refused": .bool(inspection.refusesSelfCheck),
        ]
      )
    case .siteCheck(let item):
      let fails =
        bad && item != "prices" || inspection.outcome == .basicallyQualified && item == "maintenance_fund"
      let isTied = inspection.facility == Inspection.tiedCemetery(plan)
      let finding = inspection.outcome == .deferred && item == "living_person_graves" ? "na" : fails ? "fail" : "pass"
      return desk.record(
        "SiteCheckRecorded",
        on: stream,
        at: moment,
        from: bureau,
        by: "inspector-01",
        [
          "evidence_digest": .string(Identifiers.digest(&random)), "finding": .string(finding),
          "inspector_id": .string("\(bureau).inspector-01"), "item": .string(item),
          "second_inspector_id": .string("\(bureau).\(isTied ? "inspector-03" : Inspection.tiedInspector)"),
        ]
      )
    case .concluded:
      tally.conclusions[inspection.outcome.rawValue, default: 0] += 1
      // The registry stops the sales by itself; the sender only obeys.
      if bad { ledger.suspend(inspection.facility) }
      let due = inspection.asksRectification ? JSON.day(moment.day.adding(days: inspection.days)) : nil
      return desk.record(
        "ConclusionIssued",
        on: stream,
        at: moment,
        from: bureau,
        by: "inspection-01",
        .present([
          "legal_reviewer_id": .string("\(bureau).legal-01"), "published_on": .day(moment.day),
          "rectification_due": due,
          "result": .string(inspection.outcome.rawValue), "score": .integer(inspection.outcome.score),
        ])
      )
    case .document:
      return desk.record(
        "DocumentFiled",
        on: stream,
        at: moment,
        from: facility.code,
        by: "manager-01",
        [
          "digest": .string(Identifiers.digest(&random)), "item": "accounts",
          "title": .string("\(year)年度审计报告（模拟） (audit report, simulated)"),
        ]
      )
    case .ordered:
      let failed = bad ? InspectionStep.siteItems.filter { $0 != "prices" } : ["maintenance_fund"]
      return desk.record(
        "RectificationOrdered",
        on: stream,
        at: moment,
        from: bureau,
        by: "inspection-01",
        [
          "doc_no": .string("\(plan.city.short)民模拟改〔\(year + 1)〕\(facility.serial)号"),
          "due": .day(moment.day.adding(days: inspection.days)), "items": .array(failed.map { .string($0) }),
        ]
      )
    case .overdue:
      // The registry stops the sales again.
      ledger.suspend(inspection.facility)
      return desk.record(
        "RectificationOverdue",
        on: stream,
        at: moment,
        from: bureau,
        by: "inspection-01",
        ["on": .day(moment.day)]
      )
    case .appealed:
      return desk.record(
        "ConclusionAppealed",
        on: stream,
        at: moment,
        from: facility.code,
        by: "manager-01",
        [
          "doc_no": .string("\(plan.city.short)民模拟诉〔\(year + 1)〕\(facility.serial)号"),
          "grounds": "维护基金已足额计提，凭证后补 (the fund is complete; the voucher came later)",
        ]
      )
    case .revised:
      return desk.record(
        "ConclusionRevised",
        on: stream,
        at: moment,
        from: bureau,
        by: "inspection-02",
        [
          "legal_reviewer_id": .string("\(bureau).legal-02"), "new_result": "qualified",
          "reason": "凭证齐全，维护基金足额 (the vouchers are complete)",
        ]
      )
    case .rectified:
      if bad || inspection.sequel == .late { ledger.reopen(inspection.facility) }
      return desk.record(
        "RectificationAccepted",
        on: stream,
        at: moment,
        from: bureau,
        by: "inspection-01",
        [
          "accepted_on": .day(moment.day), "doc_no": .string("\(plan.city.short)民模拟验〔\(year + 1)〕\(facility.serial)号"),
          "recheck_by": .string("\(bureau).inspector-02"),
        ]
      )
    }
  }
}

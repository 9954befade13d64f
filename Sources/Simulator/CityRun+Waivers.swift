internal import CanonicalJSON

// Decisions on free services, and the monthly batches in which homes are paid for them.
extension CityRun {
  /// A decision on what was delivered; `isFinal` ones go into the month's batch.
  mutating func waived(_ open: inout OpenCase, isFinal: Bool, _ moment: Moment) -> Record? {
    guard let services = plan.freeServices.of(death: open.plan.death.day) else { return nil }
    var items: [JSON] = []
    var (total, left) = (0, 0)
    for service in open.delivered {
      let rule = services.rules.first {
        $0.item == service.item && $0.unit == service.unit && $0.covers(open.plan.facts)
          && (!service.upgraded || $0.capFen != nil)
      }
      guard let rule else { continue }
      let spared = rule.spared(service.fen, quantityMilli: service.quantity * 1_000)
      guard spared > 0 else { continue }
      total += spared
      left += service.fen - spared
      items.append([
        "item_code": .string(service.item), "list_fen": .integer(service.fen),
        "payable_fen": .integer(service.fen - spared), "qty_milli": .integer(service.quantity * 1_000),
        "rule_id": .string(rule.id), "waived_fen": .integer(spared),
      ])
    }
    guard total > 0 else { return nil }
    tally.waivers += 1
    let county = code(open.plan.county, moment)
    let clerk = "\(county)-MZ.\(staff("waiver", open.plan))"
    let record = desk.record(
      "WaiverDecided",
      on: "waiver/\(open.plan.caseID)",
      at: moment,
      from: "\(county)-MZ",
      by: staff("waiver", open.plan),
      .present([
        "category": open.plan.evidence.first { $0.value }.map { .string($0.kind) }, "decider_id": .string(clerk),
        "decision": left == 0 ? "granted" : "partial", "items": .array(items), "missing": [],
        "policy_id": .string(services.policy), "policy_version": .integer(services.version),
        "total_waived_fen": .integer(total),
      ])
    )
    open.decision = record.id
    if isFinal {
      settlement.waiting[open.plan.county, default: []].append(
        Settlement.Line(decision: record.id, caseID: open.plan.caseID, fen: total)
      )
    }
    return record
  }

  mutating func waiverReversed(_ open: OpenCase, _ moment: Moment) -> Record? {
    guard !open.decision.isEmpty else { return nil }
    return desk.record(
      "WaiverReversed",
      on: "waiver/\(open.plan.caseID)",
      at: moment,
      from: "\(code(open.plan.county, moment))-MZ",
      by: staff("review", open.plan),
      ["decision_event_id": .string(open.decision), "reason_code": "miscalculation", "recover_fen": 0]
    )
  }
}

/// What homes are owed: decisions since the last batch, and the batch that is being written.
struct Settlement: Sendable {
  struct Line: Sendable {
    let decision: String
    let caseID: String
    let fen: Int
  }

  enum Step: Sendable { case opened, line(Int), reviewed, paid }

  /// By county.
  var waiting: [Int: [Line]] = [:]
  var lines: [Int: [Line]] = [:]
  var accepted: [Int: Int] = [:]

  /// The sixth of every month, for the month before; the lines follow one another as they are written.
  static func all(_ plan: CityPlan, in year: CityPlan.Year) -> [(Moment, Errand)] {
    (0..<12).flatMap { number in
      let month = year.first.adding(months: number)
      let day = batchDay(of: month)
      return plan.city.counties.indices.map { county in
        (Moment(day, hour: 9, minute: county), Errand.batch(.opened, county: county, month: month))
      }
    }
  }

  static func batchDay(of month: Day) -> Day { month.adding(months: 1).adding(days: 5) }

  /// One line in sixty lacks a paper, and comes again in the next batch.
  static func isRejected(_ line: Int) -> Bool { line % 60 == 59 }
}

extension CityRun {
  mutating func perform(_ step: Settlement.Step, _ county: Int, _ month: Day, _ moment: Moment) -> Record? {
    let home = plan.layout.home(county: county)
    let (year, number, _) = month.civil
    let stream = "batch/\(home.code)/\(year)-\(Digits.padded(number, 2))"
    let bureau = "\(code(county, moment))-MZ"
    let lines = settlement.lines[county] ?? []
    func next(_ step: Settlement.Step, _ moment: Moment) -> (Moment, Errand) {
      (moment, .batch(step, county: county, month: month))
    }
    switch step {
    case .opened:
      let waiting = settlement.waiting.removeValue(forKey: county) ?? []
      guard !waiting.isEmpty else { return nil }
      settlement.lines[county] = waiting
      schedule([next(.line(0), moment.adding(seconds: 60))])
      return desk.record(
        "BatchOpened",
        on: stream,
        at: moment,
        from: home.code,
        by: "cashier-01",
        ["preparer_id": .string("\(home.code).cashier-01")]
      )
    case .line(let position):
      guard position < lines.count else { return nil }
      let line = lines[position]
      let isLast = position + 1 == lines.count
      schedule([
        isLast
          ? next(.reviewed, Moment(moment.day.adding(days: 1), hour: 14, minute: county % 60))
          : next(.line(position + 1), moment.adding(seconds: 20))
      ])
      return desk.record(
        "BatchLineAdded",
        on: stream,
        at: moment,
        from: home.code,
        by: "cashier-01",
        [
          "amount_fen": .integer(line.fen), "case_id": .string(line.caseID),
          "decision_event_id": .string(line.decision),
        ]
      )
    case .reviewed:
      let rejected = lines.indices.filter(Settlement.isRejected)
      settlement.waiting[county, default: []] += rejected.map { lines[$0] }
      let accepted = lines.indices.filter { !Settlement.isRejected($0) }.map { lines[$0] }
      settlement.accepted[county] = accepted.reduce(0) { $0 + $1.fen }
      settlement.lines[county] = nil
      schedule([next(.paid, Moment(moment.day.adding(days: 5), hour: 10, minute: county % 60))])
      return desk.record(
        "BatchReviewed",
        on: stream,
        at: moment,
        from: bureau,
        by: "review-02",
        [
          "accepted": .array(accepted.map { .string($0.decision) }),
          "rejected": .array(
            rejected.map {
              ["decision_event_id": .string(lines[$0].decision), "reason": "缺少经办人签字 (a signature is missing)"]
            }
          ), "reviewer_id": .string("\(bureau).review-02"),
        ]
      )
    case .paid:
      let total = settlement.accepted.removeValue(forKey: county) ?? 0
      tally.settledFen += total
      return desk.record(
        "BatchPaid",
        on: stream,
        at: moment,
        from: bureau,
        by: "finance-02",
        [
          "pay_ref": .string("JS-\(year)-\(Digits.padded(number, 2))-\(home.code)"), "total_fen": .integer(total),
        ]
      )
    }
  }
}

import CanonicalJSON

@testable import Server

/// What the read models of a small county would answer.
enum BureauRows {
  static let plotID = "371002-GM-01/A/R1/2"

  static func answers(_ wanted: Set<BureauQuery>) -> BureauAnswers {
    let standing = Standing(model: "", position: 40, head: 42, state: "working")
    var answers: [BureauQuery: ModelRows] = [:]
    for query in wanted { answers[query] = ModelRows(standing: standing, rows: rows(query)) }
    return BureauAnswers(answers)
  }

  private static func row(_ members: JSON) -> JSONObject {
    guard case .object(let object) = members else { return JSONObject() }
    return object
  }

  private static let facility = "371002-GM-01"
  /// It has no section, and its licence names no town.
  private static let home = "371002-BYG-01"

  private static func rows(_ query: BureauQuery) -> [JSONObject] {
    switch query {
    // The first page's are the stub's own.
    case .capacity, .items: []
    case .names:
      [
        row(["division": "371000", "name_zh": "威海市", "name_en": "Weihai"]),
        row(["division": "371002", "name_zh": "环翠区", "name_en": "Huancui District"]),
      ]
    case .facilities:
      [
        row([
          "facility": .string(facility), "name_zh": "刘公岛公墓", "name_en": "Liugong Island Cemetery", "kind": "cemetery",
          "nature": "public_benefit", "level": "county", "status": "open", "division": "371002",
          "division_then": "371081", "licensed_on": "2020-01-01", "town": "371081103", "town_zh": "苘山镇",
          "town_en": "Qingshan Town",
        ]),
        row([
          "facility": .string(home), "name_zh": "环翠区殡仪馆", "name_en": "Huancui Funeral Home", "kind": "funeral_home",
          "nature": "public_benefit", "level": "county", "status": "open", "division": "371002",
          "division_then": "371002", "licensed_on": "2020-01-01",
        ]),
        row([
          "facility": "371002-CM-01", "name_zh": "村级公墓", "name_en": "Village Cemetery", "kind": "cemetery",
          "nature": "public_benefit", "level": "village", "status": "open", "division": "371002",
          "division_then": "371002", "town": "371002104", "town_zh": "张村镇", "town_en": "Zhangcun Town",
        ]),
      ]
    case .sections:
      [
        row([
          "facility": .string(facility), "section": "A", "section_zh": "甲区", "division": "371002", "kind": "single",
          "kind_zh": "单人墓", "kind_en": "single plot", "designed": 10, "created": 8, "free": 4, "occupied": 3,
          "granted_unoccupied": 1, "remaining_places": 5, "open_places": 4, "held_places": 1, "expired_rights": 1,
        ])
      ]
    case .forecasts:
      [
        row([
          "facility": .string(facility), "division": "371002", "remaining_places": 5, "months_observed": 24,
          "places_taken": 12, "months_left": 10, "months_left_low": 6, "months_left_high": 23,
        ])
      ]
    case .consumption:
      [
        row(["facility": .string(facility), "month": "2025-12", "taken": 3, "given_up": 1]),
        row(["facility": .string(facility), "month": "2026-02", "taken": 2, "given_up": 0]),
      ]
    case .cases:
      [row(["facility": .string(facility), "month": "2026-01", "deaths": 7, "cremations": 6, "deaths_today": 2])]
    case .custody: [row(["facility": .string(facility), "division": "371002", "bodies": 9, "placed": 3])]
    case .entitlement:
      [
        row([
          "division": "371002", "cases": 161, "cases_entitled": 11, "delivered_fen": 35_169_000,
          "waived_fen": 1_389_050,
        ])
      ]
    case .unclaimed: [row(["division": "371002", "kind": "due", "cases": 13, "due_fen": 4_200])]
    case .subsidies:
      [
        row([
          "division": "371002", "policy_id": "eco", "policy_zh": "奖补通知", "policy_en": "Award notice", "claims": 23,
          "claims_paid": 22, "paid_fen": 1_780_000, "mean_days_to_pay": 24,
        ])
      ]
    case .findings:
      [
        row([
          "rule": "N24", "severity": "medium", "severity_zh": "中", "title_zh": "骨灰久无去向",
          "title_en": "ashes without a place for long", "subject": "ashes/A-1", "facility": .string(facility),
          "division": "371002", "since": "2026-06-17", "fact_zh": "入管后没有记录", "fact_en": "Nothing has been heard.",
        ])
      ]
    case .indicators:
      [
        row([
          "indicator": "eco", "version": 1, "title_zh": "生态安葬率", "title_en": "eco burial rate", "division": "371002",
          "year": 2026, "numerator": 1, "denominator": 2, "value_permille": 500,
        ])
      ]
    case .targets:
      [
        row([
          "document": "工作要点", "passage": "四", "year": 2020, "indicator": "eco", "version": 1, "title_zh": "生态安葬率",
          "title_en": "eco burial rate", "plan_division": "371000", "wording_zh": "达到50%以上", "target_permille": 500,
        ])
      ]
    case .expiries:
      [
        row([
          "facility": .string(facility), "division": "371002", "kind": "use_right", "kind_zh": "墓位使用权",
          "kind_en": "use right", "expiring": 2, "expired": 1, "next_on": "2027-01-01",
        ])
      ]
    case .tasks:
      [
        row([
          "task": "review", "task_zh": "作出结论", "task_en": "conclude", "subject": "inspection/x",
          "facility": .string(facility), "division": "371002", "year": 2026, "step_zh": "已自查",
          "step_en": "self-checked", "due": "2026-05-31", "is_overdue": true,
        ])
      ]
    case .risks: [row(["facility": .string(facility), "score": 32, "last_result_zh": "合格", "last_year": 2025])]
    case .demand: []
    }
  }

  static let expiring = row([
    "ends_on": "2026-03-01", "days_left": -30, "state": "expired", "kind": "use_right", "kind_zh": "墓位使用权",
    "kind_en": "use right", "subject": .string(plotID), "item": "HT-1",
  ])

  static let plots = SectionPlots(
    position: 40,
    plots: zip(1..., PlotState.allCases).map { SectionPlots.Plot(row: "R1", number: Int64($0), state: $1) }
  )

  static func event(_ type: String) -> NewEvent {
    NewEvent(position: 42, type: type, stream: "plot/\(plotID)", occurredAt: .example, recordedAt: .example)
  }

  static func history(_ type: String) -> HistoryEvent {
    HistoryEvent(event: event(type), id: "019a", source: facility, actor: "WH-0107")
  }

  static func plot(_ type: String) -> PlotFile {
    PlotFile(
      position: 40,
      row: row(["capacity": 2, "occupants": 1, "right_until": "2044-10-15"]),
      state: .partly,
      events: [history(type)]
    )
  }
}

import CanonicalJSON
import Postgres

/// What the first page and those of divisions and facilities ask a read model for, of all that somebody sees of it: each page
/// shows its part of it, so that an answer serves many pages.
enum BureauQuery: String, CaseIterable, Sendable {
  case capacity, items
  case names, facilities, sections, forecasts, demand, consumption, cases, custody
  case entitlement, unclaimed, subsidies, findings, indicators, targets, expiries, tasks, risks

  var model: String {
    switch self {
    case .capacity, .names, .facilities, .sections, .forecasts, .demand, .consumption: "plot_capacity"
    case .cases, .custody: "custody_trace"
    case .items, .entitlement, .unclaimed: "free_service_entitlement"
    case .subsidies: "subsidies"
    case .findings: "anomalies"
    case .indicators, .targets: "indicators"
    case .expiries: "expiries"
    case .tasks, .risks: "inspection_worklist"
    }
  }

  /// The view that says who may see it (Schemas/access/read-models.csv); nil for names, and what licences say.
  var view: (model: String, name: String)? {
    let name: String? =
      switch self {
      case .names, .facilities: nil
      case .capacity: ModelView.capacityByDivision.name
      case .items: ModelView.entitlementByItem.name
      case .sections: "by_section"
      case .forecasts: "forecast_by_facility"
      case .demand: "demand_by_division"
      case .consumption: "consumption"
      case .cases: "by_month"
      case .custody, .expiries: "by_facility"
      case .entitlement, .subsidies: "by_division"
      case .unclaimed: "unclaimed_by_division"
      case .findings: "finding"
      case .indicators: "indicator"
      case .targets: "plan_target"
      case .tasks: "worklist"
      case .risks: "risk"
      }
    return name.map { (model, $0) }
  }

  /// Columns are named one by one: a prepared `SELECT *` would break when a new version of the read model is published.
  func sql(node: Int32) -> SQL {
    switch self {
    case .capacity: ModelView.capacityByDivision.sql(node: node)
    case .items: ModelView.entitlementByItem.sql(node: node)
    case .names:
      "SELECT division, name_zh, name_en FROM plot_capacity.division_name WHERE node = \(node) ORDER BY division"
    case .facilities:
      """
      SELECT f.facility, f.name_zh, f.name_en, f.kind, f.nature, f.level, coalesce(s.status, 'open') AS status,
        g.division, f.division AS division_then, t.town, n.name_zh AS town_zh, n.name_en AS town_en, f.licensed_on,
        f.licensed_until
      FROM plot_capacity.facility f
      LEFT JOIN plot_capacity.facility_status s ON s.node = f.node AND s.facility = f.facility
      LEFT JOIN plot_capacity.facility_division g ON g.node = f.node AND g.facility = f.facility
        AND g.since <= projection.as_of() AND projection.as_of() < g.until
      LEFT JOIN plot_capacity.facility_town t ON t.node = f.node AND t.facility = f.facility
      LEFT JOIN plot_capacity.town_name n ON n.node = f.node AND n.town = t.town
      WHERE f.node = \(node) ORDER BY f.facility
      """
    case .sections:
      """
      SELECT facility, section, section_zh, division, kind, kind_zh, kind_en, eco, designed, created, usable, free,
        reserved, blocked, granted_unoccupied, occupied, full_units, decommissioned, remaining_places, open_places,
        held_places, expired_rights
      FROM plot_capacity.by_section WHERE node = \(node) ORDER BY facility, section
      """
    case .forecasts:
      """
      SELECT facility, division, remaining_places, months_observed, places_taken, months_left, months_left_low,
        months_left_high, exhausted_in
      FROM plot_capacity.forecast_by_facility WHERE node = \(node) ORDER BY facility
      """
    case .demand:
      """
      SELECT division, population, population_year, places_a_year, places_needed, remaining_places, months_left,
        exhausted_in, formula_zh, formula_en, missing_zh, missing_en
      FROM plot_capacity.demand_by_division WHERE node = \(node) ORDER BY division
      """
    case .consumption:
      """
      SELECT facility, month, sum(taken)::bigint AS taken, sum(given_up)::bigint AS given_up
      FROM plot_capacity.consumption
      WHERE node = \(node) AND month >= to_char(projection.as_of() - interval '24 months', 'YYYY-MM')
      GROUP BY facility, month ORDER BY facility, month
      """
    case .cases:
      """
      SELECT facility, month, deaths, cremations, deaths_today, cremations_today FROM custody_trace.by_month
      WHERE node = \(node) AND month >= to_char(projection.as_of() - interval '24 months', 'YYYY-MM')
      ORDER BY facility, month
      """
    case .custody:
      """
      SELECT facility, division, bodies, in_custody, stored, placed, awaited, gaps
      FROM custody_trace.by_facility WHERE node = \(node) ORDER BY facility
      """
    case .entitlement:
      """
      SELECT division, cases, cases_entitled, items_entitled, delivered_fen, waived_fen
      FROM free_service_entitlement.by_division WHERE node = \(node) ORDER BY division
      """
    case .unclaimed:
      """
      SELECT division, kind, cases, items, due_fen, delivered_fen
      FROM free_service_entitlement.unclaimed_by_division WHERE node = \(node) ORDER BY division, kind
      """
    case .subsidies:
      """
      SELECT division, policy_id, policy_zh, policy_en, claims, submitted, returned, verified, approved, paid,
        supplemented, rejected, appealed, recovering, recovered, approved_fen, paid_fen, payable_fen, asked_fen,
        recovered_fen, outstanding_fen, claims_paid, mean_days_to_pay
      FROM subsidies.by_division WHERE node = \(node) ORDER BY division, policy_id
      """
    case .findings:
      """
      SELECT rule, severity, severity_zh, title_zh, title_en, subject, facility, division, since, fact_zh, fact_en
      FROM anomalies.finding WHERE node = \(node) ORDER BY since DESC, rule, subject LIMIT 20000
      """
    case .indicators:
      """
      SELECT indicator, version, title_zh, title_en, division, year, numerator, denominator, value_permille,
        completeness_permille, final
      FROM indicators.indicator
      WHERE node = \(node) AND year >= extract(year FROM projection.as_of()) - 1
      ORDER BY indicator, version, division, year
      """
    case .targets:
      """
      SELECT document, passage, year, indicator, version, title_zh, title_en, plan_division, wording_zh, bond, bond_zh,
        bond_en, target_permille, numerator, denominator, value_permille, met, final, latest_year, latest_permille
      FROM indicators.plan_target WHERE node = \(node) ORDER BY year DESC, document, passage, indicator, version
      """
    case .expiries:
      """
      SELECT facility, division, kind, kind_zh, kind_en, valid, expiring, expired, next_on
      FROM expiries.by_facility WHERE node = \(node) ORDER BY facility, kind
      """
    case .tasks:
      """
      SELECT task, task_zh, task_en, subject, facility, division, year, step_zh, step_en, due, days_left, is_overdue, risk
      FROM inspection_worklist.worklist WHERE node = \(node) ORDER BY is_overdue DESC, due, task, subject
      """
    case .risks:
      """
      SELECT facility, last_year, last_result, last_result_zh, last_result_en, failed_items, overdue, enforcement_cases,
        missed_last_year, score
      FROM inspection_worklist.risk WHERE node = \(node) ORDER BY facility
      """
    }
  }
}

/// Such a query, as somebody may ask it; nil where it is everybody's.
struct BureauQuestion: Hashable, Sendable {
  let query: BureauQuery
  let reader: Reader?
}

/// Answers to several such questions, each of the moment that its read model stood at.
struct BureauAnswers: Sendable {
  private var answers: [BureauQuery: ModelRows] = [:]
  /// What was not asked, for it is not the visitor's to see: there may be something, and no page says that there is nothing.
  var hidden: Set<BureauQuery> = []

  init(_ answers: [BureauQuery: ModelRows] = [:]) {
    self.answers = answers
  }

  /// None while there is no such read model.
  subscript(query: BureauQuery) -> [JSONObject] { answers[query]?.rows ?? [] }

  /// The last event of the log that the rows stand on.
  func position(of query: BureauQuery) -> Int64? { answers[query]?.standing.position }

  /// The same for several answers that are shown together; nil where they stand on different ones.
  func position(ofAll queries: [BureauQuery]) -> Int64? {
    let positions = Set(queries.map { position(of: $0) })
    guard positions.count == 1, let position = positions.first else { return nil }
    return position
  }
}

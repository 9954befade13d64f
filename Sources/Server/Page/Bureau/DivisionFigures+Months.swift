import CanonicalJSON
import Postgres
import Registry

extension DivisionFigures {
  var consumption: PagePart {
    MonthFigures(page).consumption(
      rowsByFacility(.consumption),
      rate: rate,
      sources: [
        page.source(.consumption, "consumption"),
        source(.forecasts, "forecast_by_facility"),
      ]
    )
  }

  /// Places that are expected to be taken in a month: the observed rates of the facilities, added up.
  private var rate: Int64? {
    let known = rowsByFacility(.forecasts).filter {
      $0.count("months_observed") > 0 && $0.number("places_taken") != nil
    }
    guard !known.isEmpty else { return nil }
    let rate = known.reduce(Int64(0)) { $0 + $1.count("places_taken") * 1_000 / $1.count("months_observed") }
    return max(0, (rate + 500) / 1_000)
  }

  var cases: PagePart {
    MonthFigures(page).cases(rowsByFacility(.cases), sources: [page.source(.cases, "decedent")])
  }
}

/// Tables and charts by month.
struct MonthFigures {
  let page: BureauPage
  /// The month that this day is in, `2026-07`.
  private let current: String

  init(_ page: BureauPage) {
    self.page = page
    current = String(Figures.time(.now).prefix(7))
  }

  /// The last 24 whole months, so that one that has just begun does not look like a fall.
  private func months(_ rows: [JSONObject]) -> [(name: String, rows: [JSONObject])] {
    let groups = Dictionary(grouping: rows) { $0.text("month") ?? "" }
    guard let first = groups.keys.filter({ $0 < current && !$0.isEmpty }).min() else { return [] }
    return Months.between(first, current).suffix(24).map { ($0, groups[$0] ?? []) }
  }

  func consumption(_ rows: [JSONObject], rate: Int64?, sources: [PageSource]) -> PagePart {
    let months = months(rows).map { month in
      (month.name, month.rows.sum("taken"), month.rows.sum("given_up"))
    }
    let name = page.words("预计每月用量", "expected of each month")
    let text = ChartText(
      title: page.words("逐月用量与预测", "Places taken by month, and what is expected"),
      description: page.words(
        "每月新用的位数（扣除迁出），右侧虚线框为今后 6 个月按观测速度的预测",
        "Places taken in each month less those given up; to the right, the next 6 months at the observed rate"
      ),
      unit: page.words("位", "places")
    )
    let taken = page.words("净用位数", "net of places given up")
    let chart = MonthBars(
      text: text,
      kinds: [("value", taken)],
      months: months.map { MonthBars.Month(name: $0.0, counts: [$0.1 - $0.2]) },
      expected: rate.flatMap { $0 > 0 ? $0 : nil }.map { (Months.after(current, count: 6), $0, name) }
    )
    let table = Table(
      [page.words("月份", "Month"), page.words("新用", "Taken"), page.words("迁出", "Given up"), taken],
      months.map { Table.Row(head: .text($0.0), cells: [.figure($0.1), .figure($0.2), .figure($0.1 - $0.2)]) }
    )
    return PagePart(
      "consumption",
      page.words("用量", "Use by month"),
      table,
      empty: page.words("近 24 个月没有安葬（放）。", "Nothing was placed in the last 24 months."),
      remark: rate.map { rate in
        rate > 0
          ? page.words(
            "预测：照近 24 个整月的平均，每月约用 \(Figures.grouped(rate)) 位。",
            "Expected: about \(Figures.grouped(rate)) places a month, the mean of the last 24 whole months."
          ) : page.words("近 24 个整月平均每月用不到 1 位。", "Less than one place a month in the last 24 whole months.")
      },
      figure: ChartFigure(id: "consumption-chart", text, svg: chart.svg(id: "consumption-chart"), table),
      isBehindFigure: true,
      sources: sources
    )
  }

  func cases(_ rows: [JSONObject], sources: [PageSource]) -> PagePart {
    let months = months(rows)
    let kinds = [("value", page.words("死亡", "deaths")), ("second", page.words("火化", "cremations"))]
    let text = ChartText(
      title: page.words("逐月死亡与火化", "Deaths and cremations by month"),
      description: page.words("每月两条：建案逝者的死亡数、完成的火化数", "Two bars a month: deaths of decedents with a case, cremations"),
      unit: page.words("人", "persons")
    )
    let chart = MonthBars(
      text: text,
      kinds: kinds,
      months: months.map { MonthBars.Month(name: $0.name, counts: [$0.rows.sum("deaths"), $0.rows.sum("cremations")]) }
    )
    let table = Table(
      [page.words("月份", "Month"), page.words("死亡", "Deaths"), page.words("火化", "Cremations")],
      months.map {
        Table.Row(head: .text($0.name), cells: [.figure($0.rows.sum("deaths")), .figure($0.rows.sum("cremations"))])
      }
    )
    return PagePart(
      "cases",
      page.words("死亡与火化", "Deaths and cremations"),
      table,
      empty: page.words("近 24 个月没有个案。", "There were no cases in the last 24 months."),
      remark: page.words(
        "按建案殡仪馆所在区划；死亡按死亡证明所载日期，重复个案只计一次。",
        "By where the funeral home lies that opened the case; deaths by the day on the certificate, duplicates once."
      ),
      figure: ChartFigure(id: "cases-chart", text, svg: chart.svg(id: "cases-chart"), table),
      isBehindFigure: true,
      sources: sources
    )
  }
}

/// Months by name, `2026-07`.
enum Months {
  /// From one on, before another.
  static func between(_ first: String, _ end: String) -> [String] {
    guard let from = number(first), let to = number(end), from < to else { return [] }
    return (from..<to).map(name)
  }

  /// A month and those that follow it.
  static func after(_ first: String, count: Int) -> [String] {
    number(first).map { from in (0..<count).map { name(from + $0) } } ?? []
  }

  private static func number(_ name: String) -> Int? {
    let parts = name.split(separator: "-").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 12 + parts[1] - 1 : nil
  }

  private static func name(_ number: Int) -> String {
    let month = number % 12 + 1
    return "\(number / 12)-\(month < 10 ? "0" : "")\(month)"
  }
}

import CanonicalJSON
import Registry

extension DivisionFigures {
  /// The targets of the plans that are for this place or what it lies in, beside its newest figures.
  var plan: PagePart? {
    let targets = page.answers[.targets]
    let own = page.answers[.indicators].filter { $0.text("division") == division.text }
    var bars: [BulletBars.Bar] = []
    let rows = targets.map { target -> Table.Row in
      let (indicator, version) = (target.text("indicator") ?? "", target.number("version"))
      let newest = own.filter { $0.text("indicator") == indicator && $0.number("version") == version }
        .filter { $0.number("value_permille") != nil }.max { $0.count("year") < $1.count("year") }
      let name = page.language.text("title", of: target, or: indicator)
      let value = newest?.number("value_permille")
      let share = value.map { "\(Figures.percent($0, of: 1_000)) %" } ?? page.words("无数值", "no value")
      let year = newest?.number("year").map(String.init) ?? "—"
      let goal = target.number("target_permille")
      if goal != nil || value != nil, !bars.contains(where: { $0.name == name && $0.target == goal }) {
        bars.append(
          BulletBars.Bar(
            name: name,
            permille: value,
            target: goal,
            words: value == nil ? share : page.words("\(share)（\(year)）", "\(share) (\(year))")
          )
        )
      }
      return Table.Row(
        head: .text(name),
        cells: [
          .text(target.text("wording_zh") ?? "", isLong: true), .words("\(target.count("year"))"),
          .words(goal.map { "\(Figures.percent($0, of: 1_000)) %" } ?? page.words("未定数", "no number")),
          .words(share), .words(year), .text(target.text("document") ?? "", isLong: true),
        ]
      )
    }
    let text = ChartText(
      title: page.words("指标与规划目标", "Indicators against the targets of the plans"),
      description: page.words("每项一条，竖线为规划目标", "A bar for each indicator, with a line across where the target is"),
      unit: "%"
    )
    let chart = BulletBars(
      text: text,
      names: (page.words("最新数值（年份）", "newest value (year)"), page.words("规划目标", "target")),
      bars: bars
    )
    let table = Table(
      [
        page.words("指标", "Indicator"), page.words("规划原文", "In the plan's words"), page.words("目标年", "Target year"),
        page.words("目标", "Target"), page.words("本区划最新", "Newest here"), page.words("年份", "Year"),
        page.words("文件", "Document"),
      ],
      rows
    )
    return PagePart(
      "plan",
      page.words("规划监测", "The plan monitor"),
      table,
      empty: page.words("没有为本地定下目标的规划。", "No plan has a target for this place."),
      remark: page.words(
        "目标为全市或全国文件所定，数值为本区划自己的；当年数值仍在变动。各项定义、分子、分母见来源表。",
        "Targets are those of the city's or the national documents, values are this division's own; those of the running year still move. What is counted stands in the source."
      ),
      figure: bars.isEmpty
        ? nil
        : ChartFigure(
          id: "plan-chart",
          text,
          svg: chart.svg(id: "plan-chart"),
          Table(
            [page.words("指标", "Indicator"), page.words("目标", "Target"), page.words("数值", "Value")],
            bars.map { bar in
              Table.Row(
                head: .text(bar.name),
                cells: [.words(bar.target.map { "\(Figures.percent($0, of: 1_000)) %" } ?? "—"), .words(bar.words)]
              )
            }
          )
        ),
      sources: [
        page.source(.targets, "plan_target"), source(.indicators, "indicator"),
      ]
    )
  }

  var findings: PagePart {
    let order = ["high": 0, "medium": 1, "low": 2]
    let groups = rows(.findings).grouped(by: "rule").sorted { left, right in
      let place = { (group: (key: String, rows: [JSONObject])) in order[group.rows[0].text("severity") ?? ""] ?? 3 }
      return (place(left), -left.rows.count, left.key) < (place(right), -right.rows.count, right.key)
    }
    return PagePart(
      "findings",
      page.words("疑点", "Anomalies"),
      Table(
        [
          page.words("规则", "Rule"), page.words("疑点", "What it is"), page.words("程度", "Severity"),
          page.words("件数", "Findings"), page.words("涉及设施", "Facilities"), page.words("最早", "First"),
          page.words("最近", "Last"),
        ],
        groups.map { rule, rows in
          Table.Row(
            head: .text(rule, page.table("anomalies", "finding", division: division.text)),
            cells: [
              .text(page.language.text("title", of: rows[0], or: rule)),
              .text(severity(rows[0])), .figure(Int64(rows.count)),
              .figure(Int64(Set(rows.compactMap { $0.text("facility") }).count)),
              .words(rows.compactMap { $0.text("since") }.min() ?? "—"),
              .words(rows.compactMap { $0.text("since") }.max() ?? "—"),
            ]
          )
        }
      ),
      empty: page.words("没有未了结的疑点。", "There are no open findings."),
      remark: page.words(
        "疑点是应去核实的线索，不是结论；事实改正后自行消除。",
        "A finding is a reason to ask, not a verdict; it goes when the facts no longer bear it out."
      ),
      sources: [source(.findings, "finding")]
    )
  }

  private func severity(_ row: JSONObject) -> String {
    page.language == .chinese ? row.text("severity_zh") ?? "" : row.text("severity") ?? ""
  }

  /// What ends soon or has ended, and what is to be inspected.
  var duties: PagePart {
    let expiries = rows(.expiries).grouped(by: "kind").filter { $0.rows.sum("expiring") + $0.rows.sum("expired") > 0 }
    let tasks = rows(.tasks).grouped(by: "task")
    return PagePart(
      "duties",
      page.words("到期与检查待办", "What ends, and what is to be inspected"),
      Table(
        [
          page.words("事项", "What"), page.words("即将到期", "Ends soon"), page.words("已过期", "Ended, or overdue"),
          page.words("最近期限", "Next day"),
        ],
        expiries.map { kind, rows in
          Table.Row(
            head: .text(
              page.language.text("kind", of: rows[0], or: kind),
              page.table("expiries", "due", division: division.text)
            ),
            cells: [
              .figure(rows.sum("expiring")), .figure(rows.sum("expired")),
              .words(rows.compactMap { $0.text("next_on") }.min() ?? "—"),
            ]
          )
        }
          + tasks.map { task, rows in
            let overdue = rows.filter { $0.flag("is_overdue") == true }
            return Table.Row(
              head: .text(
                page.language.text("task", of: rows[0], or: task),
                page.table("inspection_worklist", "worklist", division: division.text)
              ),
              cells: [
                .figure(Int64(rows.count - overdue.count)), .figure(Int64(overdue.count)),
                .words(rows.compactMap { $0.text("due") }.min() ?? "—"),
              ]
            )
          }
      ),
      empty: page.words("没有即将到期或待检查的事项。", "Nothing ends soon, and nothing is to be inspected."),
      sources: [
        source(.expiries, "due"),
        source(.tasks, "worklist"),
      ]
    )
  }
}

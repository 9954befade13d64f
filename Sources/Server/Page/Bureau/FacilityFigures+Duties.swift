import CanonicalJSON
import Registry

extension FacilityFigures {
  /// What of bodies and ashes is there, and what is to come.
  var stock: PagePart {
    let row = rows(.custody).first
    return PagePart(
      "stock",
      page.words("遗体与骨灰", "Bodies and ashes"),
      Table(
        [
          page.words("此刻", "Now"), page.words("数量", "Count"),
        ],
        row.map { row in
          [
            ("bodies", "在馆遗体（具）", "bodies here"),
            ("in_custody", "入管未寄存的骨灰（份）", "portions of ashes in custody, not stored"),
            ("stored", "寄存的骨灰（份）", "portions stored"), ("placed", "已安放的骨灰（份）", "portions placed"),
            ("awaited", "已领出待送到的骨灰（份）", "portions on their way here"), ("gaps", "去向不明的环节", "open gaps in the trace"),
          ].map { Table.Row(head: .text(page.words($0.1, $0.2)), cells: [.figure(row.count($0.0))]) }
        } ?? []
      ),
      empty: page.words("没有遗体或骨灰的记录。", "Nothing of bodies or ashes is on record here."),
      sources: [page.source(.custody, "by_facility", division: division)]
    )
  }

  var findings: PagePart {
    let all = rows(.findings)
    let severity = { (row: JSONObject) in
      page.language == .chinese ? row.text("severity_zh") ?? "" : row.text("severity") ?? ""
    }
    return PagePart(
      "findings",
      page.words("未了结的疑点", "Open findings"),
      Table(
        [
          page.words("规则", "Rule"), page.words("程度", "Severity"), page.words("疑点", "What it is"),
          page.words("查到什么", "What was found"), page.words("涉及", "About"), page.words("自", "Since"),
        ],
        all.prefix(50).map { row in
          Table.Row(
            head: .text(row.text("rule") ?? ""),
            cells: [
              .text(severity(row)), .text(page.language.text("title", of: row, or: "")),
              .text(page.language.text("fact", of: row, or: ""), isLong: true), .text(row.text("subject") ?? ""),
              .text(row.text("since") ?? "—"),
            ]
          )
        }
      ),
      empty: page.words("没有未了结的疑点。", "There are no open findings."),
      remark: all.count > 50
        ? page.words("共 \(all.count) 件，此处为最近 50 件。", "\(all.count) in all; these are the newest 50.") : nil,
      sources: [page.source(.findings, "finding", division: division)]
    )
  }

  var tasks: PagePart {
    PagePart(
      "tasks",
      page.words("检查待办", "Inspections to do"),
      Table(
        [
          page.words("任务", "Task"), page.words("年度", "Year"), page.words("进度", "Step"), page.words("期限", "Due"),
          page.words("是否逾期", "Overdue"),
        ],
        rows(.tasks).map { row in
          Table.Row(
            head: .text(page.language.text("task", of: row, or: row.text("task") ?? "")),
            cells: [
              .text(row.number("year").map(String.init) ?? "—"),
              .text(page.language.text("step", of: row, or: "—")),
              .text(row.text("due") ?? page.words("未定", "none set")),
              .text(row.flag("is_overdue") == true ? page.words("已逾期", "overdue") : page.words("否", "no")),
            ]
          )
        }
      ),
      empty: page.words("没有待办的检查。", "Nothing is to be inspected."),
      sources: [page.source(.tasks, "worklist", division: division)]
    )
  }

  func expiring(_ rows: [JSONObject]) -> PagePart {
    let counts = self.rows(.expiries)
    let (soon, past) = (counts.sum("expiring"), counts.sum("expired"))
    return PagePart(
      "expiring",
      page.words("即将到期与已过期", "What ends soon, or has ended"),
      Table(
        [
          page.words("截止日期", "Last day"), page.words("剩余天数", "Days left"), page.words("事项", "What"),
          page.words("对象", "Of"), page.words("编号", "Number"),
        ],
        rows.map { row in
          let subject = row.text("subject") ?? "—"
          return Table.Row(
            head: .text(row.text("ends_on") ?? ""),
            cells: [
              .figure(row.number("days_left")), .text(page.language.text("kind", of: row, or: row.text("kind") ?? "")),
              .text(subject, PlotID(subject).map { page.address.to("/plots/\($0.text)") }),
              .text(row.text("item").flatMap { $0 == subject ? nil : $0 } ?? "—"),
            ]
          )
        }
      ),
      empty: page.words("没有即将到期或已过期的事项。", "Nothing ends soon or has ended."),
      remark: rows.isEmpty
        ? nil
        : page.words(
          "即将到期 \(Figures.grouped(soon)) 项，已过期 \(Figures.grouped(past)) 项；此处列最早的 \(rows.count) 项。",
          "\(Figures.grouped(soon)) end soon, \(Figures.grouped(past)) have ended; these are the first \(rows.count)."
        ),
      sources: [page.source(.expiries, "due", division: division)]
    )
  }
}

import CanonicalJSON
import Registry

extension DivisionFigures {
  var entitlement: PagePart {
    let rows = rows(.entitlement)
    let unclaimed = self.rows(.unclaimed)
    let due = unclaimed.filter { $0.text("kind") == "due" }
    let evidence = unclaimed.filter { $0.text("kind") == "evidence" }
    let groups = parts(of: rows)
    let line = { (name: String, link: String?, code: (JSONObject) -> Bool) in
      let (own, open, waiting) = (rows.filter(code), due.filter(code), evidence.filter(code))
      return Table.Row(
        head: .text(name, link),
        cells: [
          .figure(own.sum("cases")), .figure(own.sum("cases_entitled")), .money(own.sum("delivered_fen")),
          .money(own.sum("waived_fen")), .figure(open.sum("cases")), .money(open.sum("due_fen")),
          .figure(waiting.sum("cases")),
        ]
      )
    }
    var table =
      isCounty
      ? []
      : groups.map { group in
        line(group.name, group.link) { row in
          row.text("division").flatMap { DivisionCode($0) }
            .flatMap { DivisionLevels.part(of: division, with: $0)?.text } == group.key
        }
      }
    if !rows.isEmpty {
      let name = isCounty ? page.name(ofDivision: division.text) : page.words("合计", "Total")
      table.append(line(name, nil) { _ in true }.total)
    }
    return PagePart(
      "entitlement",
      page.words("基本殡葬服务减免", "Free basic services"),
      Table(
        [
          page.words("区划", "Division"), page.words("个案", "Cases"), page.words("符合条件", "Entitled"),
          page.words("已提供服务（元）", "Delivered (CNY)"), page.words("应减免（元）", "Free of these (CNY)"),
          page.words("应享未办", "Due, not decided"), page.words("涉及（元）", "Worth (CNY)"),
          page.words("待补证据", "Waiting for evidence"),
        ],
        table
      ),
      empty: page.words("此区划没有个案。", "There are no cases in this division."),
      remark: page.words(
        "个案按建案设施所在区划。应享未办：按政策应减免而尚无认定的个案（政策找人）；待补证据：补齐证据即可享受的个案。",
        """
        Cases by where the facility lies that opened them. Due, not decided: the policy says free, and nobody has decided; \
        waiting for evidence: free once it is shown.
        """
      ),
      sources: [
        page.source(.entitlement, "by_division", division: division.text),
        page.source(.unclaimed, "unclaimed", division: division.text),
      ]
    )
  }

  var subsidies: PagePart {
    let rows = rows(.subsidies)
    let line = { (name: String, link: String?, policy: String, rows: [JSONObject]) in
      let paid = rows.sum("claims_paid")
      let days = rows.reduce(Int64(0)) { $0 + $1.count("mean_days_to_pay") * $1.count("claims_paid") }
      return Table.Row(
        head: .text(name, link),
        cells: [
          .text(policy, isLong: true), .figure(rows.sum("claims")), .figure(paid), .money(rows.sum("paid_fen")),
          .money(rows.sum("payable_fen")), .money(rows.sum("outstanding_fen")),
          .words(paid > 0 ? page.words("\(days / paid) 天", "\(days / paid) days") : "—"),
        ]
      )
    }
    var table = parts(ofOffices: rows).flatMap { part in
      part.rows.grouped(by: "policy_id").map { id, rows in
        line(part.name, part.link, page.language.text("policy", of: rows[0], or: id), rows)
      }
    }
    if table.count > 1 {
      table.append(line(page.words("合计", "Total"), nil, "", rows).total)
    }
    return PagePart(
      "subsidies",
      page.words("节地生态安葬奖补", "Awards for eco burial"),
      Table(
        [
          page.words("受理区划", "Office in"), page.words("政策", "Policy"), page.words("申领", "Claims"),
          page.words("已付", "Paid"), page.words("已付（元）", "Paid (CNY)"), page.words("待付（元）", "To be paid (CNY)"),
          page.words("待追回（元）", "To be recovered (CNY)"), page.words("平均发放", "Mean time to pay"),
        ],
        table
      ),
      empty: page.words("此区划没有申领。", "There are no claims in this division."),
      sources: [page.source(.subsidies, "by_division", division: division.text)]
    )
  }

  /// Offices have no facility: in a county there is the county alone.
  private func parts(ofOffices rows: [JSONObject]) -> [(name: String, link: String?, rows: [JSONObject])] {
    if isCounty { return rows.isEmpty ? [] : [(page.name(ofDivision: division.text), nil, rows)] }
    return parts(of: rows).map { ($0.name, $0.key == division.text ? nil : $0.link, $0.rows) }
  }
}

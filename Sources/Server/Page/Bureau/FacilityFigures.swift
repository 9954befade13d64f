import CanonicalJSON
import Registry

/// What is counted of a facility.
struct FacilityFigures {
  let facility: JSONObject
  let page: BureauPage
  let id: String
  /// For the tables, which tell divisions apart.
  let division: String?

  init(_ facility: JSONObject, _ page: BureauPage) {
    (self.facility, self.page) = (facility, page)
    (id, division) = (facility.text("facility") ?? "", facility.text("division"))
  }

  func rows(_ query: BureauQuery) -> [JSONObject] { page.answers[query].filter { $0.text("facility") == id } }

  var facts: [FacilityModel.Fact] {
    let fact = { (zh: String, en: String, text: String, link: String?) in
      FacilityModel.Fact(name: page.words(zh, en), text: text, link: link)
    }
    let (from, until) = (facility.text("licensed_on"), facility.text("licensed_until"))
    let licence = "\(from ?? page.words("未载", "not stated")) – \(until ?? page.words("长期", "without an end"))"
    var facts = [
      fact("状态", "Status", page.word(facility.text("status"), "facility_status"), nil),
      fact("类别", "Kind", page.word(facility.text("kind"), "facility_kind"), nil),
      fact("性质", "Nature", page.word(facility.text("nature"), "nature"), nil),
      fact("级别", "Level", page.word(facility.text("level"), "level"), nil),
      fact("许可期限", "Licensed", licence, nil),
    ]
    if let division {
      facts.append(fact("所在区划", "Division", page.name(ofDivision: division), page.page(ofDivision: division)))
    }
    if let town = facility.text("town") {
      facts.append(fact("所在乡镇", "Town", page.name(ofTown: town), page.page(ofTown: town)))
    }
    if let then = facility.text("division_then"), then != division {
      facts.append(fact("许可所载区划", "Division in the licence", page.name(ofDivision: then), nil))
    }
    if let risk = rows(.risks).first {
      facts.append(
        fact("风险分", "Risk score", Figures.grouped(risk.count("score")), page.table("inspection_worklist", "risk"))
      )
      let result = page.language.text("last_result", of: risk, or: page.words("尚无", "none yet"))
      let year = risk.number("last_year").map { " (\($0))" } ?? ""
      facts.append(fact("最近年检结论", "Last inspection", result + year, nil))
    }
    return facts
  }

  var sections: PagePart {
    let rows = rows(.sections)
    let forecast = self.rows(.forecasts).first
    let line = { (name: String, link: String?, kind: String, rows: [JSONObject]) in
      Table.Row(
        head: .text(name, link),
        cells: [.text(kind)]
          + [
            "designed", "created", "free", "reserved", "blocked", "granted_unoccupied", "occupied", "remaining_places",
            "expired_rights",
          ].map { .figure(rows.sum($0)) }
      )
    }
    let name = { (row: JSONObject) in "\(row.text("section") ?? "") \(row.text("section_zh") ?? "")" }
    var table = rows.map { row in
      let section = row.text("section") ?? ""
      return line(
        name(row),
        page.address.to("/facilities/\(id)/sections/\(section)"),
        page.language.text("kind", of: row, or: row.text("kind") ?? "—"),
        [row]
      )
    }
    if rows.count > 1 {
      table.append(line(page.words("合计", "Total"), nil, "", rows).total)
    }
    let kinds = UseKind.all(page.language)
    let text = ChartText(
      title: page.words("各墓区使用情况", "Use of the sections"),
      description: page.words(
        "每个墓区一条，按已安葬、已确权未用、预留、停用、空闲分段",
        "A bar for each section, in parts: occupied, granted, reserved, blocked, free"
      ),
      unit: page.words("个", "units")
    )
    let bars = rows.map { row in StackedBars.Bar(name: name(row), parts: kinds.map { row.count($0.kind) }) }
    return PagePart(
      "sections",
      page.words("墓区与容量", "Sections and capacity"),
      Table(
        [
          page.words("墓区（点开看墓位图）", "Section (leads to its map)"), page.words("类别", "Kind"),
          page.words("设计", "Designed"), page.words("已建", "Created"), page.words("空闲", "Free"),
          page.words("预留", "Reserved"), page.words("停用", "Blocked"), page.words("已确权未用", "Granted"),
          page.words("已安葬", "Occupied"), page.words("余位", "Places left"), page.words("到期未续", "Expired"),
        ],
        table
      ),
      empty: "",
      remark: forecast.map(words),
      figure: ChartFigure(
        id: "sections-chart",
        text,
        svg: StackedBars(text: text, kinds: kinds, bars: bars).svg(id: "sections-chart"),
        Table(
          [page.words("墓区", "Section")] + kinds.map(\.name),
          bars.map { Table.Row(head: .text($0.name), cells: $0.parts.map { .figure($0) }) }
        )
      ),
      sources: [
        page.source(.sections, "by_section", division: division),
        page.source(.forecasts, "forecast_by_facility", division: division),
      ]
    )
  }

  /// How long the places last, as observed, with the ends of the interval.
  private func words(_ forecast: JSONObject) -> String {
    guard let months = forecast.number("months_left") else {
      return page.words(
        "用量不足 12 个月，或没有净用量，不作用尽预测。",
        "Used for less than 12 months, or no more taken than given up: no forecast."
      )
    }
    let low = page.months(forecast.number("months_left_low"))
    let high = forecast.number("months_left_high").map(page.months) ?? page.words("无上限", "no upper end")
    let (taken, observed) = (forecast.count("places_taken"), forecast.count("months_observed"))
    return page.words(
      "近 \(observed) 个整月净用 \(taken) 位，照此余位可用 \(page.months(months))（95% 区间：\(low) 至 \(high)）。",
      """
      \(taken) places net were taken in the last \(observed) whole months; at that rate those left last \(page.months(months)) \
      (95 % interval: \(low) to \(high)).
      """
    )
  }

  var consumption: PagePart {
    let forecast = rows(.forecasts).first
    let rate = forecast.flatMap { row -> Int64? in
      guard row.count("months_observed") > 0, row.number("months_left") != nil else { return nil }
      return (row.count("places_taken") + row.count("months_observed") / 2) / row.count("months_observed")
    }
    return MonthFigures(page).consumption(
      rows(.consumption),
      rate: rate,
      sources: [page.source(.consumption, "consumption")]
    )
  }

  /// Of those who opened their cases here.
  var cases: PagePart { MonthFigures(page).cases(rows(.cases), sources: [page.source(.cases, "decedent")]) }
}

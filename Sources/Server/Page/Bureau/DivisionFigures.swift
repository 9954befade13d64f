import CanonicalJSON
import Registry

/// What is counted of a division. Rows of all read models are those in it, by where things lie today.
struct DivisionFigures {
  let division: DivisionCode
  let page: BureauPage
  /// Those in it, by their ids.
  let facilities: [String: JSONObject]
  /// Below it there are facilities only.
  let isCounty: Bool
  /// What is in it of each answer, looked for once: several parts of the page show the same.
  private let here: [BureauQuery: [JSONObject]]

  init(_ division: DivisionCode, _ page: BureauPage) {
    (self.division, self.page) = (division, page)
    here = Dictionary(
      uniqueKeysWithValues: DivisionModel.answers.map { query in
        (query, page.answers[query].filter { $0.isWithin(division) })
      }
    )
    let facilities = here[.facilities] ?? []
    self.facilities = Dictionary(facilities.map { ($0.text("facility") ?? "", $0) }) { first, _ in first }
    isCounty = facilities.allSatisfy { $0.text("division") == division.text }
  }

  func rows(_ query: BureauQuery) -> [JSONObject] { here[query] ?? [] }

  /// Of what is told by facility alone.
  func rowsByFacility(_ query: BureauQuery) -> [JSONObject] {
    page.answers[query].filter { facilities[$0.text("facility") ?? ""] != nil }
  }

  /// Divisions in this one, each with its rows; where there are none, facilities.
  func parts(of rows: [JSONObject]) -> [(key: String, name: String, link: String, rows: [JSONObject])] {
    if isCounty {
      return rows.grouped(by: "facility").map { id, rows in
        (id, facilities[id].map(page.name(ofFacility:)) ?? id, page.page(ofFacility: id), rows)
      }
    }
    let groups = rows.map { row -> (code: String, row: JSONObject) in
      let code = row.text("division").flatMap { DivisionCode($0) }
      return (code.flatMap { DivisionLevels.part(of: division, with: $0)?.text } ?? division.text, row)
    }
    return Dictionary(grouping: groups) { $0.code }.sorted { $0.key < $1.key }.map { code, rows in
      (code, page.name(ofDivision: code), page.page(ofDivision: code), rows.map(\.row))
    }
  }

  var tiles: [DivisionModel.Tile] {
    let (cases, custody, sections) = (rowsByFacility(.cases), rows(.custody), rows(.sections))
    let expired = sections.sum("expired_rights")
    let high = rows(.findings).count { $0.text("severity") == "high" }
    let tasks = rows(.tasks)
    let tile = { (query: BureauQuery, name: String, figure: Int64, remark: String, link: String) in
      page.answers.hidden.contains(query)
        ? nil : DivisionModel.Tile(name: name, figure: Figures.grouped(figure), remark: remark, link: link)
    }
    let code = division.text
    return [
      tile(
        .cases,
        page.words("今日死亡", "Deaths today"),
        cases.sum("deaths_today"),
        page.words("已由殡仪馆建案，以死亡证明为准", "with a case at a funeral home, by their certificates"),
        page.table("custody_trace", "decedent")
      ),
      tile(
        .cases,
        page.words("今日火化", "Cremations today"),
        cases.sum("cremations_today"),
        page.words("今日完成的火化", "completed today"),
        page.table("custody_trace", "decedent")
      ),
      tile(
        .custody,
        page.words("在馆遗体", "Bodies kept"),
        custody.sum("bodies"),
        page.words("此刻在殡仪馆的遗体", "at funeral homes now"),
        page.table("custody_trace", "by_facility", division: code)
      ),
      tile(
        .sections,
        page.words("余位", "Places left"),
        sections.sum("remaining_places"),
        page.words(
          "可新办 \(Figures.grouped(sections.sum("open_places")))，已有人持有 \(Figures.grouped(sections.sum("held_places")))",
          "\(Figures.grouped(sections.sum("open_places"))) open to anybody, \(Figures.grouped(sections.sum("held_places"))) held"
        ),
        page.table("plot_capacity", "by_section", division: code)
      ),
      tile(
        .sections,
        page.words("使用权到期未续", "Rights run out"),
        expired,
        page.words("墓位", "plots"),
        page.table("expiries", "due", division: code)
      ),
      tile(
        .findings,
        page.words("疑点", "Anomalies"),
        Int64(rows(.findings).count),
        page.words("其中严重 \(high) 件", "\(high) of them severe"),
        page.table("anomalies", "finding", division: code)
      ),
      tile(
        .tasks,
        page.words("检查待办", "Inspections to do"),
        Int64(tasks.count),
        page.words(
          "其中逾期 \(tasks.count { $0.flag("is_overdue") == true }) 件",
          "\(tasks.count { $0.flag("is_overdue") == true }) of them overdue"
        ),
        page.table("inspection_worklist", "worklist", division: code)
      ),
    ].compactMap(\.self)
  }
}

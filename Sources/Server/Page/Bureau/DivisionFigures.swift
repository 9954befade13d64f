import CanonicalJSON
import Registry

/// What is counted of a division, or of one town of it. Rows of all read models are those in it, by where things lie today.
struct DivisionFigures {
  let division: DivisionCode
  /// Nil where it is all of the division.
  let town: TownCode?
  let page: BureauPage
  /// Those in it, by their ids.
  let facilities: [String: JSONObject]
  let level: Level
  /// What is in it of each answer, looked for once: several parts of the page show the same.
  private let here: [BureauQuery: [JSONObject]]

  init(_ division: DivisionCode, town: TownCode? = nil, _ page: BureauPage) {
    (self.division, self.town, self.page) = (division, town, page)
    let all = page.answers[.facilities].filter { facility in
      facility.isWithin(division) && (town.map { facility.text("town") == $0.text } ?? true)
    }
    let facilities = Dictionary(all.map { ($0.text("facility") ?? "", $0) }) { first, _ in first }
    self.facilities = facilities
    // Of a town what tells where it lies by facility.
    let isHere = { (row: JSONObject) in
      town == nil ? row.isWithin(division) : facilities[row.text("facility") ?? ""] != nil
    }
    here = Dictionary(
      uniqueKeysWithValues: DivisionModel.answers.map { ($0, page.answers[$0].filter(isHere)) }
    )
    if all.contains(where: { $0.text("division") != division.text }) {
      level = .divisions
    } else {
      level = town == nil && all.contains { $0.text("town") != nil } ? .towns : .facilities
    }
  }

  /// Below it there are no divisions.
  var isCounty: Bool { level != .divisions }

  func rows(_ query: BureauQuery) -> [JSONObject] { here[query] ?? [] }

  /// Most towns have no funeral home.
  var hasCases: Bool {
    town == nil || !rowsByFacility(.cases).isEmpty
      || facilities.values.contains { $0.text("kind") == "funeral_home" }
  }

  /// Of what is told by facility alone.
  func rowsByFacility(_ query: BureauQuery) -> [JSONObject] {
    page.answers[query].filter { facilities[$0.text("facility") ?? ""] != nil }
  }

  /// The table that something is counted from, with the rows of this place; of a town, where the table does not tell towns
  /// apart, those of its county.
  func source(_ query: BureauQuery, _ view: String) -> PageSource {
    let isOfTown = town != nil && query == .sections
    let source = page.source(query, view, division: isOfTown ? town?.text : division.text)
    guard town != nil, !isOfTown else { return source }
    let name = page.name(ofDivision: division.text)
    return PageSource(
      name: page.words("\(source.name)（\(name)）", "\(source.name) (\(name))"),
      address: source.address,
      position: source.position
    )
  }

  var tiles: [DivisionModel.Tile] {
    let (cases, custody, sections) = (rowsByFacility(.cases), rows(.custody), rows(.sections))
    let expired = sections.sum("expired_rights")
    let high = rows(.findings).count { $0.text("severity") == "high" }
    let tasks = rows(.tasks)
    let tile = { (query: BureauQuery, name: String, figure: Int64, remark: String, link: String) in
      page.answers.hidden.contains(query) || [.cases, .custody].contains(query) && !hasCases
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
        page.table("plot_capacity", "by_section", division: town?.text ?? code)
      ),
      tile(
        .sections,
        page.words("使用权到期未续", "Rights run out"),
        expired,
        page.words("墓位", "plots"),
        town == nil ? page.table("expiries", "due", division: code) : "#duties"
      ),
      tile(
        .findings,
        page.words("疑点", "Anomalies"),
        Int64(rows(.findings).count),
        page.words("其中严重 \(high) 件", "\(high) of them severe"),
        town == nil ? page.table("anomalies", "finding", division: code) : "#findings"
      ),
      tile(
        .tasks,
        page.words("检查待办", "Inspections to do"),
        Int64(tasks.count),
        page.words(
          "其中逾期 \(tasks.count { $0.flag("is_overdue") == true }) 件",
          "\(tasks.count { $0.flag("is_overdue") == true }) of them overdue"
        ),
        town == nil ? page.table("inspection_worklist", "worklist", division: code) : "#duties"
      ),
    ].compactMap(\.self)
  }
}

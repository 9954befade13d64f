import CanonicalJSON
import Registry

extension DivisionFigures {
  /// As people list them, rather than by their codes.
  private static let kinds = ["single", "double", "family", "niche", "eco_pool", "body_single", "body_double"]

  var capacity: PagePart {
    let sections = rows(.sections)
    let groups = partsWithSections
    let (title, names) = titles
    var table: [Table.Row] = []
    for group in groups { table += rows(of: group) }
    if !groups.isEmpty {
      let head = Table.Cell.text(page.words("合计", "Total"))
      table.append(row(head, page.words("全部", "all"), sections, forecast(Set(facilities.keys))).total)
    }
    return PagePart(
      "capacity",
      title,
      Table([names] + headings, table),
      empty: page.words("此区划没有墓区。", "There are no sections in this division."),
      remark: page.words(
        "已建、空闲等以墓位、格位、生态葬区计；余位以可安放的骨灰份数计。“可用”为余位按近 24 个整月实际用量还能用多久，只计有 12 个月以上用量的设施；按公式测算的需求见来源表。",
        """
        Created, free and so on are counted in plots, niches and pools; places left in portions of ashes. They last for so long \
        at the rate of the last 24 whole months, of facilities that were used for 12 months or more; the need by the formula \
        stands in the source.
        """
      ),
      figure: chart(groups.filter { !$0.rows.isEmpty }.map { ($0.name, $0.rows) }, title: title),
      sources: [
        source(.sections, level == .towns ? "by_town" : "by_section"), source(.forecasts, "forecast_by_facility"),
        source(.demand, "demand_by_division"),
      ]
    )
  }

  private var titles: (title: String, head: String) {
    switch level {
    case .divisions: (page.words("各区划容量", "Capacity by division"), page.words("区划", "Division"))
    case .towns: (page.words("各乡镇容量", "Capacity by town"), page.words("乡镇", "Town"))
    case .facilities: (page.words("各设施容量", "Capacity by facility"), page.words("设施", "Facility"))
    }
  }

  private var headings: [String] {
    [
      page.words("类别", "Kind"), page.words("已建", "Created"), page.words("空闲", "Free"),
      page.words("已确权未用", "Granted"), page.words("已安葬", "Occupied"), page.words("余位", "Places left"),
      page.words("其中可新办", "Open of these"), page.words("可用", "Last for"),
    ]
  }

  /// The facilities of a county that lie in a town which nobody has stated; none where no town is.
  var townNotStated: PagePart? {
    let parts = partsOfNoTown
    guard level == .towns, !parts.isEmpty else { return nil }
    return PagePart(
      Self.townNotStated,
      page.words("未注明乡镇", "Town not stated"),
      Table([page.words("设施", "Facility")] + headings, parts.flatMap { rows(of: $0) }),
      empty: "",
      remark: page.words(
        "这些设施的许可没有写明乡镇；更正许可即可补上。",
        "The licences of these do not say in which town they lie; a correction of the licence adds it."
      ),
      sources: [source(.sections, "by_section")]
    )
  }

  /// A row for all kinds of a part, then one for each kind where there are several.
  private func rows(of group: DivisionPart) -> [Table.Row] {
    let here = Set(group.rows.compactMap { $0.text("facility") })
    let months = forecast(here)
    let kinds = group.rows.grouped(by: "kind").sorted {
      (Self.kinds.firstIndex(of: $0.key) ?? 99) < (Self.kinds.firstIndex(of: $1.key) ?? 99)
    }
    let named = kinds.map { (name: page.language.text("kind", of: $0.rows[0], or: $0.key), rows: $0.rows) }
    let head = Table.Cell.text(group.name, group.link)
    if group.rows.isEmpty { return [withoutSections(head, of: group)] }
    if isCounty {
      return [row(head, named.map(\.name).joined(separator: page.words("、", ", ")), group.rows, months)]
    }
    return [row(head, span: kinds.count + 1, page.words("全部", "all"), group.rows, months)]
      + named.map { row(nil, $0.name, $0.rows) }
  }

  private func withoutSections(_ head: Table.Cell, of group: DivisionPart) -> Table.Row {
    let kind = facilities[group.key].map { page.word($0.text("kind"), "facility_kind") }
    let cells = (0..<headings.count - 1).map { _ in Table.Cell.figure(nil) }
    return Table.Row(head: head, cells: [.text(kind ?? page.words("无墓区", "no sections"))] + cells)
  }

  /// Of all kinds, with how long the places last.
  private func row(
    _ head: Table.Cell,
    span: Int = 1,
    _ kind: String,
    _ rows: [JSONObject],
    _ months: Int64?
  ) -> Table.Row {
    Table.Row(head: head, span: span, cells: cells(kind, rows) + [.words(page.months(months))])
  }

  /// Of one kind: of kinds nothing is forecast.
  private func row(_ head: Table.Cell?, _ kind: String, _ rows: [JSONObject]) -> Table.Row {
    Table.Row(head: head, cells: cells(kind, rows) + [.words("")])
  }

  private func cells(_ kind: String, _ rows: [JSONObject]) -> [Table.Cell] {
    let names = ["created", "free", "granted_unoccupied", "occupied", "remaining_places", "open_places"]
    return [.text(kind, isLong: ChartText.width(kind) > 150)] + names.map { .figure(rows.sum($0)) }
  }

  /// How many months the places of facilities last, all together; nil where none of them has a rate. The rates are added up
  /// in thousandths of a place a month.
  func forecast(_ facilities: Set<String>) -> Int64? {
    let known = page.answers[.forecasts].filter {
      facilities.contains($0.text("facility") ?? "") && $0.count("months_observed") > 0
        && $0.number("places_taken") != nil
    }
    let rate = known.reduce(Int64(0)) { $0 + $1.count("places_taken") * 1_000 / $1.count("months_observed") }
    return rate > 0 ? known.sum("remaining_places") * 1_000 / rate : nil
  }

  /// What became of plots and niches, without pools, which take hundreds.
  private func chart(_ groups: [(name: String, rows: [JSONObject])], title: String) -> ChartFigure {
    let kinds = UseKind.all(page.language)
    let shown = groups.prefix(40).map { group in
      let units = group.rows.filter { $0.text("kind") != "eco_pool" }
      return StackedBars.Bar(name: group.name, parts: kinds.map { units.sum($0.kind) })
    }
    let text = ChartText(
      title: page.words("墓位与格位使用情况", "Use of plots and niches"),
      description: page.words(
        "每个区划或设施一条，按已安葬、已确权未用、预留、停用、空闲分段，不含生态葬区",
        "A bar for each, in parts: occupied, granted, reserved, blocked, free; without eco pools"
      ),
      unit: page.words("个", "units")
    )
    return ChartFigure(
      id: "capacity-chart",
      text,
      svg: StackedBars(text: text, kinds: kinds, bars: Array(shown)).svg(id: "capacity-chart"),
      Table(
        [page.words("名称", "Name")] + kinds.map(\.name),
        shown.map { Table.Row(head: .text($0.name), cells: $0.parts.map { .figure($0) }) }
      )
    )
  }
}

/// What became of plots, with what it is called, in the order of drawing.
enum UseKind {
  static func all(_ language: Language) -> [(kind: String, name: String)] {
    [
      ("occupied", "已安葬（放）", "occupied"), ("granted_unoccupied", "已确权未用", "granted, not yet used"),
      ("reserved", "预留", "reserved"), ("blocked", "停用", "blocked"), ("free", "空闲", "free"),
    ].map { ($0.0, language.choose(Bilingual(zh: $0.1, en: $0.2))) }
  }
}

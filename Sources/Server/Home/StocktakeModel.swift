import Registry

/// The ashes that a facility keeps, those that nobody has looked for longest first: the list for a stocktake. The template reads
/// the properties by name.
struct StocktakeModel: PageModel {
  static let template = "stocktake"
  static let most = 100
  /// Ashes that nobody has looked for in so many days are due. No law or standard was found that sets them.
  static let days: Int64 = 180

  struct Portion {
    let id: Link
    let place: String
    let state: String
    let checked: String
    let day: String
    let isOff: Bool
    let step: Link
  }

  let frame: Frame
  let nav: [HomeNav.Tab]
  let done: Bool
  let count: String
  let due: String
  let today: String
  let portions: [Portion]
  let hasPortions: Bool
  let pager: Pager?

  init(_ page: RecordPage, _ figures: AshesKept, done: Bool, _ desk: HomeDesk, _ address: PageAddress) {
    let language = address.language
    let heading = language.choose(HomeNav.stocktake)
    frame = Frame(
      address,
      heading: heading,
      lead: language.choose(desk.name),
      trail: address.trail(to: desk.office) + [
        Link(language.choose(HomeNav.today), address.to("/home")), Link(heading),
      ],
      isSimulated: desk.office.isSimulated,
      data: ["/v1/read-models/custody_trace/ashes"]
    )
    nav = HomeNav.tabs("/home/stocktake", desk.city.visit, address)
    self.done = done
    count = Figures.grouped(Int64(figures.kept))
    due = Figures.grouped(Int64(figures.due))
    today = Figures.grouped(Int64(figures.checked))
    portions = page.rows.map { row in
      let id = row["custody_id"] ?? ""
      return Portion(
        id: Link(id, address.to("/home/ashes/\(id)")),
        place: row["place"] ?? "—",
        state: row.text("state", language) ?? "—",
        checked: row.text("checked", language) ?? language.choose(Bilingual(zh: "没有盘过", en: "never")),
        day: row["checked_on"] ?? "",
        isOff: row["checked"].map { $0 != "found" } ?? false,
        step: Link(
          EventNames.name(of: "StocktakeChecked", in: language),
          address.to("/home/ashes/\(id)/steps/StocktakeChecked")
        )
      )
    }
    hasPortions = !portions.isEmpty
    pager = Pager(page, at: "/home/stocktake", "page", under: "list", address)
  }

  /// Where nobody has looked for a portion since that day, it is due.
  static func lastDay(before today: LocalDate) -> LocalDate { today.adding(days: -Int(days)) ?? today }
}

extension PageTemplates {
  static let stocktake = #"""
    {{> home-nav}}
    {{#done}}<p class="done-notice" role="status"><strong>{{#zh}}已登记。{{/zh}}{{#en}}Recorded.{{/en}}</strong> {{#zh}}清单隔几秒才更新。{{/zh}}{{#en}}The list follows in some seconds.{{/en}}</p>{{/done}}
    <section aria-labelledby="short">
    <h2 id="short">{{#zh}}一眼看清{{/zh}}{{#en}}In short{{/en}}</h2>
    <dl class="tiles">
    <div><dt>{{#zh}}在管骨灰{{/zh}}{{#en}}Ashes kept{{/en}}</dt><dd>{{count}}</dd></div>
    <div><dt>{{#zh}}半年没有盘点{{/zh}}{{#en}}Not looked for in half a year{{/en}}</dt><dd>{{due}}</dd></div>
    <div><dt>{{#zh}}今天已盘{{/zh}}{{#en}}Looked for today{{/en}}</dt><dd>{{today}}</dd></div>
    </dl>
    </section>
    <section aria-labelledby="list">
    <h2 id="list">{{#zh}}清单，最久没盘的在前{{/zh}}{{#en}}The list, longest not looked for first{{/en}}</h2>
    {{#hasPortions}}<div class="scroll" tabindex="0" role="region" aria-labelledby="list"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}骨灰编号{{/zh}}{{#en}}Ashes{{/en}}</th><th scope="col">{{#zh}}登记{{/zh}}{{#en}}Enter{{/en}}</th><th scope="col">{{#zh}}位置{{/zh}}{{#en}}Place{{/en}}</th><th scope="col">{{#zh}}状态{{/zh}}{{#en}}State{{/en}}</th><th scope="col">{{#zh}}上次盘点{{/zh}}{{#en}}Last stocktake{{/en}}</th></tr></thead>
    <tbody>{{#portions}}<tr><th scope="row">{{#id}}<a href="{{address}}">{{name}}</a>{{/id}}</th><td>{{#step}}<a href="{{address}}">{{name}}</a>{{/step}}</td><td class="long">{{place}}</td><td>{{state}}</td><td{{#isOff}} class="refused"{{/isOff}}>{{checked}} {{day}}</td></tr>
    {{/portions}}</tbody>
    </table></div>
    {{#pager}}{{> pager}}{{/pager}}{{/hasPortions}}
    {{^hasPortions}}<p class="empty">{{#zh}}没有在管的骨灰。{{/zh}}{{#en}}No ashes are kept.{{/en}}</p>{{/hasPortions}}
    </section>
    """#
}

import HTTPTypes
import Registry

/// What a cemetery has to do today: ashes that are to come, rights that run out, portions to look for, its inspection, and what was
/// refused. The template reads the properties by name.
struct CemeteryDayModel: PageModel {
  static let template = "cemetery-day"
  /// Rows of each list.
  static let most = 50

  struct Ashes {
    let id: Link
    let certificate: String
    let what: String
    let day: String
    let days: String
  }

  let frame: Frame
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let nav: [HomeNav.Tab]
  let done: DayDone?
  let finder: DeskFinder
  let awaited: [Ashes]
  let hasAwaited: Bool
  let awaitedPager: Pager?
  let awaitedCount: String
  let kept: String
  let unchecked: String
  let stocktake: String
  let expiring: String
  let dues: [TodayModel.Due]
  let hasDues: Bool
  let duesPager: Pager?
  let inspection: Link?
  let refused: [TodayModel.Refused]
  let hasRefused: Bool
  let refusedPager: Pager?

  init(_ day: CemeteryDay, _ finder: DeskFinder, _ done: DayDone?, _ desk: HomeDesk, _ address: PageAddress) {
    let language = address.language
    frame = Frame(
      address,
      heading: language.choose(HomeNav.today),
      lead: "\(language.choose(desk.name)) · \(LocalDate.today?.text ?? "")",
      trail: address.trail(to: desk.office) + [Link(language.choose(HomeNav.today))],
      isSimulated: desk.office.isSimulated,
      data: ["/v1/read-models/custody_trace/ashes", "/v1/read-models/expiries/due"]
    )
    nav = HomeNav.tabs("/home", desk.city.visit, address)
    (self.done, self.finder) = (done, finder)
    (status, headers) = (finder.status, finder.headers)
    awaited = day.awaited.rows.map { row in
      let id = row["custody_id"] ?? ""
      return Ashes(
        id: Link(id, address.to("/home/ashes/\(id)")),
        certificate: row["cert_no"] ?? "—",
        what: row.text("destination_kind", language) ?? "—",
        day: row["since_on"] ?? "—",
        days: row["days"] ?? "—"
      )
    }
    hasAwaited = !awaited.isEmpty
    awaitedCount = Figures.grouped(Int64(day.awaited.total))
    awaitedPager = Pager(day.awaited, at: "/home", "awaited", under: "awaited", address)
    kept = Figures.grouped(Int64(day.kept.kept))
    unchecked = Figures.grouped(Int64(day.kept.due))
    stocktake = address.to("/home/stocktake")
    dues = day.dues.rows.map { TodayModel.Due(term: $0, address) }
    hasDues = !dues.isEmpty
    duesPager = Pager(day.dues, at: "/home", "due", under: "due", address)
    expiring = Figures.grouped(Int64(day.rights))
    inspection = day.inspection.map { Link(language.choose($0.name), address.to($0.path)) }
    refused = day.refused.rows.map { TodayModel.Refused($0, language) }
    hasRefused = !refused.isEmpty
    refusedPager = Pager(day.refused, at: "/home", "refused", under: "refused", address)
  }
}

/// What the read models and the log say of a cemetery today.
struct CemeteryDay: Sendable {
  /// `custody_trace.ashes` that are to come, the longest on their way first.
  let awaited: RecordPage
  /// Those that are here.
  let kept: AshesKept
  /// `expiries.due`, what is soon due or late, the most urgent first.
  let dues: RecordPage
  /// How many of these are rights.
  let rights: Int
  /// `data_quality.outstanding`, the newest first.
  let refused: RecordPage
  /// Its inspection of this year, or else of the last.
  let inspection: InspectionDesk?
}

extension PageTemplates {
  static let cemeteryDay = #"""
    {{> home-nav}}
    {{> day-done}}
    <section aria-labelledby="short">
    <h2 id="short">{{#zh}}一眼看清{{/zh}}{{#en}}In short{{/en}}</h2>
    <dl class="tiles">
    <div><dt><a href="#awaited">{{#zh}}待收骨灰{{/zh}}{{#en}}Ashes to come{{/en}}</a></dt><dd>{{awaitedCount}}</dd></div>
    <div><dt><a href="#due">{{#zh}}使用权将到期或已过期{{/zh}}{{#en}}Rights that run out{{/en}}</a></dt><dd>{{expiring}}</dd></div>
    <div><dt><a href="{{stocktake}}">{{#zh}}在管骨灰{{/zh}}{{#en}}Ashes kept{{/en}}</a></dt><dd>{{kept}}</dd></div>
    <div><dt><a href="{{stocktake}}">{{#zh}}其中半年没有盘点{{/zh}}{{#en}}of these not looked for in half a year{{/en}}</a></dt><dd>{{unchecked}}</dd></div>
    </dl>
    {{> desk-finder}}
    {{#inspection}}<p><a href="{{address}}">{{name}}</a></p>{{/inspection}}
    </section>
    <section aria-labelledby="awaited">
    <h2 id="awaited">{{#zh}}待收骨灰：已领取、要来本公墓的{{/zh}}{{#en}}Ashes to come: handed over for this cemetery{{/en}}</h2>
    {{#hasAwaited}}<div class="scroll" tabindex="0" role="region" aria-labelledby="awaited"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}骨灰编号{{/zh}}{{#en}}Ashes{{/en}}</th><th scope="col">{{#zh}}火化证明号{{/zh}}{{#en}}Certificate{{/en}}</th><th scope="col">{{#zh}}来做什么{{/zh}}{{#en}}What for{{/en}}</th><th scope="col">{{#zh}}领取日期{{/zh}}{{#en}}Handed over{{/en}}</th><th scope="col" class="figure">{{#zh}}至今（天）{{/zh}}{{#en}}Days{{/en}}</th></tr></thead>
    <tbody>{{#awaited}}<tr><th scope="row">{{#id}}<a href="{{address}}">{{name}}</a>{{/id}}</th><td>{{certificate}}</td><td>{{what}}</td><td>{{day}}</td><td class="figure">{{days}}</td></tr>
    {{/awaited}}</tbody>
    </table></div>
    {{#awaitedPager}}{{> pager}}{{/awaitedPager}}{{/hasAwaited}}
    {{^hasAwaited}}<p class="empty">{{#zh}}没有待收的骨灰。{{/zh}}{{#en}}None are to come.{{/en}}</p>{{/hasAwaited}}
    </section>
    <section aria-labelledby="due">
    <h2 id="due">{{#zh}}快到期和已过期的{{/zh}}{{#en}}Soon due, or late{{/en}}</h2>
    {{#hasDues}}{{> due-rows}}{{#duesPager}}{{> pager}}{{/duesPager}}{{/hasDues}}
    {{^hasDues}}<p class="empty">{{#zh}}近期没有到期的。{{/zh}}{{#en}}Nothing is due soon.{{/en}}</p>{{/hasDues}}
    </section>
    {{#hasRefused}}<section aria-labelledby="refused">
    <h2 id="refused">{{#zh}}被拒、还没有补报的{{/zh}}{{#en}}Refused, and not sent again{{/en}}</h2>
    {{> refused-rows}}
    {{#refusedPager}}{{> pager}}{{/refusedPager}}
    </section>{{/hasRefused}}
    """#
}

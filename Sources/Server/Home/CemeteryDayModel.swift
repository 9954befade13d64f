import Registry

/// What a cemetery has to do today: ashes that are to come, rights that run out, portions to look for, its inspection, and what was
/// refused. The template reads the properties by name.
struct CemeteryDayModel: PageModel {
  static let template = "cemetery-day"

  struct Ashes {
    let id: Link
    let certificate: String
    let what: String
    let day: String
    let days: String
  }

  let frame: Frame
  let nav: [HomeNav.Tab]
  let find: String
  let hidden: [WhenModel.Hidden]
  /// What was looked for.
  let asked: String?
  let found: [Link]
  let isNotFound: Bool
  let awaited: [Ashes]
  let hasAwaited: Bool
  let awaitedCount: String
  let kept: String
  let unchecked: String
  let stocktake: String
  let expiring: String
  let dues: [TodayModel.Due]
  let hasDues: Bool
  let inspection: Link?
  let refused: [TodayModel.Refused]
  let hasRefused: Bool

  init(_ day: CemeteryDay, _ desk: HomeDesk, _ address: PageAddress) {
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
    find = "/home"
    let carried = [("city", address.city), ("lang", language == .english ? "en" : nil)]
    hidden = carried.compactMap { name, value in value.map { WhenModel.Hidden(name: name, value: $0) } }
    asked = day.asked
    found = day.found.map { ashes in
      let name = "\(ashes.id) · \(language.choose(ashes.state))"
      return Link(name, address.to(ashes.path, ashes.carried))
    }
    isNotFound = day.asked != nil && found.isEmpty
    let today = LocalDate.today
    let coming = day.ashes.filter { $0["state"] == "released" }
    awaited = coming.sorted { ($0["since_on"] ?? "") < ($1["since_on"] ?? "") }.map { row in
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
    awaitedCount = Figures.grouped(Int64(awaited.count))
    let here = day.ashes.filter { $0["state"] != "released" }
    kept = Figures.grouped(Int64(here.count))
    unchecked = Figures.grouped(Int64(here.count { StocktakeModel.isDue($0, today) }))
    stocktake = address.to("/home/stocktake")
    dues = day.dues.map { TodayModel.Due(term: $0, address) }
    hasDues = !dues.isEmpty
    expiring = Figures.grouped(Int64(day.dues.count { $0["kind"] == "use_right" }))
    inspection = day.inspection.map { Link(language.choose($0.name), address.to($0.path)) }
    refused = day.refused.map { TodayModel.Refused($0, language) }
    hasRefused = !refused.isEmpty
  }
}

/// What the read models and the log say of a cemetery today.
struct CemeteryDay: Sendable {
  /// What was looked for, and the ashes that it led to.
  let asked: String?
  let found: [AshesDesk]
  /// `custody_trace.ashes`
  let ashes: [RowRecord]
  /// `expiries.due`, what is soon due or late, the most urgent first.
  let dues: [RowRecord]
  /// `data_quality.outstanding`
  let refused: [RowRecord]
  /// Its inspection of this year, or else of the last.
  let inspection: InspectionDesk?
}

extension PageTemplates {
  static let cemeteryDay = #"""
    {{> home-nav}}
    <section aria-labelledby="short">
    <h2 id="short">{{#zh}}一眼看清{{/zh}}{{#en}}In short{{/en}}</h2>
    <dl class="tiles">
    <div><dt><a href="#awaited">{{#zh}}待收骨灰{{/zh}}{{#en}}Ashes to come{{/en}}</a></dt><dd>{{awaitedCount}}</dd></div>
    <div><dt><a href="#due">{{#zh}}使用权将到期或已过期{{/zh}}{{#en}}Rights that run out{{/en}}</a></dt><dd>{{expiring}}</dd></div>
    <div><dt><a href="{{stocktake}}">{{#zh}}在管骨灰{{/zh}}{{#en}}Ashes kept{{/en}}</a></dt><dd>{{kept}}</dd></div>
    <div><dt><a href="{{stocktake}}">{{#zh}}其中半年没有盘点{{/zh}}{{#en}}of these not looked for in half a year{{/en}}</a></dt><dd>{{unchecked}}</dd></div>
    </dl>
    <form method="get" action="{{find}}" class="question"><label>{{#zh}}火化证明号、个案号、骨灰号或合同号{{/zh}}{{#en}}Number of a cremation certificate, case, portion or contract{{/en}} <input name="find" value="{{asked}}" size="22" autocomplete="off"></label>{{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}} <button type="submit">{{#zh}}查找{{/zh}}{{#en}}Find{{/en}}</button></form>
    {{#isNotFound}}<p class="notice" role="status">{{#zh}}没有查到可以在本公墓办理的骨灰或合同：请核对号码。骨灰还在殡仪馆保管，或领往别处的，请家属先到殡仪馆办理。{{/zh}}{{#en}}There are no ashes and no contract under that number that this cemetery can enter anything of. Check it; ashes that a funeral home still keeps, or that went elsewhere, are for the family to see to there first.{{/en}}</p>{{/isNotFound}}
    {{#.asked}}<ul class="plain">{{#found}}<li><a href="{{address}}">{{name}}</a></li>{{/found}}</ul>{{/.asked}}
    {{#inspection}}<p><a href="{{address}}">{{name}}</a></p>{{/inspection}}
    </section>
    <section aria-labelledby="awaited">
    <h2 id="awaited">{{#zh}}待收骨灰：已领取、要来本公墓的{{/zh}}{{#en}}Ashes to come: handed over for this cemetery{{/en}}</h2>
    {{#hasAwaited}}<div class="scroll" tabindex="0" role="region" aria-labelledby="awaited"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}骨灰编号{{/zh}}{{#en}}Ashes{{/en}}</th><th scope="col">{{#zh}}火化证明号{{/zh}}{{#en}}Certificate{{/en}}</th><th scope="col">{{#zh}}来做什么{{/zh}}{{#en}}What for{{/en}}</th><th scope="col">{{#zh}}领取日期{{/zh}}{{#en}}Handed over{{/en}}</th><th scope="col" class="figure">{{#zh}}至今（天）{{/zh}}{{#en}}Days{{/en}}</th></tr></thead>
    <tbody>{{#awaited}}<tr><th scope="row">{{#id}}<a href="{{address}}">{{name}}</a>{{/id}}</th><td>{{certificate}}</td><td>{{what}}</td><td>{{day}}</td><td class="figure">{{days}}</td></tr>
    {{/awaited}}</tbody>
    </table></div>{{/hasAwaited}}
    {{^hasAwaited}}<p class="empty">{{#zh}}没有待收的骨灰。{{/zh}}{{#en}}None are to come.{{/en}}</p>{{/hasAwaited}}
    </section>
    <section aria-labelledby="due">
    <h2 id="due">{{#zh}}快到期和已过期的{{/zh}}{{#en}}Soon due, or late{{/en}}</h2>
    {{#hasDues}}<div class="scroll" tabindex="0" role="region" aria-labelledby="due"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}事项{{/zh}}{{#en}}What{{/en}}</th><th scope="col">{{#zh}}还有{{/zh}}{{#en}}Left{{/en}}</th><th scope="col">{{#zh}}对象{{/zh}}{{#en}}About{{/en}}</th><th scope="col">{{#zh}}日期{{/zh}}{{#en}}Day{{/en}}</th></tr></thead>
    <tbody>{{#dues}}<tr><th scope="row">{{what}}</th><td>{{#isOverdue}}<strong class="overdue">{{left}}</strong>{{/isOverdue}}{{^isOverdue}}{{left}}{{/isOverdue}}</td><td class="long">{{#about}}{{#.address}}<a href="{{address}}">{{name}}</a>{{/.address}}{{^.address}}{{name}}{{/.address}}{{/about}}</td><td>{{day}}</td></tr>
    {{/dues}}</tbody>
    </table></div>{{/hasDues}}
    {{^hasDues}}<p class="empty">{{#zh}}近期没有到期的。{{/zh}}{{#en}}Nothing is due soon.{{/en}}</p>{{/hasDues}}
    </section>
    {{#hasRefused}}<section aria-labelledby="refused">
    <h2 id="refused">{{#zh}}被拒、还没有补报的{{/zh}}{{#en}}Refused, and not sent again{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="refused"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}事件{{/zh}}{{#en}}Event{{/en}}</th><th scope="col">{{#zh}}规则和办法{{/zh}}{{#en}}Rule, and what it asks{{/en}}</th><th scope="col">{{#zh}}最近被拒{{/zh}}{{#en}}Last refused{{/en}}</th><th scope="col" class="figure">{{#zh}}次数{{/zh}}{{#en}}Times{{/en}}</th></tr></thead>
    <tbody>{{#refused}}<tr><th scope="row">{{type}}</th><td class="long"><strong>{{rule}}</strong> {{words}}</td><td>{{day}}</td><td class="figure">{{times}}</td></tr>
    {{/refused}}</tbody>
    </table></div>
    </section>{{/hasRefused}}
    """#
}

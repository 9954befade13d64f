import FrontDoor
import Registry

/// The blank cremation certificates of a home: what came in, what was used, spoiled and written off, and what is left. The
/// template reads the properties by name.
struct StockModel: PageModel {
  static let template = "stock"

  struct Delivery {
    let range: String
    let no: String
    let day: String
    let received: String
    let used: String
    let spoiled: String
    let writtenOff: String
    let left: String
    let ranges: String
    let link: String
  }

  let frame: Frame
  let nav: [HomeNav.Tab]
  let done: Bool
  let isEmpty: Bool
  let left: String
  /// So few that more should be asked for.
  let isLow: Bool
  let next: String?
  let missed: [String]
  let hasMissed: Bool
  let deliveries: [Delivery]
  let totals: [String]
  let steps: [Link]
  let timeline: String

  /// Fewer than so many are few.
  static let few = 50
  /// Ranges of one delivery that are shown.
  private static let mostRanges = 6

  init(_ stock: StockFile?, done: Bool, _ desk: HomeDesk, _ address: PageAddress) {
    let language = address.language
    let heading = language.choose(Bilingual(zh: "空白火化证明", en: "Blank cremation certificates"))
    frame = Frame(
      address,
      heading: heading,
      lead: language.choose(desk.name),
      trail: address.trail(to: desk.office) + [
        Link(language.choose(HomeNav.today), address.to("/home")), Link(heading),
      ],
      isSimulated: desk.office.isSimulated
    )
    nav = HomeNav.tabs("/home/stock", desk.city.visit, address)
    self.done = done
    let all = stock?.state.deliveries ?? []
    let usable = stock?.state.usableCount ?? 0
    isEmpty = all.isEmpty
    left = Figures.grouped(Int64(usable))
    isLow = !isEmpty && usable < Self.few
    next = stock?.state.usable.first?.first.text
    missed = (stock?.state.missed ?? []).map(\.description)
    hasMissed = !missed.isEmpty
    deliveries = all.reversed().map { delivery in
      let ranges = delivery.left.prefix(Self.mostRanges).map(\.description).joined(separator: ", ")
      return Delivery(
        range: delivery.received.data.forms.description,
        no: delivery.received.data.deliveryNo.text,
        day: delivery.received.occurredAt.localDate.text,
        received: Figures.grouped(Int64(delivery.received.data.forms.count)),
        used: Figures.grouped(Int64(delivery.used)),
        spoiled: Figures.grouped(Int64(delivery.spoiled)),
        writtenOff: Figures.grouped(Int64(delivery.writtenOff)),
        left: Figures.grouped(Int64(delivery.leftCount)),
        ranges: ranges.isEmpty ? "—" : ranges + (delivery.left.count > Self.mostRanges ? " …" : ""),
        link: address.to("/log/events/\(delivery.received.eventID.text)")
      )
    }
    totals = [
      all.reduce(0) { $0 + $1.received.data.forms.count }, all.reduce(0) { $0 + $1.used },
      all.reduce(0) { $0 + $1.spoiled }, all.reduce(0) { $0 + $1.writtenOff }, all.reduce(0) { $0 + $1.leftCount },
    ].map { Figures.grouped(Int64($0)) }
    steps = EntryStep.stock.map {
      Link(EventNames.name(of: $0.type, in: language), address.to("/home/stock/\($0.type)"))
    }
    timeline = address.to("/streams/stock/\(desk.organisation)")
  }
}

extension PageTemplates {
  static let stock = #"""
    {{> home-nav}}
    {{#done}}<p class="done-notice" role="status"><strong>{{#zh}}已登记。{{/zh}}{{#en}}Recorded.{{/en}}</strong></p>{{/done}}
    <section aria-labelledby="left">
    <h2 id="left">{{#zh}}还有多少张{{/zh}}{{#en}}How many are left{{/en}}</h2>
    {{#isEmpty}}<p class="empty">{{#zh}}本馆还没有登记过领入。{{/zh}}{{#en}}No delivery has been entered yet.{{/en}}</p>{{/isEmpty}}
    {{^isEmpty}}<dl class="tiles">
    <div{{#isLow}} class="failing"{{/isLow}}><dt>{{#zh}}可用的空白证明{{/zh}}{{#en}}Blank forms to use{{/en}}</dt><dd>{{left}}</dd>{{#isLow}}<dd class="small">{{#zh}}所剩不多，请及早申领{{/zh}}{{#en}}few: ask for more in time{{/en}}</dd>{{/isLow}}</div>
    {{#.next}}<div><dt>{{#zh}}下一张{{/zh}}{{#en}}The next one{{/en}}</dt><dd>{{next}}</dd></div>{{/.next}}
    </dl>{{/isEmpty}}
    {{#hasMissed}}<p class="notice"><strong>{{#zh}}上次盘点没有找到：{{/zh}}{{#en}}The last count did not find: {{/en}}</strong>{{#missed}}<span class="line">{{.}}</span>{{/missed}}{{#zh}}找到并重新盘点之前不能使用（规则 D7）。{{/zh}}{{#en}}They are not used before they are counted again (rule D7).{{/en}}</p>{{/hasMissed}}
    <p>{{#steps}}<a class="line no-print" href="{{address}}">{{#zh}}登记{{/zh}}{{#en}}Enter: {{/en}}{{name}}</a>{{/steps}}</p>
    </section>
    {{^isEmpty}}<section aria-labelledby="deliveries">
    <h2 id="deliveries">{{#zh}}逐批领用情况{{/zh}}{{#en}}Delivery by delivery{{/en}}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="deliveries"><table class="rows">
    <thead><tr><th scope="col">{{#zh}}号段{{/zh}}{{#en}}Forms{{/en}}</th><th scope="col">{{#zh}}领入日期{{/zh}}{{#en}}Received{{/en}}</th><th scope="col">{{#zh}}领用单号{{/zh}}{{#en}}Delivery{{/en}}</th><th scope="col" class="figure">{{#zh}}领入{{/zh}}{{#en}}In{{/en}}</th><th scope="col" class="figure">{{#zh}}使用{{/zh}}{{#en}}Used{{/en}}</th><th scope="col" class="figure">{{#zh}}作废{{/zh}}{{#en}}Spoiled{{/en}}</th><th scope="col" class="figure">{{#zh}}核销{{/zh}}{{#en}}Written off{{/en}}</th><th scope="col" class="figure">{{#zh}}空白{{/zh}}{{#en}}Blank{{/en}}</th><th scope="col">{{#zh}}空白号段{{/zh}}{{#en}}Blank forms{{/en}}</th></tr></thead>
    <tbody>{{#deliveries}}<tr><th scope="row"><a href="{{link}}">{{range}}</a></th><td>{{day}}</td><td class="long">{{no}}</td><td class="figure">{{received}}</td><td class="figure">{{used}}</td><td class="figure">{{spoiled}}</td><td class="figure">{{writtenOff}}</td><td class="figure">{{left}}</td><td class="long">{{ranges}}</td></tr>{{/deliveries}}</tbody>
    <tfoot><tr><th scope="row" colspan="3">{{#zh}}合计{{/zh}}{{#en}}Total{{/en}}</th>{{#totals}}<td class="figure">{{.}}</td>{{/totals}}<td></td></tr></tfoot>
    </table></div>
    <p class="remark">{{#zh}}本馆只有火化证明一种空白证明；每签发一张，系统自动记一张使用。{{/zh}}{{#en}}Cremation certificates are the only kind of blank form; each certificate that is issued uses one by itself.{{/en}} <a href="{{timeline}}">{{#zh}}逐笔记录{{/zh}}{{#en}}Every entry{{/en}}</a></p>
    </section>{{/isEmpty}}
    """#
}

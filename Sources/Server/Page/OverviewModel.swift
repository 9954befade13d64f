import CanonicalJSON
import Postgres
import ProjectionEngine
import Registry

/// Everything that the first page shows, as text. The template reads the properties by name.
struct OverviewModel: PageModel {
  static let template = "overview"

  struct County {
    let name: String
    let code: String
    let link: String?
    let used: String
    let total: String
    let remaining: String
    let bar: UseBar
    let kinds: [Kind]
    let kindCount: Int
  }

  struct Kind {
    let county: String?
    let countyRows: Int
    let name: String
    let figures: [String]
    let bar: UseBar
  }

  struct Item {
    let name: String
    let figures: [String]
  }

  struct Event {
    let position: String
    let name: String
    let type: String
    let stream: String
    /// Where the case is shown, when the event is one of a case.
    let link: String?
    let occurredAt: String
    let recordedAt: String
  }

  struct Model {
    let name: String
    /// Where its rows are; none where it has no folder any more.
    let link: String?
    let position: String
    let lagEvents: String
    let lagSeconds: String
    let state: String
    let isFailing: Bool
    let isCaughtUp: Bool
  }

  let frame: Frame
  let head: String
  /// The page of the whole division.
  let division: String?
  let models: [Model]
  let hasCapacity: Bool
  let counties: [County]
  let total: [String]
  let hasEntitlement: Bool
  /// Whether it is for the visitor to know that there is none.
  let showsEntitlement: Bool
  /// Where the figures stand.
  let capacityPosition: String?
  let entitlementPosition: String?
  let items: [Item]
  let events: [Event]
  /// Where an inspector begins.
  let inspections: String?
  /// Where amendments are decided, and where a person is looked for.
  let amendments: String?
  let persons: String?
  /// Where a funeral home begins.
  let home: String?
  /// The page of the only facility that the visitor reaches.
  let own: Link?

  init(
    _ overview: Overview,
    office: Office,
    titles: ModelCatalogue,
    doors: OpenDoors,
    _ address: PageAddress
  ) {
    let language = address.language
    frame = Frame(overviewOf: office, address)
    head = Figures.grouped(overview.head)
    models = overview.standings.map { standing in
      Model(
        standing,
        named: language.choose(titles.title(of: standing.model)),
        link: doors.views[standing.model].map { address.to("/read-models/\(standing.model)/\($0)") },
        language
      )
    }
    let capacity = overview.figures[.capacity]
    hasCapacity = !capacity.isEmpty
    counties = Self.counties(capacity, address)
    division = office.division.flatMap { doors.leadsTo($0) ? address.to("/divisions/\($0.text)") : nil }
    total = Self.figures(CapacityFigures(capacity))
    items = overview.figures[.items].inOrder(of: "item_code", Self.itemOrder).map { Item($0, language) }
    hasEntitlement = !items.isEmpty
    showsEntitlement = !overview.figures.hidden.contains(.items)
    capacityPosition = overview.figures.position(of: .capacity).map(Figures.grouped)
    entitlementPosition = overview.figures.position(of: .items).map(Figures.grouped)
    inspections = doors.hasInspections ? address.to("/inspections") : nil
    amendments = doors.hasAmendments ? address.to("/amendments") : nil
    persons = doors.hasPersons ? address.to("/persons") : nil
    home = doors.hasHome ? address.to("/home") : nil
    own = doors.own.map { Link($0.text, address.to("/facilities/\($0.text)")) }
    events = overview.newest.map { Event($0, address) }
  }

  /// As people list them, rather than by their codes.
  private static let kindOrder = ["single", "double", "family", "niche", "eco_pool", "body_single", "body_double"]
  private static let itemOrder = ["transport", "keeping", "farewell", "cremation", "ash_storage", "eco_burial", "urn"]

  /// Rows come sorted by division.
  private static func counties(_ rows: [JSONObject], _ address: PageAddress) -> [County] {
    var groups: [(code: String, rows: [JSONObject])] = []
    for row in rows {
      let code = row["division"]?.stringValue ?? ""
      if groups.last?.code == code { groups[groups.count - 1].rows.append(row) } else { groups.append((code, [row])) }
    }
    return groups.map { County(code: $0.code, rows: $0.rows.inOrder(of: "kind", kindOrder), address) }
  }

  fileprivate static func figures(_ sums: CapacityFigures) -> [String] {
    CapacityFigures.names.map { Figures.grouped(sums[$0]) }
  }
}

extension Frame {
  fileprivate init(overviewOf office: Office, _ address: PageAddress) {
    let (language, name) = (address.language, address.language.choose(office.name))
    let trail = address.trail(to: office)
    self.init(
      address,
      heading: language.choose(Bilingual(zh: "\(name)殡葬登记", en: "Funeral and cemetery registry of \(name)")),
      lead: language.choose(
        Bilingual(
          zh: "死亡、火化、骨灰安放、惠民补助与公墓年检：每件事登记一次，永不改写，随时可查",
          en:
            "Deaths, cremation, ashes, subsidies and cemetery inspections: each thing recorded once, never rewritten, open to inspection"
        )
      ),
      trail: trail.count > 1 ? trail.dropLast() + [Link(name)] : [],
      isSimulated: office.isSimulated,
      data: ["/v1/capacity"]
    )
  }
}

extension OverviewModel.County {
  fileprivate init(code: String, rows: [JSONObject], _ address: PageAddress) {
    let language = address.language
    let unknown = language == .chinese ? "（区划未定）" : "(division unknown)"
    let name = rows.first.map { language.text("division", of: $0, or: code.isEmpty ? unknown : code) } ?? unknown
    // A pool takes hundreds of ashes, so pools are not counted together with plots and niches.
    let units = CapacityFigures(rows.filter { $0["kind"] != "eco_pool" })
    let bar = units.bar(language)
    self.init(
      name: name,
      code: code,
      link: DivisionCode(code).map { address.to("/divisions/\($0.text)") },
      used: Figures.grouped(units["occupied"] + units["granted_unoccupied"]),
      total: Figures.grouped(units["created"]),
      remaining: Figures.grouped(CapacityFigures(rows)["remaining_places"]),
      bar: bar,
      kinds: rows.enumerated().map { index, row in
        OverviewModel.Kind(
          county: index == 0 ? name : nil,
          countyRows: rows.count,
          name: language.text("kind", of: row, or: row["kind"]?.stringValue ?? "—"),
          figures: OverviewModel.figures(CapacityFigures([row])),
          bar: CapacityFigures([row]).bar(language)
        )
      },
      kindCount: rows.count
    )
  }
}

extension OverviewModel.Item {
  fileprivate init(_ row: JSONObject, _ language: Language) {
    let number = { (name: String) -> Int64 in
      if case .integer(let value) = row[name] { value } else { 0 }
    }
    let counts = ["cases", "entitled", "waiting", "refused", "without_policy"].map { Figures.grouped(number($0)) }
    self.init(
      name: language.text("item", of: row, or: row["item_code"]?.stringValue ?? ""),
      figures: counts + [Figures.yuan(number("delivered_fen")), Figures.yuan(number("waived_fen"))]
    )
  }
}

extension OverviewModel.Event {
  init(_ event: NewEvent, _ address: PageAddress) {
    self.init(
      position: Figures.grouped(event.position),
      name: EventNames.name(of: event.type, in: address.language),
      type: event.type,
      stream: event.stream,
      link: Self.page(of: event.stream).map { address.to($0) },
      occurredAt: Figures.time(event.occurredAt),
      recordedAt: Figures.time(event.recordedAt)
    )
  }

  /// Where what a stream is about is shown.
  private static func page(of stream: String) -> String? {
    guard let name = StreamName(parsing: stream) else { return nil }
    switch name.kind {
    case .facility: return "/facilities/\(name.key)"
    case .plot: return "/plots/\(name.key)"
    default: return StreamPath.of(name)
    }
  }
}

extension OverviewModel.Model {
  fileprivate init(_ standing: Standing, named name: String, link: String?, _ language: Language) {
    self.init(
      name: name,
      link: link,
      position: Figures.grouped(standing.position),
      lagEvents: Figures.grouped(standing.head - standing.position),
      lagSeconds: Figures.grouped(standing.lagSeconds),
      state: Self.state(standing.state, language),
      isFailing: standing.failures > 0,
      isCaughtUp: standing.head == standing.position
    )
  }

  private static func state(_ state: String, _ language: Language) -> String {
    switch state {
    case "caught up": language.choose(Bilingual(zh: "已是最新", en: "up to date"))
    case "working": language.choose(Bilingual(zh: "汇总中", en: "catching up"))
    case "failing": language.choose(Bilingual(zh: "出错，已停在此处", en: "failing: it stands still"))
    case "streams parked": language.choose(Bilingual(zh: "有事件流待处理", en: "some streams wait"))
    case "no worker leads it": language.choose(Bilingual(zh: "无汇总进程", en: "no worker is running"))
    default: state
    }
  }
}

extension [JSONObject] {
  /// Sorted by where a member's text stands in `order`; what is not in it comes last.
  fileprivate func inOrder(of member: String, _ order: [String]) -> [JSONObject] {
    let place = { (row: JSONObject) in
      order.firstIndex(of: row[member]?.stringValue ?? "") ?? order.count
    }
    return sorted { place($0) < place($1) }
  }
}

import CanonicalJSON
import Registry

/// Everything that the page of a division shows, as text. The template reads the properties by name.
struct DivisionModel: PageModel {
  static let template = "division"

  struct Tile {
    let name: String
    let figure: String
    let remark: String
    let link: String
  }

  let frame: Frame
  let tiles: [Tile]
  let parts: [PagePart]
  let events: [OverviewModel.Event]
  let lookedThrough: String
  /// Of whom the newest events are.
  let senders: String

  static let answers = Set(BureauQuery.allCases).subtracting([.risks, .capacity, .items])

  init(_ division: DivisionCode, _ page: BureauPage, newest: [NewEvent]) {
    let figures = DivisionFigures(division, page)
    frame = Frame(division, page)
    tiles = figures.tiles
    parts =
      [figures.capacity] + (figures.townNotStated.map { [$0] } ?? []) + [figures.consumption]
      + page.part(.cases) { figures.cases }
      + page.part(.entitlement) { figures.entitlement } + page.part(.subsidies) { figures.subsidies }
      + page.part(.indicators, .targets) { figures.plan } + page.part(.findings) { figures.findings }
      + page.part(.expiries, .tasks) { figures.duties }
    events = newest.map { OverviewModel.Event($0, page.address) }
    lookedThrough = Figures.grouped(ReadModels.lookedThrough)
    senders = page.words("本区划的设施和机关", "the facilities and offices of this division")
  }

  /// A town of the division: what is told by facility, for money and plans are told by division alone.
  init(_ town: TownCode, in division: DivisionCode, _ page: BureauPage, newest: [NewEvent]) {
    let figures = DivisionFigures(division, town: town, page)
    frame = Frame(town, in: division, page)
    tiles = figures.tiles
    parts =
      [figures.capacity, figures.consumption] + page.part(.cases) { figures.hasCases ? figures.cases : nil }
      + page.part(.findings) { figures.findings } + page.part(.expiries, .tasks) { figures.duties }
    events = newest.map { OverviewModel.Event($0, page.address) }
    lookedThrough = Figures.grouped(ReadModels.lookedThrough)
    senders = page.words("本乡镇的设施", "the facilities of this town")
  }
}

extension Frame {
  fileprivate init(_ division: DivisionCode, _ page: BureauPage) {
    let name = page.name(ofDivision: division.text)
    self.init(
      page.address,
      heading: page.words("\(name)殡葬概况", "\(name): funeral services"),
      lead: page.words(
        "区划 \(division.text)，按今日区划；已并入的原区划一并计入",
        "Division \(division.text) as it is today, with what was merged into it"
      ),
      trail: page.trail(to: division).dropLast() + [Link(name)],
      isSimulated: page.office.isSimulated,
      data: ["/v1/capacity", "/v1/read-models/plot_capacity/by_section?division=\(division.text)"]
    )
  }

  fileprivate init(_ town: TownCode, in division: DivisionCode, _ page: BureauPage) {
    let (name, county) = (page.name(ofTown: town.text), page.name(ofDivision: division.text))
    self.init(
      page.address,
      heading: page.words("\(name)殡葬概况", "\(name): funeral services"),
      lead: page.words(
        "乡镇 \(town.text)，今属\(county)；乡镇以设施许可所载为准",
        "Town \(town.text), in \(county) today; the licences of facilities say in which town they lie"
      ),
      trail: page.trail(to: division) + [Link(name)],
      isSimulated: page.office.isSimulated,
      data: ["/v1/capacity?by=town", "/v1/read-models/plot_capacity/by_section?division=\(town.text)"]
    )
  }
}

import CanonicalJSON
import Registry

/// What the table of several cities shows, as text. The template reads the properties by name.
struct CitiesModel: PageModel {
  static let template = "cities"

  struct City {
    let name: String
    let link: String
    let figures: [String]
    let bar: UseBar
    let state: String
  }

  let frame: Frame
  let cities: [City]
  let total: [String]

  /// All of them, or those that have to do with one division.
  init(_ overviews: [(office: Office, overview: Overview)], in division: DivisionCode? = nil, _ address: PageAddress) {
    let language = address.language
    let place = division.map { DivisionLevels.province($0.text).map(language.choose) ?? $0.text }
    let part = place.map { " · \($0)" } ?? ""
    let heading = language.choose(Bilingual(zh: "各市殡葬登记", en: "Funeral and cemetery registries")) + part
    frame = Frame(
      address,
      heading: heading,
      lead: language.choose(
        Bilingual(
          zh: "每市一本日志，只增不改；点城市名看该市明细",
          en: "A log of its own for each city, only ever added to; a city's name leads to its page"
        )
      ),
      trail: place.map { address.home + [Link($0)] } ?? [],
      isSimulated: overviews.contains { $0.office.isSimulated },
      data: ["/v1/capacity"]
    )
    let summaries = overviews.map { CitySummary($0.overview) }
    cities = zip(overviews, summaries).map { each, summary in
      City(
        name: language.choose(each.office.name),
        link: address.of(each.office).to(division == nil ? "/" : "/divisions/\(each.office.division?.text ?? "")"),
        figures: summary.figures,
        bar: CapacityFigures(each.overview.figures[.capacity].filter { $0["kind"] != "eco_pool" }).bar(language),
        state: language.choose(summary.state)
      )
    }
    total = CitySummary(adding: summaries).figures
  }
}

/// The figures by which cities are compared.
public struct CitySummary: Sendable {
  public internal(set) var events: Int64 = 0
  public internal(set) var units: Int64 = 0
  public internal(set) var free: Int64 = 0
  public internal(set) var occupied: Int64 = 0
  public internal(set) var placesLeft: Int64 = 0
  /// What families are spared of the services' prices; nil where it is not for the visitor.
  public internal(set) var waivedFen: Int64?
  /// Events that some read model has not applied yet.
  var lag: Int64 = 0

  public init(adding summaries: [CitySummary]) {
    for summary in summaries {
      events += summary.events
      units += summary.units
      free += summary.free
      occupied += summary.occupied
      placesLeft += summary.placesLeft
      if let fen = summary.waivedFen { waivedFen = (waivedFen ?? 0) + fen }
      lag += summary.lag
    }
  }

  init(_ overview: Overview) {
    let places = CapacityFigures(overview.figures[.capacity])
    events = overview.head
    (units, free, occupied) = (places["created"], places["free"], places["occupied"])
    placesLeft = places["remaining_places"]
    if !overview.figures.hidden.contains(.items) { waivedFen = overview.figures[.items].sum("waived_fen") }
    lag = overview.standings.map { $0.head - $0.position }.max() ?? 0
  }

  var state: Bilingual {
    lag == 0
      ? Bilingual(zh: "已是最新", en: "up to date")
      : Bilingual(zh: "落后 \(Figures.grouped(lag)) 件", en: "\(Figures.grouped(lag)) events behind")
  }

  /// Events, units, free, occupied, places left, yuan waived.
  public var figures: [String] {
    [events, units, free, occupied, placesLeft].map(Figures.grouped) + [waivedFen.map(Figures.yuan) ?? "—"]
  }
}

extension ReadModels {
  public func summary() async throws(ReadError) -> CitySummary {
    let questions = Overview.figures.map { BureauQuestion(query: $0, reader: nil) }
    return CitySummary(try await overview(newest: 0, questions, as: nil))
  }
}

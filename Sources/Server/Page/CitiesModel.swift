import CanonicalJSON
import Postgres
import Registry

/// What the table of several cities shows, as text. The template reads the properties by name.
struct CitiesModel {
  struct City {
    let name: String
    let link: String
    let figures: [String]
    let bar: UseBar
    let state: String
  }

  let zh: Bool
  let en: Bool
  let lang: String
  let other: String
  let isSimulated: Bool
  let shownAt: String
  let cities: [City]
  let total: [String]

  init(_ overviews: [(office: Office, overview: Overview)], language: Language, shownAt: PostgresTimestamp) {
    zh = language == .chinese
    en = language == .english
    lang = language.tag
    other = language.other.page(of: nil)
    isSimulated = overviews.contains { $0.office.isSimulated }
    self.shownAt = Figures.time(shownAt)
    let summaries = overviews.map { CitySummary($0.overview) }
    cities = zip(overviews, summaries).map { each, summary in
      City(
        name: language.choose(each.office.name),
        link: language.page(of: each.office.id),
        figures: summary.figures,
        bar: CapacityFigures((each.overview.capacity ?? []).filter { $0["kind"] != "eco_pool" }).bar(language),
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
  /// What families are spared of the services' prices.
  public internal(set) var waivedFen: Int64 = 0
  /// Events that some read model has not applied yet.
  var lag: Int64 = 0

  public init(adding summaries: [CitySummary]) {
    for summary in summaries {
      events += summary.events
      units += summary.units
      free += summary.free
      occupied += summary.occupied
      placesLeft += summary.placesLeft
      waivedFen += summary.waivedFen
      lag += summary.lag
    }
  }

  init(_ overview: Overview) {
    let places = CapacityFigures(overview.capacity ?? [])
    events = overview.head
    (units, free, occupied) = (places["created"], places["free"], places["occupied"])
    placesLeft = places["remaining_places"]
    for row in overview.entitlement ?? [] {
      if case .integer(let fen) = row["waived_fen"] { waivedFen += fen }
    }
    lag = overview.standings.map { $0.head - $0.position }.max() ?? 0
  }

  var state: Bilingual {
    lag == 0
      ? Bilingual(zh: "已是最新", en: "up to date")
      : Bilingual(zh: "落后 \(Figures.grouped(lag)) 件", en: "\(Figures.grouped(lag)) events behind")
  }

  /// Events, units, free, occupied, places left, yuan waived.
  public var figures: [String] {
    [events, units, free, occupied, placesLeft].map(Figures.grouped) + [Figures.yuan(waivedFen)]
  }
}

extension ReadModels {
  public func summary() async throws(ReadError) -> CitySummary { CitySummary(try await overview(newest: 0)) }
}

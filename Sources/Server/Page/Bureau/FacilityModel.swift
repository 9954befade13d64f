import CanonicalJSON
import Registry

/// Everything that the page of a facility shows, as text. The template reads the properties by name.
struct FacilityModel: PageModel {
  static let template = "facility"

  struct Fact {
    let name: String
    let text: String
    let link: String?
  }

  let frame: Frame
  let facts: [Fact]
  let parts: [PagePart]
  let events: [HistoryModel]
  /// All events, with what they say.
  let timeline: String

  static let answers: Set<BureauQuery> = [
    .names, .facilities, .sections, .forecasts, .consumption, .cases, .custody, .findings, .tasks, .risks, .expiries,
  ]

  init(_ facility: JSONObject, _ page: BureauPage, expiring: [JSONObject], history: [HistoryEvent]) {
    let figures = FacilityFigures(facility, page)
    frame = Frame(facility: facility, page)
    facts = figures.facts
    let isPlace = !figures.rows(.sections).isEmpty
    parts =
      (isPlace ? [figures.sections, figures.consumption] : [])
      + (figures.rows(.cases).isEmpty ? [] : [figures.cases])
      + page.part(.custody) { figures.stock } + page.part(.findings) { figures.findings }
      + page.part(.tasks) { figures.tasks } + page.part(.expiries) { figures.expiring(expiring) }
    events = history.map { HistoryModel($0, page.address) }
    timeline = page.address.to("/facilities/\(facility.text("facility") ?? "")/timeline")
  }
}

/// An event with who sent it. The template reads the properties by name.
struct HistoryModel {
  let position: String
  let name: String
  let link: String
  let occurredAt: String
  let recordedAt: String
  let source: String
  let actor: String
  let stream: String

  init(_ history: HistoryEvent, _ address: PageAddress) {
    position = Figures.grouped(history.event.position)
    name = EventNames.name(of: history.event.type, in: address.language)
    link = address.to("/log/events/\(history.id)")
    occurredAt = Figures.time(history.event.occurredAt)
    recordedAt = Figures.time(history.event.recordedAt)
    source = history.source
    actor = history.actor ?? "—"
    stream = history.event.stream
  }
}

extension Frame {
  fileprivate init(facility: JSONObject, _ page: BureauPage) {
    let (name, id) = (page.name(ofFacility: facility), facility.text("facility") ?? "")
    let what = ["nature", "level", "kind"].compactMap { column in
      facility.text(column).map { page.word($0, column == "kind" ? "facility_kind" : column) }
    }
    self.init(
      page.address,
      heading: name,
      lead: "\(id) · \(what.joined(separator: page.words("", " ")))",
      trail: page.trail(toFacility: facility) + [Link(name)],
      isSimulated: page.office.isSimulated,
      data: ["/v1/capacity?by=section"]
    )
  }
}

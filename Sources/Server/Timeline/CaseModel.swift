import FrontDoor
import Registry

/// The timeline of a case: how it stands, and everything that the log holds of it. The template reads the properties by name.
struct CaseModel: PageModel {
  static let template = "case"

  let frame: Frame
  let when: WhenModel
  /// What is sealed of its persons.
  let persons: String
  /// How it stands now; before that how it stood at the moment asked for.
  let heads: [CaseHead]
  let findings: [FindingRow]
  let hasFindings: Bool
  /// Whether it is for the visitor to know that there are none.
  let showsFindings: Bool
  let entries: [TimelineEntry]
  let count: String
  /// Where body and ashes went, step by step.
  let steps: [Step]
  let hasSteps: Bool

  struct Step {
    let name: String
    let occurred: String
    let hours: String
    let place: String
    let thing: String
    let link: String
  }

  init(
    _ id: Code,
    _ heads: [CaseHead],
    _ findings: [FindingRow]?,
    _ steps: [RowRecord],
    _ entries: [TimelineEntry],
    _ asked: AskedMoment,
    _ office: Office,
    _ address: PageAddress
  ) {
    let name = address.language.choose(Bilingual(zh: "逝者个案 \(id)", en: "Case \(id)"))
    frame = Frame(
      address,
      heading: name,
      lead: address.language.choose(
        Bilingual(
          zh: "\(office.name.zh) · 全程时间线",
          en: "\(office.name.en) · everything on record, in the order of the log"
        )
      ),
      trail: address.trail(to: office) + [Link(name)],
      isSimulated: office.isSimulated,
      data: ["/v1/cases/\(id)", "/v1/entitlements/\(id)"]
    )
    when = WhenModel(asked, address)
    persons = address.to("/cases/\(id)/persons")
    self.heads = heads
    self.findings = findings ?? []
    hasFindings = !self.findings.isEmpty
    showsFindings = findings != nil
    self.entries = entries
    count = Figures.grouped(Int64(entries.count))
    self.steps = steps.map { Step($0, address) }
    hasSteps = !steps.isEmpty
  }
}

extension CaseModel.Step {
  fileprivate init(_ row: RowRecord, _ address: PageAddress) {
    name = row.text("step", address.language) ?? row["type"] ?? "—"
    occurred = row["occurred_at"].map { TableCell.time($0) } ?? "—"
    hours = row["hours_since"] ?? "—"
    let places = [row.text("facility", address.language), row["place"]].compactMap(\.self)
    place = places.isEmpty ? "—" : places.joined(separator: " ")
    thing = row["thing"] ?? "—"
    link = address.to("/log/events/\(row["event_id"] ?? "")")
  }
}

/// The events of a stream, or of several that belong together, page by page. The template reads the properties by name.
struct StreamModel: PageModel {
  static let template = "stream"

  let frame: Frame
  let when: WhenModel
  let entries: [TimelineEntry]
  let count: String
  let next: String?
  /// What belongs to it.
  let related: [Link]

  init(
    _ name: Bilingual,
    lead: String,
    _ entries: [TimelineEntry],
    next: String?,
    related: [Link] = [],
    trail: [Link],
    _ asked: AskedMoment,
    _ office: Office,
    _ address: PageAddress
  ) {
    let heading = address.language.choose(name)
    frame = Frame(
      address,
      heading: heading,
      lead: lead,
      trail: trail + [Link(heading)],
      isSimulated: office.isSimulated,
      data: ["/v1/log/events"]
    )
    when = WhenModel(asked, address)
    self.entries = entries
    count = Figures.grouped(Int64(entries.count))
    self.next = next
    self.related = related
  }
}

/// One event in full. The template reads the properties by name.
struct EventModel: PageModel {
  static let template = "event"

  let frame: Frame
  let entries: [TimelineEntry]
  /// The line that its leaf is the hash of.
  let line: String
  let leaf: String
  let json: String
  let place: SignedPlace

  /// `host` is where this server is reached.
  init(
    _ entry: TimelineEntry,
    line: String,
    place: SignedPlace,
    host: String,
    _ office: Office,
    _ address: PageAddress
  ) {
    self.place = place
    let language = address.language
    frame = Frame(
      address,
      title: "\(entry.name) · \(entry.id)",
      heading: entry.name,
      lead: language.choose(
        Bilingual(
          zh: "\(office.name.zh) · 日志第 \(entry.position) 位",
          en: "\(office.name.en) · position \(entry.position)"
        )
      ),
      trail: address.trail(to: office) + [Link(entry.stream, entry.streamLink), Link(entry.name)],
      isSimulated: office.isSimulated,
      data: ["/v1/log/events/\(entry.id)"]
    )
    entries = [entry]
    self.line = line
    leaf = entry.leaf
    json = "http://\(host)" + address.with(language: .chinese).to("/v1/log/events/\(entry.id)")
  }
}

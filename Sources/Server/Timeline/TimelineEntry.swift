import CanonicalJSON
import EventLog
import FoundationEssentials
import Postgres
import ProjectionEngine
import Registry

/// An event of a timeline, in words. The template reads the properties by name.
struct TimelineEntry {
  /// What a correction or a voiding says, shown at the event that it amends and at its own.
  struct Note {
    struct Change: Equatable {
      let name: String
      let old: String
      let new: String
    }

    let name: String
    let link: String
    let recorded: String
    let actor: String
    let fields: [FieldWords]
    let changes: [Change]
    let hasChanges: Bool
  }

  let id: String
  let position: String
  let version: String
  let stream: String
  let streamLink: String
  let name: String
  let type: String
  let occurred: String
  let recorded: String
  /// How long after it happened it was recorded, where that is more than a day.
  let late: String?
  let actor: String
  let source: String
  let schema: String
  let fields: [FieldWords]
  /// The rules that an event of its type is held to.
  let rules: String?
  let leaf: String
  /// Whether the line, hashed again, gives another leaf.
  let isAltered: Bool
  let link: String
  /// The page as it was known when the event had just been recorded.
  let asKnownThen: String?
  /// What amends it, in order.
  let notes: [Note]
  /// For an amendment: the event that it amends.
  let amends: String?
  let amendsLink: String?
  let isAmended: Bool
  let isVoided: Bool
  /// Why it does not belong to the moment that is asked for.
  let beyond: String?
  /// Where the visitor may propose to correct it, and to void it.
  let correct: String?
  let void: String?
}

/// Tells the events of some streams.
struct TimelineTeller {
  let teller: FieldTeller
  let amendments: Amendments
  let seals: [UUID: Seal]
  let moment: Moment?
  /// Whether entries lead to the page as it was known then.
  let isTimed: Bool
  /// Of which facts the visitor may propose an amendment.
  var amendable: Set<UUID> = []

  private var language: Language { teller.address.language }

  func entry(_ stored: StoredEvent) -> TimelineEntry {
    let event = stored.event
    let step = amendments.step(stored.id)
    let steps = amendments.of(stored.id)
    return TimelineEntry(
      id: event.id.lowercased,
      position: Figures.grouped(event.position.rawValue),
      version: String(event.version),
      stream: event.stream.rawValue,
      streamLink: teller.address.to(StreamName(parsing: event.stream.rawValue).map(StreamPath.of) ?? "/"),
      name: EventNames.name(of: event.type, in: language),
      type: event.type,
      occurred: Figures.time(event.occurredAt),
      recorded: Figures.time(event.recordedAt),
      late: Self.late(event).map(language.choose),
      actor: stored.actor,
      source: stored.source,
      schema: stored.schema,
      fields: fields(stored),
      rules: rules(stored),
      leaf: seals[event.id]?.leaf ?? "",
      isAltered: seals[event.id]?.isTrue == false,
      link: link(stored),
      asKnownThen: isTimed ? teller.address.here("asOf", String(event.position.rawValue)) : nil,
      notes: stored.isAmendment ? step.map { [note($0)] } ?? [] : steps.map(note),
      amends: amended(stored)?.lowercased,
      amendsLink: amended(stored).map { teller.address.to("/log/events/\($0.lowercased)") },
      isAmended: !steps.isEmpty,
      isVoided: steps.contains { $0.amendment.event.type == "EventVoided" },
      beyond: beyond(event).map(language.choose),
      correct: proposing(.correction, stored, steps),
      void: proposing(.voiding, stored, steps)
    )
  }

  private func fields(_ stored: StoredEvent) -> [FieldWords] {
    // What an amendment says stands in its note.
    if stored.isAmendment { return [] }
    guard stored.event.type == "AmendmentProposed", case .object(let restated)? = stored.data["data"],
      let type = stored.data["target_type"]?.stringValue
    else { return teller.tell(stored.data, of: stored.event.type) }
    // What it would say of the fact, in the words of the fact's own type.
    var fields = stored.data
    (fields["data"], fields["data_version"]) = (nil, nil)
    return teller.tell(fields, of: stored.event.type) + teller.tell(restated, of: type)
  }

  private func proposing(_ kind: AmendmentKind, _ stored: StoredEvent, _ steps: [Amendments.Step]) -> String? {
    let stands = !steps.contains { $0.amendment.event.type == "EventVoided" }
    return stands && amendable.contains(stored.id) ? teller.address.to(kind.path(of: stored.id)) : nil
  }

  private func link(_ stored: StoredEvent) -> String { teller.address.to("/log/events/\(stored.id.lowercased)") }

  private func amended(_ stored: StoredEvent) -> UUID? { stored.isAmendment ? stored.uuid("target_event_id") : nil }

  private func rules(_ stored: StoredEvent) -> String? {
    // What the registry derives from another event is held to the rules of that one.
    if stored.isDerived { return nil }
    let rules = teller.vocabulary.rules(of: stored.event.type)
    return rules.isEmpty ? nil : rules.joined(separator: language.choose(Bilingual(zh: "、", en: ", ")))
  }

  private func amendmentFields(_ stored: StoredEvent) -> [FieldWords] {
    var fields = stored.data
    // What was restated is shown as what differs, and what was amended as a link.
    for name in ["data", "data_version", "target_event_id", "replaces_event_id", "time"] { fields[name] = nil }
    return teller.tell(fields, of: stored.event.type)
  }

  private func note(_ step: Amendments.Step) -> TimelineEntry.Note {
    let type = step.amendment.data["target_type"]?.stringValue ?? ""
    let changes = teller.tell(step.changes, of: type)
    return TimelineEntry.Note(
      name: EventNames.name(of: step.amendment.event.type, in: language),
      link: link(step.amendment),
      recorded: Figures.time(step.amendment.event.recordedAt),
      actor: step.amendment.actor,
      fields: amendmentFields(step.amendment),
      changes: changes,
      hasChanges: !changes.isEmpty
    )
  }

  private func beyond(_ event: RecordedEvent) -> Bilingual? {
    guard let moment else { return nil }
    if !moment.knows(position: event.position.rawValue, recordedAt: event.recordedAt) {
      return Bilingual(zh: "当时尚未入库", en: "not yet known then")
    }
    if let day = moment.trueAt.flatMap({ LocalDate($0) }), let end = day.end,
      event.occurredAt.microsecondsSince1970 > end.microsecondsSince1970
    {
      return Bilingual(zh: "当时尚未发生", en: "had not happened yet")
    }
    return nil
  }

  /// From a day on.
  static func late(_ event: RecordedEvent) -> Bilingual? {
    let hours = (event.recordedAt.microsecondsSince1970 - event.occurredAt.microsecondsSince1970) / 3_600_000_000
    guard hours >= 24 else { return nil }
    let (days, rest) = hours.quotientAndRemainder(dividingBy: 24)
    return days >= 3
      ? Bilingual(zh: "迟 \(days) 天", en: "\(days) days late")
      : Bilingual(zh: "迟 \(days) 天 \(rest) 小时", en: "\(days) d \(rest) h late")
  }
}

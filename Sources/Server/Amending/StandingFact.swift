import Access
import EventLog
import FoundationEssentials
import FrontDoor
import Registry

/// A fact of the log, with what has been said of it since.
struct StandingFact: Sendable {
  /// What first stated it.
  let event: StoredEvent
  let stream: StreamName
  /// Its own event, then its corrections.
  let statements: [StoredEvent]
  let isVoided: Bool

  /// What states it now.
  var standing: StoredEvent { statements.last ?? event }
  var type: String { event.event.type }

  /// Nil for what is on no stream of the registry's.
  init?(_ event: StoredEvent, _ amendments: Amendments) {
    guard let stream = event.name else { return nil }
    let steps = amendments.of(event.id)
    (self.event, self.stream) = (event, stream)
    statements = [event] + steps.map(\.amendment).filter { $0.event.type == FactCorrected.type }
    isVoided = steps.contains { $0.amendment.event.type == EventVoided.type }
  }

  /// The statement that somebody has seen.
  func statement(_ id: UUID?) -> StoredEvent? { statements.first { $0.id == id } }

  /// Who recorded it, or corrected it: none of them decides about it (rule L4).
  var authors: [String] {
    statements.map(\.actor).reduce(into: []) { authors, actor in
      if !authors.contains(actor) { authors.append(actor) }
    }
  }
}

extension VisitedCity {
  /// Of which of some events the visitor may propose an amendment; whether they still stand is not asked.
  func amendable(_ events: [StoredEvent]) async throws -> Set<UUID> {
    let submitter = submitter
    let facts = events.filter { event in
      // What is announced stands (rule I5): nobody is led to a form that is always refused.
      !event.isDerived && FactType(event.event.type) != nil && event.event.type != DrawAnnounced.type
        && submitter.isEntered(event.event.type)
    }
    let parties = try await parties(of: Set(facts.compactMap(\.name)))
    return Set(
      facts.filter { fact in
        guard let stream = fact.name else { return false }
        return submitter.may(
          AmendmentProposed.self,
          amending: fact.event.type,
          in: stream,
          enteredBy: parties[stream] ?? []
        )
      }.map(\.id)
    )
  }

  /// Who has entered something into records; services are those of a case. Not as the visitor, to whom the database shows
  /// nothing of what is not theirs: rule W5 asks for all.
  func parties(of streams: Set<StreamName>) async throws -> [StreamName: Set<String>] {
    if streams.isEmpty { return [:] }
    let asked = Dictionary(uniqueKeysWithValues: streams.map { ($0, $0.records) })
    let sources = try await desk.log.sources(of: Array(Set(asked.values.joined())).map(StreamID.init))
    return asked.mapValues { names in names.reduce(into: []) { $0.formUnion(sources[StreamID($1)] ?? []) } }
  }

  /// A fact that the visitor sees; nil where there is none.
  func fact(_ id: UUID) async throws -> StandingFact? {
    guard let event = try await log.event(id) else { return nil }
    let stored = StoredEvent(event)
    let amendments = try await log.amendments(of: StreamsNamed([event.stream]), beside: [stored])
    return StandingFact(stored, amendments)
  }
}

extension StreamName {
  /// Whoever has entered something into one of them has a part in the record.
  fileprivate var records: [StreamName] {
    kind == .serviceWaiver ? [self, StreamName(.decedentCase, key)] : [self]
  }
}

import CanonicalJSON
import EventLog
import Foundation
import FrontDoor
import Notary
import Postgres
import ProjectionEngine
import Registry
import Server
import TransparencyLog

/// Who recorded an event and when, under which rules, what it has changed, and the proof that it stands in the log.
struct ExplainedEvent {
  /// The version of a policy that an event goes by.
  struct PolicyCited {
    let id: String
    let version: Int64
    let title: Bilingual
    let documentNumber: String?
    let published: RecordedEvent
  }

  /// Another event that amends this one, or that this one amends.
  struct Amendment {
    let event: RecordedEvent
    let actor: String
    let reason: String?
  }

  /// An anomaly that rests on the event.
  struct Anomaly {
    let rule: String
    let title: Bilingual
    let subject: String
  }

  let city: CityRegistry
  let event: RecordedEvent
  let json: JSON
  let vouched: VouchedEvent
  let times: EventTimes
  let rules: [(id: String, words: Bilingual?)]
  let policy: PolicyCited?
  let amends: RecordedEvent?
  let amendedBy: [Amendment]
  let effects: EventEffects
  let anomalies: [Anomaly]
  let proof: EventProof
  let vocabulary: EventVocabulary
  let catalogue: ModelCatalogue

  init(_ event: RecordedEvent, _ city: CityRegistry, _ registry: OpenRegistry, _ trust: TrustOptions) async throws {
    (self.city, self.event) = (city, event)
    json = try JSON.parse(event.bytes, maximumBytes: event.bytes.count)
    vocabulary = try EventVocabulary(directory: registry.installation.documents.appending(path: "events"))
    catalogue = try ModelCatalogue(directory: registry.installation.projections)
    vouched = VouchedEvent(
      event: event,
      leaf: try await city.log.seals(of: [event.id])[event.id]?.leaf,
      document: try await Self.document(of: event, in: city)
    )
    times = EventTimes(event, json)
    rules = vocabulary.rules(of: event.type).map { ($0, RuleWords.of($0, for: event.type)) }
    policy = try await Self.policy(json, city)
    let amendments = try await Self.amendments(of: event, json, city)
    (amends, amendedBy) = (amendments.target, amendments.by)
    effects = try await EventEffects(of: event, city, registry)
    anomalies = try await Self.anomalies(event, city)
    let files = NotaryFiles(of: city, in: registry.installation)
    proof = try EventProof(of: event, in: files) {
      try trust.trusted() ?? TrustPolicy(Array(try files.trusted(of: try files.signer().verifier).utf8))
    }
  }

  private static func document(of event: RecordedEvent, in city: CityRegistry) async throws -> [UInt8]? {
    guard let digest = event.voucher else { return nil }
    return try await city.log.voucher(digest)
  }

  private static func policy(_ json: JSON, _ city: CityRegistry) async throws -> PolicyCited? {
    guard let id = json["data"]?["policy_id"]?.stringValue,
      case .integer(let version)? = json["data"]?["policy_version"]
    else { return nil }
    for published in try await city.log.read(stream: StreamID(StreamName(.policy, id))) {
      let json = try JSON.parse(published.bytes, maximumBytes: published.bytes.count)
      guard published.type == "PolicyPublished", let data = json["data"], data["version"] == .integer(version) else {
        continue
      }
      return PolicyCited(
        id: id,
        version: version,
        title: Bilingual(zh: data["title_zh"]?.stringValue ?? id, en: data["title_en"]?.stringValue ?? id),
        documentNumber: data["doc_no"]?.stringValue,
        published: published
      )
    }
    return nil
  }

  private static func amendments(
    of event: RecordedEvent,
    _ json: JSON,
    _ city: CityRegistry
  ) async throws -> (target: RecordedEvent?, by: [Amendment]) {
    var by: [Amendment] = []
    for later in try await city.log.read(stream: event.stream)
    where ["FactCorrected", "EventVoided"].contains(later.type) {
      let json = try JSON.parse(later.bytes, maximumBytes: later.bytes.count)
      guard json["data"]?["target_event_id"]?.stringValue.flatMap(UUID.init(uuidString:)) == event.id else { continue }
      by.append(
        Amendment(
          event: later,
          actor: json["actor"]?.stringValue ?? "—",
          reason: json["data"]?["reason"]?.stringValue
        )
      )
    }
    let target = json["data"]?["target_event_id"]?.stringValue.flatMap(UUID.init(uuidString:))
    guard let target else { return (nil, by) }
    return (try await city.log.event(target), by)
  }

  /// Those of the live read model; none while no worker has taken it up.
  private static func anomalies(_ event: RecordedEvent, _ city: CityRegistry) async throws -> [Anomaly] {
    let there = try await city.pool.query("SELECT to_regclass('anomalies.finding') IS NOT NULL")[0]
      .decode(Bool.self, at: 0)
    guard there else { return [] }
    let rows = try await city.pool.query(
      """
      SELECT f.rule, f.title_zh, f.title_en, f.subject FROM anomalies.finding f
      WHERE f.node = \(city.node) AND \(event.id) = ANY (f.evidence) ORDER BY f.rule, f.subject
      """
    )
    return try rows.decode(String.self, String.self, String.self, String.self)
      .map { Anomaly(rule: $0, title: Bilingual(zh: $1, en: $2), subject: $3) }
  }
}

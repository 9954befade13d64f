import CanonicalJSON

/// A recorded event, as far as states read it.
struct RecordedEvent: Sendable {
  let id: EventID
  let time: Instant
  let source: Code
  let actor: Code
  let payload: any EventPayload
}

/// A stored event that this program cannot read. It stops whoever reads it: nothing is skipped (rule L5).
public struct UnreadableEvent: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Defect: String, Sendable {
    /// Not the canonical JSON that the registry writes.
    case form
    /// An event type, a version of it, or data, that this program does not know: written by a newer one.
    case payload
    /// An event that cannot begin the stream that it begins.
    case misplaced
  }

  public let defect: Defect
  public let stream: StreamName
  /// The event's place in its stream, from 1.
  public let version: Int

  public var description: String { "event \(version) of \(stream) cannot be read: \(defect.rawValue)" }
}

extension RecordedEvent {
  init(stored bytes: [UInt8], in stream: StreamName, version: Int) throws(UnreadableEvent) {
    guard let json = try? JSON.parse(bytes) else {
      throw UnreadableEvent(defect: .form, stream: stream, version: version)
    }
    try self.init(json, in: stream, version: version)
  }

  init(_ json: JSON, in stream: StreamName, version: Int) throws(UnreadableEvent) {
    guard let id = json["id"]?.stringValue.flatMap(EventID.init(_:)),
      let time = json["time"]?.stringValue.flatMap(Instant.init(_:)),
      let source = json["source"]?.stringValue.flatMap(Code.init(_:)),
      let actor = json["actor"]?.stringValue.flatMap(Code.init(_:)),
      let type = json["type"]?.stringValue, let dataschema = json["dataschema"]?.stringValue, let data = json["data"]
    else { throw UnreadableEvent(defect: .form, stream: stream, version: version) }
    guard let schema = DataSchema(dataschema), schema.payload.type == type, let payload = try? schema.decode(data)
    else {
      throw UnreadableEvent(defect: .payload, stream: stream, version: version)
    }
    self.init(id: id, time: time, source: source, actor: actor, payload: payload)
  }
}

extension DecidedEvent {
  /// An event that the rules derive from another one: in its name, mostly at its time, with an id that is the same whenever
  /// it is decided.
  static func derived(
    _ derived: DerivedPayload,
    from cause: RecordedEvent,
    id: EventID,
    version: Int
  ) -> DecidedEvent {
    let payload = derived.payload
    let envelope = Envelope(
      id: id,
      source: cause.source,
      actor: cause.actor,
      schema: DataSchema(type(of: payload)),
      subject: derived.stream,
      time: derived.time ?? cause.time
    )
    let event = RecordedEvent(
      id: envelope.id,
      time: envelope.time,
      source: envelope.source,
      actor: envelope.actor,
      payload: payload
    )
    guard case .object(let data)? = try? PayloadEncoder.encode(payload) else {
      // Payloads are plain structs of values that all have a JSON form; the test of derived events encodes every one.
      fatalError("a \(envelope.typeName) has no JSON form")
    }
    return DecidedEvent(event, stream: derived.stream, version: version, bytes: envelope.stored(data).canonicalBytes)
  }
}

extension Text {
  private init(known text: String) { self.text = text }

  /// Reasons that the registry itself gives.
  static let granted = Text(known: "已确立使用权 / use right granted")
  static let returned = Text(known: "使用权退还，待清理 / use right returned, to be cleared")
  static let unqualified = Text(known: "年检不合格 / annual inspection: unqualified")
  static let rectified = Text(known: "整改验收 / rectification accepted")
  static let overdue = Text(known: "整改逾期 / rectification overdue")
  static let revised = Text(known: "年检结论变更 / conclusion revised on appeal")
}

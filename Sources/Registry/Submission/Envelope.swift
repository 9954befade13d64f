import CanonicalJSON

/// What is around the data of an event: the CloudEvents 1.0 attributes of the registry.
struct Envelope: Sendable {
  let id: EventID
  /// The facility or bureau that it comes from.
  let source: Code
  /// Who did it.
  let actor: Code
  let schema: DataSchema
  let subject: StreamName
  /// When it happened, as claimed.
  let time: Instant

  var type: any EventPayload.Type { schema.payload }
  var typeName: String { type.type }

  /// The event as the log keeps it: its data as they were sent, whatever their version.
  func stored(_ data: JSONObject) -> JSON {
    [
      "actor": .string(actor.text),
      "data": .object(data),
      "dataschema": .string(schema.text),
      "id": .string(id.text),
      "source": .string(source.text),
      "specversion": "1.0",
      "subject": .string(subject.description),
      "time": .string(time.text),
      "type": .string(typeName),
    ]
  }

  /// The same around the data of another type.
  func of(_ type: any EventPayload.Type) -> Envelope {
    Envelope(id: id, source: source, actor: actor, schema: DataSchema(type), subject: subject, time: time)
  }
}

extension Envelope {
  private static let members = [
    "specversion", "id", "source", "type", "subject", "time", "dataschema", "actor", "data",
  ]

  /// - Throws: S6 or S7.
  init(_ object: JSONObject) throws(Refusal) {
    for name in Self.members where object[name] == nil { throw .s6Missing(name) }
    for member in object.members where !Self.members.contains(member.name) && member.name != "sealed" {
      throw .s6Unknown(member.name)
    }
    guard object["specversion"] == "1.0" else {
      throw .s6Malformed("specversion", Bilingual(zh: "文字 1.0", en: "the text 1.0"))
    }
    id = try Self.text("id", of: object)
    // The registry gives those to the events that it derives.
    if id.isDerived { throw .s6Malformed("id", Bilingual(zh: "版本 8 以外的 UUID", en: "a UUID of another version than 8")) }
    source = try Self.text("source", of: object)
    actor = try Self.text("actor", of: object)
    time = try Self.text("time", of: object)
    guard let name = object["type"]?.stringValue, let type = EventCatalogue.payloadType(named: name) else {
      throw .s7UnknownType()
    }
    guard let schema = object["dataschema"]?.stringValue.flatMap(DataSchema.init(_:)), schema.payload == type else {
      throw .s6Malformed("dataschema", Self.schemas(of: type))
    }
    self.schema = schema
    guard let text = object["subject"]?.stringValue, let subject = StreamName(parsing: text),
      type.stands(on: subject.kind)
    else {
      throw .s6Malformed("subject", Self.subjectShape(type))
    }
    self.subject = subject
  }

  private static func text<Value: ValidatedText>(_ name: String, of object: JSONObject) throws(Refusal) -> Value {
    guard let text = object[name]?.stringValue, let value = Value(text) else {
      throw .s6Malformed(name, Value.shape)
    }
    return value
  }

  /// The current version, and those that senders may still write.
  private static func schemas(of type: any EventPayload.Type) -> Bilingual {
    let known = (1...type.version.value).reversed().map { "\(type.type)/v\($0)" }
    let old = known.dropFirst()
    return Bilingual(
      zh: "文字 \(known[0])" + (old.isEmpty ? "" : "，或旧版 \(old.joined(separator: "、"))"),
      en: "the text \(known[0])" + (old.isEmpty ? "" : ", or of an earlier version, \(old.joined(separator: " or "))")
    )
  }

  private static func subjectShape(_ type: any EventPayload.Type) -> Bilingual {
    guard let kind = (type as? any FactPayload.Type)?.stream else {
      return Bilingual(zh: "该事件所在记录的 subject", en: "the subject of the record that the event is in")
    }
    let form =
      switch kind {
      case .section: Bilingual(zh: "设施/墓区", en: "<facility>/<section>")
      case .plot: Bilingual(zh: "设施/墓区/排/号", en: "<facility>/<section>/<row>/<number>")
      case .cremationUnit: Bilingual(zh: "殡仪馆/火化机编号", en: "<home>/<serial>")
      case .settlementBatch: Bilingual(zh: "殡仪馆/年-月", en: "<home>/<YYYY-MM>")
      case .annualInspection: Bilingual(zh: "公墓/年份", en: "<cemetery>/<year>")
      case .submitter: Bilingual(zh: "提交单位/事件编号", en: "<source>/<event id>")
      default: Bilingual(zh: "代码", en: "<code>")
      }
    return Bilingual(zh: "\(kind.rawValue)/\(form.zh)", en: "\(kind.rawValue)/\(form.en)")
  }
}

internal import CanonicalJSON

/// One submission before it is written: the members that differ from line to line.
struct Record: Sendable {
  let id: String
  let type: String
  /// The version of the type's schema that the data are by.
  let version: Int
  let subject: String
  let source: String
  let actor: String
  let moment: Moment
  let data: JSON
  let sealed: JSON?

  /// The CloudEvents 1.0 object as one canonical line, without its line feed.
  var line: [UInt8] {
    var object = JSONObject()
    object["actor"] = .string(actor)
    object["data"] = data
    object["dataschema"] = .string("\(type)/v\(version)")
    object["id"] = .string(id)
    object["sealed"] = sealed
    object["source"] = .string(source)
    object["specversion"] = "1.0"
    object["subject"] = .string(subject)
    object["time"] = .string(moment.text)
    object["type"] = .string(type)
    return JSON.object(object).canonicalBytes
  }
}

/// Makes records, each with the next event id of the seed.
struct Desk: Sendable {
  private var ids: SplitMix64

  init(seed: UInt64) {
    ids = SplitMix64(state: seed ^ 0x6465_736b)
  }

  mutating func record(
    _ type: String,
    version: Int = 1,
    on subject: String,
    at moment: Moment,
    from source: String,
    by actor: String,
    _ data: JSON,
    sealed: JSON? = nil
  ) -> Record {
    Record(
      id: Identifiers.eventID(moment, &ids),
      type: type,
      version: version,
      subject: subject,
      source: source,
      actor: "\(source).\(actor)",
      moment: moment,
      data: data,
      sealed: sealed
    )
  }
}

extension JSON {
  static func integer(_ value: Int) -> JSON { .integer(Int64(value)) }
  static func day(_ value: Day) -> JSON { .string(value.text) }

  /// An object of the members that are there.
  static func present(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    var object = JSONObject()
    for (name, value) in members { object[name] = value }
    return .object(object)
  }

  var integerValue: Int? {
    guard case .integer(let value) = self else { return nil }
    return Int(exactly: value)
  }

  var boolValue: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  var elements: [JSON] {
    guard case .array(let values) = self else { return [] }
    return values
  }
}

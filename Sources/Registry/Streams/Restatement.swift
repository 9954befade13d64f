// What a correction, or the proposal of one, says of a fact.

/// A fact, stated again as a whole.
struct Restatement: Equatable {
  typealias Members = (targetType: FactType, time: Instant, dataVersion: DataVersion, data: any FactPayload)

  let members: Members

  init(_ members: Members) { self.members = members }

  init(_ data: any FactPayload, at time: Instant) {
    let type = FactType(data)
    members = (type, time, type.payload.version, data)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.members.time == right.members.time && left.members.data.equals(right.members.data)
  }
}

/// Its members stand among those of the event.
protocol RestatementKey: CodingKey {
  static var targetType: Self { get }
  static var time: Self { get }
  static var dataVersion: Self { get }
  static var data: Self { get }
}

extension Restatement {
  init<Key: RestatementKey>(from members: KeyedDecodingContainer<Key>) throws {
    let type = try members.decode(FactType.self, forKey: .targetType)
    self.members = (
      type, try members.decode(Instant.self, forKey: .time),
      try members.decode(DataVersion.self, forKey: .dataVersion), try members.decode(type.payload, forKey: .data)
    )
  }

  func encode<Key: RestatementKey>(to members: inout KeyedEncodingContainer<Key>) throws {
    try members.encode(self.members.targetType, forKey: .targetType)
    try members.encode(self.members.time, forKey: .time)
    try members.encode(self.members.dataVersion, forKey: .dataVersion)
    try members.encode(self.members.data, forKey: .data)
  }
}

/// The name of an event type that states a fact.
public struct FactType: ValidatedText {
  public let text: String
  let payload: any FactPayload.Type

  public init?(_ text: String) {
    guard let payload = EventCatalogue.payloadType(named: text) as? any FactPayload.Type else { return nil }
    (self.text, self.payload) = (text, payload)
  }

  init(_ data: any FactPayload) {
    payload = type(of: data)
    text = payload.type
  }

  public static var shape: Bilingual {
    Bilingual(zh: "所更正事件的类型，如 DeathCertificateRecorded", en: "the type of the fact, such as DeathCertificateRecorded")
  }

  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

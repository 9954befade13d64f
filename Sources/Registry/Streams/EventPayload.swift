/// The data of one type of event: what its JSON Schema in `Schemas/events/<type>` describes.
///
/// Payloads are plain structs; property names become `snake_case` members (`areaCm2` ↔ `area_cm2`), an absent optional
/// is an absent member (never `null`), and a member that no property reads is an error.
public protocol EventPayload: Codable, Equatable, Sendable {
  /// The CloudEvents `type`; the struct's own name.
  static var type: String { get }
  /// Whether such events stand on streams of a kind.
  static func stands(on kind: StreamKind) -> Bool
  /// How earlier versions of the data are read: the first step lifts version 1 to 2, and so on up to this struct.
  static var lifts: [Lift] { get }
}

extension EventPayload {
  public static var type: String { String(describing: Self.self) }
  public static var lifts: [Lift] { [] }
  /// The version of the schema that the struct is of.
  public static var version: DataVersion { DataVersion(after: lifts) }
}

/// The data of an event that states a fact, on streams of its own kind.
public protocol FactPayload: EventPayload {
  static var stream: StreamKind { get }
}

extension FactPayload {
  public static func stands(on kind: StreamKind) -> Bool { kind == stream }
}

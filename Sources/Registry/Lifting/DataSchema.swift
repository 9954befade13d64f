public import CanonicalJSON

/// The number of a version of a schema.
public struct DataVersion: BoundedInteger {
  public static var range: ClosedRange<Int> { 1...99 }
  public let value: Int
  public init?(_ value: Int) {
    guard Self.range.contains(value) else { return nil }
    self.value = value
  }

  /// The one that these steps lead to.
  init(after lifts: [Lift]) { value = lifts.count + 1 }
}

/// What the data of an event are written by, a type and a version of its schema: the `dataschema` of the event, such as
/// `DeathCertificateRecorded/v3`.
public struct DataSchema: Sendable {
  public let payload: any EventPayload.Type
  public let version: DataVersion

  /// The current one of a type.
  public init(_ payload: any EventPayload.Type) {
    self.payload = payload
    version = payload.version
  }

  /// Nil when the type has no such version (yet).
  public init?(_ payload: any EventPayload.Type, version: DataVersion) {
    guard version <= payload.version else { return nil }
    self.payload = payload
    self.version = version
  }

  /// Nil when there is no such type, or no such version of it.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let payload = EventCatalogue.payloadType(named: String(parts[0])),
      let number = (1...payload.version.value).first(where: { "v\($0)" == parts[1] }),
      let version = DataVersion(number)
    else { return nil }
    self.init(payload, version: version)
  }

  public var text: String { "\(payload.type)/v\(version)" }

  /// - Throws: ``PayloadError`` when the data are not as this version has them.
  public func decode(_ data: JSON) throws(PayloadError) -> any EventPayload {
    try PayloadDecoder.decode(payload, from: try lift(data))
  }

  /// The data in the words of the type's current version. What is wrong with them is for the decoder to find, but for
  /// what only the old version knows.
  public func lift(_ data: JSON) throws(PayloadError) -> JSON {
    let restates = payload == FactCorrected.self || payload == AmendmentProposed.self
    guard version < payload.version || restates, case .object(var lifted) = data else {
      return data
    }
    for step in payload.lifts[(version.value - 1)...] { try step(&lifted) }
    if restates { try FactCorrected.liftRestated(in: &lifted) }
    return .object(lifted)
  }
}

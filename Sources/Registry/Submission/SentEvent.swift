import CanonicalJSON

/// An event as its sender has kept it, held against the one that is stored. This needs no key: the hashes and the digest that
/// the registry puts in place of the sealed part are told by their names.
public struct SentEvent: Sendable {
  public let id: String
  private let event: JSONObject

  /// Nil for what is no JSON object with an id.
  public init?(_ bytes: [UInt8]) {
    guard case .object(let event)? = try? JSON.parse(bytes, maximumBytes: bytes.count),
      let id = event["id"]?.stringValue
    else { return nil }
    (self.id, self.event) = (id, event)
  }

  /// The members, by name, that the stored event does not have as they were sent; none when it is the event.
  public func differences(from stored: [UInt8]) -> [String] {
    guard case .object(var kept)? = try? JSON.parse(stored, maximumBytes: stored.count) else { return ["event"] }
    var sent = event
    sent["sealed"] = nil
    let hasDigest = kept["sealeddigest"] != nil
    kept["sealeddigest"] = nil
    kept["data"] = kept["data"].flatMap { Self.without(hashes, $0) }
    let names = Set((sent.members + kept.members).map(\.name))
    let unlike = names.filter { sent[$0] != kept[$0] }.sorted()
    return hasDigest == isSealed || (isAllHashed && !hasDigest) ? unlike : unlike + ["sealed"]
  }

  private var sealed: [JSONObject.Member] {
    guard case .object(let sealed)? = event["sealed"] else { return [] }
    return sealed.members
  }

  private var isSealed: Bool { !sealed.isEmpty }
  /// As it was before there was a sealed store: then nothing but the hashes stands for it.
  private var isAllHashed: Bool { hashes.count == sealed.count }
  private var hashes: [String] { sealed.compactMap { SealedNumber(rawValue: $0.name)?.hashMember } }

  /// The data as they were sent, those of a correction inside it; nil where one of the hashes is missing.
  private static func without(_ hashes: [String], _ data: JSON) -> JSON? {
    guard case .object(var object) = data else { return data }
    if object["target_type"] != nil, let restated = object["data"] {
      object["data"] = without(hashes, restated)
      return .object(object)
    }
    for hash in hashes {
      guard object[hash] != nil else { return nil }
      object[hash] = nil
    }
    return .object(object)
  }
}

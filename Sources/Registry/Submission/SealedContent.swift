import CanonicalJSON

/// What a submission says of a person that only the sealed store may keep.
public struct SealedContent: Sendable {
  public let person: PersonName
  /// The sealed part as canonical JSON, its numbers as they were checked.
  public let text: [UInt8]
  /// The keyed hash of an ID number in it, by which the person is found.
  public let number: [UInt8]?
  /// Whether it is all in the data too, as keyed hashes.
  let isAllHashed: Bool
  /// The event without a digest.
  let event: JSON

  init(_ sealed: JSONObject, of person: PersonName, number: [UInt8]?, event: JSON) {
    (self.person, self.number, self.event) = (person, number, event)
    text = JSON.object(sealed).canonicalBytes
    isAllHashed = sealed.members.allSatisfy { SealedNumber(rawValue: $0.name) != nil }
  }
}

extension Submission {
  /// How much longer an event gets by the digest of its sealed part.
  static let digestBytes = #","sealeddigest":"""#.utf8.count + 64

  /// From now on the event carries the digest of its part's ciphertext, by which the two belong together.
  public mutating func carry(_ digest: [UInt8]) {
    guard case .object(var event)? = sealed?.event else { return }
    event["sealeddigest"] = .string(KeyedHash(bytes: digest).text)
    bytes = JSON.object(event).canonicalBytes
    isSealed = true
  }

  /// Whether it is the event that is stored.
  ///
  /// Where the person has been erased, nobody can tell what the stored part said; then the rest decides. What was stored before
  /// there was a sealed store carries no digest, and says by its hashes what the part said.
  public func isStored(as stored: [UInt8]) -> Bool {
    guard let sealed else { return stored == bytes }
    if isSealed, stored == bytes { return true }
    guard case .object(var event)? = try? JSON.parse(stored, maximumBytes: stored.count) else { return false }
    let carriesDigest = event["sealeddigest"] != nil
    event["sealeddigest"] = nil
    guard carriesDigest ? !isSealed : sealed.isAllHashed else { return false }
    return JSON.object(event) == sealed.event
  }
}

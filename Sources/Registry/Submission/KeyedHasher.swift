import Crypto

/// Turns personal numbers into keyed hashes (HMAC-SHA-256), under a key that lies outside the database.
public struct KeyedHasher: Sendable {
  private let key: SymmetricKey

  /// Nil for a key of fewer than 32 bytes.
  public init?(key: [UInt8]) {
    guard key.count >= 32 else { return nil }
    self.key = SymmetricKey(data: key)
  }

  /// The hash of a number, separated by field: equal numbers in two fields have nothing in common.
  func hash(_ value: [UInt8], field: String) -> KeyedHash { KeyedHash(bytes: code(value, field: field)) }

  /// Another hash of a number, by which the sealed store finds whose it is; it has nothing in common with the one in the log.
  func searchHash(_ value: [UInt8], field: String) -> [UInt8] { code(value, field: "search/\(field)") }

  /// The same for a number that somebody looks for; `day` is today, by which the holder has been born.
  public func searchHash(of number: String, _ kind: IdentityVerified.IDKind, on day: LocalDate) -> [UInt8] {
    let citizen = kind == .citizenId ? (try? CitizenID(number, today: day))?.digits : nil
    return searchHash(citizen ?? Array(number.uppercased().utf8), field: "id_number/\(kind.rawValue)")
  }

  /// The id of an event that the registry makes of a message: the same one whenever it is the same message.
  func eventID(_ message: [UInt8], field: String) -> EventID { EventID(digest: code(message, field: field)) }

  private func code(_ value: [UInt8], field: String) -> [UInt8] {
    var message = Array("qingming/v1/\(field)".utf8)
    message.append(0)
    message.append(contentsOf: value)
    return Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
  }
}

extension EventID {
  /// The id of the `ordinal`th event that the registry itself derives from a submission: the same one whenever it is
  /// decided again (UUID version 8 from SHA-256 of the submission's id and the ordinal).
  public static func derived(from submission: EventID, ordinal: Int) -> EventID {
    // One byte for the first 255, which nearly always suffices; as many as it takes for a family plot full of anomalies.
    var number: [UInt8] = []
    var rest = ordinal
    repeat {
      number.insert(UInt8(truncatingIfNeeded: rest), at: 0)
      rest >>= 8
    } while rest > 0
    return EventID(digest: Array(SHA256.hash(data: submission.bytes + number)))
  }

  /// The id of the `ordinal`th event that a review behind an event appends to a stream.
  static func derived(from cause: EventID, in stream: StreamName, ordinal: Int) -> EventID {
    EventID(digest: Array(SHA256.hash(data: cause.bytes + Array("\(stream)#\(ordinal)".utf8))))
  }

  /// Version 8, of the first sixteen bytes.
  fileprivate init(digest: [UInt8]) {
    let word = { (range: Range<Int>) in digest[range].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    self.init(version8: word(0..<8), word(8..<16))
  }
}

/// Which statements a session has prepared, and under which names.
///
/// A statement is prepared when it is used for the second time, so that one-off statements cost one round trip and
/// leave nothing on the server. Names are never deallocated: a pooler in transaction mode could not follow
/// (`DEALLOCATE`). When the cache is full, further statements stay unnamed.
struct StatementCache {
  struct Key: Hashable {
    let text: String
    /// The same text with other parameter types is another statement.
    let types: [UInt32]

    init(_ sql: SQL) {
      text = sql.text
      types = sql.bindings.types
    }
  }

  enum Choice: Equatable {
    case unnamed
    case prepared(String)
    case prepare(String)
  }

  static let maximumPrepared = 256
  static let maximumSeen = 1024

  private var seen: Set<Key> = []
  private var names: [Key: String] = [:]
  private var generation = 0

  /// The name of a statement that is prepared already.
  func preparedName(_ key: Key) -> String? { names[key] }

  /// How to send a statement now.
  mutating func choose(_ key: Key) -> Choice {
    if let name = names[key] { return .prepared(name) }
    guard names.count < Self.maximumPrepared else { return .unnamed }
    guard !seen.insert(key).inserted else {
      if seen.count > Self.maximumSeen { seen = [key] }
      return .unnamed
    }
    return .prepare(name(of: key))
  }

  /// The statement is prepared on the server now.
  mutating func insert(_ key: Key, name: String) {
    seen.remove(key)
    names[key] = name
  }

  /// The server does not have the statement any more, or its plan has become useless. A new name is used from now on,
  /// as the old one may still be taken.
  mutating func forget(_ key: Key) {
    names[key] = nil
    seen.insert(key)
    generation += 1
  }

  /// The same for the same text on every connection: FNV-1a, 64 bits.
  private func name(of key: Key) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    key.text.utf8.forEach(mix)
    for type in key.types { withUnsafeBytes(of: type.bigEndian) { $0.forEach(mix) } }
    return "q\(String(hash, radix: 16))" + (generation == 0 ? "" : "_\(generation)")
  }
}

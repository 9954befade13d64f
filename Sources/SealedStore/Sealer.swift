public import FoundationEssentials
public import Postgres
public import Sealing

/// Seals what submissions say of persons, and writes it beside the log.
///
/// Nothing is kept between calls: a key that was destroyed is used by nobody any more, in whichever process.
public struct Sealer: Sendable {
  /// What is to be sealed for an event.
  public struct Text: Sendable {
    public let event: UUID
    public let person: String
    public let bytes: [UInt8]

    public init(event: UUID, person: String, bytes: [UInt8]) {
      (self.event, self.person, self.bytes) = (event, person, bytes)
    }
  }

  public enum Outcome: Equatable, Sendable {
    case sealed(Part)
    /// The person has been erased, and takes no part any more.
    case erased
  }

  private let pool: ConnectionPool
  private let node: Int32
  private let keys: any KeyEncryptionKeys

  /// With connections of `registry_app`.
  public init(pool: ConnectionPool, node: Int32, keys: any KeyEncryptionKeys) {
    (self.pool, self.node, self.keys) = (pool, node, keys)
  }

  /// Seals texts, each under the key of its person; who has none gets one. Nothing but such keys is written.
  public func seal(_ texts: [Text]) async throws(SealedStoreError) -> [Outcome] {
    if texts.isEmpty { return [] }
    let found = try await personKeys(Array(Set(texts.map(\.person))))
    return texts.map { text in
      guard let key = found[text.person] else { return .erased }
      return .sealed(key.seal(text.bytes, as: PartName(node: node, event: text.event.octets, person: text.person)))
    }
  }

  /// Writes parts; those that are there already stay as they are. The events that carry their digests may then be appended.
  /// - Parameter parts: with the keyed hash of a number in them, for the search.
  /// - Returns: the persons who have been erased meanwhile, of whom nothing was written.
  /// - Throws: ``SealedStoreError/Code/swept`` when a key was swept away before it was used.
  public func write(_ parts: [(part: Part, number: [UInt8]?)]) async throws(SealedStoreError) -> Set<String> {
    if parts.isEmpty { return [] }
    let gone: [(String, Bool)]
    do throws(PostgresError) {
      gone = try await pool.query(
        """
        SELECT w.person, w.destroyed FROM sealed.write(\(node), \(parts.map { UUID(octets: $0.part.name.event) }),
          \(parts.map(\.part.name.person)), \(parts.map(\.part.nonce)), \(parts.map(\.part.ciphertext)),
          \(parts.map { $0.number ?? [] })) w
        """
      ).decode(String.self, Bool.self)
    } catch {
      throw SealedStoreError(error)
    }
    guard gone.allSatisfy({ $0.1 }) else {
      throw SealedStoreError(.swept, "the key of a person was swept away before it was used; please send again")
    }
    return Set(gone.map(\.0))
  }

  /// The keys of persons who have not been erased.
  private func personKeys(_ persons: [String]) async throws(SealedStoreError) -> [String: PersonKey] {
    while true {
      guard let inUse = try await KeyInUse.find(pool) else { throw .noneInUse }
      let rows = try await offerKeys(to: persons, wrappedBy: try inUse.key(among: keys))
      // None at all: another key-encryption key has come into use this very moment.
      if rows.isEmpty { continue }
      return try unwrapped(rows)
    }
  }

  private typealias WrappedKey = (person: String, by: Int32?, wrapped: [UInt8]?)

  private func offerKeys(
    to persons: [String],
    wrappedBy key: KeyEncryptionKey
  ) async throws(SealedStoreError) -> [WrappedKey] {
    let offered = persons.map { key.wrap(.random(), of: $0, node: node) }
    do throws(PostgresError) {
      return try await pool.query(
        """
        SELECT k.person, k.wrapped_by, k.wrapped FROM sealed.keys(\(node), \(key.number), \(persons), \(offered)) k
        """
      ).decode(String.self, Int32?.self, [UInt8]?.self)
    } catch {
      throw SealedStoreError(error)
    }
  }

  private func unwrapped(_ rows: [WrappedKey]) throws(SealedStoreError) -> [String: PersonKey] {
    var wrappers: [Int32: KeyEncryptionKey] = [:]
    var found: [String: PersonKey] = [:]
    for row in rows {
      guard let number = row.by, let wrapped = row.wrapped else { continue }
      let wrapper: KeyEncryptionKey
      if let known = wrappers[number] { wrapper = known } else { wrapper = try keys.required(number) }
      wrappers[number] = wrapper
      do throws(SealingError) {
        found[row.person] = try wrapper.unwrap(wrapped, of: row.person, node: node)
      } catch {
        throw SealedStoreError(sealing: error, "the key of a person does not open")
      }
    }
    return found
  }
}

extension UUID {
  var octets: [UInt8] { withUnsafeBytes(of: uuid) { Array($0) } }

  init(octets: [UInt8]) {
    self = octets.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }
}

public import FoundationEssentials
public import Postgres
import Sealing

/// Reads what is sealed in the registry of one node, and destroys keys. Whoever asks has recorded why before.
public struct Keeper: Sendable {
  private let pool: ConnectionPool
  private let node: Int32
  private let keys: any KeyEncryptionKeys

  /// With connections of `registry_keeper`.
  public init(pool: ConnectionPool, node: Int32, keys: any KeyEncryptionKeys) {
    (self.pool, self.node, self.keys) = (pool, node, keys)
  }

  /// Who has a number, by its keyed hash.
  public func persons(having hash: [UInt8]) async throws(SealedStoreError) -> [String] {
    try await query(
      """
      SELECT DISTINCT k.person FROM sealed.number n
      JOIN sealed.kept k ON k.event_id = n.event_id AND k.digest = n.digest AND k.node = n.node
      WHERE n.hash = \(hash) AND n.node = \(node) ORDER BY 1
      """
    ) { rows throws(PostgresError) in try rows.decode(String.self) }
  }

  /// In the order of the log.
  public func parts(of person: String) async throws(SealedStoreError) -> [KeptPart] {
    try await parts("\(unsafe: Self.selection) WHERE k.person = \(person) AND k.node = \(node) ORDER BY k.position")
  }

  /// None, or one.
  public func parts(of event: UUID) async throws(SealedStoreError) -> [KeptPart] {
    try await parts("\(unsafe: Self.selection) WHERE k.event_id = \(event) AND k.node = \(node)")
  }

  /// The plain text.
  /// - Throws: ``SealedStoreError/Code/notAuthentic`` also for a person who has been erased.
  public func open(_ kept: KeptPart) throws(SealedStoreError) -> [UInt8] {
    guard let wrapped = kept.wrapped, let number = kept.wrappedBy else {
      throw SealedStoreError(.notAuthentic, "the person has been erased")
    }
    let wrapper = try keys.required(number)
    do throws(SealingError) {
      return try wrapper.unwrap(wrapped, of: kept.person, node: node).open(kept.part)
    } catch {
      throw SealedStoreError(sealing: error, "a part does not open")
    }
  }

  public enum Erasure: Sendable, Equatable {
    case erased
    /// Nothing has ever been sealed of that person.
    case unknown
    /// The key was destroyed before.
    case before
    /// Another part has been sealed meanwhile: count again.
    case changed
  }

  /// Destroys the key of a person and appends the event that says so, both or neither. The event is the first of its stream, and
  /// says how many parts there are.
  public func erase(
    _ person: String,
    basis: String,
    parts: Int,
    event: [UInt8]
  ) async throws(SealedStoreError) -> Erasure {
    let text = String(decoding: event, as: UTF8.self)
    let outcome = try await query(
      "SELECT sealed.erase(\(node), \(person), \(basis), \(Int64(parts)), \(text))"
    ) { rows throws(PostgresError) in try rows[0].decode(String.self, at: 0) }
    switch outcome {
    case "erased": return .erased
    case "unknown": return .unknown
    case "destroyed": return .before
    case "changed": return .changed
    default: throw SealedStoreError(.unavailable, "the log does not take the erasure: \(outcome)")
    }
  }

  /// Removes what was sealed for events that were never appended.
  public func sweep(olderThan seconds: Int) async throws(SealedStoreError) -> (parts: Int64, keys: Int64) {
    try await query(
      "SELECT s.parts, s.keys FROM sealed.sweep(\(node), make_interval(secs => \(Int32(seconds)))) s"
    ) { rows throws(PostgresError) in
      let (parts, keys) = try rows[0].decode(Int64.self, Int64.self)
      return (parts, keys)
    }
  }

  private static let selection = """
    SELECT k.event_id, k.person, k.type, k.stream, k.occurred_at, k.nonce, k.ciphertext, p.wrapped, p.kek
    FROM sealed.kept k
    JOIN sealed.person_key p ON p.person = k.person AND p.node = k.node
    """

  private func parts(_ sql: SQL) async throws(SealedStoreError) -> [KeptPart] {
    try await query(sql) { rows throws(PostgresError) in
      var parts: [KeptPart] = []
      for row in rows {
        let event = try row.decode(UUID.self, at: 0)
        let person = try row.decode(String.self, at: 1)
        parts.append(
          KeptPart(
            event: event,
            person: person,
            type: try row.decode(String.self, at: 2),
            stream: try row.decode(String.self, at: 3),
            occurredAt: try row.decode(PostgresTimestamp.self, at: 4),
            part: Part(
              name: PartName(node: node, event: event.octets, person: person),
              nonce: try row.decode([UInt8].self, at: 5),
              ciphertext: try row.decode([UInt8].self, at: 6)
            ),
            wrapped: try row.decode([UInt8]?.self, at: 7),
            wrappedBy: try row.decode(Int32?.self, at: 8)
          )
        )
      }
      return parts
    }
  }

  private func query<R>(
    _ sql: SQL,
    _ read: (Rows) throws(PostgresError) -> R
  ) async throws(SealedStoreError) -> R {
    do throws(PostgresError) {
      return try read(try await pool.query(sql))
    } catch {
      throw SealedStoreError(error)
    }
  }
}

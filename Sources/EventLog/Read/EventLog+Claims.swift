import Postgres

extension EventLog {
  /// The streams that hold these claims now; a claim that nobody holds is not in the answer.
  public func holders(of claims: [Claim]) async throws(EventLogError) -> [Claim: StreamID] {
    if claims.isEmpty { return [:] }
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT c.kind, c.key, c.stream
        FROM unnest(\(claims.map(\.kind)), \(claims.map(\.key))) AS asked (kind, key)
        JOIN registry.claim c ON c.node = \(node) AND c.kind = asked.kind AND c.key = asked.key
        """
      )
      let found = try rows.decode(String.self, String.self, StreamID.self)
      return Dictionary(found.map { (Claim(kind: $0.0, key: $0.1), $0.2) }) { first, _ in first }
    } catch {
      throw EventLogError(error)
    }
  }

  /// The claims of a kind that are held now, each with the position of the unit that took it, in the order of the log.
  public func claims(of kind: String) async throws(EventLogError) -> [(claim: Claim, holder: StreamID, at: Position)] {
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT c.key, c.stream, c.position FROM registry.claim c
        WHERE c.node = \(node) AND c.kind = \(kind) ORDER BY c.position
        """
      )
      return try rows.decode(String.self, StreamID.self, Position.self)
        .map { (Claim(kind: kind, key: $0.0), $0.1, $0.2) }
    } catch {
      throw EventLogError(error)
    }
  }
}

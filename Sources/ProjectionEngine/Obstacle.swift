import Postgres

/// What keeps a read model from showing all of the log: a row of the view `projection.why`.
public struct Obstacle: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case noWorker = "no_worker"
    /// Rule L5.
    case unknownType = "unknown_type"
    /// A batch fails again and again.
    case failing
    /// A stream waits; the others go on.
    case parked
    /// The leading session waits for another one.
    case locked
  }

  public let model: String
  public let schema: String
  public let kind: Kind
  /// The event that is in the way, if it is one.
  public let position: Int64?
  /// The parked stream.
  public let stream: String?
  /// SQLSTATE, or the process of the session that holds the lock.
  public let code: String?
  /// What the server said; it may quote a value of an event.
  public let detail: String?
}

extension ProjectionWorker {
  /// What is in the way of the read models of this worker's node; empty when nothing is.
  /// - Throws: ``ProjectionError/Code/database`` or `cancelled`.
  public func obstacles() async throws(ProjectionError) -> [Obstacle] {
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT name, schema, kind, position, stream, code, detail FROM projection.why
        WHERE node = \(node) ORDER BY name, schema, position
        """
      )
      return try rows.decode(
        String.self,
        String.self,
        String.self,
        Int64?.self,
        String?.self,
        String?.self,
        String?.self
      ).compactMap { model, schema, kind, position, stream, code, detail in
        Obstacle.Kind(rawValue: kind).map {
          Obstacle(
            model: model,
            schema: schema,
            kind: $0,
            position: position,
            stream: stream,
            code: code,
            detail: detail
          )
        }
      }
    } catch {
      throw ProjectionError(error)
    }
  }
}

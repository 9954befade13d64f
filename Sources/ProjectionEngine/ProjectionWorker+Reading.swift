public import EventLog
import Postgres

extension ProjectionWorker {
  /// Where every version of every read model stands, on every node of the database.
  public func status() async throws(ProjectionError) -> [ProjectionStatus] {
    do throws(PostgresError) {
      var all: [ProjectionStatus] = []
      for row in try await pool.query(ProjectionStatus.query) { all.append(try ProjectionStatus(row)) }
      return all
    } catch {
      throw ProjectionError(error)
    }
  }

  /// A digest of the tables of a version of a read model: equal digests, equal tables.
  /// - Parameter schema: of the version, such as `plot_capacity_v1`.
  /// - Returns: SHA-256 in lower-case hexadecimal.
  /// - Throws: ``ProjectionError/Code/database`` or `cancelled`.
  public func digest(of schema: String) async throws(ProjectionError) -> String {
    do throws(PostgresError) {
      return try await pool.query("SELECT projection.digest(\(schema))")[0].decode(String.self, at: 0)
    } catch {
      throw ProjectionError(error)
    }
  }

  /// Returns when all read models of this worker show the event at a position of its node, whoever leads them.
  ///
  /// - Parameters:
  ///   - position: of an event of this worker's node.
  ///   - timeout: how long to wait; without end by default, for a bulk load.
  /// - Throws: ``ProjectionError/Code/stuck`` if one of them fails at an event up to the position, `timeout`,
  ///   `cancelled` or `database`.
  public func wait(for position: Position, timeout: Duration? = nil) async throws(ProjectionError) {
    if try await isApplied(position) { return }
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          // Listening begins with an element, so that what was applied in between is seen.
          for await _ in Listener(configuration, channels: ["projection_position"], logger: logger) {
            if try await isApplied(position) { return }
          }
          throw ProjectionError(.cancelled, "cancelled while waiting for the read models")
        }
        if let timeout {
          group.addTask {
            try await Task.sleep(for: timeout)
            throw ProjectionError(.timeout, "the read models did not get to position \(position.rawValue) in time")
          }
        }
        defer { group.cancelAll() }
        try await group.next()
      }
    } catch {
      throw ProjectionError(any: error)
    }
  }

  private func isApplied(_ position: Position) async throws(ProjectionError) -> Bool {
    let standings = try await standings(beyond: position)
    if let stuck = standings.first(where: { $0.failing > 0 && $0.failing <= position.rawValue }) {
      throw ProjectionError(.stuck, "\(stuck.schema) cannot apply the event at position \(stuck.failing)")
    }
    return standings.count == definitions.count && standings.allSatisfy(\.isThere)
  }

  private typealias Standing = (schema: String, isThere: Bool, failing: Int64)

  private func standings(beyond position: Position) async throws(ProjectionError) -> [Standing] {
    let schemas = definitions.map(\.schema)
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT d.schema, coalesce(c.position >= \(position), false),
          -- A failure is final once it is narrowed down to one event.
          CASE WHEN c.failed_upto = c.failed_after + 1 THEN c.failed_upto ELSE 0 END
        FROM projection.definition d
        LEFT JOIN projection.checkpoint c ON c.schema = d.schema AND c.node = \(node)
        WHERE d.schema = ANY (\(schemas))
        """
      )
      return try rows.decode(String.self, Bool.self, Int64.self)
    } catch {
      throw ProjectionError(error)
    }
  }
}

import Postgres

/// What PostgreSQL has counted of changes to lines that were stored already, and since when it counts.
///
/// The same twice: in between no statement that was counted has updated or deleted a line, or emptied, rewritten, detached or
/// put back a partition. A session of a superuser that switches `track_counts` off is not counted, nor is who writes into the
/// files of the server.
public struct RewriteCounts: Hashable, Sendable {
  public let text: String

  public init(text: String) { self.text = text }
}

extension EventLog {
  /// Other counts than before say that lines may have changed, not that they have: they begin anew after a crash of the server, on
  /// another server, and whenever they are reset. A change counts some seconds after its commit at the latest, and at once
  /// where its session ends.
  public func rewrites() async throws(EventLogError) -> RewriteCounts {
    let counts: String?
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT concat_ws(' ',
          current_setting('track_counts'),
          (SELECT stats_reset FROM pg_catalog.pg_stat_bgwriter) AT TIME ZONE 'UTC',
          (SELECT stats_reset FROM pg_catalog.pg_stat_database WHERE datname = pg_catalog.current_database())
            AT TIME ZONE 'UTC',
          pg_catalog.string_agg(
            pg_catalog.concat_ws(' ', p.relid::oid, c.relfilenode, s.n_tup_upd, s.n_tup_del), ' ' ORDER BY p.relid))
        FROM pg_catalog.pg_partition_tree('registry.event') p
        JOIN pg_catalog.pg_class c ON c.oid = p.relid
        JOIN pg_catalog.pg_stat_all_tables s ON s.relid = p.relid
        WHERE p.isleaf
        """
      )
      counts = try rows.first?.decode(String.self, at: 0)
    } catch {
      throw EventLogError(error)
    }
    guard let counts else { throw .notInstalled }
    return RewriteCounts(text: counts)
  }
}

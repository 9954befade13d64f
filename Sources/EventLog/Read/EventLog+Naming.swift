import Postgres

extension EventLog {
  /// The streams with an event in which one of these texts stands, up to a position. All of the log is read: nothing else knows
  /// what has been voided or corrected since.
  /// - Parameters:
  ///   - texts: as they stand in the stored bytes.
  ///   - end: what came later is not read.
  ///   - progress: told how far it has come.
  /// - Returns: their names.
  /// - Throws: ``EventLogError`` where the log cannot be read.
  public func streams(
    naming texts: [String],
    upTo end: Position,
    progress: @Sendable (Position) -> Void = { _ in }
  ) async throws(EventLogError) -> Set<StreamID> {
    if texts.isEmpty { return [] }
    let (page, texts) = (Int64(50_000), Array(Set(texts)))
    var (streams, after) = (Set<StreamID>(), Int64(0))
    do throws(PostgresError) {
      while after < end.rawValue {
        progress(Position(rawValue: after))
        let last = min(after + page, end.rawValue)
        let rows = try await pool.query(
          """
          SELECT DISTINCT e.stream FROM registry.event e
          WHERE e.node = \(node) AND e.position > \(after) AND e.position <= \(last)
            AND EXISTS (SELECT FROM unnest(\(texts)) AS t (text) WHERE strpos(e.event::text, t.text) > 0)
          """
        )
        streams.formUnion(try rows.decode(StreamID.self))
        after = last
      }
    } catch {
      throw EventLogError(error)
    }
    return streams
  }

  /// The streams whose names begin so, up to a position.
  public func streams(beginning: [String], upTo end: Position) async throws(EventLogError) -> Set<StreamID> {
    do throws(PostgresError) {
      let rows = try await pool.query(
        """
        SELECT e.stream FROM unnest(\(beginning)) AS b (name)
        CROSS JOIN LATERAL (
          SELECT s.stream FROM registry.event s
          WHERE s.node = \(node) AND s.stream >= b.name AND s.stream < left(b.name, -1) || '0' AND s.version = 1
            AND s.position <= \(end)
        ) e
        """
      )
      return Set(try rows.decode(StreamID.self))
    } catch {
      throw EventLogError(error)
    }
  }
}

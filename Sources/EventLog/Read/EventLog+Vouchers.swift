import Postgres

extension EventLog {
  /// The document whose SHA-256 an event's line has as its `voucher`; nil where there is none.
  public func voucher(_ digest: [UInt8]) async throws(EventLogError) -> [UInt8]? {
    do {
      return try await pool.query(
        "SELECT document::text FROM registry.voucher WHERE digest = \(digest) AND node = \(node)"
      )
      .first?.decode([UInt8].self, at: 0)
    } catch {
      throw EventLogError(error)
    }
  }
}

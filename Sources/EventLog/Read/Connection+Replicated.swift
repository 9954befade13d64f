import Postgres

extension Connection {
  /// Returns once the standbys that a commit waits for have all that this session has read so far; at once where none are asked for.
  ///
  /// A transaction shows when it has been waited for. But where the wait was cut short (the server was killed and came up again, its
  /// session was ended), it shows although no standby may have it, and is gone should another server take over. So whoever tells
  /// others of what it has read, and did not append itself, waits behind it: a commit waits for all that was written before it too.
  func waitUntilReplicated() throws(PostgresError) {
    try execute(
      """
      SELECT CASE WHEN current_setting('synchronous_standby_names') <> ''
        THEN pg_logical_emit_message(true, 'qingming', '') END
      """
    )
  }
}

public import Postgres

/// What keeps the log as it is, beyond the rights of the roles. Some of it a superuser can take away and an event trigger does
/// not see; so it is looked at, too.
public enum Safeguard: String, CaseIterable, Sendable {
  /// The server notices a page that the disk has changed.
  case pageChecksums = "page-checksums"
  /// Only migrations change the schemas of the registry (0017).
  case guardOfSchemas = "guard"
  /// Triggers refuse changes of the log, of vouchers and of sealed parts, whoever asks.
  case appendOnly = "append-only"
  /// All of it is registry_owner's, and nobody is a member of that role.
  case owner = "owner"

  /// Looks for all of them.
  /// - Parameter pool: connections of any role of the registry.
  /// - Returns: those that the database lacks.
  /// - Throws: ``EventLogError/Code/database`` or `unavailable`.
  public static func missing(in pool: ConnectionPool) async throws(EventLogError) -> [Safeguard] {
    do {
      let row = try await pool.query(question)[0]
      let (checksums, watched, appendOnly, owned) = try row.decode(Bool.self, Bool.self, Bool.self, Bool.self)
      let holds: [Safeguard: Bool] = [
        .pageChecksums: checksums, .guardOfSchemas: watched, .appendOnly: appendOnly, .owner: owned,
      ]
      return allCases.filter { holds[$0] != true }
    } catch {
      throw EventLogError(error)
    }
  }

  private static let question: SQL = """
    WITH schema AS (
      SELECT n.oid, n.nspname, n.nspowner FROM pg_namespace n
      WHERE n.nspname IN ('access', 'projection', 'registry', 'sealed')
    ), relation AS (
      SELECT c.oid, c.relowner, s.nspname || '.' || c.relname AS name FROM pg_class c JOIN schema s ON s.oid = c.relnamespace
    ), kept AS (
      SELECT r.oid FROM relation r WHERE r.name IN ('registry.event', 'registry.voucher', 'sealed.part')
      UNION ALL
      SELECT i.inhrelid FROM pg_inherits i JOIN relation r ON r.oid = i.inhparent WHERE r.name = 'registry.event'
    ), owner AS (
      SELECT o.oid FROM pg_roles o WHERE o.rolname = 'registry_owner'
    )
    SELECT
      current_setting('data_checksums') = 'on',
      (SELECT count(*) = 3 FROM pg_event_trigger e
        WHERE e.evtname IN ('guard_before', 'guard_after', 'guard_drop') AND e.evtenabled = 'A'),
      NOT EXISTS (SELECT FROM kept k WHERE (
        SELECT count(*) FROM pg_trigger t
        WHERE t.tgrelid = k.oid AND t.tgname IN ('refuse_change', 'refuse_row_change') AND t.tgenabled = 'A') < 2),
      NOT EXISTS (
        SELECT FROM (
          SELECT nspowner FROM schema UNION SELECT relowner FROM relation
          UNION SELECT p.proowner FROM pg_proc p JOIN schema s ON s.oid = p.pronamespace) AS w (role)
        WHERE w.role NOT IN (TABLE owner))
        AND NOT EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid IN (TABLE owner))
    """
}

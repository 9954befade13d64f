import Foundation
import Postgres
import TestSupport

/// Who may do what in the database, role by role: Schemas/database/grants.csv.
struct GrantMatrix {
  struct Line: Equatable {
    let kind: String
    let name: String
    /// What each role may, separated by spaces; `all` of it, or `-`.
    let cells: [String: String]

    func allows(_ privilege: String, to role: String) -> Bool {
      let cell = cells[role] ?? "-"
      return cell == "all" || cell.split(separator: " ").contains { $0 == privilege }
    }
  }

  static let file = Repository.schemas.appending(path: "grants.csv")

  let roles: [String]
  let lines: [Line]

  init(text: String) {
    let rows = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    let roles = Array((rows.first ?? []).dropFirst(2))
    self.roles = roles
    lines = rows.dropFirst().map { row in
      Line(kind: row[0], name: row[1], cells: Dictionary(uniqueKeysWithValues: zip(roles, row.dropFirst(2))))
    }
  }

  static func written() throws -> GrantMatrix { GrantMatrix(text: try String(contentsOf: file, encoding: .utf8)) }

  /// As the catalogues have it.
  static func text(_ connection: Connection) async throws -> String {
    let rows = try await connection.query(held).decode(String.self, String.self, [String].self, [String].self)
    let head = ["kind", "name"] + (rows.first?.2 ?? [])
    let lines = [head] + rows.map { [$0.0, $0.1] + $0.3 }
    return lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// Offices are one column, and partitions of the log one line: where they differ, all that they have is joined by `or`.
  private static let held: SQL = """
    WITH role AS (
      SELECT r.oid, r.rolname AS name, CASE WHEN r.rolname LIKE 'office\\_%' THEN 'office_*' ELSE r.rolname END AS shown
      FROM pg_roles r WHERE r.rolname LIKE 'registry\\_%' OR r.rolname LIKE 'office\\_%'
      UNION ALL SELECT 0, 'public', 'everybody'
    ), schema AS (
      SELECT n.oid, n.nspname FROM pg_namespace n WHERE n.nspname = ANY (guard.schemas()) OR n.nspname = 'public'
    ), object AS (
      SELECT 1 AS part, 'role' AS kind, r.oid, CASE WHEN r.rolname LIKE 'office\\_%' THEN 'office_*' ELSE r.rolname END AS name
      FROM pg_roles r WHERE r.rolname LIKE 'registry\\_%' OR EXISTS (
        SELECT FROM role m WHERE m.oid <> 0 AND m.oid <> r.oid AND pg_has_role(m.oid, r.oid, 'MEMBER'))
      UNION ALL
      SELECT 2, 'database', d.oid, '*' FROM pg_database d WHERE d.datname = current_database()
      UNION ALL
      SELECT 3, 'schema', s.oid, s.nspname FROM schema s
      UNION ALL
      SELECT CASE c.relkind WHEN 'v' THEN 5 ELSE 4 END,
        CASE WHEN c.relispartition THEN 'partition' WHEN c.relkind IN ('r', 'p') THEN 'table' WHEN c.relkind = 'v' THEN 'view'
          ELSE 'relation of kind ' || c.relkind::text END,
        c.oid, s.nspname || '.' || regexp_replace(c.relname, '^event_\\d+$', 'event_*')
      FROM pg_class c JOIN schema s ON s.oid = c.relnamespace WHERE c.relkind NOT IN ('i', 'I', 'c', 't')
      UNION ALL
      SELECT 6, 'function', f.oid, s.nspname || '.' || f.proname FROM pg_proc f JOIN schema s ON s.oid = f.pronamespace
    ), privilege (kind, name, place) AS (
      SELECT k.kind, p.name, p.place FROM (VALUES
        ('role', '{INHERITS,BECOMES}'::text[]), ('database', '{CONNECT,CREATE,TEMPORARY}'), ('schema', '{USAGE,CREATE}'),
        ('function', '{EXECUTE}'), ('relation', '{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}')) AS k (kind, names)
      CROSS JOIN unnest(k.names) WITH ORDINALITY AS p (name, place)
    ), held AS (
      SELECT o.part, o.kind, o.oid, o.name, r.shown, r.name AS role, p.name AS privilege, p.place, CASE o.kind
        WHEN 'role' THEN CASE
          WHEN r.oid IN (0, o.oid) THEN false
          WHEN pg_has_role(r.oid, o.oid, 'USAGE') THEN p.name = 'INHERITS'
          ELSE p.name = 'BECOMES' AND pg_has_role(r.oid, o.oid, 'MEMBER') END
        WHEN 'database' THEN has_database_privilege(r.name, o.oid, p.name)
        WHEN 'schema' THEN has_schema_privilege(r.name, o.oid, p.name)
        WHEN 'function' THEN has_function_privilege(r.name, o.oid, p.name)
        ELSE has_table_privilege(r.name, o.oid, p.name) END AS whole,
        (SELECT '(' || string_agg(a.attname, ' ' ORDER BY a.attnum) || ')' FROM pg_attribute a
          WHERE o.part IN (4, 5) AND p.name IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND a.attrelid = o.oid AND a.attnum > 0
            AND NOT a.attisdropped AND has_column_privilege(r.name, o.oid, a.attnum, p.name)) AS columns
      FROM object o CROSS JOIN role r
      JOIN privilege p ON p.kind = CASE WHEN o.part IN (4, 5) THEN 'relation' ELSE o.kind END
      WHERE NOT (o.kind = 'role' AND o.oid = r.oid AND r.shown = 'office_*')
    ), cell AS (
      SELECT h.part, h.kind, h.name, h.shown, h.role,
        CASE WHEN bool_and(h.whole) AND h.part IN (4, 5) THEN 'all' ELSE coalesce(string_agg(
          lower(h.privilege) || CASE WHEN h.whole THEN '' ELSE h.columns END, ' ' ORDER BY h.place)
          FILTER (WHERE h.whole OR h.columns IS NOT NULL), '-') END AS cell
      FROM held h GROUP BY h.part, h.kind, h.name, h.oid, h.shown, h.role
    )
    SELECT c.kind, c.name, array_agg(c.shown ORDER BY c.shown), array_agg(c.cells ORDER BY c.shown)
    FROM (
      SELECT c.part, c.kind, c.name, c.shown, string_agg(DISTINCT c.cell, ' or ') AS cells
      FROM cell c GROUP BY c.part, c.kind, c.name, c.shown) c
    GROUP BY c.part, c.kind, c.name ORDER BY c.part, c.kind, c.name COLLATE "C"
    """
}

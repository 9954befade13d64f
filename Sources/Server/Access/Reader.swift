import Access
import Registry

/// In what role somebody reads the database, and how far that reaches: row-level security and grants hold it against what the
/// server asks for.
public struct Reader: Hashable, Sendable {
  let role: Role
  let reach: Reach

  /// For the rest of a transaction. The role comes last, for it may set no other.
  var settings: [(name: String, value: String)] {
    let divisions = reach.divisions.map { "\"\($0)\"" }.joined(separator: ",")
    return [
      ("access.divisions", "{\(divisions)}"), ("access.organisation", reach.facility?.text ?? ""),
      ("role", "office_\(role.rawValue)"),
    ]
  }
}

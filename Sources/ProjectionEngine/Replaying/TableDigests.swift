import EventLog
import Postgres

/// What the tables of a read model hold of a node, whatever order their rows lie in: equal digests, equal tables.
public struct TableDigests: Hashable, Sendable {
  public struct Table: Hashable, Sendable {
    public let name: String
    public let rows: Int64
    /// SHA-256 in lower-case hexadecimal; empty without rows.
    public let digest: String

    public init(name: String, rows: Int64, digest: String) {
      (self.name, self.rows, self.digest) = (name, rows, digest)
    }
  }

  /// By name.
  public let tables: [Table]

  public init(tables: [Table]) { self.tables = tables }

  /// The names of the tables that differ.
  public func differences(to other: TableDigests) -> [String] {
    let (mine, others) = (Set(tables), Set(other.tables))
    return Set(mine.symmetricDifference(others).map(\.name)).sorted()
  }
}

extension Connection {
  func digest(of schema: String, node: Node) throws -> TableDigests {
    let rows = try query("SELECT relation, count, digest FROM projection.digest(\(schema), \(node))")
    return TableDigests(
      tables: try rows.decode(String.self, Int64.self, String.self)
        .map { TableDigests.Table(name: $0, rows: $1, digest: $2) }
    )
  }
}

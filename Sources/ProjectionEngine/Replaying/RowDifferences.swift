/// What tells the rows of one view at two moments apart.
public struct RowDifferences: Sendable {
  /// A row that is not the same at both.
  public struct Change: Sendable {
    /// What it is known by, as text.
    public let key: [String?]
    /// Its columns at the first moment; nil where there was no such row.
    public let before: [String?]?
    /// At the second.
    public let after: [String?]?
  }

  public let columns: [String]
  public let keyColumns: [String]
  /// Those of the first moment in its order, then those that only the second has.
  public let changes: [Change]

  /// - Parameters:
  ///   - one: the rows of the first moment.
  ///   - other: those of the second, of the same view.
  public init(of one: ModelTable, to other: ModelTable) {
    (columns, keyColumns) = (one.columns, one.key)
    let key = one.key.compactMap { one.columns.firstIndex(of: $0) }
    let before = Dictionary(one.rows.map { row in (key.map { row[$0] }, row) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      other.rows.map { row in (key.map { row[$0] }, row) },
      uniquingKeysWith: { first, _ in first }
    )
    let keys = one.rows.map { row in key.map { row[$0] } }
    let added = other.rows.map { row in key.map { row[$0] } }.filter { before[$0] == nil }
    changes = (keys + added).filter { before[$0] != after[$0] }
      .map { Change(key: $0, before: before[$0], after: after[$0]) }
  }

  public var isEmpty: Bool { changes.isEmpty }

  /// The columns beside the key in which a changed row differs, by their places.
  public func changedColumns(of change: Change) -> [Int] {
    columns.indices.filter { !keyColumns.contains(columns[$0]) && change.before?[$0] != change.after?[$0] }
  }
}

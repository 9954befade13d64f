/// The rows that a statement returned, copied out of libpq and decoded when read.
public struct Rows: RandomAccessCollection, Sendable {
  /// What all rows of an answer share.
  final class Storage: Sendable {
    let columns: [Column]
    let affected: Int
    let bytes: [UInt8]
    /// Where each cell is, row by row; an empty range that starts at -1 is `NULL`.
    let cells: [Cell]
    let count: Int

    init(columns: [Column], affected: Int, count: Int, bytes: [UInt8], cells: [Cell]) {
      self.columns = columns
      self.affected = affected
      self.count = count
      self.bytes = bytes
      self.cells = cells
    }
  }

  struct Cell: Sendable {
    var start: Int
    /// -1 for `NULL`.
    var length: Int32
  }

  /// A column of the answer.
  public struct Column: Hashable, Sendable {
    public let name: String
    public let type: PostgresType
  }

  let storage: Storage

  public var startIndex: Int { 0 }
  public var endIndex: Int { storage.count }
  public subscript(position: Int) -> Row {
    precondition(indices.contains(position), "row \(position) of \(count)")
    return Row(storage: storage, index: position)
  }

  public var columns: [Column] { storage.columns }

  /// The rows that the statement inserted, updated, deleted, selected or copied.
  public var affected: Int { storage.affected }

  /// All rows, each as a tuple of its first columns.
  ///
  /// ```swift
  /// for (position, type) in try rows.decode(Int64.self, String.self) { … }
  /// ```
  public func decode<each T: PostgresDecodable>(
    _ types: repeat (each T).Type
  ) throws(PostgresError) -> [(repeat each T)] {
    var result: [(repeat each T)] = []
    result.reserveCapacity(count)
    for row in self { result.append(try row.decode(repeat each types)) }
    return result
  }
}

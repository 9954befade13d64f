/// One row of ``Rows``. It keeps all of them in memory.
public struct Row: Sendable {
  let storage: Rows.Storage
  let index: Int

  public var columns: [Rows.Column] { storage.columns }

  /// The cell of a column, counted from 0. There must be such a column.
  public subscript(column: Int) -> PostgresValue {
    precondition(storage.columns.indices.contains(column), "column \(column) of \(storage.columns.count)")
    let cell = storage.cells[index * storage.columns.count + column]
    let bytes = cell.length < 0 ? nil : storage.bytes[cell.start..<cell.start + Int(cell.length)]
    return PostgresValue(type: storage.columns[column].type, bytes: bytes)
  }

  /// Reads a column, counted from 0.
  /// - Throws: ``PostgresError/Code/decoding`` if there is no such column, or if it cannot be read as `type`.
  public func decode<T: PostgresDecodable>(_ type: T.Type, at column: Int) throws(PostgresError) -> T {
    guard storage.columns.indices.contains(column) else {
      throw PostgresError(.decoding, "the answer has \(storage.columns.count) columns, none at \(column)")
    }
    do {
      return try T(from: self[column])
    } catch {
      var error = error
      error.message = "column \(column) (\(storage.columns[column].name)): \(error.message)"
      throw error
    }
  }

  /// Reads the first column of that name.
  /// - Throws: ``PostgresError/Code/decoding`` if there is no such column, or if it cannot be read as `type`.
  public func decode<T: PostgresDecodable>(_ name: String, as type: T.Type) throws(PostgresError) -> T {
    guard let column = storage.columns.firstIndex(where: { $0.name == name }) else {
      throw PostgresError(.decoding, "the answer has no column \(name)")
    }
    return try decode(type, at: column)
  }

  /// Reads the first columns as a tuple.
  /// - Throws: ``PostgresError/Code/decoding``, as for a single column.
  public func decode<each T: PostgresDecodable>(
    _ types: repeat (each T).Type
  ) throws(PostgresError) -> (repeat each T) {
    var column = -1
    func next<U: PostgresDecodable>(_ type: U.Type) throws(PostgresError) -> U {
      column += 1
      return try decode(type, at: column)
    }
    return (repeat try next(each types))
  }
}

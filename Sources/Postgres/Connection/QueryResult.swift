import CLibPQ

/// One `PGresult`, cleared when it goes out of scope.
struct QueryResult: ~Copyable {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) {
    self.handle = handle
  }

  deinit {
    PQclear(handle)
  }

  var status: ExecStatusType { PQresultStatus(handle) }

  /// The command tag, such as `INSERT 0 3`.
  var tag: String { String(cString: PQcmdStatus(handle)) }

  var affected: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  /// Copies all cells out of libpq's memory into one buffer.
  func rows() -> Rows {
    let width = PQnfields(handle)
    let height = PQntuples(handle)
    let columns = (0..<width).map { column in
      Rows.Column(
        name: String(cString: PQfname(handle, column)),
        type: PostgresType(rawValue: PQftype(handle, column))
      )
    }
    var bytes: [UInt8] = []
    var cells: [Rows.Cell] = []
    cells.reserveCapacity(Int(width) * Int(height))
    for row in 0..<height {
      for column in 0..<width {
        guard PQgetisnull(handle, row, column) == 0, let value = PQgetvalue(handle, row, column) else {
          cells.append(Rows.Cell(start: bytes.count, length: -1))
          continue
        }
        let length = PQgetlength(handle, row, column)
        cells.append(Rows.Cell(start: bytes.count, length: length))
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: value, count: Int(length)))
      }
    }
    return Rows(
      storage: Rows.Storage(columns: columns, affected: affected, count: Int(height), bytes: bytes, cells: cells)
    )
  }

  /// Whether a notice says that a commit has taken effect without the standbys that it had to wait for. The text is in the
  /// server's language, and its SQLSTATE that of any warning; the function that gives it is its own.
  static func isOfUnreplicatedCommit(_ notice: OpaquePointer) -> Bool {
    let function = PQresultErrorField(notice, Int32(("R" as Unicode.Scalar).value))
    return function.map { String(cString: $0) } == "SyncRepWaitForLSN"
  }

  /// What an error answer says.
  func error() -> PostgresError {
    // libpq-fe.h gives these as character literals, which Swift does not import.
    func field(_ code: Unicode.Scalar) -> String? {
      PQresultErrorField(handle, Int32(code.value)).map { String(cString: $0) }
    }
    let message = field("M") ?? String(cString: PQresultErrorMessage(handle))
    var error = PostgresError(.server, message, sqlState: field("C").map(SQLState.init(rawValue:)))
    error.fields = PostgresError.ServerFields(
      detail: field("D"),
      hint: field("H"),
      schema: field("s"),
      table: field("t"),
      column: field("c"),
      constraint: field("n")
    )
    return error
  }
}

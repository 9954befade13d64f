import Postgres
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct CopyTests {
  private let into: SQL = "COPY plot (id, name, note) FROM STDIN (FORMAT binary)"
  private let out: SQL = "COPY (SELECT id, name, note FROM plot ORDER BY id) TO STDOUT (FORMAT binary)"
  private let names = ["清明", "", "👨‍👩‍👧", "tab\tand\nnewline\\", "墓位甲-001"]

  private func plots() async throws -> Connection {
    let connection = try await freshConnection()
    try await connection.script("CREATE TABLE plot (id bigint PRIMARY KEY, name text NOT NULL, note text)")
    return connection
  }

  @Test func nonASCIIRowsGoInAndOut() async throws {
    let connection = try await plots()
    let names = names
    let count = try await connection.copyIn(into) { writer in
      for (id, name) in names.enumerated() { try writer.row(id, name, id == 0 ? nil : name) }
    }
    #expect(count == names.count)
    let rows = try await connection.query("SELECT id, name, note FROM plot ORDER BY id")
    #expect(try rows.map { try $0.decode("name", as: String.self) } == names)
    #expect(try rows.map { try $0.decode("note", as: String?.self) } == names.map { $0 == "清明" ? nil : $0 })
    var copied: [String] = []
    try await connection.withCopyOut(out) { copy in
      for try await row in copy.rows {
        let (id, name, note) = try row.decode(Int.self, String.self, String?.self)
        #expect(note == (id == 0 ? nil : name))
        copied.append(name)
      }
    }
    #expect(copied == names)
  }

  @Test func rowsThatComeOverTimeAreStreamed() async throws {
    let connection = try await plots()
    let total = 50_000
    let rows = AsyncStream<CopyRow> { continuation in
      for id in 0..<total { continuation.yield(CopyRow(id, "墓位甲-\(id)", nil as String?)) }
      continuation.finish()
    }
    #expect(try await connection.copyIn(into, rows: rows) == total)
    var next = 0
    var pieces = 0
    try await connection.withCopyOut(out) { copy in
      for try await row in copy.rows {
        let (id, name) = try row.decode(Int.self, String.self)
        guard id == next, name == "墓位甲-\(id)" else {
          Issue.record("row \(id) in the place of \(next)")
          return
        }
        next += 1
      }
    }
    #expect(next == total)
    try await connection.copyOut("COPY plot TO STDOUT") { bytes in
      #expect(bytes.last == UInt8(ascii: "\n"))
      #expect(bytes.count < 200_000)
    }
    try await connection.withCopyOut("COPY plot TO STDOUT") { copy in
      for try await bytes in copy { pieces += bytes.count }
    }
    #expect(pieces > total * 10)
  }

  @Test func textIsCopiedAsItIs() async throws {
    let connection = try await plots()
    let count = try await connection.copyIn("COPY plot FROM STDIN (FORMAT csv)") { writer in
      try writer.write("1,清明,\n2,\"a,b\",".utf8)
      try writer.write("x\n".utf8)
    }
    #expect(count == 2)
    #expect(try await connection.query("SELECT name FROM plot ORDER BY id").decode(String.self) == ["清明", "a,b"])
  }

  @Test func oneBadRowFailsAll() async throws {
    let connection = try await plots()
    let into = into
    let duplicate = try await postgresError {
      try await connection.copyIn(into) { writer in
        for id in [1, 2, 1, 3] { try writer.row(id, "x", nil as String?) }
      }
    }
    #expect(duplicate.sqlState == .uniqueViolation)
    let null = try await postgresError {
      try await connection.copyIn(into) { try $0.row(1, nil as String?, nil as String?) }
    }
    #expect(null.sqlState == .notNullViolation)
    #expect(null.column == "name")
    let tooMany = (0..<20_000).map { CopyRow($0 / 2, "x", "y") }
    let streamed = try await postgresError {
      try await connection.copyIn(
        into,
        rows: AsyncStream { continuation in
          tooMany.forEach { continuation.yield($0) }
          continuation.finish()
        }
      )
    }
    #expect(streamed.sqlState == .uniqueViolation)
    #expect(try await connection.query("SELECT 1 FROM plot").isEmpty)
  }

  @Test func aFailingSourceLeavesNothing() async throws {
    struct Broken: Error {}
    let connection = try await plots()
    let into = into
    await #expect(throws: Broken.self) {
      try await connection.copyIn(into) { writer in
        try writer.row(1, "x", nil as String?)
        throw Broken()
      }
    }
    await #expect(throws: Broken.self) {
      try await connection.copyIn(
        into,
        rows: AsyncThrowingStream { continuation in
          continuation.yield(CopyRow(1, "x", nil as String?))
          continuation.finish(throwing: Broken())
        }
      )
    }
    #expect(try await connection.query("SELECT 1 FROM plot").isEmpty)
  }

  @Test func aCancelledSourceLeavesNothing() async throws {
    let connection = try await plots()
    let into = into
    let (rows, source) = AsyncStream<CopyRow>.makeStream()
    let (consumed, announce) = AsyncStream<Void>.makeStream()
    let task = Task {
      try await connection.copyIn(
        into,
        rows: rows.map { row in
          announce.yield()
          return row
        }
      )
    }
    source.yield(CopyRow(1, "x", nil as String?))
    for await _ in consumed { break }
    task.cancel()
    #expect(try await postgresError { _ = try await task.value }.code == .cancelled)
    #expect(try await connection.query("SELECT 1 FROM plot").isEmpty)
  }

  @Test func readingMayStopEarly() async throws {
    let connection = try await freshConnection()
    let endless: SQL = "COPY (SELECT generate_series(1, 100000000)) TO STDOUT (FORMAT binary)"
    var first: [Int32] = []
    try await connection.withCopyOut(endless) { copy in
      for try await row in copy.rows {
        first.append(try row.decode(Int32.self))
        if first.count == 3 { break }
      }
    }
    #expect(first == [1, 2, 3])
    struct Enough: Error {}
    await #expect(throws: Enough.self) { try await connection.copyOut(endless) { _ in throw Enough() } }
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func anErrorWhileReadingIsThrown() async throws {
    let connection = try await freshConnection()
    let failing: SQL = "COPY (SELECT 1 / (5000 - n) FROM generate_series(1, 6000) n) TO STDOUT (FORMAT binary)"
    var count = 0
    let error = try await postgresError {
      try await connection.withCopyOut(failing) { copy in
        for try await _ in copy.rows { count += 1 }
      }
    }
    #expect(error.sqlState == SQLState(rawValue: "22012"))
    #expect(count == 4_999)
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func misuseIsNamed() async throws {
    let connection = try await plots()
    let (into, out) = (into, out)
    #expect(try await postgresError { try await connection.copyIn("SELECT 1") { _ in } }.code == .misuse)
    #expect(try await postgresError { try await connection.copyIn(out) { _ in } }.code == .misuse)
    #expect(try await postgresError { try await connection.copyOut(into) { _ in } }.code == .misuse)
    let wrong = try await postgresError { try await connection.copyIn("COPY absent FROM STDIN") { _ in } }
    #expect(wrong.sqlState == .undefinedTable)
    let notBinary = try await postgresError {
      try await connection.withCopyOut("COPY (SELECT repeat('x', 99)) TO STDOUT") { copy in
        for try await _ in copy.rows {}
      }
    }
    #expect(notBinary.code == .decoding)
    let meanwhile = try await connection.withCopyOut(out) { _ in
      try await postgresError { _ = try await connection.query("SELECT 1") }
    }
    #expect(meanwhile.code == .misuse)
    #expect(try await connection.query("SELECT 1").count == 1)
  }

  @Test func thePoolCopiesToo() async throws {
    let pool = ConnectionPool(try await freshDatabase(), maximum: 1, logger: quiet)
    try await pool.execute("CREATE TABLE plot (id bigint, name text, note text)")
    let names = names
    let rows = AsyncStream { continuation in
      for (id, name) in names.enumerated() { continuation.yield(CopyRow(id, name, nil as String?)) }
      continuation.finish()
    }
    #expect(try await pool.copyIn(into, rows: rows) == names.count)
    let copied = try await pool.withCopyOut(out) { copy in
      var copied: [String] = []
      for try await row in copy.rows { copied.append(try row.decode(Int.self, String.self).1) }
      return copied
    }
    #expect(copied == names)
    await pool.close()
  }
}

import Testing

@testable import Postgres

@Suite struct SQLTests {
  @Test func interpolationBinds() {
    let name = "Robert'); DROP TABLE plot;--"
    let sql: SQL = "SELECT \(1) WHERE name = \(name) AND \(identifier: "a\"b") = \(nil as Int32?)"
    #expect(sql.text == #"SELECT $1 WHERE name = $2 AND "a""b" = $3"#)
    #expect(sql.bindings.types == [20, 25, 23])
    #expect(sql.bindings.ranges.map { $0?.count } == [8, name.utf8.count, nil])
  }

  @Test func unsafeTextIsSpliced() {
    let sql: SQL = "SELECT \(unsafe: "now()")"
    #expect(sql.text == "SELECT now()")
    #expect(SQL(unsafe: "SELECT $1, $2", 1, "x").bindings.types == [20, 25])
  }

  @Test func noValueIsEverPrinted() {
    let secret = "370101194910010011"
    let sql: SQL = "SELECT \(secret)"
    var dumped = ""
    dump(sql, to: &dumped)
    for text in ["\(sql)", String(reflecting: sql), String(reflecting: [sql]), dumped] {
      #expect(text.contains("SELECT $1"))
      #expect(!text.contains(secret))
      #expect(!text.contains("51"), "the bytes of the value")
    }
  }

  @Test func configurationHidesThePassword() {
    let configuration = Configuration("postgresql://clerk:hunter2@db.example:5433/registry").with("passfile", "hunter2")
    var dumped = ""
    dump(configuration, to: &dumped)
    for text in ["\(configuration)", String(reflecting: configuration), dumped, "\([configuration])"] {
      #expect(text.contains("host=db.example port=5433 dbname=registry user=clerk"))
      #expect(!text.contains("hunter2"))
    }
  }

  @Test func parametersOverrideTheConnectionString() throws {
    let resolved = try Configuration("host=a dbname=b application_name=c client_encoding=LATIN1")
      .with("dbname", "d").resolved()
    #expect(resolved["host"] == "a")
    #expect(resolved["dbname"] == "d")
    #expect(resolved["application_name"] == "c")
    #expect(resolved["client_encoding"] == "UTF8")
    #expect(try Configuration(parameters: ["host": "a"]).resolved()["application_name"] == "qingming")
  }

  @Test func malformedConnectionStringDoesNotQuoteItself() async throws {
    let error = try await postgresError {
      _ = try await Connection.open(Configuration("host=a hunter2"), logger: quiet)
    }
    #expect(error.code == .configuration)
    #expect(!String(reflecting: error).contains("hunter2"))
  }
}

public import Postgres

/// What a superuser can do who means to, whom nothing can be forbidden: changes the registry's schemas past their guard, which
/// stands again afterwards.
extension TestDatabase {
  public func tamper(_ statements: String) async throws {
    let connection = try await Connection.open(configuration(), logger: .test)
    try await connection.tamper(statements)
    await connection.close()
  }
}

extension Connection {
  /// All of it or none, as one statement.
  public func tamper(_ statements: String) throws(PostgresError) {
    func guards(_ state: String) -> String {
      ["before", "after", "drop"].map { "ALTER EVENT TRIGGER guard_\($0) \(state);" }.joined()
    }
    try script("\(guards("DISABLE")) \(statements); \(guards("ENABLE ALWAYS"))")
  }
}

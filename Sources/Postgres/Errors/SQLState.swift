/// A five-character SQLSTATE code (PostgreSQL manual, appendix A).
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The five characters, such as `23505`.
  public let rawValue: String

  /// A code by its five characters. Codes of one's own (`RAISE … USING ERRCODE`) are as good as PostgreSQL's.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The class: the first two characters, such as `23` for integrity constraint violations.
  public var category: String { String(rawValue.prefix(2)) }

  public var description: String { rawValue }
}

extension SQLState {
  public static let featureNotSupported = SQLState(rawValue: "0A000")
  public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
  public static let characterNotInRepertoire = SQLState(rawValue: "22021")
  public static let numericValueOutOfRange = SQLState(rawValue: "22003")
  public static let notNullViolation = SQLState(rawValue: "23502")
  public static let foreignKeyViolation = SQLState(rawValue: "23503")
  public static let uniqueViolation = SQLState(rawValue: "23505")
  public static let checkViolation = SQLState(rawValue: "23514")
  public static let exclusionViolation = SQLState(rawValue: "23P01")
  public static let readOnlyTransaction = SQLState(rawValue: "25006")
  public static let inFailedTransaction = SQLState(rawValue: "25P02")
  public static let invalidStatementName = SQLState(rawValue: "26000")
  public static let invalidPassword = SQLState(rawValue: "28P01")
  public static let invalidCatalogName = SQLState(rawValue: "3D000")
  public static let serializationFailure = SQLState(rawValue: "40001")
  public static let deadlockDetected = SQLState(rawValue: "40P01")
  public static let insufficientPrivilege = SQLState(rawValue: "42501")
  public static let syntaxError = SQLState(rawValue: "42601")
  public static let undefinedTable = SQLState(rawValue: "42P01")
  public static let undefinedFunction = SQLState(rawValue: "42883")
  public static let duplicateTable = SQLState(rawValue: "42P07")
  public static let diskFull = SQLState(rawValue: "53100")
  public static let outOfMemory = SQLState(rawValue: "53200")
  public static let tooManyConnections = SQLState(rawValue: "53300")
  public static let lockNotAvailable = SQLState(rawValue: "55P03")
  public static let queryCanceled = SQLState(rawValue: "57014")
  public static let adminShutdown = SQLState(rawValue: "57P01")
  public static let crashShutdown = SQLState(rawValue: "57P02")
  public static let cannotConnectNow = SQLState(rawValue: "57P03")
  public static let raiseException = SQLState(rawValue: "P0001")
}

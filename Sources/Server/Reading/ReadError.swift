import Postgres
import ProjectionEngine

/// Why nothing can be read.
public struct ReadError: Error, Sendable, CustomStringConvertible {
  enum Code: Sendable {
    /// The database cannot be reached.
    case unavailable
    /// Tables or read models are not there.
    case notReady
    /// Rows are asked for that the view cannot have.
    case badSelection
    /// A read model did not get to a position in time.
    case behind
    /// Too many replays are running.
    case busy
    /// A replay takes too long for an answer.
    case tooLong
    /// The server refused, or answered in a way that cannot be read.
    case database
  }

  let code: Code
  /// A sentence without any data, fit for a log.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  /// From whatever a closure on a connection has thrown.
  init(any error: any Error) {
    switch error {
    case let error as ReadError: self = error
    case let error as ProjectionError where [.noDivision, .badKey].contains(error.code):
      self.init(.badSelection, error.description)
    case let error as ProjectionError:
      self.init(error.cause.map(Self.code) ?? .database, error.description)
    case let error as PostgresError: self.init(Self.code(of: error), error.description)
    default: self.init(.database, "\(type(of: error))")
    }
  }

  private static func code(of error: PostgresError) -> Code {
    if error.isServerAway || error.code == .acquireTimeout || error.code == .poolExhausted { return .unavailable }
    switch error.sqlState {
    case .undefinedTable, .undefinedFunction, .insufficientPrivilege, SQLState(rawValue: "3F000"): return .notReady
    // What a cursor says is no value of the key's type.
    case SQLState(rawValue: "22P02"), SQLState(rawValue: "22007"), SQLState(rawValue: "22008"): return .badSelection
    default: return .database
    }
  }
}

import Postgres
import Sealing

/// Why the sealed store could not do what it was asked. Holds nothing of what is sealed.
public struct SealedStoreError: Error, Sendable, CustomStringConvertible {
  public enum Code: Equatable, Sendable {
    /// The database cannot be reached, or refuses.
    case unavailable
    /// The database has no room left.
    case diskFull
    /// A key-encryption key is not where it should be, or no longer the one that it was.
    case keyMissing
    /// A part or a key does not open.
    case notAuthentic
    /// What was sealed under was swept away before it was used; sealing again helps.
    case swept
  }

  public let code: Code
  public let description: String

  public init(_ code: Code, _ description: String) {
    (self.code, self.description) = (code, description)
  }

  init(_ error: PostgresError) {
    self.init(error.sqlState == .diskFull ? .diskFull : .unavailable, error.description)
  }

  init(sealing error: SealingError, _ what: String) {
    self.init(.notAuthentic, "\(what): \(error)")
  }

  static func noKey(_ number: Int32) -> SealedStoreError {
    SealedStoreError(.keyMissing, "key-encryption key \(number) is missing: restore its file")
  }

  static func otherKey(_ number: Int32) -> SealedStoreError {
    SealedStoreError(.keyMissing, "the file of key-encryption key \(number) holds another key than the database knows")
  }

  static let noneInUse = SealedStoreError(.keyMissing, "no key-encryption key is in use in this database")
}

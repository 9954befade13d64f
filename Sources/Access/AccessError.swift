/// What is wrong with the registry's own files of access, or with keys.
public struct AccessError: Error, CustomStringConvertible {
  public enum Code: Sendable {
    /// A file of Schemas/access is not such a table; the detail says where.
    case badTable
    /// A set of keys cannot be read, or has a key that is none.
    case badKeys
    /// The keys are to be fetched, and could not be.
    case keysAway
  }

  public let code: Code
  public let detail: String

  public init(_ code: Code, _ detail: String) {
    (self.code, self.detail) = (code, detail)
  }

  public var description: String { "\(code): \(detail)" }
}

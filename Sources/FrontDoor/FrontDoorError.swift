/// Why no answer can be given at all: nothing is wrong with the submissions, and sending them again later is safe.
public struct FrontDoorError: Error, CustomStringConvertible {
  public enum Code: Sendable {
    /// The database cannot be reached.
    case unavailable
    /// The database has no room left; reading goes on.
    case diskFull
    /// Too much is waiting, or the same streams are being written by too many at once.
    case overloaded
    /// A stored event cannot be read: the log and this program do not fit together.
    case unreadable
  }

  public let code: Code
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

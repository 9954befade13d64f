/// Why the server cannot start.
public struct ServerError: Error, CustomStringConvertible, Sendable {
  public enum Code: Sendable {
    /// The address is not one of this machine's own.
    case notLoopback
    /// Schemas/http/openapi.yaml cannot be read, or a template is broken.
    case incomplete
  }

  public let code: Code
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

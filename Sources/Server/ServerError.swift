/// Why the server cannot start.
public struct ServerError: Error, CustomStringConvertible, Sendable {
  public enum Code: Sendable {
    /// The address is not one of this machine's own.
    case notLoopback
    /// Another program listens on the port, or this user may not.
    case portTaken
    /// Schemas/http/openapi.json cannot be read, or a template is broken.
    case incomplete
  }

  public let code: Code
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  init(portTaken port: Int) {
    self.init(
      .portTaken,
      """
      端口 \(port) 已被占用或无权使用：请用 --port 另选，--port 0 由系统选择 \
      Port \(port) is taken by another program, or this user may not have it: choose one with --port; --port 0 takes a free one.
      """
    )
  }
}

/// Where the server listens: an address of this machine that no other machine can reach, since there is no sign-in yet.
public struct LoopbackAddress: Sendable, CustomStringConvertible {
  public let host: String
  /// 0 lets the system choose.
  public let port: Int

  /// - Throws: ``ServerError/Code/notLoopback`` for any other host than `127.0.0.1` or `localhost`.
  public init(host: String = "127.0.0.1", port: Int) throws(ServerError) {
    guard host == "127.0.0.1" || host == "localhost" else {
      throw ServerError(
        .notLoopback,
        """
        只能监听 127.0.0.1：尚未设登录，不能让其他机器访问 \
        The server has no sign-in yet, so it listens on 127.0.0.1 only, not on \(host).
        """
      )
    }
    // The name may stand for another address in /etc/hosts.
    self.host = "127.0.0.1"
    self.port = port
  }

  public var description: String { "http://\(host):\(port)" }
}

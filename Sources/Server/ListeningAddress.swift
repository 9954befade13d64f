/// Where the server listens, and under which names it is known.
public struct ListeningAddress: Sendable, CustomStringConvertible {
  public let host: String
  /// 0 lets the system choose.
  public let port: Int
  /// Requests to other names are not answered (see ``Problem/foreignHost``).
  let names: Set<String>

  static let loopback: Set<String> = ["127.0.0.1", "localhost", "[::1]"]

  /// An address of this machine that no other machine can reach, for those who sign in with a click.
  /// - Throws: ``ServerError/Code/notLoopback`` for any other host than `127.0.0.1` or `localhost`.
  public init(loopback host: String, port: Int) throws(ServerError) {
    guard host == "127.0.0.1" || host == "localhost" else {
      throw ServerError(
        .notLoopback,
        """
        未指定身份认证系统（--issuer）时可以一键登录，因此只能监听 127.0.0.1 \
        Without an issuer (--issuer) anybody signs in with a click, so the server listens on 127.0.0.1 only, not on \(host).
        """
      )
    }
    // The name may stand for another address in /etc/hosts.
    self.init(open: "127.0.0.1", port: port, names: [])
  }

  /// An address that others may reach, for those who bring a token of an issuer.
  /// The server is known under the `names`, beside those of this machine.
  public init(open host: String, port: Int, names: Set<String>) {
    (self.host, self.port) = (host, port)
    self.names = Self.loopback.union(names.map { $0.lowercased() })
  }

  /// The same with the port that the system chose.
  func with(port: Int) -> ListeningAddress { ListeningAddress(open: host, port: port, names: names) }

  public var description: String { "http://\(host):\(port)" }
}

import Foundation

/// The unprivileged account that the server runs as when we are root.
struct ServerAccount: Sendable {
  let user: Int
  let group: Int

  /// Nil for an ordinary user, who runs the server as himself.
  static func forServer() throws(ClusterError) -> ServerAccount? {
    guard geteuid() == 0 else { return nil }
    for name in ["postgres", "nobody"] {
      if let entry = getpwnam(name) {
        return ServerAccount(user: Int(entry.pointee.pw_uid), group: Int(entry.pointee.pw_gid))
      }
    }
    throw ClusterError(.account, "root needs an account named postgres or nobody to run PostgreSQL as")
  }

  /// Words before a command that make it run as this account.
  ///
  /// A checkout under a home that only root may enter would be out of its reach, so it keeps the right to pass through
  /// directories, and no other right of root.
  var prefix: [String] {
    [
      "/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups",
      "--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search", "--",
    ]
  }
}

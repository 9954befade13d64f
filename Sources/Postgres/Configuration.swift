import CLibPQ

/// Where and how to connect: libpq's parameters (PostgreSQL manual, 34.1.2).
///
/// TLS (`sslmode=verify-full`), several hosts and `target_session_attrs=read-write` are among them. What is not given
/// comes from the environment (`PGHOST`, …) and `~/.pgpass`, as with `psql`. Text is always UTF-8.
public struct Configuration: Sendable, Hashable {
  /// What the connection string says, before ``parameters`` change it.
  private var conninfo = ""
  private var parameters: [String: String] = [:]

  /// From a connection string, `host=… dbname=…` or `postgresql://…`. It is read when a connection is opened.
  public init(_ conninfo: String) {
    self.conninfo = conninfo
  }

  /// From keywords and values, such as `["host": "/run/postgresql", "dbname": "registry"]`.
  public init(parameters: [String: String]) {
    self.parameters = parameters
  }

  /// The same, with one parameter set.
  public func with(_ keyword: String, _ value: String) -> Configuration {
    var copy = self
    copy.parameters[keyword] = value
    return copy
  }

  /// A peer that has vanished is noticed within half a minute, be it while we wait for it (the kernel's default: two hours) or
  /// while something is on its way to it (a quarter of an hour).
  private static let defaults = [
    "application_name": "qingming", "connect_timeout": "10",
    "keepalives_idle": "15", "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "30000",
  ]

  /// All parameters, with our defaults for what is not given. Contains the password.
  /// - Throws: ``PostgresError/Code/configuration``; libpq's message is dropped, as it may quote a password.
  func resolved() throws(PostgresError) -> [String: String] {
    var result = Self.defaults
    guard let options = PQconninfoParse(conninfo, nil) else {
      throw PostgresError(.configuration, "the connection string is malformed")
    }
    defer { PQconninfoFree(options) }
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { result[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    result.merge(parameters) { _, new in new }
    result["client_encoding"] = "UTF8"
    return result
  }
}

extension Configuration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Where to connect; never a password.
  public var description: String {
    guard let parameters = try? resolved() else { return "(malformed)" }
    return ["host", "hostaddr", "port", "dbname", "user", "target_session_attrs"]
      .compactMap { keyword in parameters[keyword].map { "\(keyword)=\($0)" } }
      .joined(separator: " ")
  }
  public var debugDescription: String { description }
  /// Hides the stored properties from `dump`.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

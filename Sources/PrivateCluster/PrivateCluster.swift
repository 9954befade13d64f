public import Foundation

/// A PostgreSQL cluster of our own in one directory: data, socket and log lie under it and nothing else is touched.
///
/// It listens on a unix socket only. The socket's directory is open to the server's account alone, which is why local
/// connections need no password. Started by root, the server runs as an unprivileged account (PostgreSQL refuses root).
public struct PrivateCluster: Sendable {
  public enum Durability: Sendable {
    /// A commit is on disk when it is acknowledged.
    case full
    /// For tests whose cluster is thrown away: no flush, so a power cut loses everything.
    case none
  }

  /// Absolute path of the directory that holds everything.
  public let directory: URL
  public let durability: Durability
  let tools: ServerTools
  let account: ServerAccount?
  let socketDirectory: String

  /// Describes the cluster in `directory`; nothing is created until ``start()``.
  /// - Throws: ``ClusterError`` when PostgreSQL 15 or newer is not installed, or root finds no account to run it.
  public init(directory: URL, durability: Durability = .full) throws(ClusterError) {
    self.directory = directory.standardizedFileURL
    self.durability = durability
    tools = try ServerTools.find()
    account = try ServerAccount.forServer()
    socketDirectory = SocketDirectory.path(for: self.directory)
  }

  /// A libpq connection string for `database` as `user`.
  public func connectionString(database: String = "postgres", user: String = "postgres") -> String {
    "host='\(socketDirectory)' port=\(Self.port) dbname='\(database)' user='\(user)'"
  }

  /// Creates the cluster if there is none, and starts it if it does not run. Returns once it accepts connections.
  /// - Throws: ``ClusterError`` with the last lines of the server's log when it does not come up.
  public func start() async throws(ClusterError) {
    try createDirectories()
    if !isCreated { try await initialise() }
    if try await isRunning() { return }
    try writeSettings()
    let arguments = ["start", "-D", data.path, "-l", log.path, "-w", "-t", "60", "-s"]
    let result = try await server("pg_ctl", arguments)
    guard result.succeeded else {
      throw ClusterError(.start, "PostgreSQL did not start:\n\(logTail())\(result.output)")
    }
  }

  public enum StopMode: String, Sendable {
    /// Ends sessions, then writes a checkpoint.
    case fast
    /// As a crash: the next start recovers from the write-ahead log.
    case immediate
  }

  /// Stops the server and waits for its end; does nothing when it does not run.
  public func stop(_ mode: StopMode = .fast) async throws(ClusterError) {
    guard try await isRunning() else { return }
    let result = try await server("pg_ctl", ["stop", "-D", data.path, "-m", mode.rawValue, "-w", "-s"])
    guard result.succeeded else { throw ClusterError(.stop, result.output) }
  }

  public func isRunning() async throws(ClusterError) -> Bool {
    guard isCreated else { return false }
    return try await server("pg_ctl", ["status", "-D", data.path]).succeeded
  }

  /// Process id of the postmaster, nil when there is none: for tests that kill it.
  public func postmasterPID() -> Int32? {
    guard let text = try? String(contentsOf: data.appending(path: "postmaster.pid"), encoding: .utf8) else {
      return nil
    }
    return text.split(separator: "\n").first.flatMap { Int32($0) }
  }

  /// Runs a PostgreSQL client or server tool (`createdb`, `pg_dump`, …) as the server's account.
  /// - Returns: whether it succeeded, and both outputs together.
  public func server(_ tool: String, _ arguments: [String]) async throws(ClusterError) -> CommandResult {
    try await Command(tools.path(tool), arguments, account: account).run()
  }

  // MARK: Inside the directory

  static let port = 5432
  var data: URL { directory.appending(path: "data") }
  var log: URL { directory.appending(path: "postgresql.log") }
  var isCreated: Bool { FileManager.default.fileExists(atPath: data.appending(path: "PG_VERSION").path) }

  private func createDirectories() throws(ClusterError) {
    do {
      for path in [directory.path, socketDirectory] {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      guard let account else { return }
      for path in [directory.path, socketDirectory] {
        try FileManager.default.setAttributes(
          [.ownerAccountID: account.user, .groupOwnerAccountID: account.group],
          ofItemAtPath: path
        )
      }
    } catch {
      throw ClusterError(.directory, "cannot create \(directory.path): \(error.localizedDescription)")
    }
  }

  private func initialise() async throws(ClusterError) {
    var arguments = [
      "-D", data.path, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--auth=trust",
    ]
    if durability == .none { arguments.append("--no-sync") }
    let result = try await server("initdb", arguments)
    guard result.succeeded else { throw ClusterError(.create, "initdb failed:\n\(result.output)") }
  }

  /// Settings of ours live in one file that is written whole at every start.
  private func writeSettings() throws(ClusterError) {
    let settings = ServerSettings(port: Self.port, socketDirectory: socketDirectory, durability: durability)
    let file = data.appending(path: "postgresql.auto.conf")
    do {
      try Data(settings.text.utf8).write(to: file)
    } catch {
      throw ClusterError(.directory, "cannot write \(file.path): \(error.localizedDescription)")
    }
  }

  private func logTail() -> String {
    guard let text = try? String(contentsOf: log, encoding: .utf8) else { return "" }
    return text.split(separator: "\n").suffix(12).map { $0 + "\n" }.joined()
  }
}

import Foundation

/// Where the PostgreSQL server's programs are.
struct ServerTools: Sendable {
  let directory: URL

  func path(_ tool: String) -> String { directory.appending(path: tool).path }

  /// Debian keeps each major version apart, off the PATH; the newest that is 15 or later is taken.
  static func find() throws(ClusterError) -> ServerTools {
    let root = URL(filePath: "/usr/lib/postgresql")
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    let newest = versions.compactMap(Int.init).filter { $0 >= 15 }.max()
    let candidates =
      newest.map { [root.appending(path: "\($0)/bin")] } ?? []
      + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { URL(filePath: String($0)) }
    for directory in candidates
    where FileManager.default.isExecutableFile(atPath: directory.appending(path: "initdb").path) {
      return ServerTools(directory: directory)
    }
    throw ClusterError(.notInstalled, "PostgreSQL 15 or newer is not installed: apt-get install postgresql")
  }
}

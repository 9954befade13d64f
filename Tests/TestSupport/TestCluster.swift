import Foundation
public import PrivateCluster
import Synchronization

/// The one throw-away cluster of a test process: started by the first test that asks, stopped when the process ends.
public enum TestCluster {
  private static let running = Task { try await start() }

  public static func shared() async throws -> PrivateCluster { try await running.value }

  /// A cluster for one test alone, for tests that kill servers. The caller stops it; what is left goes at exit.
  public static func separate(durability: PrivateCluster.Durability = .full) async throws -> PrivateCluster {
    let cluster = try PrivateCluster(directory: newDirectory(), durability: durability)
    leftovers.withLock { $0.append(cluster.directory) }
    try await cluster.start()
    return cluster
  }

  private static let leftovers = Mutex<[URL]>([])

  private static func start() async throws -> PrivateCluster {
    removeAbandoned()
    atexit { TestCluster.removeAll() }
    return try await separate(durability: .none)
  }

  private static let prefix = "qmt-"

  /// Short, because a socket's path is; it names the process that it belongs to.
  private static func newDirectory() -> URL {
    let tail = UUID().uuidString.prefix(6)
    return URL(filePath: "/tmp/\(prefix)\(ProcessInfo.processInfo.processIdentifier)-\(tail)")
  }

  private static func removeAll() {
    for directory in leftovers.withLock({ $0 }) { remove(directory) }
  }

  /// Clusters whose test process was killed before it could clean up.
  private static func removeAbandoned() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []
    for name in names where name.hasPrefix(prefix) {
      let pid = name.dropFirst(prefix.count).prefix { $0 != "-" }
      if let pid = Int32(pid), kill(pid, 0) != 0 { remove(URL(filePath: "/tmp/\(name)")) }
    }
  }

  /// Plain system calls: it runs in `atexit`, where nothing may be awaited.
  private static func remove(_ directory: URL) {
    let file = directory.appending(path: "data/postmaster.pid")
    if let text = try? String(contentsOf: file, encoding: .utf8), let first = text.split(separator: "\n").first,
      let pid = Int32(first)
    {
      kill(pid, SIGQUIT)
      // The files may only go once the server has gone; a second is far more than it takes.
      for _ in 0..<100 where kill(pid, 0) == 0 { usleep(10_000) }
    }
    try? FileManager.default.removeItem(at: directory)
  }
}

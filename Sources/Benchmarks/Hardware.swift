import Foundation
import Logging
import Postgres

/// What the figures were measured on.
struct Hardware {
  let cores = ProcessInfo.processInfo.activeProcessorCount
  let memoryGiB = ProcessInfo.processInfo.physicalMemory >> 30

  var text: String { "\(cores) cores, \(processor), \(memoryGiB) GiB" }

  /// Processes that wanted a core in the last minute, on a Linux machine: others may be at work beside us.
  var load: Double? {
    (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.flatMap { Double($0) }
  }

  private var processor: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n")
    let name = lines?.first { $0.hasPrefix("model name") }?.split(separator: ":").last
    return name?.trimmingCharacters(in: .whitespaces) ?? "unknown processor"
  }

  /// PostgreSQL's version, and the settings that decide most.
  static func server(_ configuration: Configuration, logger: Logger) async throws -> String {
    let pool = ConnectionPool(configuration, maximum: 1, logger: logger)
    let settings = try await pool.query(
      """
      SELECT string_agg(name || ' ' || current_setting(name), ', ' ORDER BY nth)
      FROM unnest(\([
        "server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_compression", "shared_buffers",
        "work_mem", "max_wal_size", "jit",
      ])::text[]) WITH ORDINALITY AS s (name, nth)
      """
    )[0].decode(String.self, at: 0)
    await pool.close()
    return "PostgreSQL: \(settings)"
  }
}

public import EventLog
public import TransparencyLog

/// Reads all of a live log again and compares it with what was signed: every line with its leaf, its place and its version, every
/// tile and bundle of entries with the one that the log leads to, and the checkpoint with the root. It goes on behind what it finds.
public struct LogAudit: Sendable {
  let log: EventLog
  let directory: TileDirectory
  let policy: TrustPolicy

  public init(_ log: EventLog, signedIn directory: TileDirectory, by policy: TrustPolicy) {
    (self.log, self.directory, self.policy) = (log, directory, policy)
  }

  /// What an audit has read, and what it has found.
  public struct Report: Sendable {
    public internal(set) var events = 0
    /// Nil where nothing is signed, or nothing that can be believed.
    public internal(set) var checkpoint: Checkpoint?
    public internal(set) var findings: [Finding] = []

    /// The first so many are told one by one: a log that begins with another line differs everywhere.
    public static let most = 1_000

    mutating func add(_ finding: Finding) {
      if findings.count < Self.most { findings.append(finding) }
    }
  }

  /// - Throws: ``NotaryError/log(_:)`` or ``NotaryError/file(_:errno:)`` where something cannot be read now.
  public func run(progress: (_ done: Int, _ head: Int) -> Void) async throws(NotaryError) -> Report {
    var report = Report()
    report.checkpoint = try checkpoint(&report)
    var reading = Reading(directory: directory, checkpoint: report.checkpoint)
    let head = try await ask { log throws(EventLogError) in Int(try await log.head().rawValue) }
    while true {
      let after = Position(rawValue: Int64(reading.last))
      let leaves = try await ask { log throws(EventLogError) in try await log.leaves(after: after, limit: 4_096) }
      guard !leaves.isEmpty else { break }
      for leaf in leaves { try reading.take(leaf, &report) }
      report.events += leaves.count
      progress(report.events, head)
    }
    try reading.finish(&report)
    // What came meanwhile is no error, and is counted by now.
    if reading.last < head { report.add(.missing(from: reading.last + 1, to: head)) }
    let counted = try await ask { log throws(EventLogError) in Int(try await log.head().rawValue) }
    if counted < reading.last { report.add(.head(counted, behind: reading.last)) }
    for stray in try await ask({ log throws(EventLogError) in try await log.strayVersions(limit: Report.most) }) {
      report.add(.version(of: stray))
    }
    return report
  }

  private func checkpoint(_ report: inout Report) throws(NotaryError) -> Checkpoint? {
    guard let bytes = try directory.readCheckpoint() else { return nil }
    do {
      return try policy.verify(try SignedNote(bytes)).checkpoint
    } catch {
      report.add(Finding(.signature, "\(error)"))
      return nil
    }
  }

  private func ask<R: Sendable>(
    _ question: (EventLog) async throws(EventLogError) -> R
  ) async throws(NotaryError) -> R {
    do throws(EventLogError) { return try await question(log) } catch { throw .log(error) }
  }
}

extension Finding {
  /// The next event would be given a position that is taken.
  static func head(_ counted: Int, behind last: Int) -> Finding {
    Finding(
      .index,
      position: last,
      "日志的计数停在 \(counted)，而最后的事件在位置 \(last) the log's counter stands at \(counted), and its last event at \(last)"
    )
  }

  static func missing(from first: Int, to last: Int) -> Finding {
    let words =
      first == last
      ? "位置 \(first) 没有事件 nothing is stored at \(first)"
      : "位置 \(first) 至 \(last) 没有事件 nothing is stored from \(first) to \(last)"
    return Finding(.order, position: first, words)
  }

  static func version(of stray: StrayVersion) -> Finding {
    version(stray.version, expected: stray.expected, of: stray.stream.rawValue, at: Int(stray.position.rawValue))
  }

  static func version(_ version: Int32, expected: Int32, of stream: String, at position: Int) -> Finding {
    Finding(
      .order,
      position: position,
      "流 \(stream) 的第 \(expected) 个事件版本号为 \(version) event \(expected) of \(stream) has the version \(version)"
    )
  }
}

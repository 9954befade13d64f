import EventLog
import Foundation
import Notary
import SystemPackage
import TransparencyLog

/// What it takes to verify a bundle of a whole log, in a process of its own, beside `sha256sum` of the same lines.
struct VerifyBenchmark {
  let log: EventLog
  let signed: SignedDirectory
  let settings: Settings

  /// - Returns: flat figures by name.
  func run() async throws -> [String: Double] {
    let size = try await fill()
    let start = ContinuousClock.now
    try await signed.catchUp()
    say("notary: the rest of \(size) lines signed in \(Self.text((ContinuousClock.now - start) / .seconds(1))) s")
    let bundle = try await writeBundle()
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "qingming")
    let verify = [program.path, "verify", bundle.directory.root.string, "--key", signed.signer.verifier.text]
    let hash = ["sha256sum", bundle.path(LogBundle.linesName).string]
    var (verified, hashed) = ([Resources.Run](), [Resources.Run]())
    for round in 0...max(settings.rounds, 5) {
      let (one, other) = (try Resources.run(verify), try Resources.run(hash))
      // The first round fills caches.
      if round == 0 { continue }
      verified.append(one)
      hashed.append(other)
    }
    let (seconds, beside) = (Self.median(verified.map(\.seconds)), Self.median(hashed.map(\.seconds)))
    let resident = Self.median(verified.map(\.residentMiB))
    let ratio = (seconds / beside * 100).rounded() / 100
    say(
      "verify \(size) lines: \(Self.text(seconds)) s, \(Int(resident)) MiB; sha256sum \(Self.text(beside)) s; ratio \(ratio)"
    )
    return [
      "verify_lines": Double(size), "verify_1m_s": seconds, "verify_1m_rss_mib": resident.rounded(),
      "sha256sum_1m_s": beside, "verify_1m_vs_sha256sum": ratio,
    ]
  }

  /// Appends until the log has as many lines as are wanted.
  private func fill() async throws -> Int {
    var source = EventSource(seed: settings.seed &* 31)
    var head = Int(try await log.head().rawValue)
    while head < settings.verifiedLines {
      let units = (0..<min(1_000, settings.verifiedLines - head)).map { _ in AppendUnit(events: [source.next()]) }
      head += try await log.append(units).count { $0.receipts != nil }
    }
    return head
  }

  private func writeBundle() async throws -> LogBundle {
    let place = signed.tiles.root.appending("bundle")
    try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
    let bundle = LogBundle(place)
    let policy = TrustPolicy(log: signed.signer.verifier)
    let writer = try BundleWriter(from: signed.tiles, to: bundle, trusting: policy)
    try writer.writeCheckpoint(since: nil, "log \(signed.signer.verifier.text)\nquorum none\n")
    let count = try await writer.copyLines(nil, of: log)
    _ = try writer.writeManifest(lines: count, selection: nil)
    return bundle
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  private static func text(_ seconds: Double) -> String { "\((seconds * 100).rounded() / 100)" }
}

import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// `make bench`, in small: whether its figures are fast says a quiet machine, whether it has them says this.
@Suite struct BenchmarkProcessTests {
  @Test func theServerIsMeasuredBesideABarePeer() async throws {
    let figures = try await measure([
      "QINGMING_BENCH_PARTS": "http", "QINGMING_BENCH_REQUESTS": "60", "QINGMING_BENCH_LINES": "4",
      "QINGMING_BENCH_SCALE": "0.001",
    ])
    for key in ["peer_hello", "peer_insert", "http_submit", "http_stream", "http_read_case", "http_read_overview"] {
      #expect(figures["\(key)_per_second"] ?? 0 > 0, "\(key)")
      #expect(figures["\(key)_failed"] == 0, "\(figures)")
      #expect(figures["\(key)_p99_ms_at_50"] ?? 0 >= figures["\(key)_p50_ms_at_50"] ?? .infinity, "\(key)")
    }
    #expect(figures["http_requests_1"] == 110)
    #expect(figures["http_submit_against_peer_insert"] ?? 0 > 0)
  }

  @Test func theNotaryIsMeasuredBesideNone() async throws {
    let figures = try await measure([
      "QINGMING_BENCH_PARTS": "notary", "QINGMING_BENCH_ROUNDS": "1", "QINGMING_BENCH_SECONDS": "1",
      "QINGMING_BENCH_VERIFIED": "3000",
    ])
    for key in ["append_with_notary_vs_without", "verify_1m_vs_sha256sum", "verify_1m_rss_mib", "verify_1m_s"] {
      #expect(figures[key] ?? 0 > 0, "\(key)")
    }
    #expect(figures["verify_lines"] ?? 0 >= 3_000 && figures["notary_idle_cpu_s_per_minute"] != nil)
  }

  private func measure(_ settings: [Environment.Key: String]) async throws -> [String: Double] {
    let place = try await Place(cases: 1)
    let result = try await Subprocess.run(
      .path(FilePath(Program.executable.deletingLastPathComponent().appending(path: "Benchmarks").path)),
      environment: .inherit.updating(settings).updating(["QINGMING_BENCH_DIRECTORY": place.directory.path]),
      workingDirectory: FilePath(Repository.root.path),
      output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20)
    )
    try #require(result.terminationStatus.isSuccess, "\(result.standardOutput)\(result.standardError)")
    return try JSONDecoder().decode(
      [String: Double].self,
      from: Data(contentsOf: place.directory.appending(path: "bench.json"))
    )
  }
}

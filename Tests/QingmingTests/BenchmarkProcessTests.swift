import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// `make bench`, in small: whether its figures are fast says a quiet machine, whether it has them says this.
@Suite struct BenchmarkProcessTests {
  @Test func theServerIsMeasuredBesideABarePeer() async throws {
    let place = try await Place(cases: 1)
    let result = try await Subprocess.run(
      .path(FilePath(Program.executable.deletingLastPathComponent().appending(path: "Benchmarks").path)),
      environment: .inherit.updating([
        "QINGMING_BENCH_PARTS": "http", "QINGMING_BENCH_REQUESTS": "60", "QINGMING_BENCH_LINES": "4",
        "QINGMING_BENCH_SCALE": "0.001",
        "QINGMING_BENCH_DIRECTORY": place.directory.path,
      ]),
      workingDirectory: FilePath(Repository.root.path),
      output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20)
    )
    try #require(result.terminationStatus.isSuccess, "\(result.standardOutput)\(result.standardError)")
    let figures = try JSONDecoder().decode(
      [String: Double].self,
      from: Data(contentsOf: place.directory.appending(path: "bench.json"))
    )
    for key in ["peer_hello", "peer_insert", "http_submit", "http_stream", "http_read_case", "http_read_overview"] {
      #expect(figures["\(key)_per_second"] ?? 0 > 0, "\(key)")
      #expect(figures["\(key)_failed"] == 0, "\(result.standardOutput)")
      #expect(figures["\(key)_p99_ms_at_50"] ?? 0 >= figures["\(key)_p50_ms_at_50"] ?? .infinity, "\(key)")
    }
    #expect(figures["http_requests_1"] == 110)
    #expect(figures["http_submit_against_peer_insert"] ?? 0 > 0)
  }
}

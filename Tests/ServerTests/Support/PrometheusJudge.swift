import Foundation
import TestSupport

/// PyPI's prometheus_client, asked what it reads in a text.
enum PrometheusJudge {
  static let isThere = python != nil

  private static let python: URL? = {
    let own = ProcessInfo.processInfo.environment["QINGMING_PYTHON"].map { URL(filePath: $0) }
    let candidates = [own, Repository.root.appending(path: ".venv/bin/python")].compactMap(\.self)
    return candidates.first { python in
      guard FileManager.default.isExecutableFile(atPath: python.path) else { return false }
      return (try? run(python, "import prometheus_client.parser")) != nil
    }
  }()

  /// Each sample as `name label=value,… number`, labels in the order of their names.
  static func samples(in text: String) async throws -> [String] {
    guard let python else { throw Unexpected() }
    let file = FileManager.default.temporaryDirectory.appending(path: "metrics-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let program = """
      import sys
      from prometheus_client.parser import text_string_to_metric_families
      for family in text_string_to_metric_families(open(sys.argv[1], encoding="utf-8").read()):
          for s in family.samples:
              print(s.name, ",".join(f"{k}={v}" for k, v in sorted(s.labels.items())), float(s.value))
      """
    return try run(python, program, file.path).split(separator: "\n").map(String.init)
  }

  private static func run(_ python: URL, _ program: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = python
    process.arguments = ["-c", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Unexpected() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

import TestSupport

/// PyPI's prometheus_client, asked what it reads in a text.
enum PrometheusJudge {
  /// Each sample as `name label=value,… number`, labels in the order of their names.
  static func samples(in text: String) async throws -> [String] {
    let program = """
      import sys
      from prometheus_client.parser import text_string_to_metric_families
      for family in text_string_to_metric_families(sys.stdin.read()):
          for s in family.samples:
              print(s.name, ",".join(f"{k}={v}" for k, v in sorted(s.labels.items())), float(s.value))
      """
    return try await Python.run(["-c", program], input: Array(text.utf8)).split(separator: "\n").map(String.init)
  }
}

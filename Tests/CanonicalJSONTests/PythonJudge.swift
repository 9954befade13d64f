import Foundation
import TestSupport

/// Python's `json` as the other judge of what a text means.
enum PythonJudge {
  /// What Python makes of each line: its canonical form, or "refused".
  static func canonical(_ lines: [[UInt8]]) async throws -> [String] {
    let asked = lines.map { $0.map { String(format: "%02x", $0) }.joined() }.joined(separator: "\n")
    let answer = try await Python.run(["-c", script], input: Array(asked.utf8))
    return answer.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast()
  }

  /// Lines come in hexadecimal, so that they may hold anything.
  private static let script = """
    import json, sys
    def ordered(value):
        if isinstance(value, dict):
            return {k: ordered(value[k]) for k in sorted(value, key=lambda k: k.encode('utf-16-be'))}
        return [ordered(v) for v in value] if isinstance(value, list) else value
    def unique(pairs):
        if len(dict(pairs)) != len(pairs): raise ValueError('duplicate')
        return dict(pairs)
    for line in sys.stdin:
        try:
            value = json.loads(bytes.fromhex(line.strip()).decode('utf-8'), object_pairs_hook=unique)
            print(json.dumps(ordered(value), ensure_ascii=False, separators=(',', ':')).encode('utf-8').hex())
        except (ValueError, RecursionError):
            print('refused')
    """
}

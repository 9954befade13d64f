import Foundation

/// How much is measured. `make bench` takes the defaults; the environment has other numbers for a quick look or a longer one.
struct Settings {
  /// Decides all that chance decides.
  let seed: UInt64
  /// How often each append series is measured; the medians are reported. A rebuild is measured three times at most.
  let rounds: Int
  /// Events in the log that read models are rebuilt from.
  let events: Int
  /// How long events come in at a steady rate.
  let seconds: Int
  /// Submissions over HTTP, one by one, and as many in streams.
  let requests: Int
  /// How many submissions a stream has.
  let lines: Int
  /// How much of Weihai there is to be read over HTTP.
  let scale: String
  /// Lines of the log whose bundle is verified.
  let verifiedLines: Int
  /// What is measured: `append`, `notary`, `projection`, `http`.
  let parts: Set<Substring>
  /// Under which everything is kept that a run needs, and its figures; nil for .qingming in the checkout.
  let directory: String?

  init(_ environment: [String: String]) {
    func number<T: FixedWidthInteger>(_ name: String, otherwise: T) -> T {
      environment["QINGMING_BENCH_\(name)"].flatMap { T($0) } ?? otherwise
    }
    seed = number("SEED", otherwise: 20_260_405)
    rounds = number("ROUNDS", otherwise: 5)
    events = number("EVENTS", otherwise: 200_000)
    seconds = number("SECONDS", otherwise: 60)
    requests = number("REQUESTS", otherwise: 100_000)
    lines = number("LINES", otherwise: 1_000)
    scale = environment["QINGMING_BENCH_SCALE"] ?? "0.02"
    verifiedLines = number("VERIFIED", otherwise: 1_000_000)
    parts = Set((environment["QINGMING_BENCH_PARTS"] ?? "append,notary,projection,http").split(separator: ","))
    directory = environment["QINGMING_BENCH_DIRECTORY"]
  }

  var rebuilds: Int { min(rounds, 3) }
  /// Answers to programs, of each kind.
  var reads: Int { max(requests / 5, 1) }
  /// Pages, of each kind: one takes as much as a hundred of those.
  var pages: Int { max(requests / 100, 1) }
}

/// Why a benchmark has no figures.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Prints a line at once, also into a file: a run takes a quarter of an hour.
func say(_ line: String) {
  print(line)
  fflush(nil)
}

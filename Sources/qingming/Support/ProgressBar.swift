import Foundation

/// Shows how far a long task has come, with its rate and the time that remains, on standard error.
///
/// On a terminal one line is drawn over and over; elsewhere a line is written now and then, so that a log stays readable.
struct ProgressBar {
  private let label: String
  private let unit: String
  private var total: Int
  private let start: Int
  private let clock = ContinuousClock()
  private let began: ContinuousClock.Instant
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var drawn: ContinuousClock.Instant?

  /// `total` may be an estimate; `start` is how many were done before, which do not count for the rate.
  init(_ label: String, unit: String, total: Int, start: Int = 0) {
    (self.label, self.unit, self.total, self.start) = (label, unit, total, start)
    began = clock.now
  }

  /// Draws, unless it was drawn a moment ago; `total` is what it has become.
  mutating func update(_ done: Int, of total: Int? = nil) {
    self.total = total ?? self.total
    let now = clock.now
    let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
    if let drawn, now - drawn < pause { return }
    drawn = now
    write(line(done, at: now), last: false)
  }

  /// Draws the end; `total` is how many there turned out to be, if that was an estimate.
  mutating func finish(_ done: Int, of total: Int? = nil) {
    self.total = total ?? self.total
    write(line(done, at: clock.now), last: true)
  }

  private func line(_ done: Int, at now: ContinuousClock.Instant) -> String {
    let elapsed = max(0.001, Double((now - began) / .milliseconds(1)) / 1_000)
    let rate = Double(done - start) / elapsed
    let part = total > 0 ? min(1, Double(done) / Double(total)) : 1
    let filled = Int(part * 24)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
    let remaining = rate > 0 ? time(Double(max(0, total - done)) / rate) : "?"
    return "\(label) \(bar) \(Int(part * 100)) %  \(done) / \(total) \(unit)  \(Int(rate))/s  "
      + "用时 elapsed \(time(elapsed))  剩余 left \(remaining)"
  }

  private func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }

  private func write(_ line: String, last: Bool) {
    let text = isTerminal ? "\r\u{1B}[2K\(line)\(last ? "\n" : "")" : line + "\n"
    FileHandle.standardError.write(Data(text.utf8))
  }
}

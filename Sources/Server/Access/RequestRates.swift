import Registry
import Synchronization

/// How fast each organisation, or each person, may ask, so that one funeral home cannot starve a city: so many requests a second, and so many
/// at once after a pause.
final class RequestRates: Sendable {
  /// What an organisation has left.
  private struct Allowance {
    var left: Double
    var since: ContinuousClock.Instant
  }

  /// Beyond so many organisations those that have asked nothing of late are forgotten.
  private static let most = 10_000

  private let perSecond: Double
  private let atOnce: Double
  private let allowances = Mutex<[Code: Allowance]>([:])

  /// More than people and their programs need, and a small part of what a server takes.
  static var usual: RequestRates { RequestRates(perSecond: 200, atOnce: 400) }

  init(perSecond: Int, atOnce: Int) {
    (self.perSecond, self.atOnce) = (Double(perSecond), Double(atOnce))
  }

  /// Takes one request from what an organisation has left.
  /// - Parameters:
  ///   - organisation: of whoever asks.
  ///   - now: when.
  /// - Returns: nil when it may be answered; else how long to wait.
  func take(_ organisation: Code, at now: ContinuousClock.Instant = .now) -> Duration? {
    allowances.withLock { allowances in
      if allowances.count > Self.most {
        allowances = allowances.filter { left(of: $0.value, at: now) < atOnce }
      }
      let has = allowances[organisation].map { left(of: $0, at: now) } ?? atOnce
      allowances[organisation] = Allowance(left: has >= 1 ? has - 1 : has, since: now)
      return has >= 1 ? nil : .seconds((1 - has) / perSecond)
    }
  }

  private func left(of allowance: Allowance, at now: ContinuousClock.Instant) -> Double {
    let seconds = (now - allowance.since) / .seconds(1)
    return min(atOnce, allowance.left + max(0, seconds) * perSecond)
  }
}

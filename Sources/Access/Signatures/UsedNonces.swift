import Foundation

/// The nonces of one key, in two ages. The older age is dropped whole, so that no request has to look through them all.
struct UsedNonces {
  /// As many as a key may use in one age: 150 a second.
  static let most = 50_000
  /// A signature that is older is not taken anyhow.
  static let age: TimeInterval = SignatureVerifier.window + SignatureVerifier.leeway

  private var recent: Set<String> = []
  private var earlier: Set<String> = []
  private var since: Date

  init(since: Date) { self.since = since }

  /// Nil when it has been taken.
  mutating func use(_ nonce: String, at now: Date, most: Int) -> SignatureFlaw? {
    turn(at: now)
    if recent.contains(nonce) || earlier.contains(nonce) { return .replayed }
    guard recent.count < most else { return .tooManyNonces }
    recent.insert(nonce)
    return nil
  }

  /// What was used in an age is kept for one more.
  private mutating func turn(at now: Date) {
    let passed = now.timeIntervalSince(since)
    guard passed >= Self.age else { return }
    earlier = passed < 2 * Self.age ? recent : []
    recent = []
    since = now
  }
}

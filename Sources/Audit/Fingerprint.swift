/// A name that need only be told from others: a city has more of them than are worth keeping. It is another one in each process.
struct Fingerprint: Hashable, Sendable {
  private let value: Int

  init(_ text: String) {
    var hasher = Hasher()
    hasher.combine(text)
    value = hasher.finalize()
  }
}

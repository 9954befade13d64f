/// Up to 256 entries of a log, each behind its length in two bytes; C2SP tlog-tiles.
public struct EntryBundle: Equatable, Sendable {
  /// No entry is longer: its length has two bytes.
  public static let longestEntry = Int(UInt16.max)

  public let entries: [[UInt8]]

  /// Nil where an entry is too long.
  public init?(entries: [[UInt8]]) {
    guard entries.allSatisfy({ $0.count <= Self.longestEntry }) else { return nil }
    self.entries = entries
  }

  /// Nil unless there are exactly as many entries, and nothing behind the last.
  public init?(_ bytes: [UInt8], width: Int) {
    var (entries, rest) = ([[UInt8]](), bytes[...])
    entries.reserveCapacity(width)
    while entries.count < width {
      guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
      let length = Int(high) << 8 | Int(low)
      guard length <= rest.count else { return nil }
      entries.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    guard rest.isEmpty else { return nil }
    self.entries = entries
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
    for entry in entries { bytes += [UInt8(entry.count >> 8), UInt8(entry.count & 255)] + entry }
    return bytes
  }
}

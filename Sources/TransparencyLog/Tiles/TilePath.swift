/// Where a tile or a bundle of entries is found, below the log's prefix; C2SP tlog-tiles.
public struct TilePath: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Hashes of nodes at 8 times this level of the tree.
    case hashes(level: Int)
    case entries
  }

  /// What a full tile holds.
  public static let fullWidth = 256
  /// A tree of as many leaves as an `Int` counts has no tile above.
  static let highestLevel = 7

  public let kind: Kind
  public let index: Int
  /// From 1 to 256.
  public let width: Int

  /// - Precondition: a width from 1 to 256.
  public init(_ kind: Kind, index: Int, width: Int = fullWidth) {
    precondition((1...Self.fullWidth).contains(width), "no tile has a width of \(width)")
    (self.kind, self.index, self.width) = (kind, index, width)
  }

  public var isFull: Bool { width == Self.fullWidth }
  /// The full tile that a partial one grows into.
  public var full: TilePath { TilePath(kind, index: index) }

  /// "tile/0/x001/x234/067.p/112".
  public var text: String {
    let directory =
      switch kind {
      case .hashes(let level): "tile/\(level)/"
      case .entries: "tile/entries/"
      }
    return directory + Self.words(index) + (isFull ? "" : ".p/\(width)")
  }

  private static func words(_ index: Int) -> String {
    var (words, rest) = (padded(index % 1000), index / 1000)
    while rest > 0 {
      words = "x\(padded(rest % 1000))/" + words
      rest /= 1000
    }
    return words
  }

  private static func padded(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: 3 - text.utf8.count) + text
  }

  /// Nil unless it is the very text that ``text`` gives.
  public init?(_ text: some StringProtocol) {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard parts.popFirst() == "tile", let kind = parts.popFirst(), let last = parts.popLast() else { return nil }
    if kind == "entries" {
      self.kind = .entries
    } else {
      guard let level = Int(kind), (0...Self.highestLevel).contains(level) else { return nil }
      self.kind = .hashes(level: level)
    }
    var words = parts.map { String($0) }
    if words.last?.hasSuffix(".p") == true, let width = Int(last), (1..<Self.fullWidth).contains(width) {
      self.width = width
      words[words.count - 1].removeLast(2)
    } else {
      self.width = Self.fullWidth
      words.append(String(last))
    }
    var index = 0
    for (place, word) in words.enumerated() {
      let digits = place == words.count - 1 ? word[...] : word.dropFirst()
      guard place == words.count - 1 || word.hasPrefix("x"), digits.utf8.count == 3, let number = Int(digits) else {
        return nil
      }
      let (product, isTooLarge) = index.multipliedReportingOverflow(by: 1000)
      guard !isTooLarge, number >= 0 else { return nil }
      let (sum, isLarger) = product.addingReportingOverflow(number)
      guard !isLarger else { return nil }
      index = sum
    }
    self.index = index
    guard self.text == text else { return nil }
  }
}

extension TilePath: CustomStringConvertible {
  public var description: String { text }
}

extension TilePath {
  /// What a tree of this size has at its right edge and a tree of `old` leaves had not yet, bundles of entries first: what is to be
  /// written when a log has grown.
  public static func added(from old: Int, to new: Int) -> [TilePath] {
    guard old < new else { return [] }
    var paths = tiles(.entries, from: old, to: new)
    for level in 0...highestLevel where new >> (8 * level) > 0 {
      paths += tiles(.hashes(level: level), from: old >> (8 * level), to: new >> (8 * level))
    }
    return paths
  }

  private static func tiles(_ kind: Kind, from old: Int, to new: Int) -> [TilePath] {
    guard old < new else { return [] }
    return (old / fullWidth...(new - 1) / fullWidth).map { index in
      TilePath(kind, index: index, width: min(fullWidth, new - index * fullWidth))
    }
  }
}

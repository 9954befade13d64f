/// A line of a stream of submissions, with its number in it, from 1.
struct NumberedLine: Equatable, Sendable {
  let number: Int
  let bytes: [UInt8]
}

/// Cuts what comes in pieces into lines. Empty ones are counted and left out.
struct LineSplitter {
  /// Of a longer line no more is kept: it is longer than any event may be, and is refused for that (rule S5).
  static let longestLine = 1 << 17

  private var begun: [UInt8] = []
  private var number = 1

  /// The lines that end in these bytes.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [NumberedLine] {
    var lines: [NumberedLine] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        if let line = end() { lines.append(line) }
      } else if begun.count < Self.longestLine {
        begun.append(byte)
      }
    }
    return lines
  }

  /// The last line, if it has no end of its own.
  mutating func finish() -> NumberedLine? { end() }

  private mutating func end() -> NumberedLine? {
    defer {
      begun.removeAll(keepingCapacity: true)
      number += 1
    }
    return begun.allSatisfy(JSONArraySlices.isSpace) ? nil : NumberedLine(number: number, bytes: begun)
  }
}

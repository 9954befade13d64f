/// Lines of a file or of standard input, in chunks of bounded size.
struct LineReader {
  /// A line longer than this is cut here: it is longer than any event may be, and is refused for that.
  static let longestLine = 1 << 17

  /// Gives the next bytes, none at the end.
  private let read: () throws -> [UInt8]
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ read: @escaping () throws -> [UInt8]) {
    self.read = read
  }

  /// - Throws: whatever reading throws; the lines before are whole.
  mutating func next() throws -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return cut(buffer[start..<end])
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return cut(buffer[start...])
      }
      dropLongTail()
      searched = buffer.count
      try refill(&searched)
    }
  }

  private mutating func refill(_ searched: inout Int) throws {
    if start > 0 {
      buffer.removeFirst(start)
      searched -= start
      start = 0
    }
    let chunk = try read()
    isAtEnd = chunk.isEmpty
    buffer.append(contentsOf: chunk)
  }

  /// Of a line that is too long already, no more is kept than shows it.
  private mutating func dropLongTail() {
    let length = buffer.count - start
    if length > Self.longestLine { buffer.removeLast(length - Self.longestLine) }
  }

  private func cut(_ line: ArraySlice<UInt8>) -> [UInt8] {
    let line = line.prefix(Self.longestLine)
    return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }
}

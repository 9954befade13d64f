import Foundation

/// Lines of a file or of standard input, in chunks of bounded size.
struct LineReader: Sequence, IteratorProtocol {
  /// A line longer than this is cut here: it is longer than any event may be, and is refused for that.
  static let longestLine = 1 << 17
  private static let chunkSize = 1 << 16

  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Bytes taken from the file so far, for a progress bar.
  private(set) var bytesRead = 0

  init(_ handle: FileHandle) {
    self.handle = handle
  }

  mutating func next() -> [UInt8]? {
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
      refill(&searched)
    }
  }

  private mutating func refill(_ searched: inout Int) {
    if start > 0 {
      buffer.removeFirst(start)
      searched -= start
      start = 0
    }
    // A read that fails ends the input as its end does; what was read before is submitted.
    guard let chunk = try? handle.read(upToCount: Self.chunkSize), !chunk.isEmpty else {
      isAtEnd = true
      return
    }
    bytesRead += chunk.count
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

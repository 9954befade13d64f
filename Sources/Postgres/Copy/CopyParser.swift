/// Cuts the binary format of `COPY` into rows, wherever its pieces end.
struct CopyParser {
  private enum Place {
    case header, rows, end
  }

  private var place = Place.header
  private var buffer: [UInt8] = []
  private var position = 0

  mutating func feed(_ bytes: [UInt8]) {
    buffer.removeFirst(position)
    position = 0
    buffer.append(contentsOf: bytes)
  }

  /// The next whole row, `nil` if there is none yet.
  mutating func next() throws(PostgresError) -> CopyRow? {
    if place == .header {
      guard buffer.count >= [UInt8].copyHeader.count else { return nil }
      // The last four bytes give the length of an extension that no version of PostgreSQL has.
      guard buffer.starts(with: [UInt8].copyHeader) else { throw Self.malformed }
      position = [UInt8].copyHeader.count
      place = .rows
    }
    guard place == .rows, let fields = integer(Int16.self, at: position) else { return nil }
    if fields == -1 {
      position += 2
      place = .end
      return nil
    }
    var end = position + 2
    for _ in 0..<max(fields, 0) {
      guard let length = integer(Int32.self, at: end) else { return nil }
      end += 4 + Int(max(length, 0))
    }
    guard end <= buffer.count else { return nil }
    defer { position = end }
    return CopyRow(bytes: Array(buffer[position..<end]))
  }

  /// Makes sure that nothing is missing.
  func finish() throws(PostgresError) {
    guard place == .end, position == buffer.count else { throw Self.malformed }
  }

  private func integer<T: FixedWidthInteger>(_: T.Type, at offset: Int) -> T? {
    let size = MemoryLayout<T>.size
    return offset + size <= buffer.count ? T(bigEndian: buffer[offset..<offset + size]) : nil
  }

  private static let malformed = PostgresError(.decoding, "the copy is not in binary format")
}

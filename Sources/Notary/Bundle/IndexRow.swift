import TransparencyLog

/// What the registry keeps beside a line: a row of `index.csv` for each line of `lines.ndjson`, in the same order.
struct IndexRow: Hashable {
  static let header = "position,version,leaf"

  /// In the log, from 1.
  let position: Int
  /// In the event's stream, from 1.
  let version: Int32
  /// As it is stored, in hexadecimal: the hash of the line, if nothing is wrong.
  let leaf: String

  var text: String { "\(position),\(version),\(leaf)" }

  init(position: Int, version: Int32, leaf: String) {
    (self.position, self.version, self.leaf) = (position, version, leaf)
  }

  /// Nil for what is no row.
  init?(_ row: [UInt8]) {
    let parts = row.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, let position = Int(parts[0]), let version = Int32(parts[1]) else { return nil }
    self.init(position: position, version: version, leaf: parts[2])
    // One way to write a row: nothing that is changed in it passes.
    guard Array(text.utf8) == row else { return nil }
  }
}

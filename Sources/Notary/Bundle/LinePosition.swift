/// Where a line says that it stands, read from its end: `…,"position":7,"recordedAt":"…"}`, perhaps with a voucher.
///
/// A line is not parsed for it: an event may have members of the same names, but not behind itself.
enum LinePosition {
  private static let name = Array(#","position":"#.utf8)
  private static let next = Array(#","recordedAt":""#.utf8)

  /// Nil for what is no line of a log.
  static func of(_ line: ArraySlice<UInt8>) -> Int? {
    // The longest tail: a position of 19 digits, a time, and a voucher of 64 hexadecimal digits.
    let tail = line.suffix(180)
    var place = tail.endIndex
    while let comma = tail[..<place].lastIndex(of: UInt8(ascii: ",")) {
      let rest = tail[comma...]
      if rest.starts(with: name) {
        let digits = rest.dropFirst(name.count).prefix { (0x30...0x39).contains($0) }
        guard rest.dropFirst(name.count + digits.count).starts(with: next) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
      }
      place = comma
    }
    return nil
  }
}

/// What a line says at its end: `…,"subject":"case/1","time":"…","type":"…"},"position":7,"recordedAt":"…"}`, perhaps with a
/// voucher.
///
/// A line is not parsed for it: data may have members of the same names, but not behind the event's own.
struct LineTail {
  /// In the log, from 1.
  let position: Int
  /// The stream, as the line has it; nil where it does not say.
  let stream: [UInt8]?

  /// Nil for what is no line of a log.
  init?(_ line: ArraySlice<UInt8>) {
    // The longest end of a line behind its event: a position of 19 digits, a time, and a voucher of 64 hexadecimal digits.
    guard let member = Self.member(Self.positionName, in: line.suffix(180)) else { return nil }
    let digits = line[member.value...].prefix { (0x30...0x39).contains($0) }
    guard line[digits.endIndex...].starts(with: Self.timeName),
      let position = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    self.position = position
    stream = Self.member(Self.streamName, in: line[..<member.start]).map { line[$0.value...].prefix { $0 != 0x22 } }
      .map { Array($0) }
  }

  private static let positionName = Array(#","position":"#.utf8)
  private static let timeName = Array(#","recordedAt":""#.utf8)
  private static let streamName = Array(#","subject":""#.utf8)

  /// Where the last member of this name begins, and where its value does.
  private static func member(_ name: [UInt8], in text: ArraySlice<UInt8>) -> (start: Int, value: Int)? {
    var end = text.endIndex
    while let comma = text[..<end].lastIndex(of: UInt8(ascii: ",")) {
      if text[comma...].starts(with: name) { return (comma, comma + name.count) }
      end = comma
    }
    return nil
  }
}

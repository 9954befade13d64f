/// Text of digits with leading zeros, without the cost of a general formatter on every line.
struct Digits {
  private var bytes: [UInt8] = []

  /// `value` is not negative; a longer number keeps all its digits.
  mutating func append(_ value: Int, width: Int) {
    let digits = String(value)
    for _ in digits.utf8.count..<max(width, digits.utf8.count) { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: digits.utf8)
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  static func padded(_ value: Int, _ width: Int) -> String {
    var digits = Digits()
    digits.append(value, width: width)
    return digits.text
  }
}

/// Text of a cell as clerks mean it: full-width letters, digits and signs as the narrow ones, no blanks around.
enum PlainText {
  static func of(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x3000, 0x00A0, 0x09: scalars.append(" ")
      case 0xFEFF: continue
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      default: scalars.append(scalar)
      }
    }
    var plain = Substring(String(scalars))
    while plain.first?.isWhitespace == true { plain.removeFirst() }
    while plain.last?.isWhitespace == true { plain.removeLast() }
    return String(plain)
  }
}

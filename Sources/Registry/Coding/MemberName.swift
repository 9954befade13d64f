/// Property names of payloads and the JSON members that hold them: `areaCm2` ↔ `area_cm2`.
enum MemberName {
  static func member(ofProperty name: String) -> String {
    guard name.utf8.contains(where: isUpper) else { return name }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count + 4)
    for byte in name.utf8 {
      if isUpper(byte) {
        bytes.append(UInt8(ascii: "_"))
        bytes.append(byte | 0x20)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Nil when no property is written so: the inverse is exact, `areaCm2` and `area_cm_2` name no member.
  static func property(ofMember name: String) -> String? {
    guard name.utf8.contains(where: { isUpper($0) || $0 == UInt8(ascii: "_") }) else { return name }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    var raises = false
    for byte in name.utf8 {
      if raises {
        guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) else { return nil }
        bytes.append(byte & 0xDF)
        raises = false
      } else if byte == UInt8(ascii: "_") {
        raises = true
      } else if isUpper(byte) {
        return nil
      } else {
        bytes.append(byte)
      }
    }
    return raises ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// A member name as a message may repeat it: `…` unless it is one of ours in form, since it might be anybody's data.
  static func shown(_ name: String) -> String {
    let isOurs =
      name.utf8.count <= 40 && name.utf8.count(where: ASCIIDigits.isDigit) <= 4
      && name.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_") || ASCIIDigits.isDigit($0)
      }
    return isOurs ? name : "…"
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

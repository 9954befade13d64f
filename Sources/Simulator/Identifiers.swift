/// Makes identifiers that look as real ones do and belong to nobody on purpose.
enum Identifiers {
  /// 公民身份号码 by GB 11643: division, birth, serial (odd for men) and the check character of ISO 7064 MOD 11-2.
  /// Drawn at random: should a number be somebody's, that is chance.
  static func citizenNumber(prefix: String, birth: Day, serial: Int) -> String {
    let (year, month, day) = birth.civil
    let body = prefix + Digits.padded(year * 10_000 + month * 100 + day, 8) + Digits.padded(serial, 3)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    let check = Array("10X98765432")[sum % 11]
    return body + String(check)
  }

  /// 统一社会信用代码 by GB 32100 around an organisation code by GB 11714 that begins with QM, which no register has given out.
  static func organisationCode(category: String, division: String, serial: Int) -> String {
    let body = "QM" + Digits.padded(serial, 6)
    let inner = zip(body.utf8, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + organisationValue($1.0) * $1.1 }
    let remainder = 11 - inner % 11
    let innerCheck = remainder == 10 ? "X" : remainder == 11 ? "0" : String(remainder)
    let code = category + division + body + innerCheck
    return code + String(creditCheck(code))
  }

  /// The last character of a 18-character code, from its first 17: 31 − Σ(value × 3^i mod 31), modulo 31.
  static func creditCheck(_ code: String) -> Character {
    var sum = 0
    var weight = 1
    for character in code {
      sum += (creditAlphabet.firstIndex(of: character) ?? 0) * weight
      weight = weight * 3 % 31
    }
    return creditAlphabet[(31 - sum % 31) % 31]
  }

  /// The digits and the letters but I, O, S, V and Z.
  private static let creditAlphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

  private static func organisationValue(_ byte: UInt8) -> Int {
    byte < 65 ? Int(byte) - 48 : Int(byte) - 55
  }

  /// 26 characters of Crockford's base 32: 48 bits of milliseconds and 80 random ones.
  static func sortable(_ moment: Moment, _ random: inout SeededRandom) -> String {
    let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    let time = UInt64(moment.seconds) * 1000 + UInt64(random.below(1000))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(26)
    for index in 0..<10 { bytes.append(letters[Int(time >> UInt64(45 - index * 5) & 31)]) }
    for _ in 0..<2 {
      let word = random.next()
      for index in 0..<8 { bytes.append(letters[Int(word >> UInt64(index * 5) & 31)]) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A version 7 UUID (RFC 9562): milliseconds of the event, then 74 bits of `random`.
  static func eventID(_ moment: Moment, _ random: inout SplitMix64) -> String {
    let milliseconds = UInt64(moment.seconds) * 1000 + random.next() % 1000
    let high = milliseconds << 16 | 0x7000 | random.next() & 0x0fff
    let low = 0x8000_0000_0000_0000 | random.next() >> 2
    var bytes: [UInt8] = []
    bytes.reserveCapacity(36)
    for (index, shift) in stride(from: 120, through: 0, by: -8).enumerated() {
      if [4, 6, 8, 10].contains(index) { bytes.append(UInt8(ascii: "-")) }
      let byte = UInt8(truncatingIfNeeded: shift >= 64 ? high >> UInt64(shift - 64) : low >> UInt64(shift))
      bytes.append(hexDigits[Int(byte >> 4)])
      bytes.append(hexDigits[Int(byte & 15)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// 64 lower-case hexadecimal digits standing for the SHA-256 of a paper that nobody ever wrote.
  static func digest(_ random: inout SeededRandom) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    for _ in 0..<4 {
      let word = random.next()
      for index in 0..<16 { bytes.append(hexDigits[Int(word >> UInt64(index * 4) & 15)]) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}

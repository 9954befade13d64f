/// The UUID of an event, lower-case, of any version; submitters are advised to use version 7 (RFC 9562), which sorts
/// by time.
public struct EventID: ValidatedText {
  private let high: UInt64
  private let low: UInt64

  public init?(_ text: String) {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var position = 0
    for byte in text.utf8 {
      switch position {
      case 8, 13, 18, 23:
        guard byte == UInt8(ascii: "-") else { return nil }
      case 0..<36:
        guard Digest.isLowerHexDigit(byte) else { return nil }
        let nibble = UInt64(byte < UInt8(ascii: "a") ? byte - UInt8(ascii: "0") : byte - UInt8(ascii: "a") + 10)
        if position < 19 { high = high << 4 | nibble } else { low = low << 4 | nibble }
      default: return nil
      }
      position += 1
    }
    guard position == 36 else { return nil }
    (self.high, self.low) = (high, low)
  }

  /// A UUID of version 8: all bits but those of version and variant are the caller's.
  init(version8 high: UInt64, _ low: UInt64) {
    self.init(version: 8, high, low)
  }

  /// A UUID of version 7: the time in milliseconds since 1970, then random bits.
  public init(version7 time: Instant, using generator: inout some RandomNumberGenerator) {
    let milliseconds = UInt64(clamping: time.microsecondsSince1970 / 1_000) & 0xFFFF_FFFF_FFFF
    self.init(version: 7, milliseconds << 16 | generator.next(upperBound: 0x1000), generator.next())
  }

  /// A UUID of version 8, of random bits: for an event that the registry writes by itself.
  public init(version8Using generator: inout some RandomNumberGenerator) {
    self.init(version8: generator.next(), generator.next())
  }

  private init(version: UInt64, _ high: UInt64, _ low: UInt64) {
    self.high = high & 0xFFFF_FFFF_FFFF_0FFF | version << 12
    self.low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
  }

  /// Whether the registry has given it to an event that it derived (version 8).
  var isDerived: Bool { high >> 12 & 0xF == 8 }

  public var text: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 36) { buffer in
      var position = 0
      for word in [high, low] {
        for shift in stride(from: 60, through: 0, by: -4) {
          if position == 8 || position == 13 || position == 18 || position == 23 {
            buffer[position] = UInt8(ascii: "-")
            position += 1
          }
          buffer[position] = digits[Int(word >> UInt64(shift) & 0xF)]
          position += 1
        }
      }
      return position
    }
  }

  /// The sixteen bytes in network order.
  public var bytes: [UInt8] {
    [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) } }
  }
}

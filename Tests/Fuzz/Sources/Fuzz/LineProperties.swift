@testable import Notary

/// Where a line stands is read from its end, whatever stands in front of it.
enum LineProperties {
  static func check(_ bytes: [UInt8]) {
    let position = LinePosition.of(bytes[...])
    if let position {
      require(position >= 0, "a position below the first")
      // It is what the line says, and what is far in front of it says nothing.
      let words = Array(",\"position\":".utf8)
      require(bytes.count > words.count, "a position without a word")
      require(LinePosition.of(([0x7B] + bytes)[...]) == position, "another position behind a byte")
    }
    // As the database writes a line, behind any event.
    for place in [1, bytes.count + 1, Int.max] {
      let tail = ",\"position\":\(place),\"recordedAt\":\"2026-11-21T12:00:00.123456Z\""
      for voucher in ["", ",\"voucher\":\"\(String(repeating: "5f", count: 32))\""] {
        let line = bytes + (tail + voucher + "}").bytes
        require(LinePosition.of(line[...]) == place, "an event that says another position than its line")
      }
    }
  }
}

@testable import Notary

/// Where a line stands, and in which stream, is read from its end, whatever stands in front of it.
enum LineProperties {
  static func check(_ bytes: [UInt8]) {
    if let tail = LineTail(bytes[...]) {
      require(tail.position >= 0, "a position below the first")
      // It is what the line says, and what is far in front of it says nothing.
      let words = Array(",\"position\":".utf8)
      require(bytes.count > words.count, "a position without a word")
      let behind = LineTail(([0x7B] + bytes)[...])
      require(behind?.position == tail.position, "another position behind a byte")
      require(behind?.stream == tail.stream, "another stream behind a byte")
    }
    // As the database writes a line, behind any event.
    for place in [1, bytes.count + 1, Int.max] {
      let event = "\",\"subject\":\"case/\(place)\",\"time\":\"2026-11-21T12:00:00Z\",\"type\":\"CaseOpened\"}"
      let tail = ",\"position\":\(place),\"recordedAt\":\"2026-11-21T12:00:00.123456Z\""
      for voucher in ["", ",\"voucher\":\"\(String(repeating: "5f", count: 32))\""] {
        let line = LineTail((bytes + (event + tail + voucher + "}").bytes)[...])
        require(line?.position == place, "an event that says another position than its line")
        require(line?.stream == "case/\(place)".bytes, "data that say another stream than their event")
      }
    }
  }
}

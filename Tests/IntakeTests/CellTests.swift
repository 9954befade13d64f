import Registry
import Testing

@testable import Intake

@Suite struct CellTests {
  @Test(arguments: [
    ("2026-03-05", "2026-03-05T00:00:00+08:00"), ("2026/3/5", "2026-03-05T00:00:00+08:00"),
    ("2026.3.5 9:05", "2026-03-05T09:05:00+08:00"), ("20260305", "2026-03-05T00:00:00+08:00"),
    ("2026年3月5日", "2026-03-05T00:00:00+08:00"), ("2026年3月5日14时30分", "2026-03-05T14:30:00+08:00"),
    ("2026年3月5日8时", "2026-03-05T08:00:00+08:00"), ("2024-02-29T23:59:59", "2024-02-29T23:59:59+08:00"),
  ])
  func datesAsRegistersHaveThem(text: String, instant: String) throws {
    let date = try #require(DateText(text))
    #expect(date.instant?.text == instant)
    #expect(date.day.text == instant.prefix(10))
  }

  @Test(arguments: [
    "", "2026", "2026-02-30", "2026-13-01", "26-3-5", "2026-3", "2026-3/5", "3/5/2026", "2026-03-05 24:00",
    "2026-03-05 8",
    "2026-03-05 08:60", "2026-03-05 08:00 上午", "昨天",
  ])
  func whatIsNoDate(text: String) {
    #expect(DateText(text) == nil)
  }

  @Test(arguments: [
    ("0", 0), ("12", 1200), ("12.5", 1250), ("12.50", 1250), ("1,234.56", 123_456), ("¥280.5", 28050), ("300元", 30000),
  ])
  func amountsInYuan(text: String, fen: Int64) {
    #expect(DecimalText.scaled(text, places: 2) == fen)
  }

  @Test(arguments: ["", "-1", "1.234", "1.", ".5", "12,34", "1,2345", "一百", "1e3", "99999999999999999999"])
  func whatIsNoAmount(text: String) {
    #expect(DecimalText.scaled(text, places: 2) == nil)
  }

  @Test func fullWidthIsNarrowAndBlanksAroundAreNothing() {
    #expect(PlainText.of("　４４０Ｘ－，（ａ） \t") == "440X-,(a)")
    #expect(PlainText.of("\u{FEFF}案号") == "案号")
    #expect(PlainText.of("王 小二") == "王 小二")
  }

  @Test func gb18030IsReadAndUTF8Told() throws {
    // 殡仪馆, and 𠮷 in four bytes.
    let bytes: [UInt8] = [0xE9, 0xEB, 0xD2, 0xC7, 0xB9, 0xDD, 0x95, 0x34, 0xB2, 0x35]
    #expect(TextEncoding.gb18030.decode(bytes) == "殡仪馆𠮷")
    #expect(TextEncoding.detect(bytes) == .gb18030)
    #expect(TextEncoding.detect("殡仪馆".utf8.dropLast()) == .utf8)
    #expect(TextEncoding.gb18030.decode([0xFF, 0x41]) == nil)
    #expect(TextEncoding.utf8.decode([0xE9, 0xEB]) == nil)
  }

  /// Version 5 of RFC 9562, and always the same.
  @Test func idsAreMadeFromNames() {
    let id = NameUUID.make("a")
    #expect(id == NameUUID.make("a") && id != NameUUID.make("b"))
    #expect(Array(id)[14] == "5" && id.count == 36)
  }
}

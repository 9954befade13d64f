import Testing

@testable import Registry

@Suite struct FormSerialTests {
  @Test(arguments: [
    ("SD0026118403", "SD", 10, 26_118_403), ("7", "", 1, 7), ("A1-07", "A1-", 2, 7), ("000000000000", "", 12, 0),
  ])
  func readsPrefixAndNumber(_ text: String, _ prefix: String, _ width: Int, _ number: Int) throws {
    let serial = try #require(FormSerial(text))
    #expect(serial.series == FormSerial.Series(prefix: prefix, width: width))
    #expect(serial.number == number)
    #expect(FormSerial(serial.series, number) == serial)
  }

  @Test(arguments: ["", "SD", "SD1234567890123", "S D1", "１", "S1\n", "S1a", String(repeating: "S", count: 64) + "1"])
  func refuses(_ text: String) {
    #expect(FormSerial(text) == nil)
  }
}

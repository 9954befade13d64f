import Testing

@testable import Registry

@Suite struct CitizenIDTests {
  let today: LocalDate

  init() throws {
    today = try #require(LocalDate.parsed("2026-07-02"))
  }

  /// The first is the specimen of GB 11643 itself.
  @Test(arguments: [
    ("11010519491231002X", "1949-12-31"), ("371002198001011232", "1980-01-01"), ("371002198002290018", "1980-02-29"),
  ])
  func accepts(_ text: String, _ born: String) throws {
    let id = try CitizenID(text, today: today)
    #expect(id.birthDate.text == born)
    #expect(id.digits == Array(text.utf8))
  }

  @Test func takesLowerCaseXForX() throws {
    #expect(try CitizenID("11010519491231002x", today: today).digits == Array("11010519491231002X".utf8))
  }

  @Test(
    arguments: [
      ("110105491231002", CitizenID.Defect.oldForm),
      ("11010549123100X", .shape), ("", .shape), ("11010519491231002", .shape), ("11010519491231002XX", .shape),
      ("1101051949123100XX", .shape), ("11010519491231002Y", .shape), (" 1010519491231002X", .shape),
      ("１1010519491231002X", .shape),
      ("910105194912310029", .division), ("000000194912310027", .division),
      ("110105194902300020", .birthDate), ("371002190002290011", .birthDate), ("11010500001231002X", .birthDate),
      ("110105209912310029", .bornLater),
      ("110105194912310020", .checkCharacter), ("11010519491231003X", .checkCharacter),
      ("11010519491321002X", .birthDate),
      ("110105194912310X02", .shape),
    ] as [(String, CitizenID.Defect)]
  )
  func refuses(_ text: String, _ defect: CitizenID.Defect) {
    #expect(throws: defect) { try CitizenID(text, today: today) }
  }

  @Test func bornTodayIsBorn() throws {
    let birthday = try #require(LocalDate.parsed("1949-12-31"))
    #expect(try CitizenID("11010519491231002X", today: birthday).birthDate == birthday)
    let eve = try #require(LocalDate.parsed("1949-12-30"))
    #expect(throws: CitizenID.Defect.bornLater) { try CitizenID("11010519491231002X", today: eve) }
  }

  @Test func everyWrongDigitAndEverySwapOfNeighboursIsSeen() throws {
    let valid = Array("11010519491231002X".utf8)
    for place in 0..<17 {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != valid[place] {
        var wrong = valid
        wrong[place] = digit
        #expect(throws: CitizenID.Defect.self) { try CitizenID(String(decoding: wrong, as: UTF8.self), today: today) }
      }
      var swapped = valid
      swapped.swapAt(place, place + 1)
      guard swapped != valid else { continue }
      #expect(throws: CitizenID.Defect.self) { try CitizenID(String(decoding: swapped, as: UTF8.self), today: today) }
    }
  }

  @Test func isNeverPrinted() throws {
    let id = try CitizenID("11010519491231002X", today: today)
    var dumped = ""
    dump(id, to: &dumped)
    for text in ["\(id)", String(reflecting: id), String(describing: [id]), dumped] {
      #expect(!text.contains("1949"))
    }
  }
}

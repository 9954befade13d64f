import Registry
import Testing

@Suite struct IdentifierTests {
  /// Codes printed in the planning documents of Jinan, Weihai and Ningguo; the last one's check character is wrong
  /// there.
  @Test(arguments: [("11370100004188768U", true), ("1137100000435907XJ", true), ("11341702000111222F", false)])
  func checksUSCC(_ text: String, _ valid: Bool) throws {
    #expect(try #require(USCC(text)).hasValidCheckCharacter == valid)
  }

  @Test func ningguosCodeWouldEndInThree() throws {
    #expect(try #require(USCC.parsed("113417020001112223")).hasValidCheckCharacter)
  }

  @Test(arguments: [
    "", "11370100004188768", "11370100004188768UU", "11370100004188768u", "1137010000418876SU", "I1370100004188768U",
    "O1370100004188768U", "V1370100004188768U", "Z1370100004188768U", "11370100004188768 ", "1137010000418876济",
  ])
  func refusesWhatIsNoUSCC(_ text: String) {
    #expect(USCC(text) == nil)
  }

  @Test(arguments: ["371002", "110000", "820000", "000000", "659001"])
  func acceptsDivision(_ text: String) throws {
    #expect(try #require(DivisionCode(text)).text == text)
  }

  @Test(arguments: ["", "37100", "3710020", "971002", "071002", "000001", "37100a", "３71002", "37 002"])
  func refusesDivision(_ text: String) {
    #expect(DivisionCode(text) == nil)
  }

  @Test(arguments: [("371002001", "371002"), ("371002100", "371002"), ("441900003", "441900"), ("820000999", "820000")])
  func acceptsTown(_ text: String, _ county: String) throws {
    let town = try #require(TownCode(text))
    #expect(town.text == text && town.county.text == county)
  }

  @Test(arguments: [
    "", "371002", "37100200", "3710020010", "371002000", "000000001", "971002001", "071002001", "37100200a",
    "37100２001", "371002 01", "371002\u{301}01", "-71002001",
  ])
  func refusesTown(_ text: String) {
    #expect(TownCode(text) == nil)
  }

  @Test(arguments: [
    ("371002", "371002", true), ("371002", "371000", true), ("371002", "370000", true), ("371002", "000000", true),
    ("371000", "370000", true), ("000000", "000000", true), ("371000", "371002", false), ("371003", "371002", false),
    ("371002", "371100", false), ("371002", "110000", false), ("000000", "370000", false), ("370000", "371000", false),
    ("371010", "371000", true), ("371010", "371001", false),
  ])
  func placesDivisions(_ inner: String, _ outer: String, _ within: Bool) throws {
    #expect(try #require(DivisionCode(inner)).isWithin(#require(DivisionCode(outer))) == within)
  }

  @Test func readsEventIDs() throws {
    let text = "01979e3a-1111-7abc-8def-0123456789ab"
    let id = try #require(EventID(text))
    #expect(id.text == text)
    #expect(id.bytes.count == 16)
    #expect(Array(id.bytes.prefix(4)) == [0x01, 0x97, 0x9e, 0x3a])
    #expect(id != EventID.parsed("01979e3a-1111-7abc-8def-0123456789ac"))
  }

  @Test(arguments: [
    "", "01979E3A-1111-7abc-8def-0123456789ab", "01979e3a11117abc8def0123456789ab",
    "01979e3a-1111-7abc-8def-0123456789a",
    "01979e3a-1111-7abc-8def-0123456789abc", "01979e3a-1111-7abc-8def-0123456789ag",
    "01979e3a_1111_7abc_8def_0123456789ab",
    "{1979e3a-1111-7abc-8def-0123456789ab}",
  ])
  func refusesOtherEventIDs(_ text: String) {
    #expect(EventID(text) == nil)
  }

  /// The expected id was computed by Python's hashlib and uuid.
  @Test func derivesTheSameIDsEverywhere() throws {
    let submission = try #require(EventID.parsed("01979e3a-1111-7abc-8def-0123456789ab"))
    #expect(EventID.derived(from: submission, ordinal: 1).text == "378f5b22-2278-85ea-b6ff-89c9baa90506")
    #expect(Set((1...1_000).map { EventID.derived(from: submission, ordinal: $0) }).count == 1_000)
  }

  @Test func version7SortsByTime() throws {
    var generator = SystemRandomNumberGenerator()
    let time = try #require(Instant.parsed("2026-07-02T08:30:00+08:00"))
    let id = EventID(version7: time, using: &generator).text
    let later = EventID(version7: try #require(time.adding(seconds: 1)), using: &generator).text
    #expect(id < later)
    #expect(id.split(separator: "-")[2].first == "7")
    #expect("89ab".contains(try #require(id.split(separator: "-")[3].first)))
    #expect(EventID(id)?.text == id)
  }

  @Test func placesPlots() throws {
    let plot = try #require(PlotID.parsed("371002-GM-01/A/3/17"))
    #expect(plot.facility.text == "371002-GM-01")
    #expect(plot.number == 17)
    for text in ["371002-GM-01/A/3", "f/s/r/0", "f/s/r/007", "f/s/r/100000", "f/s//1", "f/s/r/1/2", "f/s/r/+1"] {
      #expect(PlotID(text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    "case/01JD", "ashes/a-1", "facility/371002-GM-01", "section/F/A", "plot/F/A/3/17", "right/HT.1", "waiver/x",
    "claim/x",
    "inspection/371002-GM-01/2026", "policy/eco", "reference/divisions",
  ])
  func readsStreamNames(_ text: String) throws {
    #expect(try #require(StreamName(parsing: text)).description == text)
  }

  @Test(arguments: [
    "", "case", "case/", "/case", "case/a/b", "Case/a", "case/a b", "section/F", "plot/F/A/3", "plot/F/A/3/x",
    "plot/F/A/3/0",
    "inspection/F/26", "inspection/F/02026", "inspection/F/1899", "grave/1", "case/清明",
  ])
  func refusesOtherStreamNames(_ text: String) {
    #expect(StreamName(parsing: text) == nil)
  }
}

import Registry
import Testing

@testable import Simulator

@Suite struct IdentifierTests {
  /// The published example of GB 11643.
  @Test func citizenNumbersCarryTheirCheckCharacter() throws {
    let birth = try #require(Day(1949, 12, 31))
    #expect(Identifiers.citizenNumber(prefix: "110105", birth: birth, serial: 2) == "11010519491231002X")
  }

  /// Codes printed on two of the documents that the registry was made for.
  @Test(arguments: ["11370100004188768U", "1137100000435907XJ"])
  func creditCodesCarryTheirCheckCharacter(code: String) {
    #expect(Identifiers.creditCheck(String(code.dropLast())) == code.last)
  }

  @Test func organisationCodesPassTheRegistry() throws {
    var seen: Set<String> = []
    for serial in 1...500 {
      let code = Identifiers.organisationCode(category: "12", division: "371002", serial: serial)
      #expect(try #require(USCC(code)).hasValidCheckCharacter)
      #expect(seen.insert(code).inserted)
    }
  }

  /// The first words of SplitMix64 from seed 1234567, as its author's test gives them.
  @Test func generatorIsTheOneItSaysItIs() {
    var generator = SplitMix64(state: 1_234_567)
    let words = (0..<3).map { _ in generator.next() }
    #expect(
      words == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ]
    )
  }

  @Test func drawsStayInTheirRange() {
    var random = SeededRandom(seed: 5)
    var seen: Set<Int> = []
    for _ in 0..<2_000 { seen.insert(random.within(3...9)) }
    #expect(seen == Set(3...9))
    let zeros = (0..<200).filter { _ in random.below(1) == 0 }
    #expect(zeros.count == 200)
  }
}

import Testing

@testable import Registry

@Suite("Refusals: each rule says which it is, what it found and what to do")
struct RefusalTests {
  @Test(arguments: Refused.all)
  func refuses(_ refused: Refused) throws {
    var world = try World.city()
    let before: [StreamName: Int]
    do {
      try refused.act(&world)
      Issue.record("\(refused.by) refused nothing")
      return
    } catch let refusal as Refusal {
      before = world.stored.mapValues(\.count)
      #expect(refusal.rule.rawValue == refused.rule)
      for text in refused.citing {
        #expect(refusal.fact.zh.contains(text))
        #expect(refusal.fact.en.contains(text))
      }
      for text in [refusal.fact.zh, refusal.remedy.zh] { #expect(text.unicodeScalars.contains(where: isHan)) }
      // Documents and places keep their Chinese names in English, as long as most of the sentence is English.
      for text in [refusal.fact.en, refusal.remedy.en] {
        #expect(text.hasSuffix(".") && text.unicodeScalars.count(where: isHan) * 4 < text.unicodeScalars.count)
      }
      #expect(refusal.fact != refusal.remedy)
    }
    #expect(world.stored.mapValues(\.count) == before)
    #expect(try world.claimsAgree())
  }

  @Test("Every rule in the sources has been seen to refuse")
  func everyRuleIsTested() throws {
    let rules = Set(try RuleFunction.all().map(\.name))
    #expect(rules.count > 70)
    #expect(rules == Set(Refused.all.map(\.by)))
  }

  private func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }
}

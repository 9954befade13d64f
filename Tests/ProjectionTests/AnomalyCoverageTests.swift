import Testing

/// A rule that finds nothing in the histories of ``CutTests`` would be tried by nobody.
@Suite struct AnomalyCoverageTests {
  /// N14, N15 and N31 rest on amendments and have case files; N30 takes more cases than a random history has.
  @Test func `random histories hold something for every rule`() {
    let found = CutTests.seeds.flatMap { seed in
      let facts = ModelTrial.anomalies.history(seed: ~seed, count: 240).standing
      return AnomalyModel(facts, on: "2026-12-31").rows().map { $0[0] }
    }
    #expect(Set((1...29).map { "N\($0)" }).subtracting(found) == ["N14", "N15"])
  }
}

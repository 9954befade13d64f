import Testing

@testable import Registry

@Suite("Blank certificates and stocktakes: what the rules let pass")
struct CertificateStockTests {
  @Test("D7: a certificate takes its form out of its home's stock, in the same unit")
  func formIsUsed() throws {
    var world = try World.city()
    try world.cremated("c1")
    let issued = try world.submit(CremationCertificateIssued.sample, to: "c1")
    #expect(issued.events.map(\.stream) == [.decedentCase("c1"), .certificateStock("371002-H")])
    let stock = try #require(world.snapshot.certificateStock("371002-H"))
    let used = StockUsed(serial: "S-1", caseId: "c1", eventId: issued.events[0].id)
    guard case .used(let fact)? = stock.spent("S-1") else { Issue.record("not used"); return }
    #expect(fact.data == used)
    #expect(stock.spent("S-2") == nil)
    #expect(stock.blank() == FormSet([FormRange("S-2", "S-9")]))
  }

  @Test("D7: a form is used at the moment of its delivery, and a second delivery follows on the first")
  func deliveries() throws {
    var world = try World.city()
    let second = with(StockReceived.sample) { $0.forms = FormRange("S-10", "S-99") }
    try world.given(second, in: "371002-H", at: "2026-10-03T11:00:00+08:00")
    try world.given(with(second) { $0.forms = FormRange("R-1", "R-9") }, in: "371002-H")
    try world.cremated("c1")
    let issued = with(CremationCertificateIssued.sample) { $0.formSerial = "S-10" }
    try world.submit(issued, to: "c1", at: "2026-10-03T11:00:00+08:00")
    #expect(world.snapshot.certificateStock("371002-H")?.receipts.count == 3)
  }

  @Test("What is left of a delivery, what may be used, and what a count missed")
  func counts() throws {
    var world = try World.city()
    try world.cremated("c1")
    try world.given(CremationCertificateIssued.sample, in: "c1", at: "2026-10-03T11:00:00+08:00")
    let count = StockReconciled(
      counted: [FormRange("S-3", "S-9")],
      missing: [FormRange("S-2", "S-2")],
      countedBy: "clerk-2"
    )
    try world.given(count, in: "371002-H", at: "2026-10-20T09:00:00+08:00")
    try world.given(StockSpoiled.sample("S-5"), in: "371002-H", at: "2026-10-21T09:00:00+08:00")
    let gone = StockWrittenOff(forms: FormRange("S-8", "S-9"), reason: .obsolete, docNo: "核1")
    try world.given(gone, in: "371002-H", at: "2026-10-22T09:00:00+08:00")
    let stock = try #require(world.snapshot.certificateStock("371002-H"))
    let delivery = try #require(stock.deliveries.first)
    #expect([delivery.used, delivery.spoiled, delivery.writtenOff, delivery.leftCount] == [1, 1, 2, 5])
    #expect(delivery.left == [FormRange("S-2", "S-4"), FormRange("S-6", "S-7")])
    #expect(stock.usable == [FormRange("S-3", "S-4"), FormRange("S-6", "S-7")] && stock.usableCount == 4)
    #expect(stock.missed == [FormRange("S-2", "S-2")])
  }

  @Test("D7: a count is compared with what was there at its time, whatever has been recorded since")
  func countedBeforeUse() throws {
    var world = try World.city()
    try world.cremated("c1")
    try world.given(CremationCertificateIssued.sample, in: "c1", at: "2026-10-03T11:00:00+08:00")
    try world.submit(StockReconciled.allThere, to: "371002-H", at: "2026-10-03T10:59:59+08:00")
    try world.submit(
      StockReconciled(counted: [FormRange("S-4", "S-9"), FormRange("S-2", "S-3")], missing: [], countedBy: "clerk-2"),
      to: "371002-H",
      at: "2026-10-03T11:00:00+08:00"
    )
  }

  @Test("D7: a missing form may be found again, or written off; one that was used before the count is recorded late")
  func missing() throws {
    for way in 0...2 {
      var world = try World.city()
      try world.cremated("c1")
      try world.given(StockReconciled.oneMissing, in: "371002-H", at: "2026-10-20T09:00:00+08:00")
      switch way {
      case 0:
        try world.given(StockReconciled.allThere, in: "371002-H", at: "2026-10-21T09:00:00+08:00")
        try world.submit(CremationCertificateIssued.sample, to: "c1", at: "2026-10-21T09:00:00+08:00")
      case 1:
        try world.submit(StockWrittenOff(forms: FormRange("S-1", "S-1"), reason: .lost, docNo: "核1"), to: "371002-H")
        let count = with(StockReconciled.oneMissing) { $0.missing = [] }
        try world.submit(count, to: "371002-H", at: "2026-11-02T09:00:00+08:00")
      default: try world.submit(CremationCertificateIssued.sample, to: "c1", at: "2026-10-20T08:59:59+08:00")
      }
      #expect(world.snapshot.certificateStock("371002-H")?.spent("S-1") != nil)
    }
  }

  @Test("Sets of forms against plain sets")
  func formSets() throws {
    let seed = EventMutations.seed()
    var random = EventMutations.Generator(seed: seed)
    for _ in 0..<200 {
      var (sets, plain) = ([FormSet(), FormSet()], [Set<Int>(), Set<Int>()])
      for _ in 0..<6 {
        let low = Int.random(in: 1...60, using: &random)
        let high = low + Int.random(in: 0...12, using: &random)
        let which = Int.random(in: 0...1, using: &random)
        sets[which].insert(FormRange(FormSerial(series, low), FormSerial(series, high)))
        plain[which].formUnion(low...high)
      }
      let (rest, expected) = (sets[0].subtracting(sets[1]), plain[0].subtracting(plain[1]))
      #expect(rest.isEmpty == expected.isEmpty, "seed \(seed)")
      #expect((1...80).filter { rest.contains(FormSerial(series, $0)) } == expected.sorted(), "seed \(seed)")
      #expect(FormSet(rest.ranges) == rest, "seed \(seed)")
      #expect(rest.ranges.compactMap(\.numbers).reduce(0) { $0 + $1.count } == expected.count, "seed \(seed)")
    }
  }

  @Test("A8: ashes found again go on; what was placed before the stocktake is recorded late")
  func stocktakes() throws {
    var world = try World.city()
    for number in [1, 2] {
      try world.inCustody("c\(number)", ashes: "a\(number)", number)
      try world.given(StocktakeChecked.notFound, in: "a\(number)", at: "2026-10-20T09:00:00+08:00")
    }
    let found = with(StocktakeChecked.sample) { ($0.stocktakeNo, $0.containerTagSeen) = ("PD-2", "tag-1") }
    try world.given(found, in: "a1", at: "2026-10-21T09:00:00+08:00")
    try world.submit(AshesScattered.sample, to: "a1")
    try world.submit(AshesScattered.sample, to: "a2", at: "2026-10-20T08:59:59+08:00")
    #expect(world.snapshot.ashCustody("a1")?.stocktakes.count == 2)
  }

  private let series = FormSerial.Series(prefix: "S-", width: 3)
}

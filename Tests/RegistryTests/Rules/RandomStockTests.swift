import Testing

@testable import Registry

@Suite("Random histories of blank certificates against a plain model")
struct RandomStockTests {
  @Test("D7: the registry accepts exactly what the model accepts", arguments: 0..<12)
  func agrees(_ run: Int) throws {
    let seed = EventMutations.seed() &+ UInt64(run)
    var random = EventMutations.Generator(seed: seed)
    var world = try World.city()
    for number in 1...9 { try world.cremated("c\(number)", number) }
    var model = StockModel()
    let start: Instant = "2026-10-10T09:00:00+08:00"
    var accepted = 0
    for step in 0..<120 {
      let move = model.move(&random)
      let expected = model.apply(move)
      let minute = try #require(start.adding(seconds: Int64(step) * 60))
      let rule = try refusal(move, at: minute, in: &world)
      #expect(rule == nil || rule == .d7, "seed \(seed), step \(step), \(move)")
      guard (rule == nil) == expected else {
        Issue.record("seed \(seed), step \(step), \(move): model \(expected), registry \(rule == nil)")
        return
      }
      accepted += expected ? 1 : 0
      if random.next() % 16 == 0 { world.forgetEverything() }
    }
    #expect(accepted > 10)
    world.load(.certificateStock("371002-H"))
    let blank = world.snapshot.certificateStock("371002-H")?.blank()
    for number in 1...StockModel.last {
      #expect(blank?.contains(StockModel.serial(number)) == (model.forms[number] == .blank), "seed \(seed)")
    }
  }

  private func refusal(_ move: StockModel.Move, at time: Instant, in world: inout World) throws -> RuleID? {
    func range(_ numbers: ClosedRange<Int>) -> FormRange {
      FormRange(StockModel.serial(numbers.lowerBound), StockModel.serial(numbers.upperBound))
    }
    let home = "371002-H"
    do throws(Refusal) {
      switch move {
      case .receive(let forms):
        try world.submit(StockReceived(forms: range(forms), deliveryNo: "领"), to: home, at: time)
      case .issue(let number, let form):
        let issued = with(CremationCertificateIssued.sample) {
          ($0.certNo, $0.formSerial) = (Code("HH-\(number)") ?? $0.certNo, Code(StockModel.serial(form).text) ?? "?")
        }
        try world.submit(issued, to: "c\(number)", at: time)
      case .spoil(let form, let alone):
        let spoilt = with(StockSpoiled.sample(StockModel.serial(form))) { if alone { $0.witnessId = "clerk-1" } }
        try world.submit(spoilt, to: home, at: time)
      case .writeOff(let forms):
        try world.submit(StockWrittenOff(forms: range(forms), reason: .lost, docNo: "核"), to: home, at: time)
      case .count(let counted, let missing):
        let event = StockReconciled(
          counted: [FormRange("S-1", "S-9")] + counted.sorted().map { range($0...$0) },
          missing: missing.sorted().map { range($0...$0) },
          countedBy: "clerk-2"
        )
        try world.submit(event, to: home, at: time)
      }
      return nil
    } catch {
      return error.rule
    }
  }
}

/// Forty numbered forms, each in one condition.
private struct StockModel {
  enum Form { case unknown, blank, used, spoilt, writtenOff }
  enum Move {
    case receive(ClosedRange<Int>), issue(case: Int, form: Int), spoil(Int, alone: Bool)
    case writeOff(ClosedRange<Int>), count(Set<Int>, missing: Set<Int>)
  }

  static let last = 40
  static func serial(_ number: Int) -> FormSerial {
    FormSerial(FormSerial.Series(prefix: "R-", width: 2), number)
  }

  var forms: [Int: Form] = Dictionary(uniqueKeysWithValues: (1...last).map { ($0, .unknown) })
  var missing: Set<Int> = []
  var issued: Set<Int> = []
  var blank: Set<Int> { Set(forms.filter { $0.value == .blank }.keys) }

  func move(_ random: inout some RandomNumberGenerator) -> Move {
    func any(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
    func run(_ longest: Int) -> ClosedRange<Int> {
      let first = any(1...Self.last)
      return first...min(Self.last, first + any(0...longest))
    }
    switch any(0...9) {
    case 0...2: return .receive(run(8))
    case 3, 4: return .issue(case: any(1...9), form: any(1...Self.last))
    case 5, 6: return .spoil(any(1...Self.last), alone: any(0...4) == 0)
    case 7: return .writeOff(run(1))
    default:
      // Honest counts, counts that miss something and say so, and counts that do not.
      var counted = blank
      for _ in 0..<any(0...2) { if let lost = counted.randomElement(using: &random) { counted.remove(lost) } }
      var listed = blank.subtracting(counted)
      if any(0...3) == 0 { listed.formSymmetricDifference([any(1...Self.last)]) }
      if any(0...4) == 0 { counted.insert(any(1...Self.last)) }
      return .count(counted, missing: listed)
    }
  }

  mutating func apply(_ move: Move) -> Bool {
    switch move {
    case .receive(let range): return set(range, from: .unknown, to: .blank)
    case .issue(let number, let form):
      guard !issued.contains(number), !missing.contains(form), set(form...form, from: .blank, to: .used) else {
        return false
      }
      return issued.insert(number).inserted
    case .spoil(let form, let alone):
      return !alone && !missing.contains(form) && set(form...form, from: .blank, to: .spoilt)
    case .writeOff(let range): return set(range, from: .blank, to: .writtenOff)
    case .count(let counted, let listed):
      guard counted.isSubset(of: blank), listed == blank.subtracting(counted) else { return false }
      missing = listed
      return true
    }
  }

  private mutating func set(_ range: ClosedRange<Int>, from: Form, to: Form) -> Bool {
    guard range.allSatisfy({ forms[$0] == from }) else { return false }
    for number in range { forms[number] = to }
    return true
  }
}

import Testing

@testable import Registry

@Suite("Random histories of waivers and batches against a plain model")
struct RandomSettlementTests {
  @Test("M1, M5, M6: the registry accepts exactly what the model accepts, and pays a decision once", arguments: 0..<12)
  func agrees(_ run: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = EventMutations.Generator(seed: seed)
    var world = try World.city()
    for number in 1...3 { try world.served("c\(number)", number) }
    var model = SettlementModel()
    for step in 0..<150 {
      let move = SettlementModel.Move.random(&random, decisions: model.decisions.count)
      let before = model
      let expected = model.apply(move)
      var accepted = true
      do throws(Refusal) {
        let id = try world.perform(move, in: before, step: step)
        if case .decide = move { model.decisions[model.decisions.count - 1].id = id }
      } catch {
        accepted = false
        let rules: Set<RuleID> = [.r1, .r2, .r3, .m1, .m5, .m6]
        #expect(rules.contains(error.rule), "\(move) was refused by \(error.rule)")
      }
      guard expected == accepted else {
        Issue.record("seed \(seed), step \(step), \(move): model \(expected), registry \(accepted)")
        return
      }
      if random.next() % 16 == 0 { world.forgetEverything() }
    }
    let held = world.holders.keys.count { $0.kind == .settlement }
    #expect(held == model.decisions.count { $0.standing != nil && $0.standing != .rejected }, "seed \(seed)")
  }
}

/// The rules of settlement, written as plainly as can be: each decision waives the same cremation.
private struct SettlementModel {
  typealias Standing = SettlementBatchState.Line.Standing

  enum Move {
    case decide(person: Int), reverse(decision: Int, fen: Int)
    case open(month: Int), add(decision: Int, month: Int), review(month: Int, accepting: Int)
    case pay(month: Int, extra: Int)

    static func random(_ random: inout some RandomNumberGenerator, decisions: Int) -> Move {
      func any(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
      if decisions == 0 { return .decide(person: any(1...3)) }
      switch any(0...9) {
      case 0, 1: return .decide(person: any(1...3))
      case 2: return .reverse(decision: any(0...decisions - 1), fen: any(0...1) * 38_000)
      case 3: return .open(month: any(1...9))
      case 4...6: return .add(decision: any(max(0, decisions - 3)...decisions - 1), month: any(1...9))
      case 7: return .review(month: any(1...9), accepting: any(0...7))
      default: return .pay(month: any(1...9), extra: any(0...3) == 0 ? 1 : 0)
      }
    }
  }

  struct Decision {
    let person: Int
    var id: EventID?
    var isActive = true
    var standing: Standing?
  }

  struct Batch {
    var lines: [Int] = []
    var accepted: [Int] = []
    var status = SettlementBatchState.Status.opened
  }

  var decisions: [Decision] = []
  var batches: [Int: Batch] = [:]

  mutating func apply(_ move: Move) -> Bool {
    switch move {
    case .decide(let person):
      guard !decisions.contains(where: { $0.person == person && $0.isActive }) else { return false }
      decisions.append(Decision(person: person))
    case .reverse(let decision, let fen):
      let standing = decisions[decision].standing
      guard decisions[decision].isActive, standing != .added, standing != .accepted, standing != .paid || fen == 38_000
      else { return false }
      decisions[decision].isActive = false
    case .open(let month):
      guard batches[month] == nil else { return false }
      batches[month] = Batch()
    case .add(let decision, let month):
      let standing = decisions[decision].standing
      guard batches[month]?.status == .opened, decisions[decision].isActive, standing == nil || standing == .rejected
      else { return false }
      batches[month]?.lines.append(decision)
      decisions[decision].standing = .added
    case .review(let month, let accepting):
      guard let batch = batches[month], batch.status == .opened else { return false }
      for line in batch.lines { decisions[line].standing = Self.accepts(accepting, line) ? .accepted : .rejected }
      let accepted = batch.lines.filter { Self.accepts(accepting, $0) }
      batches[month]?.accepted = accepted
      batches[month]?.status = accepted.isEmpty ? .rejected : .reviewed
    case .pay(let month, let extra):
      guard let batch = batches[month], batch.status == .reviewed, extra == 0 else { return false }
      for line in batch.accepted { decisions[line].standing = .paid }
      batches[month]?.status = .paid
    }
    return true
  }

  static func accepts(_ mask: Int, _ line: Int) -> Bool { mask >> (line % 3) & 1 == 1 }
}

extension World {
  /// The same move as a submission of the registry; gives its event's id.
  fileprivate mutating func perform(
    _ move: SettlementModel.Move,
    in model: SettlementModel,
    step: Int
  ) throws(Refusal) -> EventID? {
    func batch(_ month: Int) -> String { "371002-H/2026-0\(month)" }
    func id(_ decision: Int) -> EventID { model.decisions[decision].id ?? "00000000-0000-8000-8000-000000000009" }
    func person(_ decision: Int) -> Code { Code("c\(model.decisions[decision].person)") ?? "?" }
    switch move {
    case .decide(let person): return try submit(WaiverDecided.sample, to: "c\(person)").events[0].id
    case .reverse(let decision, let fen):
      let reversal = WaiverReversed(decisionEventId: id(decision), reasonCode: .correction, recoverFen: Fen(fen) ?? 0)
      try submit(reversal, to: person(decision).text)
    case .open(let month): try submit(BatchOpened.sample, to: batch(month))
    case .add(let decision, let month):
      try submit(BatchLineAdded.sample(id(decision), person(decision)), to: batch(month))
    case .review(let month, let accepting):
      let lines = model.batches[month]?.lines ?? []
      let accepted = lines.filter { SettlementModel.accepts(accepting, $0) }.map(id)
      let rejected = lines.filter { !SettlementModel.accepts(accepting, $0) }.map(id)
      try submit(BatchReviewed.sample(accepted, rejected), to: batch(month), from: "371002-MZ")
    case .pay(let month, let extra):
      let total = 38_000 * (model.batches[month]?.accepted.count ?? 0) + extra
      let payment = BatchPaid(totalFen: Fen(total) ?? 0, payRef: Code("pay-\(step)") ?? "?")
      try submit(payment, to: batch(month), from: "371002-CZ")
    }
    return nil
  }
}

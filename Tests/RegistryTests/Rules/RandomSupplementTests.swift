import Testing

@testable import Registry

@Suite("Random histories of one award, its day of death corrected again and again, against a plain model")
struct RandomSupplementTests {
  @Test("M5, M7: the registry accepts what the model accepts, and the sums agree", arguments: 0..<12)
  func agrees(_ run: Int) throws {
    let seed = EventMutations.seed() &+ UInt64(run)
    var random = EventMutations.Generator(seed: seed)
    var world = try World.city()
    try world.approvedByDeath()
    var model = SupplementModel()
    var accepted: [SupplementModel.Move] = []
    for step in 0..<60 {
      let move = SupplementModel.Move.random(&random, model)
      let expected = model.apply(move, step: step)
      do throws(Refusal) {
        try world.perform(move, step: step, model)
        #expect(expected, "seed \(seed), step \(step): \(move) after \(accepted)")
        accepted.append(move)
      } catch {
        #expect(!expected, "seed \(seed), step \(step): \(move) refused: \(error.fact.en) after \(accepted)")
        #expect([.m2, .m5, .r3, .l4].contains(error.rule), "seed \(seed), step \(step): \(error)")
      }
      world.load("claim/m1")
      let state = try #require(world.snapshot.subsidyClaim("m1"))
      let sums = [state.approvedFen, state.paidFen, state.recoveries.map(\.data.amountFen).sum, state.outstanding]
      let asModel = sums == [model.approved, model.paid, model.asked, model.asked - model.returned]
      #expect(asModel && state.status == model.status, "seed \(seed), step \(step): \(state.status) \(sums), \(model)")
      guard asModel, state.status == model.status else { return }
      try #require(try world.claimsAgree(), "seed \(seed), step \(step): \(move)")
      // Nobody has more than is due, once what is asked back has come.
      #expect(model.paid - model.asked <= model.due, "seed \(seed), step \(step)")
    }
    try #require(accepted.count > 5, "seed \(seed)")
  }
}

/// The sums of one award, as a cashier would keep them.
private struct SupplementModel {
  static let amounts = [50_000, 80_000, 100_000]

  enum Move {
    case correct(era: Int)
    case supplement(era: Int, fen: Int), reject
    case pay(fen: Int), fail(last: Bool), recover(fen: Int)

    static func random(_ random: inout some RandomNumberGenerator, _ model: SupplementModel) -> Move {
      func any(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
      let some = [20_000, 30_000, 50_000]
      switch any(0...13) {
      case 0...2: return .correct(era: any(0...2))
      case 3...5:
        return .supplement(
          era: any(0...9) == 0 ? any(0...2) : model.era,
          fen: any(0...4) == 0 ? some[any(0...2)] : model.due - model.granted
        )
      case 6: return model.status == .approved ? .correct(era: any(0...2)) : .reject
      case 7...10: return .pay(fen: any(0...4) == 0 ? some[any(0...2)] : model.approved - model.paid)
      case 11: return .fail(last: any(0...3) > 0)
      default: return .recover(fen: any(0...2) == 0 ? 10_000 : model.asked - model.returned)
      }
    }
  }

  var era = 2
  var status = SubsidyClaimState.Status.approved
  /// What was approved, in which era; the first amount, then supplements.
  private var approvals: [(fen: Int, era: Int)] = [(100_000, 2)]
  var payments: [(fen: Int, step: Int)] = []
  var asked = 0
  var returned = 0

  var due: Int { Self.amounts[era] }
  var approved: Int { approvals.reduce(0) { $0 + $1.fen } }
  var paid: Int { payments.reduce(0) { $0 + $1.fen } }
  var granted: Int { approved - asked }

  private var unpaid: SubsidyClaimState.Status { approvals.count > 1 ? .supplemented : .approved }

  mutating func apply(_ move: Move, step: Int) -> Bool {
    switch move {
    case .correct(let era):
      self.era = era
      guard !payments.isEmpty, paid - asked > due else { return true }
      asked = paid - due
      status = .recovering
    case .supplement(let era, let fen):
      guard status == .paid || status == .recovered, era == self.era, fen > 0, fen == due - granted else {
        return false
      }
      approvals.append((fen, era))
      status = .supplemented
    case .reject:
      guard status == .supplemented else { return false }
      approvals.removeLast()
      status = approved > paid ? unpaid : asked > 0 ? .recovered : .paid
    case .pay(let fen):
      guard status == .approved || status == .supplemented, fen == approved - paid,
        approvals.last?.era == era
      else { return false }
      payments.append((fen, step))
      status = .paid
    case .fail(let last):
      guard last, status == .paid, !payments.isEmpty else { return false }
      payments.removeLast()
      status = unpaid
    case .recover(let fen):
      guard status == .recovering, fen > 0, fen <= asked - returned else { return false }
      returned += fen
      status = returned < asked ? .recovering : approved > paid ? .supplemented : .recovered
    }
    return true
  }
}

extension World {
  /// 500 yuan for a death in August, 800 in September, 1,000 from October on; approved for 1 October.
  fileprivate mutating func approvedByDeath() throws {
    let eras: [(LocalDate?, LocalDate)] = [
      ("2026-08-31", "2017-01-01"), ("2026-09-30", "2026-09-01"), (nil, "2026-10-01"),
    ]
    for (number, era) in eras.enumerated() {
      let version = with(PolicyPublished.award) {
        ($0.dateBasis, $0.validTo, $0.validFrom) = (.death, era.0, era.1)
        $0.version = PositiveCount(number + 1) ?? 1
        $0.awards = $0.awards?.map { with($0) { $0.amountFen = Fen(SupplementModel.amounts[number]) ?? 0 } }
      }
      try given(version, in: "death")
    }
    try inPool("c1", ashes: "a1")
    try given(with(ClaimSubmitted.sample("c1", "a1")) { $0.policyId = "death" }, in: "m1")
    try given(ClaimVerified(verifierId: "town-1"), in: "m1")
    try given(with(ClaimApproved.sample) { ($0.policyVersion, $0.amountFen) = (3, 100_000) }, in: "m1")
  }

  fileprivate mutating func perform(
    _ move: SupplementModel.Move,
    step: Int,
    _ model: SupplementModel
  ) throws(Refusal) {
    switch move {
    case .correct(let era):
      let day = ["2026-08-15", "2026-09-15", "2026-10-01"][era]
      // No two corrections say the same.
      let minute = (step < 10 ? "0" : "") + "\(step)"
      try correct("case/c1", as: .audit) { (data: inout DeathCertificateRecorded) in
        data.deathAt = Instant("\(day)T07:\(minute):00+08:00") ?? data.deathAt
      }
    case .supplement(let era, let fen):
      try submit(ClaimSupplemented.sample(Fen(max(fen, 0)) ?? 0, version: PositiveCount(era + 1) ?? 1), to: "m1")
    case .reject: try submit(ClaimRejected(ruleId: "eco", reason: "不再应得"), to: "m1")
    case .pay(let fen):
      try submit(ClaimPaid(amountFen: Fen(max(fen, 0)) ?? 0, payRef: Code("pay-\(step)") ?? "?"), to: "m1")
    case .fail(let last):
      let reference = last ? fact(ClaimPaid.self, in: "claim/m1")?.payload as? ClaimPaid : nil
      try submit(ClaimPaymentFailed(payRef: reference?.payRef ?? "pay-none", reason: "账户已销户"), to: "m1")
    case .recover(let fen):
      try submit(ClaimRecovered(recoveredFen: Fen(max(fen, 0)) ?? 0, docNo: "票据"), to: "m1")
    }
  }
}

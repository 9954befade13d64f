import Testing

@testable import Registry

@Suite("Random histories of plots, ashes and awards against a plain model")
struct RandomHistoryTests {
  @Test("A2, A4, A6, P7, P8, M3, M5: the registry accepts exactly what the model accepts", arguments: 0..<24)
  func agrees(_ run: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    try agree(seed: seed)
  }

  private func agree(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    var world = try World.city()
    try Model.prepare(&world)
    var model = Model()
    for step in 0..<160 {
      let move = Move.random(&random)
      let expected = model.apply(move, step: step)
      let accepted = try submit(move, step: step, to: &world)
      guard expected == accepted else {
        Issue.record("seed \(seed), step \(step), \(move): model \(expected), registry \(accepted)")
        return
      }
      guard try world.claimsAgree() else {
        Issue.record("seed \(seed), step \(step), \(move): claims and states disagree")
        return
      }
      // Forgetting at random must change nothing: what is loaded again is what was known.
      if random.next() % 16 == 0 { world.forgetEverything() }
    }
    let places = world.holders.filter { $0.key.kind == .place }
    // A plot that was returned keeps its two places until it has been cleared.
    let clearing = model.plots.values.count { $0 == .clearing }
    #expect(places.count == model.places.count + 2 * clearing, "seed \(seed)")
    #expect(world.holders.keys.count { $0.kind == .plot } == model.plots.values.count { $0 != .free }, "seed \(seed)")
    let payments = world.stored.filter { $0.key.kind == .subsidyClaim }.keys.count { stream in
      Code(stream.key).flatMap { world.snapshot.subsidyClaim($0) ?? loaded(stream, $0, world) }?.payments.isEmpty
        == false
    }
    #expect(payments == model.paidCases.count, "seed \(seed)")
  }

  private func loaded(_ stream: StreamName, _ id: Code, _ world: World) -> SubsidyClaimState? {
    var world = world
    world.load(stream)
    return world.snapshot.subsidyClaim(id)
  }

  /// What the model says is refused for reasons of its own must be refused by the rules that the model is about.
  private func submit(_ move: Move, step: Int, to world: inout World) throws -> Bool {
    do throws(Refusal) {
      try world.perform(move, step: step)
      return true
    } catch {
      #expect(Model.rules.contains(error.rule), "\(move) was refused by \(error.rule)")
      return false
    }
  }
}

/// Repeatable random numbers (Steele, Lea, Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}

/// Something that somebody tries to do. Plots 1 to 3 are doubles, plot 0 is an eco pool of 3; cases 1 to 6, two
/// portions each.
enum Move: Sendable {
  case block(plot: Int), unblock(plot: Int)
  case reserve(plot: Int, person: Int), release(plot: Int)
  case grant(plot: Int, person: Int, contract: Int)
  case place(portion: Int, plot: Int, position: Int, contract: Int)
  case scatter(portion: Int)
  /// To a plot, a position and a contract; plot 4 means only out.
  case relocate(portion: Int, from: Int, to: Int, position: Int, contract: Int)
  case giveBack(contract: Int)
  case claim(claim: Int, portion: Int)
  case verify(claim: Int), approve(claim: Int), reject(claim: Int)
  case pay(claim: Int, fen: Int, reference: Int)

  static func random(_ random: inout some RandomNumberGenerator) -> Move {
    func any(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
    switch any(0...20) {
    case 0: return .block(plot: any(0...3))
    case 1: return .unblock(plot: any(0...3))
    case 2: return .reserve(plot: any(0...3), person: any(1...6))
    case 3: return .release(plot: any(0...3))
    case 4, 5: return .grant(plot: any(0...3), person: any(1...6), contract: any(1...4))
    case 6...8: return .place(portion: any(0...11), plot: any(0...3), position: any(1...4), contract: any(0...4))
    case 9: return .scatter(portion: any(0...11))
    case 10: return .claim(claim: any(1...6), portion: any(0...11))
    case 11: return .verify(claim: any(1...6))
    case 12, 13: return .approve(claim: any(1...6))
    case 14: return any(0...3) == 0 ? .reject(claim: any(1...6)) : .verify(claim: any(1...6))
    case 15...17:
      let (from, to) = (any(0...3), any(0...4))
      return .relocate(portion: any(0...11), from: from, to: to, position: any(1...3), contract: any(0...4))
    case 18, 19: return .giveBack(contract: any(1...4))
    default: return .pay(claim: any(1...6), fen: any(0...4) == 0 ? 100_000 : 80_000, reference: any(1...4))
    }
  }
}

/// The rules of plots and awards, written as plainly as can be.
struct Model {
  enum Plot: Equatable { case free, blocked, clearing, reserved(Int), granted(contract: Int) }
  enum Ashes: Equatable { case atHand, placed(plot: Int, position: Int), scattered }
  enum Stage { case submitted, verified, approved, paid, rejected }

  static let rules: Set<RuleID> = [
    .a2, .a3, .a4, .a5, .a6, .p6, .p7, .p8, .m2, .m3, .m4, .m5, .r1, .r2, .r3,
  ]

  var plots = [0: Plot.free, 1: .free, 2: .free, 3: .free]
  var holderOf: [Int: (plot: Int, person: Int)] = [:]
  var returned: Set<Int> = []
  var places: [String: Int] = [:]
  var ashes = Array(repeating: Ashes.atHand, count: 12)
  var claims: [Int: (stage: Stage, person: Int, portion: Int)] = [:]
  var awarded: [Int: Int] = [:]
  var references: Set<Int> = []
  var paidCases: Set<Int> = []

  static func person(_ portion: Int) -> Int { portion / 2 + 1 }

  mutating func apply(_ move: Move, step: Int) -> Bool {
    switch move {
    case .block(let plot): return set(plot, from: [.free], to: .blocked)
    case .unblock(let plot): return set(plot, from: [.blocked, .clearing], to: .free)
    case .reserve(let plot, let person): return plot != 0 && set(plot, from: [.free], to: .reserved(person))
    case .release(let plot):
      guard case .reserved = plots[plot] else { return false }
      return set(plot, from: plots[plot].map { [$0] } ?? [], to: .free)
    case .grant(let plot, let person, let contract):
      guard plot != 0, holderOf[contract] == nil,
        set(plot, from: [.free, .reserved(person)], to: .granted(contract: contract))
      else { return false }
      holderOf[contract] = (plot, person)
      return true
    case .place(let portion, let plot, let position, let contract):
      guard ashes[portion] == .atHand else { return false }
      return place(portion, plot, position, contract)
    case .scatter(let portion):
      guard ashes[portion] == .atHand else { return false }
      ashes[portion] = .scattered
      return true
    case .relocate(let portion, let from, let to, let position, let contract):
      guard case .placed(from, let old) = ashes[portion] else { return false }
      guard to < 4 else {
        places["\(from)#\(old)"] = nil
        ashes[portion] = .atHand
        return true
      }
      guard place(portion, to, position, contract) else { return false }
      places["\(from)#\(old)"] = nil
      return true
    case .giveBack(let contract):
      guard let right = holderOf[contract], !returned.contains(contract), !isUsed(right.plot) else { return false }
      returned.insert(contract)
      plots[right.plot] = .clearing
      return true
    case .claim(let claim, let portion):
      let person = Self.person(portion)
      guard claims[claim] == nil, ashes[portion] != .atHand, awarded[person] == nil else { return false }
      (claims[claim], awarded[person]) = ((.submitted, person, portion), claim)
      return true
    case .verify(let claim): return advance(claim, from: [.submitted], to: .verified)
    case .approve(let claim):
      // They may have been taken out since the claim.
      guard let portion = claims[claim]?.portion, ashes[portion] != .atHand else { return false }
      return advance(claim, from: [.verified], to: .approved)
    case .reject(let claim):
      guard advance(claim, from: [.submitted, .verified, .approved], to: .rejected), let person = claims[claim]?.person
      else {
        return false
      }
      awarded[person] = nil
      return true
    case .pay(let claim, let fen, let reference):
      guard fen == 80_000, !references.contains(reference), advance(claim, from: [.approved], to: .paid),
        let person = claims[claim]?.person
      else { return false }
      references.insert(reference)
      return paidCases.insert(person).inserted
    }
  }

  private mutating func place(_ portion: Int, _ plot: Int, _ position: Int, _ contract: Int) -> Bool {
    let place = "\(plot)#\(position)"
    guard places[place] == nil else { return false }
    if plot == 0 {
      guard contract == 0, position <= 3, plots[plot] == .free else { return false }
    } else {
      guard position <= 2, let right = holderOf[contract], !returned.contains(contract), right.plot == plot,
        right.person == Self.person(portion)
      else { return false }
    }
    (places[place], ashes[portion]) = (portion, .placed(plot: plot, position: position))
    return true
  }

  private func isUsed(_ plot: Int) -> Bool { places.keys.contains { $0.hasPrefix("\(plot)#") } }

  private mutating func set(_ plot: Int, from: [Plot], to: Plot) -> Bool {
    guard let now = plots[plot], from.contains(now) else { return false }
    plots[plot] = to
    return true
  }

  private mutating func advance(_ claim: Int, from: [Stage], to: Stage) -> Bool {
    guard let now = claims[claim], from.contains(now.stage) else { return false }
    claims[claim]?.stage = to
    return true
  }
}

extension Model {
  static func prepare(_ world: inout World) throws {
    for number in 1...6 {
      try world.cremated("c\(number)", number, portions: 2)
      for (index, portion) in [1, 2].enumerated() {
        let custody = CustodyOpened.sample(Code("c\(number)") ?? "?", PortionCount(portion) ?? 1, of: 2)
        try world.given(custody, in: "a\((number - 1) * 2 + index)", at: "2026-10-03T11:00:00+08:00")
      }
    }
  }
}

extension World {
  /// The same move as submissions of the registry.
  fileprivate mutating func perform(_ move: Move, step: Int) throws(Refusal) {
    func plotID(_ plot: Int) -> PlotID {
      PlotID(plot == 0 ? "371002-C/E/A/1" : "371002-C/D/A/\(plot)") ?? "371002-C/E/A/1"
    }
    func code(_ prefix: String, _ number: Int) -> Code { Code("\(prefix)\(number)") ?? "?" }
    switch move {
    case .block(let plot): try submit(PlotBlocked(reason: "塌陷"), to: plotID(plot).text)
    case .unblock(let plot): try submit(PlotUnblocked(reason: "修复"), to: plotID(plot).text)
    case .reserve(let plot, let person):
      let reserved = with(PlotReserved.sample) { $0.forRef = code("person-", person) }
      try submit(reserved, to: plotID(plot).text)
    case .release(let plot): try submit(ReservationReleased(reason: "放弃"), to: plotID(plot).text)
    case .grant(let plot, let person, let contract):
      let right = with(UseRightGranted.sample(plotID(plot), for: code("c", person))) {
        $0.holderRef = code("person-", person)
      }
      try submit(right, to: "k\(contract)")
    case .place(let portion, let plot, let position, let contract):
      let placed = with(AshesPlaced.sample(plotID(plot), under: contract == 0 ? nil : code("k", contract))) {
        ($0.positionNo, $0.form) = (PositiveCount(position) ?? 1, .tree)
      }
      try submit(placed, to: "a\(portion)")
    case .scatter(let portion): try submit(AshesScattered.sample, to: "a\(portion)")
    case .relocate(let portion, let from, let to, let position, let contract):
      let moved = with(
        to == 4
          ? AshesRelocated.out(of: plotID(from))
          : .sample(plotID(from), to: plotID(to), under: contract == 0 ? nil : code("k", contract))
      ) {
        guard to < 4 else { return }
        ($0.toPositionNo, $0.form) = (PositiveCount(position) ?? 1, .tree)
      }
      try submit(moved, to: "a\(portion)")
    case .giveBack(let contract): try submit(UseRightReturned.sample, to: "k\(contract)")
    case .claim(let claim, let portion):
      let submitted = ClaimSubmitted.sample(code("c", Model.person(portion)), code("a", portion))
      try submit(submitted, to: "m\(claim)")
    case .verify(let claim): try submit(ClaimVerified(verifierId: "town-1"), to: "m\(claim)")
    case .approve(let claim): try submit(ClaimApproved.sample, to: "m\(claim)")
    case .reject(let claim): try submit(ClaimRejected(ruleId: "eco", reason: "材料不实"), to: "m\(claim)")
    case .pay(let claim, let fen, let reference):
      try submit(ClaimPaid(amountFen: Fen(fen) ?? 0, payRef: code("pay-", reference)), to: "m\(claim)")
    }
  }
}

import Testing

@testable import Registry

@Suite("D4: a hold counts from when it was served to when it was lifted, whenever anybody reports it")
struct HoldTimeTests {
  /// What a hold forbids.
  enum Step: String, CaseIterable, Sendable { case authorise, cremate, bury, donate, release }

  /// A certified case with a plot for bodies; for a cremation it is confirmed on 5 October.
  private func world(for step: Step) throws -> World {
    var world = try World.city()
    try world.readyForBurial("c1")
    if step == .cremate { try world.given(CremationAuthorised.sample, in: "c1", at: "2026-10-05T08:00:00+08:00") }
    return world
  }

  /// The rule that refuses it; nil when it is accepted.
  private func refusal(of step: Step, at time: Instant, in world: World) -> RuleID? {
    var world = world
    var reported = time
    let payload: any FactPayload
    switch step {
    case .authorise: payload = CremationAuthorised.sample
    case .cremate:
      reported = time.adding(seconds: 3_600) ?? time
      payload = with(CremationCompleted.sample) { ($0.startedAt, $0.endedAt) = (time, reported) }
    case .bury: payload = BodyBuried.sample("371002-B/H/A/1")
    case .donate: payload = BodyDonated.sample
    case .release: payload = BodyReleasedOut.sample
    }
    do throws(Refusal) {
      try world.submit(payload, to: "c1", at: reported)
      return nil
    } catch {
      return error.rule
    }
  }

  @Test(
    "served on the 6th at noon and lifted on the 7th, both reported before the step",
    arguments: Step.allCases,
    [
      ("2026-10-06T11:59:59+08:00", true), ("2026-10-06T12:00:00+08:00", false), ("2026-10-07T11:59:59+08:00", false),
      ("2026-10-07T12:00:00+08:00", true),
    ] as [(Instant, Bool)]
  )
  func edges(_ step: Step, _ moment: (at: Instant, passes: Bool)) throws {
    var world = try world(for: step)
    let hold = try world.given(HoldPlaced.sample, in: "c1", at: "2026-10-06T12:00:00+08:00").events[0].id
    try world.given(HoldReleased(holdEventId: hold, docNo: "解1"), in: "c1", at: "2026-10-07T12:00:00+08:00")
    #expect(refusal(of: step, at: moment.at, in: world) == (moment.passes ? nil : .d4))
  }

  @Test(
    "what had happened before a hold that is still open was served; of a cremation, that it had begun",
    arguments: Step.allCases
  )
  func stillOpen(_ step: Step) throws {
    var world = try world(for: step)
    try world.given(HoldPlaced.sample, in: "c1", at: "2026-10-06T12:00:00+08:00")
    #expect(refusal(of: step, at: "2026-10-06T11:30:00+08:00", in: world) == nil)
    #expect(refusal(of: step, at: "2026-11-20T12:00:00+08:00", in: world) == .d4)
  }

  @Test("any holds, at any time, against plain intervals", arguments: 0..<40)
  func random(_ run: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = EventMutations.Generator(seed: seed)
    let step = try #require(Step.allCases.randomElement(using: &random))
    var world = try world(for: step)
    let noon: Instant = "2026-10-06T12:00:00+08:00"
    func hour(_ hours: Range<Int64>) throws -> Instant {
      try #require(noon.adding(seconds: 3_600 * .random(in: hours, using: &random)))
    }
    var holds: [(from: Instant, to: Instant?, until: LocalDate?)] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let from = try hour(0..<72)
      let until = Bool.random(using: &random) ? from.localDate.adding(days: .random(in: 0...2, using: &random)) : nil
      let hold = try world.given(with(HoldPlaced.sample) { $0.until = until }, in: "c1", at: from).events[0].id
      let to = Bool.random(using: &random) ? from.adding(seconds: 3_600 * .random(in: 0...30, using: &random)) : nil
      if let to { try world.given(HoldReleased(holdEventId: hold, docNo: "解1"), in: "c1", at: to) }
      holds.append((from, to, until))
    }
    for _ in 0..<12 {
      let time = try hour(0..<96)
      let isHeld = holds.contains { hold in
        hold.from <= time && hold.to.map { time < $0 } ?? true && hold.until.map { time.localDate <= $0 } ?? true
      }
      #expect(
        refusal(of: step, at: time, in: world) == (isHeld ? .d4 : nil),
        "seed \(seed), \(step) at \(time), \(holds)"
      )
    }
  }
}

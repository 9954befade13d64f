import Testing

@testable import Registry

@Suite("L6: what is proposed is decided once, by another, and as it was proposed")
struct ProposalTests {
  @Test("a proposal changes nothing until it is approved; then it is the amendment")
  func approved() throws {
    var world = try World.city()
    try world.certified("c1")
    let proposal = try world.propose(in: "case/c1") { (data: inout DeathCertificateRecorded) in
      data.deathAt = "2026-09-30T08:00:00+08:00"
    }
    world.load("case/c1")
    #expect(world.snapshot.decedentCase("c1")?.certificate?.data.deathAt != "2026-09-30T08:00:00+08:00")

    let decision = try world.decide(proposal, in: "case/c1", by: "head-1")
    #expect(decision.events.map(\.event.typeName) == ["AmendmentDecided", "FactCorrected"])
    let correction = try #require(decision.events[1].event.payload as? FactCorrected)
    #expect(correction.approverId == "head-1")
    // In the name of whoever proposed it, who cannot approve the next one either.
    #expect(decision.events[1].event.actor == "clerk-2")
    world.load("case/c1")
    #expect(world.snapshot.decedentCase("c1")?.certificate?.data.deathAt == "2026-09-30T08:00:00+08:00")
    let next = try world.propose(toVoid: IdentityVerified.self, in: "case/c1", by: "clerk-3")
    try world.decide(next, in: "case/c1", by: "clerk-2")
    let again = try world.propose(toVoid: DeathCertificateRecorded.self, in: "case/c1", by: "clerk-3")
    #expect(throws: Refusal.self) { try world.decide(again, in: "case/c1", by: "clerk-2") }
  }

  @Test("a withdrawn one changes nothing, and leaves room for another")
  func withdrawn() throws {
    var world = try World.city()
    try world.certified("c1")
    let proposal = try world.propose(toVoid: IdentityVerified.self, in: "case/c1")
    let decision = try world.withdraw(proposal, in: "case/c1", because: "核验记录属实")
    #expect(decision.events.count == 1 && decision.takes.isEmpty && decision.releases.isEmpty)
    #expect(world.standing(IdentityVerified.self, in: "case/c1").count == 1)
    for again in [{ try $0.withdraw(proposal, in: "case/c1") }, { try $0.decide(proposal, in: "case/c1") }]
      as [(inout World) throws -> Decision]
    {
      let refusal = #expect(throws: Refusal.self) { try again(&world) }
      #expect(refusal?.rule == .l6)
    }
    try world.decide(world.propose(toVoid: IdentityVerified.self, in: "case/c1"), in: "case/c1")
    #expect(world.standing(IdentityVerified.self, in: "case/c1").isEmpty)
  }

  @Test("a declined one changes nothing")
  func declined() throws {
    var world = try World.city()
    try world.certified("c1")
    let proposal = try world.propose(toVoid: IdentityVerified.self, in: "case/c1")
    let decision = try world.decide(proposal, .declined, in: "case/c1", because: "与原件不符", by: "clerk-2")
    #expect(decision.events.count == 1 && decision.takes.isEmpty && decision.releases.isEmpty)
    #expect(world.standing(IdentityVerified.self, in: "case/c1").count == 1)
  }

  @Test("what rests on the fact follows the approval")
  func whatRestsOnIt() throws {
    var world = try World.city()
    try world.paidClaim("m1")
    let grounds = Grounds.audit
    let proposal = try world.propose(toVoid: AshesPlaced.self, in: "ashes/a1", as: grounds)
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").isEmpty)
    try world.decide(proposal, in: "ashes/a1")
    let recovery = try #require(world.standing(RecoveryOpened.self, in: "claim/m1").first)
    // The cause is the amendment, not the approval of it.
    let void = try #require(world.stored["ashes/a1"]?.last)
    let event = try RecordedEvent(stored: void, in: "ashes/a1", version: 1)
    #expect(event.payload is EventVoided && recovery.causeEventId == event.id)
  }

  @Test("S10: a number that was hashed when it was proposed is approved as it is, another is not proposed")
  func numbers() throws {
    var world = try World.city()
    try world.certified("c1")
    #expect(throws: Refusal.self) {
      try world.propose(in: "case/c1") { (data: inout DeathCertificateRecorded) in data.certKeyHash = .of(2) }
    }
    let proposal = try world.propose(in: "case/c1", hashed: ["cert_key_hash"]) {
      (data: inout DeathCertificateRecorded) in data.certKeyHash = .of(2)
    }
    #expect(world.holders[Claim(.certificate, KeyedHash.of(2).text)] == nil)
    try world.decide(proposal, in: "case/c1")
    #expect(world.holders[Claim(.certificate, KeyedHash.of(2).text)] == "case/c1")
    #expect(try world.claimsAgree())
  }

  @Test("a place that somebody else has come to hold since is lost, and the proposal stays open")
  func overtaken() throws {
    var world = try World.city()
    try world.inPool("c1", ashes: "a1", 1, position: 1)
    let proposal = try world.propose(in: "ashes/a1") { (data: inout AshesPlaced) in data.positionNo = 3 }
    try world.inPool("c2", ashes: "a2", 2, position: 3)
    let refusal = #expect(throws: Refusal.self) { try world.decide(proposal, in: "ashes/a1") }
    #expect(refusal?.rule == .a4)
    try world.decide(proposal, .declined, in: "ashes/a1", because: "3 号位已安葬他人")
  }

  @Test("approved, a proposal does what the amendment would have done", arguments: 0..<20)
  func sameAsAmended(_ run: Int) throws {
    let seed = EventMutations.seed()
    var random = EventMutations.Generator(seed: seed &+ UInt64(run))
    var (direct, proposed) = (try World.city(), try World.city())
    for number in 1...2 {
      let position = try #require(PositiveCount(number))
      try direct.inPool("c\(number)", ashes: "a\(number)", number, position: position)
      try proposed.inPool("c\(number)", ashes: "a\(number)", number, position: position)
    }
    var amended = 0
    for step in 0..<15 {
      let ashes = StreamName(.ashCustody, "a\(Int.random(in: 1...2, using: &random))")
      let place = try #require(PositiveCount(Int.random(in: 1...3, using: &random)))
      let voids = Int.random(in: 0..<6, using: &random) == 0
      let told = Self.refusal {
        if voids {
          try direct.void(AshesPlaced.self, in: ashes)
        } else {
          try direct.correct(ashes) { (data: inout AshesPlaced) in data.positionNo = place }
        }
      }
      let answered = Self.refusal {
        let proposal =
          if voids {
            try proposed.propose(toVoid: AshesPlaced.self, in: ashes)
          } else {
            try proposed.propose(in: ashes) { (data: inout AshesPlaced) in data.positionNo = place }
          }
        try proposed.decide(proposal, in: ashes)
      }
      try #require(told?.rule == answered?.rule, "seed \(seed), run \(run), step \(step)")
      if told == nil { amended += 1 }
      try #require(direct.holders == proposed.holders, "seed \(seed), run \(run), step \(step)")
      for number in 1...2 {
        let stream = StreamName(.ashCustody, "a\(number)")
        try #require(
          direct.standing(AshesPlaced.self, in: stream) == proposed.standing(AshesPlaced.self, in: stream),
          "seed \(seed), run \(run), step \(step)"
        )
      }
    }
    try #require(amended > 0, "seed \(seed), run \(run)")
  }

  private static func refusal(_ act: () throws -> Void) -> Refusal? {
    do {
      try act()
      return nil
    } catch {
      return error as? Refusal
    }
  }
}

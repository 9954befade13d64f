import Testing

@testable import Registry

@Suite("What rests on a policy, a facility or reference data is decided again behind their amendment")
struct ReviewTests {
  // MARK: Policies

  @Test("M5: an amount corrected downwards asks the difference back, once, and leaves other awards alone")
  func amountCorrected() throws {
    var world = try World.paidAward()
    try world.scatteredAward("m2")
    let correction = try world.correctAmount(to: 50_000)
    let cause = correction.events[0].id
    #expect(correction.events.map(\.stream) == ["policy/eco", .review(behind: cause)])
    #expect(world.holders[Claim(.review, cause.text)] != nil)
    #expect(try world.claimsAgree())

    #expect(try world.review() == ["claim/m1"])
    let recoveries = world.standing(RecoveryOpened.self, in: "claim/m1")
    #expect(recoveries == [RecoveryOpened(amountFen: 30_000, cause: .correction, causeEventId: cause)])
    #expect(world.standing(AnomalyRaised.self, in: "claim/m1").map(\.ruleId) == ["M2"])
    #expect(world.standing(ReviewCompleted.self, in: .review(behind: cause)).map(\.remarked) == [1])
    #expect(world.holders[Claim(.review, cause.text)] == nil)
    #expect(try world.openReviews().isEmpty)
  }

  @Test("M5: an amount corrected upwards asks nothing back")
  func amountRaised() throws {
    var world = try World.paidAward()
    try world.correctAmount(to: 90_000)
    #expect(try world.review() == ["claim/m1"])
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1") == [])
    #expect(world.standing(AnomalyRaised.self, in: "claim/m1").map(\.ruleId) == ["M2"])
  }

  @Test("M5: under a version that never was, all is asked back")
  func versionVoided() throws {
    var world = try World.paidAward()
    try world.void(PolicyPublished.self, in: "policy/eco", as: .audit)
    try world.review()
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").map(\.amountFen) == [80_000])
    world.forgetEverything()
    #expect(try world.claimsAgree())
  }

  @Test("M5: a version that takes effect later changes nothing; one that was in force already does")
  func versionPublished() throws {
    for (from, reviewed, asked) in [
      ("2026-11-23", false, []), ("2026-11-21", true, []), ("2026-10-11", true, []), ("2026-10-01", true, [30_000]),
    ] as [(LocalDate, Bool, [Fen])] {
      var world = try World.paidAward()
      let second = with(PolicyPublished.withAmount(50_000)) { ($0.version, $0.validFrom) = (2, from) }
      let published = try world.given(second, in: "eco", at: "2026-11-20T09:00:00+08:00")
      #expect(published.events.count == (reviewed ? 2 : 1), "\(from)")
      try world.review()
      #expect(world.standing(RecoveryOpened.self, in: "claim/m1").map(\.amountFen) == asked, "\(from)")
    }
  }

  @Test("M5: what was put right before it was reviewed asks nothing back")
  func correctedBack() throws {
    var world = try World.paidAward()
    try world.correctAmount(to: 50_000)
    try world.correctAmount(to: 80_000)
    #expect(try world.openReviews().count == 2)
    #expect(try world.review() == [])
  }

  @Test("What one review has remarked and asked back, the next one does not")
  func correctedTwice() throws {
    var world = try World.paidAward()
    try world.correctAmount(to: 50_000)
    try world.correctAmount(to: 40_000)
    #expect(try world.review() == ["claim/m1"])
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").map(\.amountFen) == [40_000])
    #expect(world.standing(AnomalyRaised.self, in: "claim/m1").count == 1)
    try world.correctAmount(to: 30_000)
    try world.review()
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").map(\.amountFen) == [40_000, 10_000])
  }

  @Test("P2: limits that reach back remark the rows that were laid out larger since, and no others")
  func limits() throws {
    for (from, found) in [("2020-01-03", ["section/371002-C/D"]), ("2020-01-04", [])] as [(LocalDate, [StreamName])] {
      var world = try World.city()
      let limit = with(PolicyPublished.plotLimit) {
        ($0.validFrom, $0.limits) = (from, [PlotLimit(kind: .double, areaMaxCm2: 1)])
      }
      try world.given(limit, in: "plot-limit", at: "2026-11-01T09:00:00+08:00")
      #expect(try world.review() == found, "\(from)")
      for section in found { #expect(world.standing(AnomalyRaised.self, in: section).map(\.ruleId) == ["P2"]) }
    }
  }

  // MARK: Facilities

  @Test("P6: a suspension found out late remarks what was granted since, though not what was granted that morning")
  func suspended() throws {
    for (from, told, found) in [
      ("2026-10-01", "2026-11-20T09:00:00+08:00", ["right/k1"]),
      ("2026-10-05", "2026-11-20T09:00:00+08:00", ["right/k1"]),
      ("2026-10-05", "2026-10-05T12:00:00+08:00", []), ("2026-10-06", "2026-11-20T09:00:00+08:00", []),
    ] as [(LocalDate, Instant, [StreamName])] {
      var world = try World.city()
      try world.certified("c1")
      try world.granted("k1", "371002-C/S/A/2", for: "c1")
      try world.given(FacilityStatusChanged.sample(.salesSuspended, from: from), in: "371002-C", at: told)
      #expect(try world.review() == found, "\(from)")
      for right in found { #expect(world.standing(AnomalyRaised.self, in: right).map(\.ruleId) == ["P6"]) }
    }
  }

  @Test("P6: a licence whose end is corrected")
  func licence() throws {
    var world = try World.city()
    try world.certified("c1")
    try world.granted("k1", "371002-C/S/A/2", for: "c1")
    try world.correct("facility/371002-C", as: .audit) { (data: inout FacilityLicensed) in data.validTo = "2026-09-30" }
    #expect(try world.review() == ["right/k1"])
    #expect(world.standing(AnomalyRaised.self, in: "right/k1").map(\.ruleId) == ["P6"])
    try world.correct("facility/371002-C", as: .audit) { (data: inout FacilityLicensed) in data.validTo = "2030-09-30" }
    #expect(try world.review() == [])
    // Nobody decides on its name.
    let renamed = try world.correct("facility/371002-C", as: .audit) { (data: inout FacilityLicensed) in
      data.nameEn = "Another name"
    }
    #expect(try world.review() == [])
    #expect(renamed.events.count == 2)
  }

  // MARK: Divisions

  @Test("M2: a division that had become part of another city")
  func division() throws {
    var world = try World.paidAward()
    let moved = DivisionChanged.sample(["371002"], to: "370683", on: "2026-10-01")
    try world.given(moved, in: "divisions", at: "2026-11-20T09:00:00+08:00")
    try world.review()
    #expect(world.standing(RecoveryOpened.self, in: "claim/m1").map(\.amountFen) == [80_000])
  }

  @Test(
    "Nothing can have rested on an award or a facility that was not there; a limit that was not there left people free"
  )
  func firstOfItsStream() throws {
    var world = try World.city()
    let backwards = with(PolicyPublished.award) { $0.validFrom = "2010-01-01" }
    #expect(try world.given(backwards, in: "another").events.count == 1)
    #expect(try world.given(FacilityLicensed.sample(.cemetery), in: "371002-N").events.count == 1)
    #expect(try world.given(PolicyPublished.plotLimit, in: "plot-limit").events.count == 2)
    #expect(try world.given(ServiceAreaAssigned.sample("371002"), in: "371002-N").events.count == 2)
    #expect(try world.review() == [])
  }

  // MARK: Which streams are looked at

  @Test("The table knows every kind of stream in which something is decided on a wide one")
  func table() throws {
    var world = try World.city()
    try world.everyEvent()
    #expect(world.read.keys.compactMap { WideStream($0) }.count > 8)
    for (stream, kinds) in world.read {
      guard let wide = WideStream(stream) else { continue }
      // An announced draw stands, whatever becomes of the cemeteries that it draws from (I5).
      let standing: Set<StreamKind> = stream.kind == .facility ? [stream.kind, .referenceData] : [stream.kind]
      #expect(kinds.subtracting(wide.resting).subtracting(standing) == [], "\(stream)")
    }
  }

  @Test("Nobody else writes to a review")
  func registryOnly() throws {
    var world = try World.paidAward()
    let cause = try world.correctAmount(to: 50_000).events[0].id
    let completed = ReviewCompleted(streams: 0, remarked: 0)
    let submission = Submission.of(
      completed,
      for: .review(behind: cause),
      time: "2026-11-20T09:00:00+08:00",
      id: .numbered(9_999)
    )
    #expect(refusing(.s6) { try world.decide(submission) })
  }
}

extension PolicyPublished {
  static func withAmount(_ fen: Fen) -> PolicyPublished { with(award) { $0.awards?[1].amountFen = fen } }
}

extension World {
  /// A city with an award of 800 yuan paid on `m1`, for ashes placed on 10 October.
  fileprivate static func paidAward() throws -> World {
    var world = try World.city()
    try world.approvedClaim("m1")
    try world.given(ClaimPaid(amountFen: 80_000, payRef: "pay-1"), in: "m1")
    return world
  }

  /// An award by the other rule, approved only.
  fileprivate mutating func scatteredAward(_ claim: String) throws {
    try inCustody("c2", ashes: "a2", 2)
    try given(with(AshesScattered.sample) { $0.allAshes = true }, in: "a2")
    try given(ClaimSubmitted.sample("c2", "a2"), in: claim)
  }

  @discardableResult
  fileprivate mutating func correctAmount(to fen: Fen) throws -> Decision {
    try correct("policy/eco", as: .audit) { (data: inout PolicyPublished) in data.awards?[1].amountFen = fen }
  }
}

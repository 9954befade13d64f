import CanonicalJSON
import TestSupport

/// What expiries reads, in any order at all: a right is renewed before it is granted, a notice ends before it is published.
struct ExpiryEvents: RandomEvents {
  var random: SeededGenerator
  private var holds: [(id: String, stream: String)] = []
  private let facilities = ["F1", "F2", "F3"]
  private let divisions = ["371002", "371003", "371082"]

  init(random: SeededGenerator) { self.random = random }

  mutating func next() -> Happening {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<16: right()
    case 16..<34: ashes()
    case 34..<44: unit()
    case 44..<56: place()
    case 56..<80: decedent()
    case 80..<90: inspection()
    case 90..<96: reservation()
    default: event("ServiceItemDelivered", "waiver/C1", ["item_code": "keeping"])
    }
  }

  private mutating func event(_ type: String, _ stream: String, _ data: JSON) -> Happening {
    Happening(type, stream, data, at: "\(day())T\(random.pick(["00", "23"])):30:00+08:00")
  }

  private mutating func right() -> Happening {
    let stream = "right/K\(Int.random(in: 1...4, using: &random))"
    let until: JSON = ["to": .string(day()), "maintenance_to": .string(day())]
    switch Int.random(in: 0..<6, using: &random) {
    case 0...2:
      return event(
        "UseRightGranted",
        stream,
        until.adding("plot_id", .string(random.pick(facilities) + "/A/1/1")).adding("from", .string(day()))
      )
    case 3, 4: return event("UseRightRenewed", stream, until)
    default: return event("UseRightReturned", stream, ["refund_fen": 0])
    }
  }

  private mutating func ashes() -> Happening {
    let stream = "ashes/A\(Int.random(in: 1...4, using: &random))"
    let facility = JSON.string(random.pick(facilities))
    switch Int.random(in: 0..<12, using: &random) {
    case 0: return event("CustodyOpened", stream, ["facility_id": facility])
    case 1...4:
      return event(
        "AshesStored",
        stream,
        ["facility_id": facility, "term_days": .integer(.random(in: 1...120, using: &random))]
      )
    case 5, 6: return event("StorageRenewed", stream, ["until": .string(day())])
    case 7...9: return event("UnclaimedAshesNoticePublished", stream, ["until": .string(day())])
    default:
      let type = random.pick([
        "AshesReleased", "AshesPlaced", "AshesScattered", "AshesRelocated", "UnclaimedAshesDisposed",
      ])
      return event(type, stream, [:])
    }
  }

  private mutating func unit() -> Happening {
    let stream = "unit/\(random.pick(facilities))/H1"
    switch Int.random(in: 0..<10, using: &random) {
    case 0...6:
      return event(
        "UnitTested",
        stream,
        ["tested_on": .string(day()), "passed": .bool(random.chance(75)), "valid_to": .string(day())]
      )
    case 7, 8: return event("UnitRetrofitted", stream, ["done_on": .string(day())])
    default: return event("UnitRetired", stream, ["retired_on": .string(day())])
    }
  }

  private mutating func place() -> Happening {
    let stream = "facility/" + random.pick(facilities)
    switch Int.random(in: 0..<8, using: &random) {
    case 0...2:
      let licence: JSON = [
        "name_zh": "设施", "name_en": "facility", "nature": .string(random.pick(["commercial", "public_benefit"])),
        "level": .string(random.pick(["city", "county"])), "division": .string(random.pick(divisions)),
        "valid_from": .string(day()),
      ]
      return event("FacilityLicensed", stream, random.chance(70) ? licence.adding("valid_to", .string(day())) : licence)
    case 3:
      return event(
        "FacilityStatusChanged",
        stream,
        ["status": .string(random.pick(["open", "closed"])), "from": .string(day())]
      )
    case 4:
      return event(
        "DivisionChanged",
        "reference/divisions",
        [
          "op": "upgrade", "from_codes": [.string(random.pick(divisions))], "effective_on": .string(day()),
          "to": [["code": .string(random.pick(divisions)), "name_zh": "名", "name_en": "name"]],
        ]
      )
    default: return policy()
    }
  }

  private mutating func policy() -> Happening {
    var policy: JSON = [
      "version": .integer(.random(in: 1...4, using: &random)), "valid_from": .string(day()),
      "scope_divisions": .array(
        (0..<(random.chance(70) ? 1 : 2)).map { _ in .string(random.pick(divisions + ["371000"])) }
      ),
    ]
    if random.chance(50) { policy = policy.adding("valid_to", .string(day())) }
    guard random.chance(70) else {
      return event("PolicyPublished", "policy/P1", policy.adding("scheme", "free_basic_service"))
    }
    policy = policy.adding("scheme", "keeping_limit")
      .adding("keeping_max_days", .integer(.random(in: 1...60, using: &random)))
    if random.chance(30) { policy = policy.adding("scope_levels", ["county"]) }
    if random.chance(30) { policy = policy.adding("scope_natures", ["commercial"]) }
    return event("PolicyPublished", "policy/keeping-limit", policy)
  }

  private mutating func decedent() -> Happening {
    let stream = "case/C\(Int.random(in: 1...4, using: &random))"
    switch Int.random(in: 0..<14, using: &random) {
    case 0: return event("CaseOpened", stream, ["facility_id": .string(random.pick(facilities))])
    case 1...3: return hold(on: stream)
    case 4...6:
      return event(
        "KeepingStarted",
        stream,
        ["facility_id": .string(random.pick(facilities)), "started_at": .string(day() + "T16:00:00Z")]
      )
    case 7: return event("KeepingExtended", stream, ["until": .string(day())])
    case 8...10: return event("UnclaimedNoticePublished", stream, ["until": .string(day())])
    case 11:
      let check: JSON = ["id_check": .string(random.pick(["passed", "failed", "overridden"]))]
      return event("IdentityVerified", stream, random.chance(60) ? check.adding("id_hash", "00") : check)
    default:
      let type = random.pick([
        "KeepingEnded", "CremationCompleted", "BodyBuried", "BodyDonated", "BodyReleasedOut", "CaseClosed",
        "IdentityResolved",
      ])
      return event(type, stream, [:])
    }
  }

  private mutating func hold(on stream: String) -> Happening {
    if random.chance(40), !holds.isEmpty {
      let hold = random.pick(holds)
      return event("HoldReleased", hold.stream, ["hold_event_id": .string(hold.id)])
    }
    let placed = event("HoldPlaced", stream, random.chance(80) ? ["until": .string(day())] : [:])
    holds.append((placed.id.text, stream))
    return placed
  }

  private mutating func inspection() -> Happening {
    let facility = random.pick(facilities)
    let (stream, finding) = ("inspection/\(facility)/2026", "finding/E\(Int.random(in: 1...2, using: &random))")
    let due: JSON = random.chance(60) ? ["rectification_due": .string(day())] : [:]
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: return event("ConclusionIssued", stream, due)
    case 2, 3: return event("RectificationOrdered", stream, ["due": .string(day())])
    case 4:
      let isQualified = random.chance(50)
      return event(
        "ConclusionRevised",
        stream,
        isQualified ? ["new_result": "qualified"] : due.adding("new_result", "unqualified")
      )
    case 5: return event("RectificationAccepted", stream, ["accepted_on": .string(day())])
    case 6:
      return event(
        "FindingOpened",
        finding,
        [
          "subject_kind": .string(random.pick(["plot", "site"])), "subject_id": .string(facility + "/A/1/1"),
          "division": .string(random.pick(divisions)),
        ]
      )
    case 7, 8: return event("OrderIssued", finding, ["due": .string(day())])
    default: return event("FindingClosed", finding, ["result": "corrected"])
    }
  }

  private mutating func reservation() -> Happening {
    let stream = "plot/\(random.pick(facilities))/A/1/1"
    return random.chance(65)
      ? event("PlotReserved", stream, ["until": .string(day())]) : event("ReservationReleased", stream, ["reason": "r"])
  }

  /// Of few days, so that they meet.
  private mutating func day() -> String {
    random.pick(["2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-05-31", "2026-06-30"])
  }
}

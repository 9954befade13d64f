import CanonicalJSON
import Foundation
import TestSupport

/// What settlement reads, in any order at all: a line before the decision that it cites, a review before its lines.
struct SettlementEvents: RandomEvents {
  var random: SeededGenerator
  private let homes = ["H1", "H2"]
  private let months = ["2026-01", "2026-02", "2026-03"]
  private let items = ["transport", "keeping", "cremation"]
  private let decisions: [(id: UUID, caseID: String)]
  private var decided = 0

  init(random: SeededGenerator) {
    var random = random
    decisions = (0..<40).map { _ in (UUID.random(&random), random.pick(["C1", "C2", "C3", "C4"])) }
    self.random = random
  }

  mutating func next() -> Happening {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<55: batch()
    case 55..<95: waiver()
    default:
      Happening(
        "FacilityLicensed",
        "facility/\(random.pick(homes))",
        [
          "name_zh": .string("馆\(Int.random(in: 1...3, using: &random))"), "name_en": "home",
          "valid_from": .string(day()),
        ]
      )
    }
  }

  private mutating func batch() -> Happening {
    let stream = "batch/\(random.pick(homes))/\(random.pick(months))"
    switch Int.random(in: 0..<20, using: &random) {
    case 0, 1: return Happening("BatchOpened", stream, ["preparer_id": "S1"], at: time())
    case 2, 3, 4: return Happening("BatchReviewed", stream, review(), at: time())
    case 5: return Happening("BatchPaid", stream, ["total_fen": fen(), "pay_ref": "Z1"], at: time())
    default:
      let decision = any()
      let caseID = random.chance(90) ? decision.caseID : "C1"
      return Happening(
        "BatchLineAdded",
        stream,
        ["decision_event_id": .string(decision.id.text), "case_id": .string(caseID), "amount_fen": fen()],
        at: time()
      )
    }
  }

  private mutating func review() -> JSON {
    var accepted: [JSON] = []
    var rejected: [JSON] = []
    for decision in decisions.prefix(decided + 4) {
      let id = JSON.string(decision.id.text)
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5: accepted.append(id)
      case 5..<8: rejected.append(["decision_event_id": id, "reason": .string(random.pick(["甲", "乙"]))])
      default: break
      }
    }
    return ["accepted": .array(accepted), "rejected": .array(rejected), "reviewer_id": "S2"]
  }

  private mutating func waiver() -> Happening {
    let kind = Int.random(in: 0..<10, using: &random)
    if kind < 4, decided < decisions.count {
      let decision = decisions[decided]
      decided += 1
      var happening = Happening("WaiverDecided", "waiver/\(decision.caseID)", verdict(), at: time())
      happening.id = decision.id
      return happening
    }
    let decision = any()
    let stream = "waiver/\(decision.caseID)"
    if kind < 7 {
      return Happening(
        "WaiverReversed",
        stream,
        [
          "decision_event_id": .string(decision.id.text), "recover_fen": fen(),
          "reason_code": .string(random.pick(["correction", "miscalculation"])),
        ],
        at: time()
      )
    }
    return Happening(
      "ServiceItemDelivered",
      stream,
      ["item_code": .string(random.pick(items)), "facility_id": .string(random.pick(homes))]
    )
  }

  private mutating func verdict() -> JSON {
    let items = (0..<Int.random(in: 0...2, using: &random)).map { _ -> JSON in
      ["item_code": .string(random.pick(self.items))]
    }
    return [
      "policy_id": "P1", "policy_version": 1, "items": .array(items), "total_waived_fen": fen(), "decider_id": "S3",
      "decision": .string(random.pick(["granted", "granted", "granted", "partial", "denied", "pending"])),
    ]
  }

  /// One that was decided, or soon will be.
  private mutating func any() -> (id: UUID, caseID: String) { random.pick(Array(decisions.prefix(decided + 2))) }

  private mutating func fen() -> JSON { .integer(random.pick([0, 30_000, 30_000, 60_000])) }

  private mutating func day() -> String {
    random.pick(["2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01"])
  }

  private mutating func time() -> String { day() + random.pick(["T20:00:00+08:00", "T17:00:00Z"]) }
}

extension UUID {
  fileprivate static func random(_ random: inout SeededGenerator) -> UUID {
    let (high, low) = (random.next(), random.next())
    let bytes =
      (0..<8).map { UInt8(truncatingIfNeeded: high >> ($0 * 8)) }
      + (0..<8).map { UInt8(truncatingIfNeeded: low >> ($0 * 8)) }
    return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }
}

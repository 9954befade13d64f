import CanonicalJSON
import Foundation
import TestSupport

/// What anomalies reads, in any order at all. A history is mostly about two matters, so that enough of each comes together:
/// the runs of one cremator, the forms of one stock, the claims for few decedents.
struct AnomalyEvents: RandomEvents {
  enum Matter: CaseIterable { case furnace, forms, persons, money, plots, ashes }

  var random: SeededGenerator
  private let matters: [Matter]
  /// Of facts that others cite.
  private var cited: [String: [Happening]] = [:]

  init(random: SeededGenerator) {
    self.random = random
    let all = Matter.allCases
    let first = self.random.pick(Array(all.indices))
    matters = [all[first], all[(first + 1) % all.count]]
  }

  mutating func next() -> Happening {
    let happening: Happening =
      switch random.pick(random.chance(90) ? matters : Matter.allCases) {
      case .furnace: furnace()
      case .forms: forms()
      case .persons: persons()
      case .money: money()
      case .plots: plots()
      case .ashes: ashes()
      }
    cited[happening.type, default: []].append(happening)
    return happening
  }

  private mutating func furnace() -> Happening {
    let id = aCase(80)
    switch number(0...19) {
    case 0:
      return Happening("HoldPlaced", "case/\(id)", random.chance(50) ? [:] : ["until": .string(day())], at: time())
    case 1:
      guard let hold = cite("HoldPlaced") else { return furnace() }
      return Happening("HoldReleased", hold.stream, ["hold_event_id": .string(hold.id.text)], at: time())
    case 2, 3:
      let type = random.pick(["CremationCertificateIssued", "CremationCertificateReissued"])
      return Happening(type, "case/\(id)", ["received_by_ref": .string(aPerson())], at: time())
    case 4, 5:
      guard let cremation = cite("CremationCompleted") else { return furnace() }
      let (other, ended) = (UUID().text, cremation.data.text("ended_at"))
      return Happening(
        "UnitRan",
        "unit/F1/\(cremation.data.text("unit_id"))",
        [
          "case_id": .string(cremation.key), "ended_at": .string(ended),
          "cremation_event_id": .string(random.chance(70) ? cremation.id.text : other),
        ]
      )
    case 6: return Happening("UnitInstalled", "unit/F1/\(aUnit())", ["fuel": .string(random.pick(["oil", "gas"]))])
    default: return cremation(of: id)
    }
  }

  private mutating func cremation(of id: String) -> Happening {
    // Of two months, one with far less fuel.
    let isMeagre = random.chance(50)
    let (on, hour) = ("2026-0\(isMeagre ? 2 : 1)-\(two(number(1...28)))", number(5...20))
    let minutes = random.chance(93) ? number(48...59) : random.pick([3, 9])
    let end = random.chance(97) ? hour : hour + 3
    var data: JSON = [
      "facility_id": "F1", "unit_id": .string(aUnit()), "started_at": .string("\(on)T\(two(hour)):00:00+08:00"),
      "ended_at": .string("\(on)T\(two(end)):\(two(minutes)):59+08:00"),
    ]
    if random.chance(95) {
      let usual = isMeagre ? number(9_000...15_000) : number(17_500...29_500)
      let fuel = random.chance(93) ? usual : random.pick([0, 1_500, 99_000])
      let measure: JSON = hour.isMultiple(of: 8) ? "cubic_metre" : "litre"
      data = data.adding("fuel", ["measure": measure, "qty_milli": .integer(Int64(fuel))])
    }
    return Happening("CremationCompleted", "case/\(id)", data, at: time())
  }

  private mutating func forms() -> Happening {
    let stock = "stock/\(random.pick(["F1", "F2"]))"
    let first = number(1...12)
    let range: JSON = ["first": .string(serial(first)), "last": .string(serial(first + number(0...8)))]
    switch number(0...19) {
    case 0...2: return Happening("StockReceived", stock, ["forms": range], at: time())
    case 3: return Happening("StockSpoiled", stock, ["serial": .string(serial(number(1...20)))], at: time())
    case 4: return Happening("StockWrittenOff", stock, ["forms": range], at: time())
    case 5...7:
      let missing: [JSON] = random.chance(40) ? [] : [range]
      return Happening("StockReconciled", stock, ["counted": [], "missing": .array(missing)], at: time())
    default: return Happening("StockUsed", stock, ["serial": .string(serial(number(1...20)))], at: time())
    }
  }

  private mutating func persons() -> Happening {
    let id = aCase(12)
    switch number(0...19) {
    case 0...4:
      return Happening(
        "CaseOpened",
        "case/\(aCase(30))",
        ["facility_id": .string(aFacility()), "unknown_person": .bool(random.chance(85))],
        at: time()
      )
    case 5...8:
      return Happening(
        "DeathCertificateRecorded",
        "case/\(id)",
        [
          "death_at": .string(time()), "death_at_precision": .string(random.pick(["minute", "minute", "unknown"])),
        ],
        at: time()
      )
    case 9, 10: return identity(of: id)
    case 11: return Happening("BodyBuried", "case/\(id)", ["mound": false], at: time())
    case 12: return Happening("CremationCertificateIssued", "case/\(id)", ["received_by_ref": "Q9"], at: time())
    case 13, 14:
      return Happening(
        "WaiverDecided",
        "waiver/\(id)",
        ["decision": .string(random.pick(["granted", "partial", "denied"]))],
        at: time()
      )
    case 15:
      guard let decision = cite("WaiverDecided") else { return persons() }
      return Happening("WaiverReversed", decision.stream, ["decision_event_id": .string(decision.id.text)], at: time())
    case 16: return Happening("CremationAuthorised", "case/\(id)", ["signer_ref": .string(aPerson())], at: time())
    case 17: return Happening("AshesReleased", "ashes/\(aPortion())", ["to_person_ref": .string(aPerson())], at: time())
    case 18: return residency()
    default:
      let named = [
        cite("DeathCertificateRecorded"), cite("WaiverDecided"), cite("CustodyOpened"), cite("UseRightGranted"),
        cite("ClaimSubmitted"), cite("BatchPaid"),
      ].compactMap(\.self).shuffled(using: &random)
      guard let first = named.first else { return persons() }
      return Happening(
        "AnomalyRaised",
        first.stream,
        ["rule_id": .string(random.pick(["D3", "M1"])), "event_ids": .array(named.map { .string($0.id.text) })],
        at: time()
      )
    }
  }

  private mutating func identity(of id: String) -> Happening {
    var data: JSON = ["person_ref": .string(aPerson())]
    if random.chance(80) { data = data.adding("id_hash", .string("H\(number(1...6))")) }
    if random.chance(30) { return Happening("IdentityResolved", "case/\(id)", data, at: time()) }
    data = data.adding("id_check", .string(random.pick(["passed", "failed", "overridden"])))
    return Happening("IdentityVerified", "case/\(id)", data, at: time())
  }

  private mutating func money() -> Happening {
    let claim = "claim/K\(number(1...15))"
    switch number(0...9) {
    case 0...4:
      return Happening(
        "ClaimSubmitted",
        claim,
        [
          "decedent_case_id": .string(aCase(24)), "claimant_ref": .string(aPerson()),
          "bank_ref_hash": .string("B\(number(1...6))"),
          "office_division": .string(random.pick(["371002", "371002", "371082"])),
        ],
        at: time()
      )
    case 5:
      let reference = JSON.string("\(number(1...2))")
      return random.pick([true, true, false])
        ? Happening("ClaimPaid", claim, ["amount_fen": 1, "pay_ref": reference], at: time())
        : Happening("ClaimPaymentFailed", claim, ["pay_ref": reference], at: time())
    case 6, 7:
      return Happening(random.pick(["ClaimRejected", "ClaimAppealed", "ClaimApproved"]), claim, [:], at: time())
    case 8: return Happening("BatchLineAdded", "batch/F1/2026-01", ["case_id": .string(aCase(24))], at: time())
    default: return Happening("BatchPaid", "batch/F1/2026-0\(number(1...2))", ["total_fen": 1], at: time())
    }
  }
}

// What others of its events need.
extension AnomalyEvents {
  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func aCase(_ count: Int) -> String { "C\(number(1...count))" }
  mutating func aFacility() -> String { random.pick(["F1", "F1", "F1", "F2", "F3"]) }
  mutating func aPerson() -> String { "P\(number(1...5))" }
  mutating func aPortion() -> String { "A\(number(1...20))" }
  mutating func aDivision() -> String { random.pick(["371002", "371003", "371082", "370102"]) }
  private mutating func aUnit() -> String { random.chance(75) ? "U1" : "U2" }

  private mutating func cite(_ type: String) -> Happening? { cited[type].map { random.pick($0) } }

  /// Of two years, a few days of each.
  mutating func day() -> String { "\(number(2025...2026))-0\(number(1...4))-\(two(number(1...28)))" }
  mutating func time() -> String { "\(day())T\(two(number(0...23))):30:00+08:00" }
  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  private func serial(_ number: Int) -> String { "SD00\(two(number))" }
}

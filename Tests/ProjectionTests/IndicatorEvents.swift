import CanonicalJSON
import TestSupport

/// What indicators reads, in any order at all. Days lie about the turns of years, and one far ahead: only what has not
/// happened yet is sure to be recorded within 24 hours, whenever the test is run.
struct IndicatorEvents: RandomEvents {
  var random: SeededGenerator
  private var decisions: [Happening] = []
  private let divisions = ["371002", "371002", "371003", "371082", "370102", "371000"]
  private let forms = ["tree", "sea", "plot_standard", "columbarium_niche"]

  init(random: SeededGenerator) { self.random = random }

  mutating func next() -> Happening {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<34: decedent()
    case 34..<50: ashes()
    case 50..<64: money()
    case 64..<72: inspection()
    case 72..<84: facility()
    case 84..<90: cremator()
    case 90..<99: reference()
    default: Happening("HoldPlaced", decedentStream(), ["hold_kind": "judicial"], at: time())
    }
  }

  private mutating func decedentStream() -> String { "case/C\(Int.random(in: 1...8, using: &random))" }

  private mutating func decedent() -> Happening {
    let stream = decedentStream()
    switch Int.random(in: 0..<16, using: &random) {
    case 0...2: return Happening("CaseOpened", stream, ["facility_id": home()], at: time())
    case 3...6:
      let data: JSON = ["death_at": .string(time()), "death_division": division()]
      return Happening("DeathCertificateRecorded", stream, data, at: time())
    case 7, 8:
      let data: JSON = ["ethnicity_exempt": .bool(random.chance(20)), "as_of": day()]
      let hukou = division()
      return Happening(
        "ResidencyRecorded",
        stream,
        random.chance(80) ? data.adding("hukou_division", hukou) : data,
        at: time()
      )
    case 9...12:
      return Happening(
        "CremationCompleted",
        stream,
        ["facility_id": home(), "ash_portions": .integer(.random(in: 1...2, using: &random))],
        at: time()
      )
    case 13: return Happening("BodyBuried", stream, ["plot_id": .string("\(cemetery())/A/1/1")], at: time())
    case 14:
      return Happening(random.chance(50) ? "BodyDonated" : "BodyReleasedOut", stream, ["doc_no": "1"], at: time())
    default:
      let outcome = random.pick(["cremated", "cremated", "duplicate"])
      return Happening("CaseClosed", stream, ["outcome": .string(outcome)], at: time())
    }
  }

  private mutating func ashes() -> Happening {
    let stream = "ashes/A\(Int.random(in: 1...8, using: &random))"
    let form = JSON.string(random.pick(forms))
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3:
      let owner = JSON.string(String(decedentStream().dropFirst(5)))
      return Happening("CustodyOpened", stream, ["case_id": owner, "facility_id": home()], at: time())
    case 4...7:
      let place = random.chance(90) ? cemetery() : "H1"
      let data: JSON = ["facility_id": .string(place), "plot_id": .string("\(place)/A/1/1"), "form": form]
      return Happening("AshesPlaced", stream, data, at: time())
    case 8: return Happening("AshesScattered", stream, ["form": form, "site": "海"], at: time())
    default:
      let data: JSON = ["form": form]
      return Happening(
        "UnclaimedAshesDisposed",
        stream,
        random.chance(60) ? data.adding("plot_id", .string("\(cemetery())/A/1/1")) : data.adding("site", "海"),
        at: time()
      )
    }
  }

  private mutating func money() -> Happening {
    let claim = "claim/M\(Int.random(in: 1...4, using: &random))"
    let reference = JSON.string("R\(Int.random(in: 1...3, using: &random))")
    switch Int.random(in: 0..<12, using: &random) {
    case 0...4:
      let decision = Happening(
        "WaiverDecided",
        "waiver/" + decedentStream().dropFirst(5),
        [
          "decision": .string(random.pick(["granted", "granted", "partial", "denied", "pending"])),
          "total_waived_fen": .integer(random.pick([0, 38_000, 120_000])),
        ],
        at: time()
      )
      decisions.append(decision)
      return decision
    case 5 where !decisions.isEmpty:
      let decision = random.pick(decisions)
      return Happening(
        "WaiverReversed",
        decision.stream,
        ["decision_event_id": .string(decision.id.text), "recover_fen": 0],
        at: time()
      )
    case 6, 7: return Happening("ClaimSubmitted", claim, ["office_division": division()], at: time())
    case 8: return Happening("ClaimPaymentFailed", claim, ["pay_ref": reference, "reason": "r"], at: time())
    case 9: return Happening("ClaimRecovered", claim, ["recovered_fen": 50_000], at: time())
    default: return Happening("ClaimPaid", claim, ["pay_ref": reference, "amount_fen": 100_000], at: time())
    }
  }

  private mutating func inspection() -> Happening {
    let stream = "inspection/\(cemetery())/\(random.pick(["2019", "2020"]))"
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1: return Happening("InspectionOpened", stream, ["self_due": day()], at: time())
    case 2:
      let result = random.pick(["qualified", "basically_qualified", "unqualified", "deferred"])
      return Happening("ConclusionIssued", stream, ["result": .string(result)], at: time())
    case 3:
      let result = random.pick(["qualified", "unqualified"])
      return Happening("ConclusionRevised", stream, ["new_result": .string(result)], at: time())
    case 4, 5: return Happening("RectificationOrdered", stream, ["due": day()], at: time())
    default: return Happening("RectificationAccepted", stream, ["accepted_on": day()], at: time())
    }
  }

  private mutating func facility() -> Happening {
    let name = random.chance(30) ? "H1" : cemetery()
    switch Int.random(in: 0..<10, using: &random) {
    case 0...4:
      let licence: JSON = [
        "name_zh": "设施", "name_en": "facility", "division": division(),
        "kind": .string(name == "H1" ? "funeral_home" : random.pick(["cemetery", "cemetery", "columbarium"])),
        "nature": .string(random.chance(80) ? "public_benefit" : "commercial"),
        "level": .string(random.pick(["county", "county", "town", "village"])),
        "valid_from": .string(random.pick(["2015-01-01", "2019-12-31", "2020-06-30"])),
      ]
      let last = JSON.string(random.pick(["2020-12-30", "2021-01-01"]))
      return Happening(
        "FacilityLicensed",
        "facility/\(name)",
        random.chance(20) ? licence.adding("valid_to", last) : licence,
        at: time()
      )
    case 5:
      let status = random.pick(["open", "closed"])
      return Happening(
        "FacilityStatusChanged",
        "facility/\(name)",
        ["status": .string(status), "from": day()],
        at: time()
      )
    case 6:
      let grade = Int64.random(in: 1...3, using: &random)
      return Happening("FacilityGraded", "facility/H1", ["grade": .integer(grade), "from": day()], at: time())
    case 7, 8:
      let data: JSON = ["division_codes": [division()], "from": day()]
      let last = day()
      return Happening(
        "ServiceAreaAssigned",
        "facility/\(name)",
        random.chance(40) ? data.adding("to", last) : data,
        at: time()
      )
    default:
      return Happening("SectionOpened", "section/\(name)/A", ["eco": .bool(random.chance(70))], at: time())
    }
  }

  private mutating func cremator() -> Happening {
    let stream = "unit/H1/\(random.pick(["1", "2"]))"
    switch Int.random(in: 0..<8, using: &random) {
    case 0...2:
      let data: JSON = ["installed_on": day()]
      let life = JSON.integer(random.pick([60, 5_000]))
      return Happening(
        "UnitInstalled",
        stream,
        random.chance(70) ? data.adding("rated_life_days", life) : data,
        at: time()
      )
    case 3...5:
      let data: JSON = ["tested_on": day(), "passed": .bool(random.chance(80)), "valid_to": day()]
      return Happening("UnitTested", stream, data, at: time())
    case 6: return Happening("UnitRetrofitted", stream, ["done_on": day(), "scope": "r"], at: time())
    default: return Happening("UnitRetired", stream, ["retired_on": day(), "reason": "age"], at: time())
    }
  }

  private mutating func reference() -> Happening {
    switch Int.random(in: 0..<9, using: &random) {
    case 0, 1:
      let count: JSON = [
        "division": .string(random.pick(["371000"] + divisions)),
        "year": .integer(random.pick([2019, 2020])), "value": .integer(.random(in: 0...9, using: &random)),
        "source": "test", "as_of": .string(random.pick(["2019-12-31", "2020-06-30", "2020-12-31"])),
      ]
      if random.chance(75) { return Happening("DeathCountImported", "reference/deaths", count, at: time()) }
      let kind = JSON.string(random.pick(["resident", "registered", "not_stated"]))
      return Happening("PopulationImported", "reference/population", count.adding("kind", kind), at: time())
    case 2, 3:
      let said = forms.filter { _ in random.chance(60) }.map { form -> JSON in
        ["form": .string(form), "counts_as_eco": .bool(random.chance(70))]
      }
      return inForce("EcoFormMapPublished", "reference/eco-forms", "scope_division", ["forms": .array(said)])
    case 4, 5:
      let zone = JSON.string(random.pick(["cremation", "cremation", "burial_reform"]))
      return inForce("ZoneDesignated", "reference/zones", "division", ["zone": zone])
    default: return naming()
    }
  }

  private mutating func inForce(_ type: String, _ stream: String, _ scope: String, _ data: JSON) -> Happening {
    let areas = random.pick(["000000", "370000", "371000", random.pick(divisions)])
    let data = data.adding(scope, .string(areas)).adding("from", .string(random.pick(["2016-02-24", "2020-01-01"])))
    let last = day()
    return Happening(type, stream, random.chance(30) ? data.adding("to", last) : data, at: time())
  }

  /// A division is named, and up to two others become it, or it and another.
  private mutating func naming() -> Happening {
    let become = (0..<Int.random(in: 0...2, using: &random)).map { _ in division() }
    let codes = Set((0..<(random.chance(80) ? 1 : 2)).map { _ in random.pick(divisions) }).sorted()
    let named = codes.map { code -> JSON in
      ["code": .string(code), "name_zh": .string("名\(Int.random(in: 1...9, using: &random))"), "name_en": "name"]
    }
    return Happening(
      "DivisionChanged",
      "reference/divisions",
      ["op": "merge", "from_codes": .array(become), "effective_on": day(), "to": .array(named)],
      at: time()
    )
  }

  private mutating func home() -> JSON { .string(random.pick(["H1", "H1", "H2"])) }

  private mutating func cemetery() -> String { random.pick(["G1", "G2", "G3"]) }

  private mutating func division() -> JSON { .string(random.pick(divisions)) }

  private mutating func day() -> JSON { .string(String(time().prefix(10))) }

  private mutating func time() -> String {
    random.pick(["2019-12-31", "2020-01-01", "2020-02-29", "2020-06-30", "2020-12-31", "2021-01-01", "2099-01-01"])
      + "T08:00:00+08:00"
  }
}

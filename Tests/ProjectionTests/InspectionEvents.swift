import CanonicalJSON
import Foundation
import TestSupport

/// What inspection_worklist reads, in any order at all: a conclusion before the inspection is opened, a fine before the case.
struct InspectionEvents: RandomEvents {
  var random: SeededGenerator
  /// The last draw that was announced.
  private var announcement: String?

  init(random: SeededGenerator) { self.random = random }

  mutating func next() -> Happening {
    switch Int.random(in: 0..<20, using: &random) {
    case 0, 1: facility()
    case 2: naming()
    case 3...5: enforcement()
    case 6: draw()
    default: inspection()
    }
  }

  private mutating func facility() -> Happening {
    let stream = "facility/\(random.pick(["F1", "F2", "F3"]))"
    if random.chance(30) {
      let status = random.pick(["open", "sales_suspended", "rectifying", "closed"])
      return Happening("FacilityStatusChanged", stream, ["status": .string(status), "from": .string(day())])
    }
    let data: JSON = [
      "name_zh": "公墓", "name_en": "cemetery", "kind": .string(random.chance(80) ? "cemetery" : "columbarium"),
      "division": .string(aDivision()), "valid_from": .string(random.pick(["2020-05-01", "2025-05-01", "2026-02-01"])),
    ]
    return Happening("FacilityLicensed", stream, random.chance(70) ? data : data.adding("valid_to", .string(day())))
  }

  private mutating func naming() -> Happening {
    var to: [JSON] = []
    for _ in 0..<random.pick([1, 1, 2]) {
      to.append(["code": .string(aDivision()), "name_zh": "名", "name_en": "name"])
    }
    let from: [JSON] = random.chance(50) ? [] : [.string(aDivision())]
    return Happening(
      "DivisionChanged",
      "reference/divisions",
      ["from_codes": .array(from), "effective_on": .string(day()), "to": .array(to)]
    )
  }

  private mutating func inspection() -> Happening {
    let stream = "inspection/\(random.pick(["F1", "F2", "F3"]))/\(random.pick(["2024", "2025", "2026"]))"
    let result = random.pick(["qualified", "basically_qualified", "unqualified"])
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1:
      return Happening("InspectionOpened", stream, ["self_due": .string(day()), "review_due": .string(day())])
    case 2, 3: return Happening("SelfCheckSubmitted", stream, ["refused": .bool(random.chance(30)), "answers": []])
    case 4...6:
      return Happening(
        "SiteCheckRecorded",
        stream,
        [
          "item": .string(random.pick(["plots", "prices", "fund"])),
          "finding": .string(random.pick(["pass", "fail", "na"])),
        ]
      )
    case 7, 8:
      return due(
        "ConclusionIssued",
        stream,
        ["result": .string(random.chance(20) ? "deferred" : result), "published_on": .string(day())]
      )
    case 9:
      return random.chance(50)
        ? Happening("ConclusionAppealed", stream, ["doc_no": "d"])
        : due("ConclusionRevised", stream, ["new_result": .string(result)])
    case 10: return Happening("RectificationOrdered", stream, ["items": ["plots"], "due": .string(day())])
    default:
      return random.chance(50)
        ? Happening("RectificationOverdue", stream, ["on": .string(day())])
        : Happening("RectificationAccepted", stream, ["accepted_on": .string(day())])
    }
  }

  private mutating func due(_ type: String, _ stream: String, _ data: JSON) -> Happening {
    Happening(type, stream, random.chance(60) ? data : data.adding("rectification_due", .string(day())))
  }

  private mutating func enforcement() -> Happening {
    let stream = "finding/E\(Int.random(in: 1...6, using: &random))"
    switch Int.random(in: 0..<6, using: &random) {
    case 0...2:
      let subject = random.pick([
        ("facility", "F1"), ("plot", "F2/A/1/1"), ("section", "F3/A"), ("right", "K1"), ("site", "山"),
      ])
      return Happening(
        "FindingOpened",
        stream,
        [
          "kind": "oversize", "subject_kind": .string(subject.0), "subject_id": .string(subject.1),
          "division": .string(aDivision()), "found_on": .string(day()), "evidence_digest": "00",
        ]
      )
    case 3: return Happening("OrderIssued", stream, ["doc_no": "d", "due": .string(day())])
    case 4: return Happening("PenaltyImposed", stream, ["doc_no": "d", "fine_fen": 1])
    default: return Happening("FindingClosed", stream, ["result": "corrected"])
    }
  }

  private mutating func draw() -> Happening {
    let codes: [JSON] = ["F1", "F2", "F3"]
    var draw = JSONObject()
    draw["division"] = "371000"
    draw["year"] = .integer(.random(in: 2024...2026, using: &random))
    draw["round"] = .integer(.random(in: 1...9, using: &random))
    draw["population"] = .array(codes)
    draw["population_digest"] = "00"
    draw["pool"] = ["I1", "I2"]
    if Bool.random(using: &random) {
      (draw["picked_count"], draw["inspector_count"]) = (1, 2)
      let announced = Happening("DrawAnnounced", "reference/inspection-draws", .object(draw))
      announcement = announced.id.text
      return announced
    }
    // With an announcement of its own, one that has a draw already, or none.
    draw["announcement_event_id"] = announcement.map { .string($0) }
    (draw["seed"], draw["picked"], draw["inspectors"]) = ("s", .array([random.pick(codes)]), ["I1", "I2"])
    return Happening("InspectionSampled", "reference/inspection-draws", .object(draw))
  }

  private mutating func aDivision() -> String { random.pick(["371002", "371003", "371082", "370102"]) }
  private mutating func day() -> String {
    random.pick(["2025-06-30", "2025-12-31", "2026-01-01", "2026-03-31", "2026-06-30"])
  }
}

import CanonicalJSON
import Foundation
import TestSupport

/// What data_quality reads: lines of several submitters, accepted and refused, the same ids in both, remarks on them.
struct DataQualityEvents: RandomEvents {
  var random: SeededGenerator
  private let now = Date.now
  private let sources = ["F1", "F2", "371002", "371081", "X"]
  /// Under which lines are refused, and some of them accepted before or after that.
  private let ids: [UUID]
  private var unused: [UUID]
  private var accepted: [UUID] = []
  /// Proposals that are open, with their streams.
  private var open: [(id: UUID, stream: String)] = []

  init(random: SeededGenerator) {
    self.random = random
    ids = (0..<12).map { _ in UUID() }
    unused = ids
  }

  mutating func next() -> Happening {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<5: refused()
    case 5: remarked()
    case 6: licence()
    case 7: naming()
    case 8: proposed()
    case 9: open.isEmpty ? proposed() : ended()
    default: entry()
    }
  }

  private mutating func entry() -> Happening {
    let type = random.pick(["CremationCompleted", "AshesPlaced", "CaseOpened", "PlotReserved"])
    var event = Happening(type, "case/C\(Int.random(in: 1...9, using: &random))", ["x": 1], at: time())
      .from(random.pick(sources))
    if random.chance(10), !unused.isEmpty { event.id = unused.removeFirst() }
    // What the registry derives has an id of version 8.
    if random.chance(10) { event.id = Self.derived(event.id) }
    accepted.append(event.id)
    return event
  }

  private mutating func refused() -> Happening {
    let submitter: String? = random.chance(20) ? nil : random.pick(sources)
    let lines = (0..<Int.random(in: 1...3, using: &random)).map { _ in line() }
    var data: JSON = ["lines": .array(lines)]
    if let submitter { data = data.adding("submitter", .string(submitter)) }
    if random.chance(20) {
      let rest: JSON = ["rule_id": "S8", "count": .integer(.random(in: 1...9, using: &random))]
      data = data.adding("more", .array([rest]))
    }
    let source = submitter ?? "unknown"
    return Happening("SubmissionsRefused", "submitter/\(source)/1", data, at: time()).from(source)
  }

  private mutating func line() -> JSON {
    var line: JSON = ["rule_id": .string(random.pick(["D3", "P6", "S8", "L2"]))]
    if random.chance(80) { line = line.adding("event_id", .string(random.pick(ids).text)) }
    if random.chance(80) { line = line.adding("type", .string(random.pick(["CaseOpened", "AshesPlaced"]))) }
    return line
  }

  private mutating func remarked() -> Happening {
    let events = (0..<2).map { _ in JSON.string((accepted.isEmpty ? ids[0] : random.pick(accepted)).text) }
    let stream = "case/C\(Int.random(in: 1...9, using: &random))"
    return Happening("AnomalyRaised", stream, ["rule_id": "D3", "event_ids": .array(events), "count": 2], at: time())
  }

  private mutating func proposed() -> Happening {
    let target = JSON.string((accepted.isEmpty ? ids[0] : random.pick(accepted)).text)
    var data: JSON = ["target_event_id": target, "replaces_event_id": target, "reason_code": "clerical_error"]
    if random.chance(50) {
      data = data.adding("target_type", "CaseOpened").adding("time", .string(time())).adding("data_version", 1)
        .adding("data", ["x": 2])
    }
    let stream = "case/C\(Int.random(in: 1...9, using: &random))"
    let event = Happening("AmendmentProposed", stream, data, at: time()).from(random.pick(sources))
    open.append((event.id, stream))
    return event
  }

  private mutating func ended() -> Happening {
    let (id, stream) = open.remove(at: Int.random(in: 0..<open.count, using: &random))
    if random.chance(30) {
      let data: JSON = ["proposal_event_id": .string(id.text)]
      return Happening("AmendmentWithdrawn", stream, data, at: time()).from(random.pick(sources))
    }
    let data: JSON = ["proposal_event_id": .string(id.text), "result": .string(random.pick(["approved", "declined"]))]
    return Happening("AmendmentDecided", stream, data, at: time()).from(random.pick(sources))
  }

  private mutating func licence() -> Happening {
    let data: JSON = [
      "name_zh": "馆", "name_en": "home", "kind": .string(random.pick(["funeral_home", "cemetery"])),
      "division": .string(random.pick(["371002", "371081"])), "valid_from": "2001-01-01",
    ]
    return Happening("FacilityLicensed", "facility/\(random.pick(["F1", "F2", "F3"]))", data, at: time())
  }

  private mutating func naming() -> Happening {
    var to: [JSON] = []
    for _ in 0..<random.pick([1, 1, 2]) {
      to.append(["code": .string(random.pick(["371003", "371082"])), "name_zh": "名", "name_en": "name"])
    }
    let from: [JSON] = random.chance(30) ? [] : [.string(random.pick(["371002", "371081", "371003"]))]
    let day = random.pick(["2014-01-25", "2020-06-05", "2090-01-01"])
    return Happening(
      "DivisionChanged",
      "reference/divisions",
      ["from_codes": .array(from), "effective_on": .string(day), "to": .array(to)],
      at: time()
    )
  }

  /// So many hours ago, less ten minutes; or not yet.
  private mutating func time() -> String {
    let hours = random.pick([1, 2, 5, 23, 24, 25, 30, 400, 2_000, -100])
    return (now - Double(hours) * 3_600 + 600).formatted(.iso8601)
  }

  private static func derived(_ id: UUID) -> UUID {
    var text = Array(id.uuidString)
    text[14] = "8"
    return UUID(uuidString: String(text)) ?? id
  }
}

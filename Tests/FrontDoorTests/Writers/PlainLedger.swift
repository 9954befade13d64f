import CanonicalJSON

/// The registry as a clerk with pencil and paper would keep it: reads the lines of a log in their order and notes
/// everything that must not be. Written without a look at the rules of the registry, and with none of their code.
struct PlainLedger {
  /// What must not be, each with the number of its line.
  var faults: [String] = []
  var number = 0

  // Bodies.
  var cases: [String: Case] = [:]
  var runs: [String: [(start: String, end: String)]] = [:]
  var unitRuns = 0
  var cremationNumbers: Set<String> = []
  var forms: Set<String> = []
  var stockUses = 0

  // Ashes and plots.
  var ashes: [String: Portion] = [:]
  var plots: [String: Plot] = [:]
  var kinds: [String: String] = [:]
  var rights: [String: Right] = [:]
  var facilityStatus: [String: String] = [:]
  /// Who lies in each place.
  var places: [String: String] = [:]

  // Money.
  var claims: [String: Award] = [:]
  var decisions: [String: Waived] = [:]
  var batches: [String: Batch] = [:]
  var references: Set<String> = []
  /// Cases with a remark on their waiver.
  var remarked: Set<String> = []

  private var versions: [String: Int] = [:]
  private var ids: Set<String> = []

  init(_ lines: [[UInt8]]) throws {
    for line in lines {
      number += 1
      let event = try JSON.parse(line, maximumBytes: line.count)
      let subject = event.text("subject")
      if !ids.insert(event.text("id")).inserted { fault("the id \(event.text("id")) twice") }
      apply(Entry(event, subject))
    }
    for (id, file) in cases where !file.unremarked.isEmpty { fault("nobody remarks what the hold on \(id) forbade") }
    if unitRuns != runs.values.reduce(0, { $0 + $1.count }) { fault("\(unitRuns) run(s) recorded") }
    for (id, file) in cases where file.isDuplicate && decisions.values.contains(where: { $0.caseID == id }) {
      if !remarked.contains(id) { fault("the duplicate \(id) has a waiver, and nobody remarks it") }
    }
    if stockUses != forms.count { fault("\(stockUses) form(s) used, \(forms.count) certificate(s)") }
  }

  /// One event, its stream's key by itself.
  struct Entry {
    let id: String
    let type: String
    let kind: String
    let key: String
    /// As written: all who write here write their times in the same way.
    let time: String
    let data: JSON

    init(_ event: JSON, _ subject: String) {
      id = event.text("id")
      type = event.text("type")
      kind = String(subject.prefix { $0 != "/" })
      key = String(subject.drop { $0 != "/" }.dropFirst())
      time = event.text("time")
      data = event["data"] ?? .null
    }
  }

  mutating func fault(_ text: String) { faults.append("line \(number): \(text)") }

  /// Notes a fault unless it is so.
  mutating func expect(_ isSo: Bool, _ entry: Entry, _ text: String) {
    if !isSo { fault("\(entry.type) \(entry.kind)/\(entry.key): \(text)") }
  }

  private mutating func apply(_ entry: Entry) {
    switch entry.kind {
    case "case": applyToCase(entry)
    case "ashes": applyToAshes(entry)
    case "plot", "right", "section", "facility": applyToPlots(entry)
    case "claim": applyToClaim(entry)
    case "waiver", "batch": applyToWaiver(entry)
    case "unit": if entry.type == "UnitRan" { unitRuns += 1 }
    case "stock": if entry.type == "StockUsed" { stockUses += 1 }
    default: break
    }
  }
}

extension JSON {
  /// A member that a stored event has.
  func text(_ name: String) -> String { self[name]?.stringValue ?? "" }

  func number(_ name: String) -> Int {
    if case .integer(let number) = self[name] { Int(number) } else { 0 }
  }

  func list(_ name: String) -> [JSON] {
    if case .array(let list) = self[name] { list } else { [] }
  }
}

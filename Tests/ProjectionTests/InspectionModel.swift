import CanonicalJSON

/// What inspection_worklist must show, inspection by inspection in plain Swift, with none of its SQL.
struct InspectionModel {
  private let facts: [Happening]
  private let today: String

  init(_ facts: [Happening], on day: String) { (self.facts, today) = (facts, day) }

  static let columns = [
    "task", "subject", "facility", "division_then", "year", "step", "due", "is_overdue", "must_escalate", "risk",
    "failed_items",
  ]

  private struct Inspection {
    let cemetery: String
    let year: Int
    let opened: Happening
    var step = ""
    var result: String?
    var due: String?
    var hasAppeal = false
    var hasRefused = false
    var failed: [String] = []
  }

  private struct Task {
    let name, subject, step: String
    var facility: String?
    var division: String?
    let year: Int
    var due: String?
    var failed: [String] = []
  }

  func rows() -> [[String]] {
    let inspections = inspections()
    return (unopened(inspections) + inspections.flatMap(tasks) + cases().filter { $0.step != "closed" }).map { task in
      let isPast = task.due.map { $0 < today } ?? false
      let licence = task.facility.flatMap { last("FacilityLicensed", "facility/\($0)") }
      return [
        task.name, task.subject, task.facility ?? "", licence?.data.text("division") ?? task.division ?? "",
        "\(task.year)", task.step, task.due ?? "",
        isPast || task.name == "rectification" && task.step == "overdue" ? "true" : "false",
        isPast && task.name == "rectification" && task.step == "rectifying" ? "true" : "false",
        "\(task.facility.map { risk(of: $0, inspections) } ?? 0)", "{\(task.failed.joined(separator: ","))}",
      ]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private var year: Int { Int(today.prefix(4)) ?? 0 }

  private func last(_ type: String, _ stream: String) -> Happening? {
    facts.last { $0.type == type && $0.stream == stream }
  }

  private func inspections() -> [Inspection] {
    let streams = Set(facts.filter { $0.type == "InspectionOpened" }.map(\.stream))
    return streams.compactMap { stream in
      let names = stream.split(separator: "/").map(String.init)
      guard let opened = last("InspectionOpened", stream), let year = Int(names[2]) else { return nil }
      var inspection = Inspection(cemetery: names[1], year: year, opened: opened)
      let conclusion = last("ConclusionIssued", stream)?.data
      let revision = last("ConclusionRevised", stream)?.data
      inspection.result = revision?.text("new_result") ?? conclusion?.text("result")
      let order = last("RectificationOrdered", stream)?.data.text("due")
      inspection.due =
        inspection.result != "qualified" && order != nil
        ? order : (revision ?? conclusion)?["rectification_due"]?.stringValue
      if last("RectificationAccepted", stream) != nil {
        inspection.step = "accepted"
      } else if inspection.result == "unqualified" || inspection.due != nil {
        inspection.step = last("RectificationOverdue", stream) == nil ? "rectifying" : "overdue"
      } else if conclusion != nil {
        inspection.step = "concluded"
      } else {
        inspection.step = last("SelfCheckSubmitted", stream) == nil ? "opened" : "self_checked"
      }
      let appeals = facts.last { $0.stream == stream && ["ConclusionAppealed", "ConclusionRevised"].contains($0.type) }
      inspection.hasAppeal = appeals?.type == "ConclusionAppealed"
      inspection.hasRefused = last("SelfCheckSubmitted", stream)?.data.flag("refused") ?? false
      let checks = facts.filter { $0.type == "SiteCheckRecorded" && $0.stream == stream }
      inspection.failed = Dictionary(checks.map { ($0.data.text("item"), $0.data.text("finding")) }) { $1 }
        .filter { $0.value == "fail" }.keys.sorted()
      return inspection
    }
  }

  private func tasks(_ inspection: Inspection) -> [Task] {
    let isWaiting = inspection.step == "concluded" && inspection.result == "deferred"
    var tasks: [(String, String?)] = []
    if inspection.step == "opened" { tasks.append(("self_check", inspection.opened.data.text("self_due"))) }
    if inspection.step == "self_checked" || isWaiting {
      tasks.append(("review", inspection.opened.data.text("review_due")))
    }
    if inspection.hasAppeal, inspection.step != "accepted" { tasks.append(("appeal", nil)) }
    if ["rectifying", "overdue"].contains(inspection.step) { tasks.append(("rectification", inspection.due)) }
    return tasks.map { name, due in
      Task(
        name: name,
        subject: inspection.opened.stream,
        step: inspection.step,
        facility: inspection.cemetery,
        year: inspection.year,
        due: due,
        failed: inspection.failed
      )
    }
  }

  private func isCemetery(_ facility: String) -> Bool {
    last("FacilityLicensed", "facility/\(facility)")?.data.text("kind") == "cemetery"
  }

  private func unopened(_ inspections: [Inspection]) -> [Task] {
    let facilities: [String] = ["F1", "F2", "F3"]
    return facilities.filter { facility in
      guard isCemetery(facility), let licence = last("FacilityLicensed", "facility/\(facility)")?.data else {
        return false
      }
      return (Int(licence.text("valid_from").prefix(4)) ?? 0) < year
        && licence["valid_to"]?.stringValue ?? "9" >= today
        && last("FacilityStatusChanged", "facility/\(facility)")?.data.text("status") != "closed"
        && !inspections.contains { $0.cemetery == facility && $0.year == year }
    }
    .map { Task(name: "open", subject: "inspection/\($0)/\(year)", step: "due", facility: $0, year: year) }
  }

  private func cases() -> [Task] {
    let streams = Set(facts.filter { $0.type == "FindingOpened" }.map(\.stream))
    return streams.compactMap { stream in
      guard let opened = last("FindingOpened", stream)?.data else { return nil }
      let order = last("OrderIssued", stream)?.data.text("due")
      let isOfFacility = ["facility", "plot", "section"].contains(opened.text("subject_kind"))
      let step =
        if last("FindingClosed", stream) != nil { "closed" } else if last("PenaltyImposed", stream) != nil {
          "penalised"
        } else { order == nil ? "found" : "ordered" }
      return Task(
        name: "enforcement",
        subject: stream,
        step: step,
        facility: isOfFacility ? String(opened.text("subject_id").prefix(2)) : nil,
        division: opened.text("division"),
        year: Int(opened.text("found_on").prefix(4)) ?? 0,
        due: order
      )
    }
  }

  private func risk(of facility: String, _ all: [Inspection]) -> Int {
    guard isCemetery(facility), let licence = last("FacilityLicensed", "facility/\(facility)")?.data else { return 0 }
    let own = all.filter { $0.cemetery == facility }
    var score = 0
    if let latest = own.filter({ $0.result != nil }).max(by: { $0.year < $1.year }) {
      score += ["unqualified": 30, "basically_qualified": 10][latest.result ?? ""] ?? 0
      score += latest.hasRefused ? 10 : 0
      score += latest.failed.count * 2
    }
    score += own.filter { $0.step == "overdue" || tasks($0).contains { $0.due.map { $0 < today } ?? false } }.count * 20
    score += cases().filter { $0.facility == facility && $0.step != "closed" }.count * 15
    if licence.text("valid_from") < "\(year - 1)-01-01", !own.contains(where: { $0.year == year - 1 }) { score += 10 }
    return score
  }
}

extension ModelTrial {
  static let inspectionWorklist = ModelTrial(model: "inspection_worklist", events: InspectionEvents.self) { facts in
    ["2025-12-31", "2026-04-01"].map {
      Expected(
        relation: "inspection_worklist.worklist",
        columns: InspectionModel.columns,
        day: $0,
        rows: InspectionModel(facts, on: $0).rows()
      )
    }
  }
}

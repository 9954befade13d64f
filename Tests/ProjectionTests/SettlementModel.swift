import CanonicalJSON

/// What settlement must show, computed from the whole history in plain Swift, with none of its SQL.
struct SettlementModel {
  private struct Line {
    let decision, caseID: String
    let fen: Int64
    /// What a review has said of it.
    var isReviewed = false
    var isAccepted = false
    var reason = ""
  }

  private struct Batch {
    var opened: String?
    var isReviewed = false
    var hasAccepted = false
    var paid: Int64?
    var lines: [Line] = []

    var status: String {
      if paid != nil { return "paid" }
      return isReviewed ? hasAccepted ? "reviewed" : "rejected" : "opened"
    }

    func standing(_ line: Line) -> String {
      guard line.isReviewed else { return "added" }
      return line.isAccepted ? paid == nil ? "accepted" : "paid" : "rejected"
    }

    /// A review speaks of all lines that are there, and what it does not name it does not accept.
    mutating func review(_ data: JSON) {
      let accepted = Set(data.list("accepted").compactMap(\.stringValue))
      var reasons: [String: String] = [:]
      for line in data.list("rejected") { reasons[line.text("decision_event_id")] = line.text("reason") }
      for index in lines.indices {
        lines[index].isReviewed = true
        lines[index].isAccepted = accepted.contains(lines[index].decision)
        lines[index].reason = lines[index].isAccepted ? "" : reasons[lines[index].decision] ?? ""
      }
      isReviewed = true
      hasAccepted = !accepted.isEmpty
    }
  }

  private struct Decision {
    let caseID, day, verdict: String
    let fen: Int64
    let items: Set<String>
  }

  private var batches: [String: Batch] = [:]
  private var decisions: [String: Decision] = [:]
  private var reversals: [String: JSON] = [:]
  private var deliveries: [(caseID: String, item: String, home: String)] = []
  private var names: [String: String] = [:]

  init(_ history: [Happening]) {
    for event in history { take(event) }
  }

  private mutating func take(_ event: Happening) {
    let (data, key) = (event.data, event.key)
    switch event.type {
    case "BatchOpened": batches[key, default: Batch()].opened = Happening.day(event.time)
    case "BatchLineAdded":
      batches[key, default: Batch()].lines.append(
        Line(
          decision: data.text("decision_event_id"),
          caseID: data.text("case_id"),
          fen: data.number("amount_fen")
        )
      )
    case "BatchReviewed": batches[key, default: Batch()].review(data)
    case "BatchPaid": batches[key, default: Batch()].paid = data.number("total_fen")
    case "WaiverDecided":
      decisions[event.id.text] = Decision(
        caseID: key,
        day: Happening.day(event.time),
        verdict: data.text("decision"),
        fen: data.number("total_waived_fen"),
        items: Set(data.list("items").map { $0.text("item_code") })
      )
    case "WaiverReversed": reversals["\(key)/\(data.text("decision_event_id"))"] = data
    case "ServiceItemDelivered": deliveries.append((key, data.text("item_code"), data.text("facility_id")))
    case "FacilityLicensed": names[key] = data.text("name_zh")
    default: break
    }
  }

  /// What a decision on a case waives now, and why not more.
  private func standing(of id: String, on caseID: String) -> (state: String, fen: Int64) {
    guard let decision = decisions[id], decision.caseID == caseID else { return ("unknown", 0) }
    if reversals["\(caseID)/\(id)"] != nil { return ("reversed", 0) }
    let isNone = ["pending", "denied"].contains(decision.verdict)
    return isNone ? (decision.verdict, 0) : ("stands", decision.fen)
  }

  /// How many lines of any batch claim a decision.
  private func claims(of id: String) -> Int {
    batches.values.map { batch in
      batch.lines.count { $0.decision == id && batch.standing($0) != "rejected" }
    }
    .reduce(0, +)
  }

  static let lineColumns = [
    "home", "home_zh", "month", "line_no", "standing", "case_id", "decision_event_id", "amount_fen", "decision_state",
    "decision_fen", "difference_fen", "reason", "recover_fen", "live_lines",
  ]

  func lines() -> [[String]] {
    batches.flatMap { key, batch in
      batch.lines.enumerated().map { index, line in
        let (home, month) = Self.parts(key)
        let (state, fen) = standing(of: line.decision, on: line.caseID)
        let standing = batch.standing(line)
        let recovered = state == "reversed" ? reversals["\(line.caseID)/\(line.decision)"]?.number("recover_fen") : nil
        return [
          home, names[home] ?? "", month, "\(index + 1)", standing, line.caseID, line.decision, "\(line.fen)", state,
          "\(fen)", standing == "rejected" ? "" : "\(line.fen - fen)", line.reason, recovered.map { "\($0)" } ?? "",
          "\(claims(of: line.decision))",
        ]
      }
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let batchColumns = [
    "home", "month", "status", "lines", "claimed_fen", "accepted_lines", "accepted_fen", "rejected_lines",
    "rejected_fen", "paid_fen", "payment_difference_fen", "differing_lines", "difference_fen", "asked_back_fen",
    "repeated_lines", "overdue",
  ]

  func batches(on day: String) -> [[String]] {
    let lines = self.lines().map { Dictionary(uniqueKeysWithValues: zip(Self.lineColumns, $0)) }
    return batches.map { key, batch in
      let (home, month) = Self.parts(key)
      let own = lines.filter { $0["home"] == home && $0["month"] == month }
      let accepted = own.filter { ["accepted", "paid"].contains($0["standing"]) }
      let rejected = own.filter { $0["standing"] == "rejected" }
      let live = own.filter { $0["standing"] != "rejected" }
      let sum = { (lines: [[String: String]], column: String) in
        lines.compactMap { Int64($0[column] ?? "") }.reduce(0, +)
      }
      let isOverdue = batches.contains { other, later in
        let (place, after) = Self.parts(other)
        return place == home && after > month && later.opened.map { $0 <= day } == true
      }
      return [
        home, month, batch.status, "\(own.count)", "\(sum(own, "amount_fen"))", "\(accepted.count)",
        "\(sum(accepted, "amount_fen"))", "\(rejected.count)", "\(sum(rejected, "amount_fen"))", "\(batch.paid ?? 0)",
        batch.paid.map { "\($0 - sum(accepted, "amount_fen"))" } ?? "",
        "\(live.count { $0["difference_fen"] != "0" })", "\(sum(live, "difference_fen"))",
        "\(sum(live, "recover_fen"))", "\(live.count { $0["live_lines"] != "1" })",
        "\(batch.status == "opened" && isOverdue)",
      ]
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let unsettledColumns = ["decision_event_id", "case_id", "home", "homes", "month", "owed_fen"]

  func unsettled() -> [[String]] {
    decisions.compactMap { id, decision in
      let fen = standing(of: id, on: decision.caseID).fen
      guard fen > 0, claims(of: id) == 0 else { return nil }
      let served = deliveries.filter { $0.caseID == decision.caseID && decision.items.contains($0.item) }
      let homes = Set(served.map(\.home)).sorted()
      return [
        id, decision.caseID, homes.count == 1 ? homes[0] : "", "{\(homes.joined(separator: ","))}",
        String(decision.day.prefix(7)), "\(fen)",
      ]
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  static let homeColumns = ["home", "batches", "paid_fen", "difference_fen", "unsettled", "unsettled_fen"]

  func homes(on day: String) -> [[String]] {
    let (batches, owed) = (self.batches(on: day), unsettled())
    return Set(batches.map { $0[0] } + owed.map { $0[2] }).map { home in
      let own = batches.filter { $0[0] == home }
      let waiting = owed.filter { $0[2] == home }
      let sum = { (rows: [[String]], column: Int) in rows.compactMap { Int64($0[column]) }.reduce(0, +) }
      return [
        home, "\(own.count)", "\(sum(own, 9))", "\(sum(own, 12))", "\(waiting.count)", "\(sum(waiting, 5))",
      ]
    }
    .sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func parts(_ key: String) -> (home: String, month: String) {
    let parts = key.split(separator: "/").map(String.init)
    return (parts[0], parts[1])
  }
}

import CanonicalJSON
import EventLog
import Postgres
import Server
import Simulator

/// Compares what the registry shows with what the simulator says it sent: two counts that share no code.
struct Verification {
  let tally: Tally
  let registry: CityRegistry

  struct Differences: Error, CustomStringConvertible {
    let list: [String]
    var description: String { "figures are off:\n" + list.map { "  " + $0 }.joined(separator: "\n") }
  }

  /// - Throws: ``Differences`` when a figure is off.
  func run() async throws {
    let models = registry.readModels
    var checks = Checks()
    checkCapacity(try await models.capacity(by: .division).rows, &checks)
    checkEntitlement(try await models.entitlementSummary().rows, &checks)
    try await checkLog(&checks)
    say("核对 verified \(registry.name): \(checks.made) figures, \(checks.differences.count) off")
    if !checks.differences.isEmpty { throw Differences(list: checks.differences) }
  }

  private struct Checks {
    var made = 0
    var differences: [String] = []

    mutating func equal(_ what: String, shown: Int, expected: Int) {
      made += 1
      if shown != expected { differences.append("\(what): shown \(shown), expected \(expected)") }
    }
  }

  private func checkCapacity(_ rows: [JSONObject], _ checks: inout Checks) {
    checks.equal("rows of capacity", shown: rows.count, expected: tally.units.count)
    for row in rows {
      let key = Tally.UnitKey(division: row.text("division"), kind: row.text("kind"))
      let units = tally.units[key] ?? Tally.Units()
      let name = "\(key.division) \(key.kind)"
      let granted = row.count("granted_unoccupied") + row.count("occupied")
      checks.equal("\(name) created", shown: row.count("created"), expected: units.created)
      checks.equal("\(name) blocked", shown: row.count("blocked"), expected: units.blocked)
      checks.equal("\(name) reserved", shown: row.count("reserved"), expected: units.reserved)
      checks.equal("\(name) decommissioned", shown: row.count("decommissioned"), expected: units.decommissioned)
      checks.equal("\(name) occupied", shown: row.count("occupied"), expected: units.occupied)
      if key.kind != "eco_pool" { checks.equal("\(name) granted", shown: granted, expected: units.granted) }
      // Rule P8: every unit is in exactly one state.
      let all =
        granted + row.count("free") + row.count("reserved") + row.count("blocked") + row.count("decommissioned")
      checks.equal("\(name) units in all states", shown: all, expected: row.count("created"))
    }
  }

  private func checkEntitlement(_ rows: [JSONObject], _ checks: inout Checks) {
    for (item, fen) in tally.servicesFen {
      let row = rows.first { $0.text("item_code") == item }
      checks.equal("\(item) delivered, fen", shown: row?.count("delivered_fen") ?? 0, expected: fen)
    }
  }

  /// Counts straight over the log.
  private func checkLog(_ checks: inout Checks) async throws {
    let node = registry.node
    let counts = try await registry.pool.query(
      "SELECT type, count(*) FROM registry.event WHERE node = \(node) GROUP BY type"
    )
    let stored = Dictionary(uniqueKeysWithValues: try counts.decode(String.self, Int64.self))
    for (type, lines) in tally.linesByType {
      // The rules add events of these two types themselves.
      if type == "FacilityStatusChanged" || type == "ReservationReleased" { continue }
      checks.equal(
        "events of type \(type)",
        shown: Int(stored[type] ?? 0),
        expected: lines + tally.derived[type, default: 0]
      )
    }
    // Every cremation is a run of a cremator, every certificate uses up a form.
    checks.equal("runs of cremators", shown: Int(stored["UnitRan"] ?? 0), expected: tally.cremations)
    let certificates =
      tally.linesByType["CremationCertificateIssued", default: 0]
      + tally.linesByType["CremationCertificateReissued", default: 0]
    checks.equal("forms used", shown: Int(stored["StockUsed"] ?? 0), expected: certificates)
    let paid = try await registry.pool.query(
      """
      SELECT coalesce(sum((registry.lifted_data(type, data_version, event) ->> 'amount_fen')::bigint), 0)::bigint
      FROM registry.event WHERE node = \(node) AND type = 'ClaimPaid'
      """
    )
    let settled = try await registry.pool.query(
      """
      SELECT coalesce(sum((registry.lifted_data(type, data_version, event) ->> 'total_fen')::bigint), 0)::bigint
      FROM registry.event WHERE node = \(node) AND type = 'BatchPaid'
      """
    )
    checks.equal(
      "waivers settled, fen",
      shown: Int(try settled[0].decode(Int64.self, at: 0)),
      expected: tally.settledFen
    )
    checks.equal("subsidies paid, fen", shown: Int(try paid[0].decode(Int64.self, at: 0)), expected: tally.paidFen)
  }
}

extension JSONObject {
  fileprivate func count(_ member: String) -> Int {
    if case .integer(let value) = self[member] { Int(value) } else { 0 }
  }
}

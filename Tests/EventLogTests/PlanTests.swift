import EventLog
import Foundation
import Logging
import Postgres
import TestSupport
import Testing

/// Plans are made once a session, often while the log is still empty, and must stay right as it grows.
@Suite struct PlanTests {
  @Test func appendOnlyEverLooksUp() async throws {
    let fixture = try await LogFixture.make()
    // One session, so that every call runs on the plans of the first.
    let pool = ConnectionPool(fixture.application, maximum: 1, logger: .test)
    let log = EventLog(pool: pool, node: LogFixture.node, logger: .test)

    let superuser = try await fixture.open()
    for table in ["event_\(LogFixture.node.rawValue)", "claim"] {
      try await superuser.tamper("ALTER TABLE registry.\(table) SET (autovacuum_enabled = off)")
    }
    for round in 0..<60 {
      // As autovacuum would, but at the same moments in every run: plans are made anew, for a log that is still small.
      if [1, 3, 8, 30].contains(round) {
        try await superuser.script("VACUUM (ANALYZE) registry.event, registry.claim")
      }
      let units = (0..<10).map { index in
        var unit = unit("s\(round)/\(index)", 1)
        unit.takes = [Claim(kind: "place", key: "\(round)/\(index)")]
        return unit
      }
      #expect(try await log.append(units).allSatisfy { $0.appended != nil })
      // A claim given back and taken again, a claim that is taken, a stream that has moved, an old submission.
      var moved = unit("t\(round)", 1)
      moved.releases = [Claim(kind: "place", key: "\(round)/0")]
      moved.takes = moved.releases
      var taken = unit("u\(round)", 1)
      taken.takes = [Claim(kind: "place", key: "\(round)/1")]
      let outcomes = try await log.append([moved, taken, unit("s\(round)/0", 1), units[2]])
      #expect(outcomes.map(\.name) == ["appended", "claimed", "conflict", "duplicate"])
    }

    _ = try await pool.query("SELECT pg_stat_force_next_flush()")
    let scans = try await superuser.query(
      """
      SELECT indexrelname::text, idx_scan, idx_tup_read FROM pg_stat_user_indexes
      WHERE schemaname = 'registry' AND (relname LIKE 'event%' OR relname = 'claim') AND idx_scan > 0
      """
    ).decode(String.self, Int64.self, Int64.self)
    let wholeTables = try await superuser.query(
      "SELECT coalesce(sum(seq_scan), 0)::bigint FROM pg_stat_user_tables WHERE relname LIKE 'event%' OR relname = 'claim'"
    )
    await superuser.close()
    #expect(scans.count >= 3)
    for (index, scans, entries) in scans {
      #expect(entries <= scans, "\(index): \(entries) entries read in \(scans) look-ups")
    }
    #expect(try wholeTables[0].decode(Int64.self, at: 0) == 0)
  }
}

extension AppendOutcome {
  fileprivate var name: String {
    switch self {
    case .appended: "appended"
    case .duplicate: "duplicate"
    case .reused: "reused"
    case .conflict: "conflict"
    case .claimed: "claimed"
    case .rejected: "rejected"
    }
  }
}

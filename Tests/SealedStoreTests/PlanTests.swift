import Foundation
import Postgres
import SealedStore
import Sealing
import TestSupport
import Testing

/// Plans are made once a session, often while the store is still empty, and must stay right as it grows.
@Suite struct PlanTests {
  @Test func sealingOnlyEverLooksUp() async throws {
    let store = try await Store()
    // One session, so that every call runs on the plans of the first.
    let pool = ConnectionPool(store.database.configuration(user: "registry_app"), maximum: 1, logger: .test)
    let sealer = Sealer(pool: pool, node: TestDatabase.node, keys: store.keys)
    for round in 0..<30 {
      if [1, 3, 8].contains(round) {
        try await store.script("VACUUM (ANALYZE) sealed.part, sealed.person_key, sealed.number")
      }
      let texts = (0..<20).map { Sealer.Text(event: UUID(), person: "p-\(round)-\($0 % 15)", bytes: [1]) }
      let parts = try await sealer.seal(texts).compactMap { if case .sealed(let part) = $0 { part } else { nil } }
      #expect(try await sealer.write(parts.map { ($0, [UInt8(round)]) }).isEmpty && parts.count == 20)
    }
    _ = try await pool.query("SELECT pg_stat_force_next_flush()")
    let scans: SQL = """
      SELECT coalesce(sum(seq_scan), 0)::bigint FROM pg_stat_user_tables
      WHERE schemaname = 'sealed' AND relname IN ('part', 'person_key', 'number')
      """
    #expect(try await store.value(scans, as: Int.self) == 0)
  }
}

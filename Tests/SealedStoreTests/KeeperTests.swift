import EventLog
import Foundation
import Postgres
import SealedStore
import Sealing
import TestSupport
import Testing

@Suite struct KeeperTests {
  @Test func findsByNumber() async throws {
    let store = try await Store()
    let hash = Array(repeating: UInt8(5), count: 32)
    _ = try await store.keep("王建国", "p-1", number: hash)
    _ = try await store.keep("王建国", "p-9", number: hash)
    _ = try await store.keep("李四", "p-2", number: Array(repeating: 6, count: 32))
    #expect(try await store.keeper.persons(having: hash) == ["p-1", "p-9"])
    // What was sealed for an event that never came is nobody's number.
    let part = try #require(try await store.seal("王五", "p-3"))
    _ = try await store.sealer.write([(part, hash)])
    #expect(try await store.keeper.persons(having: hash) == ["p-1", "p-9"])
  }

  @Test func anErasedPersonIsGoneForGood() async throws {
    let store = try await Store()
    let hash = Array(repeating: UInt8(5), count: 32)
    let part = try await store.keep("王建国", "p-1", number: hash)
    _ = try await store.keep("李四", "p-2", number: hash)
    let head = try await store.log.head()
    #expect(try await store.erase("p-1", parts: 2) == .changed)
    #expect(try await store.log.head() == head)
    #expect(try await store.erase("p-1", parts: 1) == .erased)
    #expect(try await store.log.head().rawValue == head.rawValue + 1)
    #expect(try await store.erase("p-1", parts: 1) == .before)
    #expect(try await store.erase("p-3", parts: 0) == .unknown)
    #expect(try await store.log.head().rawValue == head.rawValue + 1)

    let kept = try await store.keeper.parts(of: "p-1")
    #expect(kept.map(\.isErased) == [true])
    #expect { try store.keeper.open(kept[0]) } throws: { ($0 as? SealedStoreError)?.code == .notAuthentic }
    #expect(try await store.keeper.persons(having: hash) == ["p-2"])
    #expect(try await store.texts(of: "p-2") == ["李四"])
    // No other key is ever made for them, and what was sealed before it was destroyed is not written.
    #expect(try await store.seal("王建国", "p-1") == nil)
    #expect(try await store.sealer.write([(part, nil)]) == ["p-1"])
    #expect(
      try await store.value("SELECT basis FROM sealed.person_key WHERE person = 'p-1'", as: String.self)
        == "court_order"
    )
  }

  /// What is refused by the log is not erased: event and key go together.
  @Test func anErasureThatTheLogRefusesDestroysNothing() async throws {
    let store = try await Store()
    _ = try await store.keep("王建国", "p-1")
    await #expect(throws: SealedStoreError.self) {
      try await store.keeper.erase("p-1", basis: "court_order", parts: 1, event: Array("{}".utf8))
    }
    #expect(try await store.texts(of: "p-1") == ["王建国"])
  }

  @Test func sweepsWhatHasNoEvent() async throws {
    let store = try await Store()
    let kept = try await store.keep("王建国", "p-1", number: [1])
    let orphan = try #require(try await store.seal("李四", "p-2"))
    _ = try await store.sealer.write([(orphan, [2])])
    // Another text for an event that is in the log.
    let other = try #require(try await store.seal("王建军", "p-1", kept.eventID))
    _ = try await store.sealer.write([(other, [3])])
    _ = try await store.seal("赵六", "p-4")
    #expect(try await store.keeper.sweep(olderThan: 3_600) == (0, 0))
    #expect(try await store.keeper.sweep(olderThan: 0) == (2, 2))
    #expect(try await store.keeper.sweep(olderThan: 0) == (0, 0))
    #expect(try await store.texts(of: "p-1") == ["王建国"])
    #expect(try await store.value("SELECT array_agg(hash) FROM sealed.number", as: [[UInt8]].self) == [[1]])
    // Whoever was about to append finds out, and nothing is appended without its part.
    #expect(try await store.log.append(store.unit(orphan)) == .rejected(.unsealed))
    await #expect { try await store.sealer.write([(orphan, nil)]) } throws: {
      ($0 as? SealedStoreError)?.code == .swept
    }
  }

  @Test(arguments: ["registry_worker", "registry_reader", "registry_inspector", "registry_app"])
  func nobodyElseSeesAnything(role: String) async throws {
    let store = try await Store()
    _ = try await store.keep("王建国", "p-1")
    for statement in [
      "SELECT * FROM sealed.part", "SELECT * FROM sealed.person_key", "SELECT * FROM sealed.number",
      "SELECT * FROM sealed.kept", "INSERT INTO sealed.kek VALUES (9, '')", "DELETE FROM sealed.part",
      "SELECT sealed.erase(371000, 'p-1', 'x', 1, '')", "SELECT sealed.sweep(371000, '0')",
      "SELECT sealed.begin_kek(2, '')",
    ] + (role == "registry_app" ? [] : ["SELECT sealed.keys(371000, 1, '{}', '{}')"]) {
      let error = await #expect(throws: PostgresError.self, "\(statement)") {
        try await store.script(statement, as: role)
      }
      #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
    }
  }

  @Test(arguments: ["registry_keeper", "postgres"])
  func nobodyChangesAPart(role: String) async throws {
    let store = try await Store()
    _ = try await store.keep("王建国", "p-1")
    for statement in [
      "UPDATE sealed.part SET person = 'p-2'", "UPDATE sealed.part SET person = 'p-2' WHERE false",
      "TRUNCATE sealed.part",
      "SET session_replication_role = replica; UPDATE sealed.part SET person = 'p-2'",
    ] {
      let error = await #expect(throws: PostgresError.self, "\(statement)") {
        try await store.script(statement, as: role)
      }
      #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
    }
  }
}

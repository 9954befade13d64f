import EventLog
import Foundation
import Postgres
import SealedStore
import Sealing
import TestSupport
import Testing

@Suite struct SealerTests {
  @Test func whatWasSealedIsRead() async throws {
    let store = try await Store()
    let first = try await store.keep("王建国", "p-1")
    _ = try await store.keep("13800000000", "p-1")
    _ = try await store.keep("李四", "p-2")
    #expect(try await store.texts(of: "p-1") == ["王建国", "13800000000"])
    #expect(try await store.texts(of: "p-2") == ["李四"])
    #expect(try await store.texts(of: "p-3").isEmpty)
    #expect(try await store.keeper.parts(of: first.eventID).map(\.person) == ["p-1"])
  }

  /// Whoever sends an event again sends the same event: also from another process, also when all come at once.
  @Test func thePartIsTheSameWhoeverSealsIt() async throws {
    let store = try await Store()
    let event = UUID()
    let parts = try await withThrowingTaskGroup(of: Part?.self) { group in
      for _ in 0..<8 { group.addTask { try await store.seal("王建国", "p-1", event) } }
      return try await group.reduce(into: [Part?]()) { $0.append($1) }
    }
    #expect(Set(parts.map { $0?.digest }).count == 1 && parts[0] != nil)
    let part = try #require(parts[0])
    for _ in 0..<3 { #expect(try await store.sealer.write([(part, nil), (part, nil)]).isEmpty) }
    #expect(try await store.value("SELECT count(*) FROM sealed.part", as: Int.self) == 1)
    #expect(try await store.value("SELECT count(*) FROM sealed.person_key", as: Int.self) == 1)
  }

  @Test func manyAtOnce() async throws {
    let store = try await Store()
    let texts = (0..<1_200).map { Sealer.Text(event: UUID(), person: "p-\($0 % 700)", bytes: Array("text \($0)".utf8)) }
    let outcomes = try await store.sealer.seal(texts)
    let parts = outcomes.compactMap { if case .sealed(let part) = $0 { part } else { nil } }
    #expect(parts.count == texts.count)
    #expect(try await store.sealer.write(parts.map { ($0, nil) }).isEmpty)
    #expect(try await store.value("SELECT count(*) FROM sealed.part", as: Int.self) == 1_200)
    #expect(try await store.value("SELECT count(*) FROM sealed.person_key", as: Int.self) == 700)
  }

  /// An event never stands in the log without its part: append looks.
  @Test func noEventWithoutItsPart() async throws {
    let store = try await Store()
    let part = try #require(try await store.seal("王建国", "p-1"))
    let other = try await store.keep("王建军", "p-2")
    let stolen = Part(name: part.name, nonce: other.nonce, ciphertext: other.ciphertext)
    for unit in [store.unit(part), store.unit(stolen)] {
      #expect(try await store.log.append(unit) == .rejected(.unsealed))
      // Not alone either.
      let mixed = try await store.log.append([unit, store.unit(other, "again")])
      #expect(mixed[0] == .rejected(.unsealed))
    }
    _ = try await store.sealer.write([(part, nil)])
    let outcomes = try await store.log.append([store.unit(part), store.unit(stolen)])
    #expect(outcomes[0].receipts != nil && outcomes[1].receipts == nil)
    #expect(try await store.texts(of: "p-1") == ["王建国"])
  }

  @Test func refusesADigestThatIsNone() async throws {
    let store = try await Store()
    let part = try await store.keep("王建国", "p-1")
    let good = String(decoding: store.unit(part).events[0].bytes, as: UTF8.self)
    for digest in ["", "zz", String(repeating: "0", count: 64), part.digest.hex.uppercased()] {
      let id = UUID()
      let text = good.replacing(part.digest.hex, with: digest)
        .replacing(part.eventID.uuidString.lowercased(), with: id.uuidString.lowercased())
      let stream = try #require(text.firstMatch(of: /"subject":"([^"]+)"/)?.1)
      let event = ProposedEvent(id: id, stream: StreamID(rawValue: String(stream)), version: 2, bytes: Array(text.utf8))
      #expect(try await store.log.append(AppendUnit(events: [event])) == .rejected(.unsealed))
    }
  }

  @Test func needsTheRightKey() async throws {
    let store = try await Store(begun: false)
    await #expect { try await store.seal("王", "p-1") } throws: { ($0 as? SealedStoreError)?.code == .keyMissing }
    try await store.begin(1, 11)
    _ = try await store.keep("王", "p-1")
    try store.keys.set(1, 12)
    await #expect { try await store.seal("王", "p-1") } throws: { ($0 as? SealedStoreError)?.code == .keyMissing }
    let kept = try await store.keeper.parts(of: "p-1")
    #expect { try store.keeper.open(kept[0]) } throws: { ($0 as? SealedStoreError)?.code == .notAuthentic }
    try store.keys.set(1, nil)
    await #expect { try await store.seal("王", "p-1") } throws: { ($0 as? SealedStoreError)?.code == .keyMissing }
    // A key of that number which is another one is not taken into use.
    await #expect { try await store.begin(1, 12) } throws: { ($0 as? SealedStoreError)?.code == .keyMissing }
  }

  /// A row that somebody with all rights moves to another event or person does not open there.
  @Test func aMovedRowDoesNotOpen() async throws {
    let store = try await Store()
    let (first, second) = (try await store.keep("王建国", "p-1"), try await store.keep("李四", "p-2"))
    try await store.database.tamper(
      """
      ALTER TABLE sealed.part DISABLE TRIGGER ALL;
      UPDATE sealed.part SET person = 'p-2' WHERE person = 'p-1';
      ALTER TABLE registry.event DISABLE TRIGGER ALL; ALTER TABLE registry.event_371000 DISABLE TRIGGER ALL
      """
    )
    let moved = try await store.keeper.parts(of: first.eventID)
    #expect { try store.keeper.open(moved[0]) } throws: { ($0 as? SealedStoreError)?.code == .notAuthentic }
    let sound = try await store.keeper.parts(of: second.eventID)
    #expect(try store.keeper.open(sound[0]) == Array("李四".utf8))
  }
}

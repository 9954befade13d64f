import Foundation
import Postgres
import SealedStore
import Sealing
import TestSupport
import Testing

@Suite struct RotationTests {
  @Test func everyKeyIsWrappedAgain() async throws {
    let store = try await Store()
    let persons = (0..<2_500).map { "p-\($0)" }
    _ = try await store.sealer.seal(persons.map { Sealer.Text(event: .init(), person: $0, bytes: [1]) })
    let part = try await store.keep("王建国", "p-7")
    _ = try await store.erase("p-7", parts: 1)
    let kept = try await store.keep("李四", "p-8")
    try await store.begin(2, 22)
    // Those who seal meanwhile use the new key, whether their persons' keys are wrapped by it yet or not.
    _ = try await store.keep("新来的", "p-new")
    #expect(try await store.rotation.counts().map(\.persons) == [2_499, 1])
    var done: [Int] = []
    // Stopped in between, it goes on: each call stands by itself.
    while let count = try await store.rotation.wrapNext() as Int?, count > 0 {
      done.append(count)
      #expect(try await store.texts(of: "p-8") == ["李四"])
    }
    #expect(done == [1_000, 1_000, 499])
    #expect(try await store.rotation.counts().map(\.persons) == [0, 2_500])
    #expect(try await store.rotation.counts().map(\.isInUse) == [false, true])
    // The old file may go; parts are as they were.
    try store.keys.set(1, nil)
    #expect(try await store.texts(of: "p-8") == ["李四"])
    #expect(try await store.seal("李四", "p-8", kept.eventID) == kept)
    #expect(try await store.keeper.parts(of: part.eventID).map(\.isErased) == [true])
  }

  @Test func aRetiredKeyDoesNotComeBack() async throws {
    let store = try await Store()
    try await store.begin(2, 22)
    await #expect { try await store.begin(1, 11) } throws: { ($0 as? SealedStoreError)?.code == .keyMissing }
    try await store.begin(2, 22)
    #expect(try await store.rotation.wrapNext() == 0)
  }

  /// Keys are made while the key-encryption key changes under the sealers' hands: none is lost, none is left behind.
  @Test func rotatesUnderLoad() async throws {
    let store = try await Store()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for sealer in 0..<4 {
        group.addTask {
          for round in 0..<30 { _ = try await store.keep("\(sealer)/\(round)", "p-\(sealer)-\(round)") }
        }
      }
      group.addTask {
        for number in 2...6 {
          try await store.begin(Int32(number), UInt8(number))
          while try await store.rotation.wrapNext() > 0 {}
        }
      }
      try await group.waitForAll()
    }
    while try await store.rotation.wrapNext() > 0 {}
    for number in 1...5 { try store.keys.set(Int32(number), nil) }
    for sealer in 0..<4 {
      for round in 0..<30 { #expect(try await store.texts(of: "p-\(sealer)-\(round)") == ["\(sealer)/\(round)"]) }
    }
  }
}

import EventLog
import Foundation
import Notary
import Subprocess
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// `qingming notary run` as a bureau runs it.
@Suite struct NotaryProcessTests {
  private static let rounds = 24

  /// Killed under appends, at moments that chance decides, it never writes a file again with other bytes, never shows what does not go
  /// on from what it has shown, and in the end has signed the tree of the log.
  @Test(.timeLimit(.minutes(5))) func `killed at any moment, it goes on where it was`() async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let place = try await Place(cases: 1)
    let watched = WatchedFiles(place.directory.appending(path: "notary/weihai"))
    let notary = ["notary", "run", "--city", "weihai"] + place.options
    var signed = 0
    for round in 1...Self.rounds {
      try await append(Int.random(in: 1...900, using: &random), to: place.log)
      let more = Int.random(in: 0...900, using: &random)
      // From what it waits for to its death takes a moment that nobody chooses. Two files of the new edge and a checkpoint come in any
      // case.
      let changes = Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil
      let spins = Int.random(in: 0...40_000, using: &random)
      if changes == nil { signed += 1 }
      let ended = try await Program.run(notary) { pid in
        async let appended: Void = append(more, to: place.log)
        if let changes { try await watched.wait(forChanges: changes) } else { try await watched.waitForCheckpoint() }
        for _ in 0..<spins { await Task.yield() }
        kill(pid, SIGKILL)
        try await appended
      }
      #expect(ended.status == .signaled(SIGKILL), "seed \(seed), round \(round)")
      try await watched.look("seed \(seed), round \(round)")
    }
    try await append(300, to: place.log)
    let head = Int(try await place.log.head().rawValue)
    let ended = try await Program.run(notary) { pid in
      try await watched.wait(forSize: head)
      kill(pid, SIGINT)
    }
    #expect(ended.status == .exited(0), "seed \(seed)")
    try await watched.look("seed \(seed), at the end")
    let shown = await watched.shown
    #expect(shown.count > signed, "seed \(seed): \(shown.count) checkpoints")
    try await compare(place, watched, head, seed)
    try FileManager.default.removeItem(at: place.directory)
  }

  private func compare(_ place: Place, _ watched: WatchedFiles, _ head: Int, _ seed: UInt64) async throws {
    let key = try await Program.run(["notary", "key", "--city", "weihai"] + place.options)
    let verifier = try VerifierKey(key.output.trimmingCharacters(in: .newlines))
    let leaves = try await place.log.leaves(after: .start, limit: head + 1).map {
      PlainTree.leaf(Array($0.event.line.utf8))
    }
    var plain = PlainTree(leaves: leaves)
    let tree = TileDirectory(FilePath(watched.directory.path)).tree(size: head)
    let shown = await watched.shown
    for bytes in shown {
      let checkpoint = try TrustPolicy(log: verifier).verify(try SignedNote(bytes)).checkpoint
      #expect(checkpoint.root == plain.root(0..<checkpoint.size), "seed \(seed), size \(checkpoint.size)")
      let proof = try tree.consistency(from: checkpoint.size)
      #expect(throws: Never.self, "seed \(seed), size \(checkpoint.size)") {
        try proof.verify(from: checkpoint.size, checkpoint.root, to: head, plain.root(0..<head))
      }
    }
    #expect(try await watched.size() == head && head == leaves.count)
    let policy = TrustPolicy(log: verifier)
    let directory = TileDirectory(FilePath(watched.directory.path))
    let audit = try await LogAudit(place.log, signedIn: directory, by: policy).run { _, _ in }
    #expect(audit.findings.isEmpty && audit.checkpoint?.size == head, "\(audit.findings)")
  }

  private func append(_ count: Int, to log: EventLog) async throws {
    for start in stride(from: 0, to: count, by: 150) {
      let units = (start..<min(start + 150, count)).map { _ in
        let (id, stream) = (UUID(), StreamID(rawValue: "case/\(UUID())"))
        let text =
          #"{"data":{},"dataschema":"CaseOpened/v1","id":"\#(id.uuidString.lowercased())","source":"371002","#
          + #""specversion":"1.0","subject":"\#(stream.rawValue)","time":"2026-11-21T12:00:00Z","type":"CaseOpened"}"#
        return AppendUnit(events: [ProposedEvent(id: id, stream: stream, version: 1, bytes: Array(text.utf8))])
      }
      for outcome in try await log.append(units) { #expect(outcome.receipts != nil) }
    }
  }
}

/// The files of a notary, as somebody sees them who looks again and again.
private actor WatchedFiles {
  nonisolated let directory: URL
  /// Every file that is never to change, as it was first seen.
  private var seen: [String: Data] = [:]
  /// The checkpoints, in the order in which they were shown.
  private(set) var shown: [[UInt8]] = []

  init(_ directory: URL) { self.directory = directory }

  private var checkpoint: URL { directory.appending(path: "checkpoint") }

  /// The size of what is shown.
  func size() throws -> Int {
    guard let bytes = try? Data(contentsOf: checkpoint) else { return 0 }
    return try SignedNote(Array(bytes)).checkpoint.size
  }

  /// How many files there are that were not there before, and a new checkpoint.
  private func changes() throws -> Int {
    let new = names().count { seen[$0] == nil }
    return new + ((try? Data(contentsOf: checkpoint)).map { Array($0) != shown.last } == true ? 1 : 0)
  }

  /// What was seen before is there as it was, but for partial files that have grown into a full one.
  func look(_ comment: String) throws {
    let names = names()
    for name in names {
      let bytes = try Data(contentsOf: directory.appending(path: name))
      if let before = seen.updateValue(bytes, forKey: name) { #expect(bytes == before, "\(comment): \(name)") }
    }
    let gone = Set(seen.keys).subtracting(names).filter { !$0.contains(".p/") }
    #expect(gone.isEmpty, "\(comment): \(gone)")
    guard let bytes = try? Data(contentsOf: checkpoint), Array(bytes) != shown.last else { return }
    let old = try shown.last.map { try SignedNote($0).checkpoint.size } ?? 0
    #expect(try SignedNote(Array(bytes)).checkpoint.size > old, "\(comment)")
    shown.append(Array(bytes))
  }

  /// Files tell nobody that they have changed, so they are looked at until they have.
  func wait(forChanges count: Int) async throws {
    while try changes() < count { try await Task.sleep(for: .milliseconds(1)) }
  }

  func waitForCheckpoint() async throws {
    while (try? Data(contentsOf: checkpoint)).map({ Array($0) }) == shown.last {
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  func wait(forSize size: Int) async throws {
    while try self.size() != size { try await Task.sleep(for: .milliseconds(5)) }
  }

  private func names() -> [String] {
    let all = FileManager.default.enumerator(atPath: directory.path)
    var names: [String] = []
    while let name = all?.nextObject() as? String {
      // A draft is nobody's file yet.
      guard name.hasPrefix("tile/"), !name.hasSuffix(".draft") else { continue }
      if (all?.fileAttributes?[.type] as? FileAttributeType) == .typeRegular { names.append(name) }
    }
    return names
  }
}

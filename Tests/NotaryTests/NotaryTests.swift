import EventLog
import Foundation
import Notary
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// What the notary signs is the tree of the log, however it got there.
@Suite struct NotaryTests {
  private func signed(_ office: Office) throws -> Checkpoint {
    let note = try SignedNote(try #require(try office.directory.readCheckpoint()))
    return try TrustPolicy(log: office.signer.verifier).verify(note).checkpoint
  }

  @Test func `it signs what the log holds, and nothing twice`() async throws {
    let office = try await Office.open()
    let notary = office.notary()
    #expect(try await notary.step() == nil)
    #expect(try office.files().isEmpty)
    try await office.append(3)
    let note = try #require(try await notary.step())
    #expect(try await notary.step() == nil)
    let checkpoint = try signed(office)
    #expect(try note.checkpoint == checkpoint)
    var frontier = Frontier()
    for leaf in try await office.leaves() { frontier.append(leaf) }
    #expect(checkpoint == Checkpoint(origin: Office.origin, size: 3, root: frontier.root()))
    #expect(Set(try office.files().keys) == ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"])
    try office.close()
  }

  /// Grown in steps of any size, by notaries that come and go, a directory is the one that a single step makes.
  @Test(arguments: [1, 2, 3]) func `the tiles are those of the tree, however it grew`(_ run: Int) async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let office = try await Office.open()
    var notary = office.notary()
    var checkpoints: [Checkpoint] = []
    for _ in 0..<12 {
      try await office.append(Int.random(in: 1...260, using: &random))
      var terms = Notary.Terms()
      terms.batch = Int.random(in: 1...500, using: &random)
      if Bool.random(using: &random) { notary = office.notary(terms) }
      while let note = try await notary.step() { checkpoints.append(try note.checkpoint) }
    }
    let leaves = try await office.leaves()
    #expect(checkpoints.last?.size == leaves.count, "seed \(seed)")
    var frontier = Frontier()
    var roots = [frontier.root()]
    for leaf in leaves {
      frontier.append(leaf)
      roots.append(frontier.root())
    }
    for checkpoint in checkpoints { #expect(checkpoint.root == roots[checkpoint.size], "seed \(seed)") }
    // Every checkpoint goes on from every one before.
    let tree = office.directory.tree(size: leaves.count)
    for old in checkpoints {
      let proof = try tree.consistency(from: old.size)
      #expect(throws: Never.self, "seed \(seed)") {
        try proof.verify(from: old.size, old.root, to: leaves.count, roots[leaves.count])
      }
    }
    // What a single step makes is there, byte by byte.
    let second = Office(
      database: office.database,
      log: office.log,
      directory: TileDirectory(office.directory.root.appending("second")),
      signer: office.signer
    )
    let grown = try office.files()
    try FileManager.default.createDirectory(atPath: second.directory.root.string, withIntermediateDirectories: true)
    var terms = Notary.Terms()
    terms.batch = 1_000_000
    _ = try await second.notary(terms).step()
    for (name, bytes) in try second.files() { #expect(grown[name] == bytes, "\(name), seed \(seed)") }
    // No part is kept of what is full.
    let full = TilePath.added(from: 0, to: leaves.count).filter(\.isFull).map { $0.text + ".p/" }
    #expect(!grown.keys.contains { name in full.contains { name.hasPrefix($0) } }, "seed \(seed)")
    try office.close()
  }

  /// Killed between any two files that it writes, and begun again after the log has grown.
  @Test func `what was cut off is done again`() async throws {
    let office = try await Office.open()
    try await office.append(300)
    _ = try await office.notary().step()
    let before = try office.files()
    try await office.append(400)
    _ = try await office.notary().step()
    let after = try office.files()
    let written = after.keys.filter { before[$0] == nil }.sorted()
    #expect(written.count > 3)
    // Any of the new files may have been written when it was cut off; the checkpoint is the last.
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    for _ in 0..<8 {
      try FileManager.default.removeItem(atPath: office.directory.root.string)
      let kept = Set(written.filter { _ in Bool.random(using: &random) })
      let left = before.merging(after.filter { kept.contains($0.key) && $0.key != "checkpoint" }) { old, _ in old }
      for (name, bytes) in left {
        let file = URL(filePath: office.directory.root.string).appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
      }
      // A second name that was not taken away, and a draft that was not finished.
      let draft = URL(filePath: office.directory.root.string).appending(path: "tile/0/.draft")
      try Data([1]).write(to: draft)
      try await office.append(50)
      let note = try #require(try await office.notary().step())
      var frontier = Frontier()
      for leaf in try await office.leaves() { frontier.append(leaf) }
      #expect(try note.checkpoint.root == frontier.root(), "seed \(seed)")
    }
    try office.close()
  }

  /// Any line's place can be shown with the tiles alone.
  @Test func `every line is shown to be in the tree`() async throws {
    let office = try await Office.open()
    try await office.append(600)
    let checkpoint = try #require(try await office.notary().step()).checkpoint
    let tree = office.directory.tree(size: checkpoint.size)
    for (index, leaf) in try await office.leaves().enumerated() {
      try tree.inclusion(of: index).verify(leaf, size: checkpoint.size, root: checkpoint.root)
    }
    try office.close()
  }
}

import EventLog
import Foundation
import Notary
import SM3Tree
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// A tree over another digest beside the first: as steadfast, and of the same lines.
@Suite struct SM3NotaryTests {
  /// The directory of a second tree of the same log, and what signs it.
  private static func beside(_ office: Office) throws -> Office {
    let place = office.directory.root.appending("sm3")
    try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
    return Office(
      database: office.database,
      log: office.log,
      directory: TileDirectory(place, try .sm3()),
      signer: try NoteSigner(name: Office.origin + "/sm3", .ed25519, seed: [UInt8](repeating: 9, count: 32))
    )
  }

  private static func root(_ office: Office, _ size: Int) async throws -> MerkleHash {
    var frontier = Frontier()
    for leaf in try await office.leaves().prefix(size) { frontier.append(leaf, office.directory.hasher) }
    return frontier.root(office.directory.hasher)
  }

  @Test func `begun on a long log, it catches up, and the first tree stays as it was`() async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let office = try await Office.signedInPart()
    let before = try office.files()
    let second = try Self.beside(office)
    for _ in 0..<4 {
      var terms = Notary.Terms()
      terms.batch = Int.random(in: 1...400, using: &random)
      // Each time by another notary: it goes on from the files alone.
      let notary = second.notary(terms)
      while let note = try await notary.step() {
        let checkpoint = try note.checkpoint
        #expect(checkpoint.origin == Office.origin + "/sm3")
        #expect(checkpoint.root == (try await Self.root(second, checkpoint.size)), "seed \(seed)")
        if Int.random(in: 0..<4, using: &random) == 0 { break }
      }
      try await office.append(Int.random(in: 1...150, using: &random))
    }
    let last = try #require(try await second.notary().step()).checkpoint
    #expect(last.root == (try await Self.root(second, last.size)), "seed \(seed)")
    let all = try office.files()
    for (name, bytes) in before { #expect(all[name] == bytes, "\(name)") }
    #expect(all.keys.allSatisfy { before[$0] != nil || $0.hasPrefix("sm3/") })
    // Of the same lines, and with other hashes.
    let (tile, entries) = (TilePath(.hashes(level: 0), index: 0), TilePath(.entries, index: 0))
    #expect(try second.directory.bundle(entries) == office.directory.bundle(entries))
    #expect(try second.directory.tile(tile) != office.directory.tile(tile))
    try office.close()
  }

  /// Killed between any two files that it writes.
  @Test func `what was cut off is done again`() async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let office = try await Office.open(.sm3())
    try await office.append(300)
    _ = try await office.notary().step()
    let before = try office.files()
    try await office.append(400)
    let whole = try #require(try await office.notary().step())
    let after = try office.files()
    for _ in 0..<5 {
      let kept = after.filter { $0.key != "checkpoint" && (before[$0.key] != nil || Bool.random(using: &random)) }
      try FileManager.default.removeItem(atPath: office.directory.root.string)
      for (name, bytes) in kept.merging(before, uniquingKeysWith: { _, old in old }) {
        let file = URL(filePath: office.directory.root.string).appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
      }
      #expect(try await office.notary().step() == whole, "seed \(seed)")
    }
    try office.close()
  }

  private static let row = "UPDATE registry.event SET"

  @Test(
    arguments: [
      ("\(row) event = replace(event::text, '371002', '371003')::json WHERE position = 7", .leaf(position: 7)),
      ("\(row) event = replace(event::text, '371002', '371003')::json WHERE position = 650", .leaf(position: 650)),
      ("DELETE FROM registry.event WHERE position = 599", .missing(position: 599)),
      (
        "DELETE FROM registry.event WHERE position > 590; UPDATE registry.head SET position = 590",
        .shorter(head: 590, signed: 600)
      ),
      (
        """
        \(row) event = replace(event::text, '371002', '371003')::json WHERE position = 513; \
        \(row) leaf = sha256('\\x00'::bytea || convert_to(registry.log_line(event, position, recorded_at, voucher), 'UTF8')) \
        WHERE position = 513
        """, .changed(position: 513)
      ),
    ] as [(String, Discrepancy)]
  )
  func `what is changed in the log is refused`(_ statements: String, _ found: Discrepancy) async throws {
    let office = try await Office.signedInPart(.sm3())
    try await office.tamper(statements)
    #expect(try await office.refusal() == found)
    // Reading everything again finds it too, in this tree as in the first.
    let audit = LogAudit(office.log, signedIn: office.directory, by: TrustPolicy(log: office.signer.verifier))
    #expect(try await audit.run { _, _ in }.findings.isEmpty == false)
    try office.close()
  }

  @Test(arguments: ["tile/0/001", "tile/1/000.p/2", "tile/entries/002.p/88"])
  func `a tile that is replaced is refused`(_ name: String) async throws {
    let office = try await Office.signedInPart(.sm3())
    let audit = LogAudit(office.log, signedIn: office.directory, by: TrustPolicy(log: office.signer.verifier))
    #expect(try await audit.run { _, _ in }.findings.isEmpty)
    let file = URL(filePath: office.directory.root.string).appending(path: name)
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: file)
    let found = try await office.refusal()
    #expect(found == .tile(try #require(TilePath(name))) || found == .checkpoint(size: 600, nil))
    #expect(try await audit.run { _, _ in }.findings.map(\.kind) == [.file])
    try office.close()
  }

  @Test func `a checkpoint of the first tree is none of this one`() async throws {
    let office = try await Office.signedInPart()
    let second = try Self.beside(office)
    _ = try await second.notary().step()
    let other = Office(
      database: office.database,
      log: office.log,
      directory: TileDirectory(office.directory.root, try .sm3()),
      signer: office.signer
    )
    #expect(try await other.refusal() == .checkpoint(size: 600, nil))
    try second.directory.writeCheckpoint(try SignedNote(try #require(try office.directory.readCheckpoint())))
    #expect(try await second.refusal() == .unsigned(.notSigned(origin: Office.origin)))
    try office.close()
  }
}

import Audit
import EventLog
import Foundation
import FrontDoor
import Notary
import Postgres
import Registry
import SealedStore
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// Whoever is erased is gone for good, and every proof over the log holds: those given out before, and those given out after.
@Suite struct ErasureTests {
  @Test func `every proof stands when a person is erased`() async throws {
    let town = try await AuditedTown.copy()
    let desk = try ProofDesk(town)
    let before = try await desk.sign()
    let person = try await town.person()
    let positions = try await town.positions(about: person)
    #expect(!positions.isEmpty)
    let receipts = try await desk.receipts(positions)
    let bundle = try await desk.bundle("before", since: nil)

    #expect(try await desk.erase(person) == positions.count)
    let after = try await desk.sign()
    #expect(try after.checkpoint.size > before.checkpoint.size)

    for (receipt, position) in zip(receipts + (try await desk.receipts(positions)), positions + positions) {
      #expect(try VerifiedReceipt(Array(receipt.utf8), trusting: desk.policy).position == position)
    }
    #expect(try desk.verify(bundle) == before.checkpoint.size)
    let later = try await desk.bundle("after", since: before)
    #expect(try desk.verify(later) == after.checkpoint.size)
    let audit = LogAudit(desk.log, signedIn: desk.tiles, by: desk.policy)
    #expect(try await audit.run { _, _ in }.findings.isEmpty)
    #expect(try await town.audit().findings.isEmpty)
    try FileManager.default.removeItem(atPath: desk.tiles.root.string)
    await town.close()
  }
}

/// The notary of a town, and whoever keeps its sealed store.
private struct ProofDesk {
  let log: EventLog
  let tiles: TileDirectory
  let policy: TrustPolicy
  private let signer: NoteSigner
  private let notary: Notary
  private let office: PrivacyOffice

  init(_ town: AuditedTown) throws {
    let pool = ConnectionPool(town.database.configuration(user: "registry_app"), maximum: 2, logger: .test)
    log = EventLog(pool: pool, node: Node(rawValue: TestDatabase.node), logger: .test)
    let place = FileManager.default.temporaryDirectory.appending(path: "tiles-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    tiles = TileDirectory(FilePath(place.path))
    signer = try NoteSigner(name: "weihai.example/registry", .ed25519, seed: [UInt8](repeating: 7, count: 32))
    policy = TrustPolicy(log: signer.verifier)
    notary = Notary(log: log, directory: tiles, signer: signer)
    let keeping = ConnectionPool(town.database.configuration(user: "registry_keeper"), maximum: 2, logger: .test)
    office = PrivacyOffice(
      log: log,
      keeper: Keeper(pool: keeping, node: TestDatabase.node, keys: try TestDatabase.keys())
    )
  }

  func sign() async throws -> SignedNote {
    var last: SignedNote?
    while let note = try await notary.step() { last = note }
    return try #require(last)
  }

  func receipts(_ positions: [Int]) async throws -> [String] {
    var receipts: [String] = []
    for position in positions {
      let event = try await log.leaves(after: Position(rawValue: Int64(position - 1)), limit: 1)[0].event
      receipts.append(try #require(try tiles.receipt(of: Array(event.line.utf8), at: position)).text)
    }
    return receipts
  }

  func erase(_ person: String) async throws -> Int {
    let order = ErasureOrder(
      .relativesRequest,
      document: try #require(Text("威模拟删〔2026〕3号")),
      by: try #require(Code("MZ.officer-02")),
      approvedBy: try #require(Code("MZ.chief-01")),
      office: try #require(Code("371000-MZ"))
    )
    return try await office.erase(try #require(PersonName(person)), order).get()
  }

  /// Of the whole log.
  func bundle(_ name: String, since old: SignedNote?) async throws -> LogBundle {
    let place = tiles.root.appending(name)
    try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
    let bundle = LogBundle(place)
    let writer = try BundleWriter(from: tiles, to: bundle, trusting: policy)
    try writer.writeCheckpoint(since: old, "log \(signer.verifier.text)\nquorum none\n")
    let count = try await writer.copyLines(nil, of: log)
    _ = try writer.writeManifest(lines: count, selection: nil)
    return bundle
  }

  /// How many lines were verified.
  func verify(_ bundle: LogBundle) throws -> Int {
    let verifier = BundleVerifier(bundle, trusting: policy)
    let manifest = try verifier.manifest()
    let checkpoint = try verifier.checkpoint(of: manifest).checkpoint
    _ = try verifier.consistency(of: checkpoint)
    var lines = verifier.lines(of: checkpoint, isWhole: manifest.isWhole)
    var rows = try bundle.bytes(LogBundle.indexName).split(separator: 0x0A).map { Array($0) }.makeIterator()
    try lines.header(rows.next())
    for line in try bundle.bytes(LogBundle.linesName).split(separator: 0x0A) {
      try lines.take(Array(line), rows.next())
    }
    try lines.finish(rows.next(), lines: manifest.lines)
    return lines.count
  }
}

extension AuditedTown {
  /// Of whom the most is sealed.
  fileprivate func person() async throws -> String {
    try await ask("SELECT person FROM sealed.part GROUP BY person ORDER BY count(*) DESC, person LIMIT 1") {
      try $0.decode(String.self, at: 0)
    }[0]
  }

  fileprivate func positions(about person: String) async throws -> [Int] {
    try await ask(
      """
      SELECT e.position FROM registry.event e JOIN sealed.part p ON p.node = e.node AND p.event_id = e.event_id
      WHERE p.person = \(person) ORDER BY e.position
      """
    ) { Int(try $0.decode(Int64.self, at: 0)) }
  }

  private func ask<Value: Sendable>(_ question: SQL, _ value: (Row) throws -> Value) async throws -> [Value] {
    let connection = try await Connection.open(database.configuration(), logger: .test)
    let rows = try await connection.query(question)
    await connection.close()
    return try rows.map(value)
  }
}

import EventLog
import Foundation
import Notary
import Postgres
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// A bundle has what the registry holds: whoever verifies it finds what was changed after it had been signed, and where.
@Suite struct TamperedBundleTests {
  @Test(arguments: Tampering.all)
  func `what was changed in the log is found in a bundle`(_ tampering: Tampering) async throws {
    let office = try await Office.signedInPart()
    try await office.tamper(tampering.statements)
    let found = try await BundledOffice(office).finding()
    #expect(
      found?.kind == tampering.inBundle?.kind && found?.position == tampering.inBundle?.position,
      "\(found as Any)"
    )
    try office.close()
  }

  @Test func `a version that was changed is found`() async throws {
    let office = try await Office.signedInPart()
    try await office.tamper("UPDATE registry.event SET version = 2 WHERE position = 5")
    let found = try await BundledOffice(office).finding()
    #expect(found?.kind == .order && found?.position == 5, "\(found as Any)")
    try office.close()
  }

  @Test(
    arguments: [("tile/0/000", 1), ("tile/0/001", 257), ("tile/0/002.p/88", 600), ("tile/1/000.p/2", 257)]
      as [(String, Int)]
  )
  func `a tile that was replaced is found at its lines, and without one there is no bundle`(
    _ name: String,
    _ position: Int
  ) async throws {
    let office = try await Office.signedInPart()
    let file = URL(filePath: office.directory.root.string).appending(path: name)
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: file)
    let found = try await BundledOffice(office).finding()
    #expect(found?.kind == .inclusion && found?.position == position, "\(found as Any)")
    try FileManager.default.removeItem(at: office.directory.root.appending("bundle").url)
    try FileManager.default.removeItem(at: file)
    await #expect(throws: NotaryError.self) { try await BundledOffice(office) }
    try office.close()
  }

  @Test func `a fork that the notary itself has signed is found`() async throws {
    let office = try await Office.signedInPart()
    let old = try SignedNote(try #require(try office.directory.readCheckpoint()))
    let fork = Checkpoint(origin: Office.origin, size: 600, root: TreeHasher.sha256.leaf([1]))
    try office.directory.writeCheckpoint(
      SignedNote(text: fork.text, signatures: [office.signer.sign(fork.text, at: 0)])
    )
    let found = try await BundledOffice(office).finding()
    #expect(found?.kind == .inclusion && found?.text.contains(fork.root.description) == true, "\(found as Any)")
    // And whoever kept the checkpoint of before is given no bundle that would not go on from it.
    try FileManager.default.removeItem(at: office.directory.root.appending("bundle").url)
    await #expect(throws: NotaryError.self) { try await BundledOffice(office, since: old) }
    try office.close()
  }

  /// As a dump of an older state that was put back, and as one that has grown again since.
  @Test(arguments: [false, true])
  func `a dump that was put back is found by all three`(_ hasGrown: Bool) async throws {
    let office = try await Office.open()
    try await office.append(400)
    let restored = try await office.database.dumpedAndRestored()
    try await office.append(200)
    _ = try await office.notary().step()
    let pool = ConnectionPool(restored.configuration(user: "registry_app"), maximum: 4, logger: .test)
    let log = EventLog(pool: pool, node: Node(rawValue: TestDatabase.node), logger: .test)
    let older = Office(database: restored, log: log, directory: office.directory, signer: office.signer)
    if hasGrown { try await older.append(300, note: "another history") }
    let refusal = await #expect(throws: NotaryError.self) { try await older.notary().step() }
    guard case .refused(let discrepancy) = refusal else {
      Issue.record("\(refusal as Any)")
      return
    }
    #expect(discrepancy == (hasGrown ? .changed(position: 513) : .shorter(head: 400, signed: 600)))
    let audit = LogAudit(log, signedIn: office.directory, by: TrustPolicy(log: office.signer.verifier))
    let first = try await audit.run { _, _ in }.findings.first
    #expect(first?.position == 401 && first?.kind == (hasGrown ? .inclusion : .order), "\(first as Any)")
    let found = try await BundledOffice(older).finding()
    #expect(found?.position == 401 && found?.kind == (hasGrown ? .inclusion : .order), "\(found as Any)")
    await pool.close()
    try office.close()
  }
}

extension FilePath {
  fileprivate var url: URL { URL(filePath: string) }
}

import EventLog
import Foundation
import Notary
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// Reading everything again finds whatever was changed, wherever it is, and goes on behind it.
@Suite struct LogAuditTests {
  private func audit(_ office: Office) async throws -> LogAudit.Report {
    let audit = LogAudit(office.log, signedIn: office.directory, by: TrustPolicy(log: office.signer.verifier))
    return try await audit.run { _, _ in }
  }

  @Test func `a log that nobody has touched is clean, signed or not`() async throws {
    let office = try await Office.signedInPart()
    let report = try await audit(office)
    #expect(report.findings.isEmpty && report.events == 700 && report.checkpoint?.size == 600, "\(report.findings)")
    let unsigned = try await Office.open()
    try await unsigned.append(3)
    let other = try await audit(unsigned)
    #expect(other.findings.isEmpty && other.events == 3 && other.checkpoint == nil)
    try office.close()
    try unsigned.close()
  }

  private static let row = "UPDATE registry.event SET"
  private static let release =
    "leaf = sha256('\\x00'::bytea || convert_to(registry.log_line(event, position, recorded_at, voucher), 'UTF8'))"

  @Test(
    arguments: [
      (
        "the event", "\(row) event = replace(event::text, '371002', '371003')::json WHERE position IN (7, 650)",
        ["13:7", "13:7", "13:650"]
      ),
      (
        "its time", "\(row) recorded_at = recorded_at + interval '1 microsecond' WHERE position = 300",
        ["13:300", "13:300"]
      ),
      ("its leaf", "\(row) leaf = set_byte(leaf, 5, get_byte(leaf, 5) # 1) WHERE position = 600", ["13:600"]),
      ("its version", "\(row) version = 2 WHERE position = 5", ["14:5"]),
      ("some are gone", "DELETE FROM registry.event WHERE position IN (100, 101, 102, 690)", ["14:100", "14:690"]),
      (
        "the tail is gone", "DELETE FROM registry.event WHERE position > 590; UPDATE registry.head SET position = 590",
        ["14:591"]
      ),
      ("the counter is put back", "UPDATE registry.head SET position = 650", ["22:700"]),
      ("the counter is ahead", "UPDATE registry.head SET position = 710", ["14:701"]),
      ("the tail is gone, and nobody says so", "DELETE FROM registry.event WHERE position > 690", ["14:691"]),
      (
        "the event and its leaf",
        "\(row) event = replace(event::text, '371002', '371003')::json WHERE position = 513; \(row) \(release) WHERE position = 513",
        ["13:513"]
      ),
    ] as [(String, String, [String])]
  )
  func `what was changed is found, all of it`(_ what: String, _ statements: String, _ expected: [String]) async throws {
    let office = try await Office.signedInPart()
    try await office.tamper(statements)
    let found = try await audit(office).findings
    #expect(found.map { "\($0.kind.rawValue):\($0.position.map { "\($0)" } ?? "")" } == expected, "\(what): \(found)")
    try office.close()
  }

  @Test(arguments: Tampering.all)
  func `the first that was changed is named`(_ tampering: Tampering) async throws {
    let office = try await Office.signedInPart()
    try await office.tamper(tampering.statements)
    let first = try await audit(office).findings.first
    let expected = try #require(tampering.inAudit)
    #expect(first?.kind == expected.kind && first?.position == expected.position, "\(first as Any)")
    try office.close()
  }

  @Test func `a fork that the notary itself has signed is found`() async throws {
    let office = try await Office.signedInPart()
    let fork = Checkpoint(origin: Office.origin, size: 600, root: TreeHasher.sha256.leaf([1]))
    try office.directory.writeCheckpoint(
      SignedNote(text: fork.text, signatures: [office.signer.sign(fork.text, at: 0)])
    )
    let found = try await audit(office).findings
    #expect(found.map(\.kind) == [.inclusion] && found.first?.text.contains(fork.root.description) == true, "\(found)")
    try office.close()
  }

  @Test(arguments: ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/001", "tile/entries/002.p/88"])
  func `a file that was changed, or is gone, is named`(_ name: String) async throws {
    let office = try await Office.signedInPart()
    let file = URL(filePath: office.directory.root.string).appending(path: name)
    let whole = try Data(contentsOf: file)
    var bytes = whole
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: file)
    let changed = try await audit(office).findings
    #expect(changed.map(\.kind) == [.file] && changed.first?.text.contains(name) == true, "\(changed)")
    try FileManager.default.removeItem(at: file)
    let gone = try await audit(office).findings
    #expect(gone.first?.kind == .file && gone.first?.text.contains(name) == true, "\(gone)")
    try whole.write(to: file)
    #expect(try await audit(office).findings.isEmpty)
    try office.close()
  }

  @Test func `a checkpoint of somebody else's is found`() async throws {
    let office = try await Office.signedInPart()
    let other = try NoteSigner(name: Office.origin, .ed25519, seed: [UInt8](repeating: 8, count: 32))
    let text = try SignedNote(try #require(try office.directory.readCheckpoint())).text
    try office.directory.writeCheckpoint(SignedNote(text: text, signatures: [other.sign(text, at: 0)]))
    #expect(try await audit(office).findings.map(\.kind) == [.signature])
    try office.close()
  }
}

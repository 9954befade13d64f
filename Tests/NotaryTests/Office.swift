import EventLog
import Foundation
import Notary
import Postgres
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// A log, a directory for its tiles, and the key of its notary.
struct Office {
  static let origin = "weihai.example/registry"

  let database: TestDatabase
  let log: EventLog
  let directory: TileDirectory
  let signer: NoteSigner

  static func open(_ hasher: TreeHasher = .sha256) async throws -> Office {
    let database = try await TestDatabase.migrated()
    let pool = ConnectionPool(database.configuration(user: "registry_app"), maximum: 4, logger: .test)
    let place = FileManager.default.temporaryDirectory.appending(path: "tiles-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    return Office(
      database: database,
      log: EventLog(pool: pool, node: Node(rawValue: TestDatabase.node), logger: .test),
      directory: TileDirectory(FilePath(place.path), hasher),
      signer: try NoteSigner(name: origin, .ed25519, seed: [UInt8](repeating: 7, count: 32))
    )
  }

  /// With a log of 700 events, of which 600 are signed.
  static func signedInPart(_ hasher: TreeHasher = .sha256) async throws -> Office {
    let office = try await open(hasher)
    try await office.append(600)
    _ = try await office.notary().step()
    try await office.append(100)
    return office
  }

  func close() throws { try FileManager.default.removeItem(atPath: directory.root.string) }

  func notary(_ terms: Notary.Terms = Notary.Terms()) -> Notary {
    Notary(log: log, directory: directory, signer: signer, terms: terms)
  }

  /// Why the notary does not sign; nil where it does.
  func refusal() async throws -> Discrepancy? {
    do throws(NotaryError) {
      _ = try await notary().step()
      return nil
    } catch .refused(let discrepancy) {
      return discrepancy
    } catch {
      throw error
    }
  }

  /// Appends events, each to a stream of its own.
  func append(_ count: Int, note: String = "") async throws {
    for start in stride(from: 0, to: count, by: 500) {
      let units = (start..<min(start + 500, count)).map { _ in Self.unit(note) }
      for outcome in try await log.append(units) {
        guard case .appended = outcome else { throw Unexpected(what: "\(outcome)") }
      }
    }
  }

  struct Unexpected: Error { let what: String }

  private static func unit(_ note: String) -> AppendUnit {
    let id = UUID()
    let text =
      #"{"data":{"note":"\#(note)"},"dataschema":"CaseOpened/v1","id":"\#(id.uuidString.lowercased())","#
      + #""source":"371002","specversion":"1.0","subject":"case/\#(id)","time":"2026-11-21T12:00:00Z","type":"CaseOpened"}"#
    return AppendUnit(events: [
      ProposedEvent(id: id, stream: StreamID(rawValue: "case/\(id)"), version: 1, bytes: Array(text.utf8))
    ])
  }

  /// What the log's lines hash to, by a plain statement.
  func leaves() async throws -> [MerkleHash] {
    let connection = try await Connection.open(database.configuration(), logger: .test)
    let rows = try await connection.query("SELECT convert_to(line, 'UTF8') FROM registry.line ORDER BY position")
    await connection.close()
    return try rows.decode([UInt8].self).map { (line: [UInt8]) in directory.hasher.leaf(line) }
  }

  /// As a superuser, whom nothing can be forbidden: without triggers and checks.
  func tamper(_ statements: String, isCounted: Bool = true) async throws {
    try await database.tamper(
      """
      SET track_counts = \(isCounted ? "on" : "off");
      -- What is counted, is so at once.
      SELECT pg_stat_force_next_flush();
      ALTER TABLE registry.event DISABLE TRIGGER ALL;
      ALTER TABLE registry.event_\(TestDatabase.node) DISABLE TRIGGER ALL;
      ALTER TABLE registry.event DROP CONSTRAINT event_position_check;
      \(statements)
      """
    )
  }

  /// The files below the directory, and what is in each, but for what the notary notes for itself alone.
  func files() throws -> [String: [UInt8]] {
    let all = FileManager.default.enumerator(atPath: directory.root.string)
    var files: [String: [UInt8]] = [:]
    while let name = all?.nextObject() as? String {
      var isDirectory = ObjCBool(false)
      let path = directory.root.string + "/" + name
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue,
        !name.hasSuffix(".rewrites")
      else { continue }
      files[name] = Array(try Data(contentsOf: URL(filePath: path)))
    }
    return files
  }
}

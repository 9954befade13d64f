import Foundation
import Notary
import SystemPackage
import Testing
import TransparencyLog

/// An office, and a bundle that was made of its log.
struct BundledOffice {
  let office: Office
  let bundle: LogBundle
  let policy: TrustPolicy

  /// A bundle of what is there now: of the lines at some positions or of all, going on from an older checkpoint or from none.
  init(_ office: Office, _ positions: [Int]? = nil, since old: SignedNote? = nil) async throws {
    self.office = office
    policy = TrustPolicy(log: office.signer.verifier)
    let place = office.directory.root.appending("bundle")
    try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
    bundle = LogBundle(place)
    let writer = try BundleWriter(from: office.directory, to: bundle, trusting: policy)
    try writer.writeCheckpoint(since: old, "log \(office.signer.verifier.text)\nquorum none\n")
    let count = try await writer.copyLines(positions, of: office.log)
    try write("Schemas/events/note.json", Array(#"{"type":"object"}"#.utf8))
    _ = try writer.writeManifest(lines: count, selection: positions == nil ? nil : ["case": "some"])
  }

  /// A bundle of a log of 600 events, which goes on from one of 200.
  static func grown(_ positions: [Int]? = nil) async throws -> BundledOffice {
    let office = try await Office.open()
    try await office.append(200)
    let old = try #require(try await office.notary().step())
    try await office.append(400)
    _ = try await office.notary().step()
    return try await BundledOffice(office, positions, since: old)
  }

  /// How many lines were verified.
  func verify(trusting other: TrustPolicy? = nil) throws(Finding) -> Int {
    let verifier = BundleVerifier(bundle, trusting: other ?? policy)
    let manifest = try verifier.manifest()
    let checkpoint = try verifier.checkpoint(of: manifest).checkpoint
    _ = try verifier.consistency(of: checkpoint)
    var lines = verifier.lines(of: checkpoint, isWhole: manifest.isWhole)
    var rows = try read(LogBundle.indexName).makeIterator()
    try lines.header(rows.next())
    for line in try read(LogBundle.linesName) { try lines.take(line, rows.next()) }
    try lines.finish(rows.next(), lines: manifest.lines)
    return lines.count
  }

  /// What the verification finds; nil where nothing is wrong.
  func finding() -> Finding? {
    do throws(Finding) {
      _ = try verify()
      return nil
    } catch {
      return error
    }
  }

  /// Verifies after a change to a file, which is taken back afterwards; perhaps under a manifest that somebody has written again, as
  /// the files are then.
  func finding(
    after change: (inout [UInt8]) -> Void,
    to name: String,
    hasNewManifest: Bool = false
  ) throws -> Finding? {
    let (before, manifest) = (try bundle.bytes(name), try bundle.bytes(LogBundle.manifestName))
    var bytes = before
    change(&bytes)
    try write(name, bytes)
    if hasNewManifest { try writeManifest(lines: 600) }
    let found = finding()
    try write(name, before)
    if hasNewManifest { try write(LogBundle.manifestName, manifest) }
    return found
  }

  /// As of a bundle of the whole log.
  func writeManifest(lines: Int) throws {
    let writer = try BundleWriter(from: office.directory, to: bundle, trusting: policy)
    _ = try writer.writeManifest(lines: lines, selection: nil)
  }

  /// The same, of a file's lines.
  func finding(afterLines change: (inout [[UInt8]]) -> Void, of name: String) throws -> Finding? {
    try finding(
      after: { bytes in
        var lines = Self.lines(bytes)
        change(&lines)
        bytes = Array(lines.map { $0 + [0x0A] }.joined())
      },
      to: name,
      hasNewManifest: true
    )
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = URL(filePath: bundle.path(name).string)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// The names of its files.
  func files() throws -> [String] {
    try office.files().keys.compactMap { $0.hasPrefix("bundle/") ? String($0.dropFirst(7)) : nil }.sorted()
  }

  private func read(_ name: String) throws(Finding) -> [[UInt8]] { Self.lines(try bundle.bytes(name)) }

  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] { bytes.split(separator: 0x0A).map { Array($0) } }
}

import Foundation
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

@testable import Notary

/// What an inspector takes away shows what was signed, and nothing that is changed in it passes.
@Suite struct BundleTests {
  @Test func `a whole log is verified`() async throws {
    let all = try await BundledOffice.grown()
    #expect(try all.verify() == 600)
    try all.office.close()
  }

  @Test func `some lines are verified, with no more tiles than they need`() async throws {
    let some = try await BundledOffice.grown([3, 4, 300, 600, 601])
    #expect(try some.verify() == 4)
    #expect(
      try some.files().filter { $0.hasPrefix("tile/") } == [
        "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
      ]
    )
    // The same said to be of the whole log.
    try some.writeManifest(lines: 4)
    #expect(some.finding()?.kind == .order)
    try some.office.close()
  }

  private static let provedByTree: [Finding.Kind] = [.inclusion, .order, .file]

  /// One bit anywhere in any file.
  @Test(arguments: [nil, [3, 4, 300, 600]] as [[Int]?])
  func `no bit passes`(_ positions: [Int]?) async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let all = try await BundledOffice.grown(positions)
    let names = try all.files()
    #expect(names.count == 12)
    for name in names {
      let size = try all.bundle.bytes(name).count
      for _ in 0..<40 {
        let (place, bit) = (
          Int.random(in: 0..<size, using: &random), UInt8(1) << UInt8.random(in: 0..<8, using: &random)
        )
        let found = try all.finding(after: { $0[place] ^= bit }, to: name)
        let kinds = LogBundle.isShownByTree(name) ? Self.provedByTree : [.file]
        #expect(
          found.map { kinds.contains($0.kind) } == true,
          "seed \(seed): byte \(place), bit \(bit) of \(name): \(String(describing: found))"
        )
      }
      // A byte more, a byte less, nothing at all.
      for change in [{ $0.append(0x41) }, { $0.removeLast(2) }, { $0 = [] }] as [(inout [UInt8]) -> Void] {
        #expect(try all.finding(after: change, to: name) != nil, "\(name)")
      }
      let bytes = try all.bundle.bytes(name)
      try FileManager.default.removeItem(atPath: all.bundle.path(name).string)
      #expect(all.finding()?.kind == .file, "\(name) is gone")
      try all.write(name, bytes)
    }
    #expect(all.finding() == nil)
    try all.office.close()
  }

  /// The manifest written again by whoever changed the files: what is signed does not follow.
  @Test(
    arguments: [
      (TileDirectory.checkpointName, [.signature, .file]), (LogBundle.consistencyName, [.consistency, .file]),
      (LogBundle.oldCheckpointName, [.signature, .file]),
    ] as [(String, [Finding.Kind])]
  )
  func `no bit of what is signed passes under another manifest`(_ name: String, _ kinds: [Finding.Kind]) async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let all = try await BundledOffice.grown()
    let text = try all.bundle.bytes(name)
    // The signature below the request is not looked at: that below the checkpoint's own file is.
    let isRequest = name == LogBundle.consistencyName
    let end = isRequest ? text.firstRange(of: Array("\n\n—".utf8))?.lowerBound ?? 0 : text.count
    for _ in 0..<60 {
      let (place, bit) = (Int.random(in: 0..<end, using: &random), UInt8(1) << UInt8.random(in: 0..<8, using: &random))
      let found = try all.finding(after: { $0[place] ^= bit }, to: name, hasNewManifest: true)
      #expect(
        found.map { kinds.contains($0.kind) } == true,
        "seed \(seed): byte \(place), bit \(bit): \(String(describing: found))"
      )
    }
    try all.office.close()
  }

  @Test func `lines that are missing, twice, swapped or cut off are named`() async throws {
    let all = try await BundledOffice.grown()
    func finding(_ body: (inout [[UInt8]]) -> Void) throws -> String {
      let found = try all.finding(afterLines: body, of: LogBundle.linesName)
      return found.map { "\($0.kind.rawValue):\($0.position.map(String.init) ?? "")" } ?? "nothing"
    }
    #expect(try finding { $0.remove(at: 99) } == "14:100")
    #expect(try finding { $0.insert($0[99], at: 100) } == "14:100")
    #expect(try finding { $0.swapAt(10, 11) } == "14:11")
    #expect(try finding { $0.removeLast(5) } == "14:596")
    #expect(try finding { $0[4] = $0[5] } == "14:5")
    // Another line that says that it stands there.
    let forged = try finding { lines in
      let text = String(decoding: lines[5], as: UTF8.self).replacing("\"position\":6,", with: "\"position\":5,")
      lines[4] = Array(text.utf8)
    }
    #expect(forged == "13:5")
    #expect(try finding { $0[0] = Array("{}".utf8) } == "10:")
    try all.office.close()
  }

  @Test func `what is kept beside a line has to be its own`() async throws {
    let all = try await BundledOffice.grown()
    func finding(_ row: Int, _ text: (String) -> String) throws -> Finding? {
      try all.finding(
        afterLines: { $0[row] = Array(text(String(decoding: $0[row], as: UTF8.self)).utf8) },
        of: LogBundle.indexName
      )
    }
    let version = try finding(12) { $0.replacing("12,1,", with: "12,2,") }
    #expect(version?.kind == .order && version?.position == 12)
    let leaf = try finding(12) { _ in "12,1,\(String(repeating: "0", count: 64))" }
    #expect(leaf?.kind == .inclusion && leaf?.position == 12)
    for other in ["13,1,x", "12,1", "12,+1,x", ""] { #expect(try finding(12) { _ in other }?.kind == .file) }
    #expect(try finding(0) { _ in "position,version" }?.kind == .file)
    #expect(try finding(600) { "\($0)\n601,1,00" }?.kind == .file)
    try all.office.close()
  }

  @Test func `another log's key does not pass, nor a policy that asks for witnesses`() async throws {
    let all = try await BundledOffice.grown()
    let other = try NoteSigner(name: Office.origin, .ed25519, seed: [UInt8](repeating: 9, count: 32))
    #expect(throws: Finding.self) { try all.verify(trusting: TrustPolicy(log: other.verifier)) }
    let witness = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 5, count: 32)).verifier
    let text = "log \(all.office.signer.verifier.text)\nwitness w \(witness.text)\nquorum w\n"
    let policy = try TrustPolicy(Array(text.utf8))
    let error = #expect(throws: Finding.self) { try all.verify(trusting: policy) }
    #expect(error?.kind == .signature)
    try all.office.close()
  }

  @Test func `a file that came, or leads elsewhere, is found`() async throws {
    let all = try await BundledOffice.grown()
    try all.write("Projections/other.sql", Array("DROP TABLE x".utf8))
    #expect(all.finding()?.text.contains("Projections/other.sql") == true)
    try FileManager.default.removeItem(atPath: all.bundle.path("Projections/other.sql").string)
    #expect(all.finding() == nil)
    let link = all.bundle.path("Schemas/events/link.json").string
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/etc/hostname")
    #expect(all.finding()?.kind == .file)
    try all.office.close()
  }

  @Test(
    arguments: [
      (
        #"{"event":{"position":9,"subject":"a","time":"t","type":"x"},"position":7,"recordedAt":"2026-01-01T00:00:00.000000Z"}"#,
        7, "a"
      ),
      (
        #"{"event":{},"position":9223372036854775807,"recordedAt":"2026-01-01T00:00:00.000000Z","voucher":"00"}"#,
        Int.max, nil
      ),
      (
        #"{"event":{"data":{"a":",\"position\":3,\"recordedAt\":\"x\"","b":1,"subject":"no"},"subject":"case/1","type":""},"position":8,"recordedAt":"2026"}"#,
        8, "case/1"
      ),
      (#"{"event":{},"position":,"recordedAt":"2026"}"#, nil, nil),
      (#"{"event":{},"recordedAt":"2026"}"#, nil, nil), ("", nil, nil), (",", nil, nil),
      (#"{"event":{},"position":99999999999999999999,"recordedAt":"2026"}"#, nil, nil),
    ] as [(String, Int?, String?)]
  )
  func `a line says at its end where it stands, and in which stream`(
    _ line: String,
    _ position: Int?,
    _ stream: String?
  ) {
    let tail = LineTail(Array(line.utf8)[...])
    #expect(tail?.position == position)
    #expect(tail?.stream.map { String(decoding: $0, as: UTF8.self) } == stream)
  }

  @Test(arguments: [true, false])
  func `versions go up by one where every line is there`(_ isWhole: Bool) {
    var versions = StreamVersions(isWhole: isWhole)
    #expect(versions.take(1, of: [1]) == nil)
    #expect(versions.take(1, of: [2]) == nil)
    #expect(versions.take(2, of: [1]) == nil)
    #expect(versions.take(4, of: [1]) == (isWhole ? 3 : nil))
    #expect(versions.take(1, of: [2]) == 2)
    #expect(versions.take(2, of: [3]) == (isWhole ? 1 : nil))
  }
}

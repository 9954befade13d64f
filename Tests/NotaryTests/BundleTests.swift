import EventLog
import Foundation
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

@testable import Notary

/// What an inspector takes away shows what was signed, and nothing that is changed in it passes.
@Suite struct BundleTests {
  /// A bundle of a log of 600 events, which goes on from one of 200.
  private struct Case {
    let office: Office
    let bundle: LogBundle
    let policy: TrustPolicy

    init(_ positions: [Int]? = nil) async throws {
      office = try await Office.open()
      try await office.append(200)
      let old = try #require(try await office.notary().step())
      try await office.append(400)
      _ = try await office.notary().step()
      policy = TrustPolicy(log: office.signer.verifier)
      let place = office.directory.root.appending("bundle")
      try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
      bundle = LogBundle(place)
      let writer = try BundleWriter(from: office.directory, to: bundle, trusting: policy)
      try writer.writeCheckpoint(since: old, "log \(office.signer.verifier.text)\nquorum none\n")
      var lines: [UInt8] = []
      _ = try writer.copyLines(positions) {
        lines += $0
      } progress: { _ in
      }
      try Data(lines).write(to: URL(filePath: bundle.path(LogBundle.linesName).string))
    }

    /// How many lines were verified.
    func verify(isWhole: Bool, trusting other: TrustPolicy? = nil) throws(Finding) -> Int {
      let verifier = BundleVerifier(bundle, trusting: other ?? policy, isWhole: isWhole)
      let checkpoint = try verifier.checkpoint().checkpoint
      guard try verifier.consistency(of: checkpoint)?.size == 200 else { throw Finding(.file, "no older checkpoint") }
      var lines = verifier.lines(of: checkpoint)
      for line in try bundle.bytes(LogBundle.linesName).split(separator: 0x0A) { try lines.take(Array(line)) }
      try lines.finish()
      return lines.count
    }

    func change(_ name: String, _ body: (inout [UInt8]) -> Void) throws {
      let file = URL(filePath: bundle.path(name).string)
      var bytes = Array(try Data(contentsOf: file))
      body(&bytes)
      try Data(bytes).write(to: file)
    }

    /// The lines, as they are in the file.
    func changeLines(_ body: (inout [[UInt8]]) -> Void) throws {
      try change(LogBundle.linesName) { bytes in
        var lines = bytes.split(separator: 0x0A).map { Array($0) }
        body(&lines)
        bytes = Array(lines.map { $0 + [0x0A] }.joined())
      }
    }
  }

  @Test func `a whole log is verified`() async throws {
    let all = try await Case()
    #expect(try all.verify(isWhole: true) == 600)
    try all.office.close()
  }

  @Test func `some lines are verified, with no more tiles than they need`() async throws {
    let some = try await Case([3, 4, 300, 600])
    #expect(try some.verify(isWhole: false) == 4)
    #expect(throws: Finding.self) { try some.verify(isWhole: true) }
    let files = try some.office.files().keys.filter { $0.hasPrefix("bundle/tile/") }
    #expect(
      Set(files) == ["bundle/tile/0/000", "bundle/tile/0/001", "bundle/tile/0/002.p/88", "bundle/tile/1/000.p/2"]
    )
    try some.office.close()
  }

  /// One bit anywhere in a file that proves something.
  @Test(
    arguments: [
      (TileDirectory.checkpointName, [.signature, .file]), ("tile/0/000", [.inclusion]),
      ("tile/0/002.p/88", [.inclusion]),
      ("tile/1/000.p/2", [.inclusion]), (LogBundle.linesName, [.inclusion, .order, .file]),
      (LogBundle.consistencyName, [.consistency, .file]), (LogBundle.oldCheckpointName, [.signature, .file]),
    ] as [(String, [Finding.Kind])]
  )
  func `no bit passes`(_ name: String, _ kinds: [Finding.Kind]) async throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let all = try await Case()
    let text = try all.bundle.bytes(name)
    // The signature below the request is not looked at: that below the checkpoint's own file is.
    let isRequest = name == LogBundle.consistencyName
    let end = isRequest ? text.firstRange(of: Array("\n\n—".utf8))?.lowerBound ?? 0 : text.count
    for _ in 0..<60 {
      let (place, bit) = (Int.random(in: 0..<end, using: &random), UInt8(1) << UInt8.random(in: 0..<8, using: &random))
      try all.change(name) { $0[place] ^= bit }
      do throws(Finding) {
        _ = try all.verify(isWhole: true)
        Issue.record("seed \(seed): byte \(place), bit \(bit) of \(name)")
      } catch {
        #expect(kinds.contains(error.kind), "seed \(seed): \(error)")
      }
      try all.change(name) { $0[place] ^= bit }
    }
    #expect(try all.verify(isWhole: true) == 600)
    try all.office.close()
  }

  @Test func `lines that are missing, twice, swapped or cut off are named`() async throws {
    let all = try await Case()
    func finding(_ body: (inout [[UInt8]]) -> Void) throws -> Finding? {
      let before = try all.bundle.bytes(LogBundle.linesName)
      try all.changeLines(body)
      defer { try? Data(before).write(to: URL(filePath: all.bundle.path(LogBundle.linesName).string)) }
      do throws(Finding) {
        _ = try all.verify(isWhole: true)
        return nil
      } catch {
        return error
      }
    }
    #expect(try finding { $0.remove(at: 99) }?.text.contains("100") == true)
    #expect(try finding { $0.remove(at: 99) }?.kind == .order)
    #expect(
      try finding { $0.insert($0[99], at: 100) }.map { [$0.kind == .order, $0.position == 100] } == [true, true]
    )
    #expect(try finding { $0.swapAt(10, 11) }?.kind == .order)
    let tail = try finding { $0.removeLast(5) }
    #expect(tail?.kind == .order && tail?.position == 596)
    #expect(try finding { $0[4] = $0[5] }?.kind == .order)
    // Another line that says that it stands there.
    let forged = try finding { lines in
      let text = String(decoding: lines[5], as: UTF8.self).replacing("\"position\":6,", with: "\"position\":5,")
      lines[4] = Array(text.utf8)
    }
    #expect(forged?.kind == .inclusion && forged?.position == 5)
    #expect(try finding { $0[0] = Array("{}".utf8) }?.kind == .file)
    try all.office.close()
  }

  @Test func `another log's key does not pass, nor a policy that asks for witnesses`() async throws {
    let all = try await Case()
    let other = try NoteSigner(name: Office.origin, .ed25519, seed: [UInt8](repeating: 9, count: 32))
    #expect(throws: Finding.self) { try all.verify(isWhole: true, trusting: TrustPolicy(log: other.verifier)) }
    let witness = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 5, count: 32)).verifier
    let text = "log \(all.office.signer.verifier.text)\nwitness w \(witness.text)\nquorum w\n"
    let policy = try TrustPolicy(Array(text.utf8))
    let error = #expect(throws: Finding.self) { try all.verify(isWhole: true, trusting: policy) }
    #expect(error?.kind == .signature)
    try all.office.close()
  }

  @Test(
    arguments: [
      (#"{"event":{"position":9},"position":7,"recordedAt":"2026-01-01T00:00:00.000000Z"}"#, 7),
      (
        #"{"event":{},"position":9223372036854775807,"recordedAt":"2026-01-01T00:00:00.000000Z","voucher":"00"}"#,
        Int.max
      ),
      (#"{"event":{"a":",\"position\":3,\"recordedAt\":\"x\""},"position":8,"recordedAt":"2026"}"#, 8),
      (#"{"event":{},"position":,"recordedAt":"2026"}"#, nil), (#"{"event":{},"recordedAt":"2026"}"#, nil), ("", nil),
      (",", nil),
      (#"{"event":{},"position":99999999999999999999,"recordedAt":"2026"}"#, nil),
    ] as [(String, Int?)]
  )
  func `a line says where it stands at its end`(_ line: String, _ position: Int?) {
    #expect(LinePosition.of(Array(line.utf8)[...]) == position)
  }
}

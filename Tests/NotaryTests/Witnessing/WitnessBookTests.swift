import Foundation
import Notary
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

/// What a witness has cosigned, it goes by, whatever comes and whatever happens.
@Suite struct WitnessBookTests {
  private let signer: NoteSigner
  private let directory = FilePath("/tmp/qmw-\(UUID().uuidString.prefix(8))/state")

  init() throws {
    signer = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 50, count: 32))
  }

  private func book(_ logs: [GrowingLog]) throws -> WitnessBook {
    try WitnessBook(rules: WitnessRules(logs: logs.map(\.signer.verifier)), signer: signer, directory: directory)
  }

  private func remove() throws { try FileManager.default.removeItem(atPath: directory.removingLastComponent().string) }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.string).filter { !$0.hasPrefix(".") }
  }

  private static func log(_ size: Int) throws -> GrowingLog {
    var log = try GrowingLog("weihai.example/registry", seed: 1)
    log.grow(to: size)
    return log
  }

  @Test func `the cosignature is the witness's, and of the time`() async throws {
    let log = try Self.log(20)
    let line = try await book([log]).cosign(log.request(from: 0, to: 7), at: 1_700_000_000)
    #expect(signer.verifier.verifies(line, of: log.checkpoint(7).text))
    #expect(line.cosignedAt == 1_700_000_000)
    try remove()
  }

  @Test func `what was cosigned is known after a start, and may be asked for again`() async throws {
    let log = try Self.log(20)
    var book = try book([log])
    _ = try await book.cosign(log.request(from: 0, to: 7), at: 1)
    await book.close()
    book = try self.book([log])
    await refuses(book, log.request(from: 0, to: 12), .conflict(size: 7))
    _ = try await book.cosign(log.request(from: 7, to: 7), at: 2)
    _ = try await book.cosign(log.request(from: 7, to: 12), at: 3)
    #expect(try files().count == 1)
    try remove()
  }

  @Test func `each log has a file of its own, whatever it is called`() async throws {
    var logs = try ["a", "a/b", "../c", "日志", String(repeating: "long/", count: 200)].map { origin in
      try GrowingLog(origin, seed: 3)
    }
    for place in logs.indices { logs[place].grow(to: place + 1) }
    var book = try book(logs)
    for (place, log) in logs.enumerated() { _ = try await book.cosign(log.request(from: 0, to: place + 1), at: 1) }
    await book.close()
    book = try self.book(logs)
    for (place, log) in logs.enumerated() {
      await refuses(book, log.request(from: 0, to: place + 1), .conflict(size: place + 1))
    }
    #expect(try files().count == logs.count)
    try remove()
  }

  @Test func `two cannot keep one book`() async throws {
    let log = try Self.log(1)
    let first = try book([log])
    do throws(WitnessError) {
      _ = try WitnessBook(rules: first.rules, signer: signer, directory: directory)
      Issue.record("two keep it")
    } catch .storage(.busy(let path)) {
      #expect(path == directory.string)
    } catch {
      Issue.record("\(error)")
    }
    _ = try await first.cosign(log.request(from: 0, to: 1), at: 1)
    await first.close()
    await #expect(throws: WitnessError.self) { try await first.cosign(log.request(from: 1, to: 1), at: 1) }
    try remove()
  }

  /// Such as a process that is being started beside it has for a moment.
  @Test func `whoever has closed it, has, whatever copy of its lock is left`() async throws {
    let log = try Self.log(1)
    let first = try book([log])
    let lock = directory.appending(".lock").string
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
    let own = try #require(
      descriptors.first { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == lock }
    )
    let copy = dup(own)
    await first.close()
    try await book([log]).close()
    close(copy)
    try remove()
  }

  /// Changed in any one byte, cut off, emptied, renamed, or another's.
  @Test func `a file that is not what was cosigned keeps the witness from starting`() async throws {
    let log = try Self.log(20)
    let kept = try book([log])
    _ = try await kept.cosign(log.request(from: 0, to: 7), at: 1)
    await kept.close()
    let path = directory.string + "/" + (try #require(try files().first))
    let good = try Data(contentsOf: URL(filePath: path))
    let other = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 51, count: 32))
    let strange = SignedNote(
      text: log.checkpoint(7).text,
      signatures: log.note(7).signatures + [other.sign(log.checkpoint(7).text, at: 1)]
    )
    var bad = [Data(), good.dropLast(), good.prefix(60), Data(log.note(7).description.utf8), Data("\(strange)".utf8)]
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      var bytes = Array(good)
      // Not in the log's own signature, which is kept beside it for people to see.
      let size = log.checkpoint(7).text.utf8.count
      bytes[Int.random(in: 0..<size, using: &random)] ^= 1
      bad.append(Data(bytes))
    }
    for bytes in bad {
      try bytes.write(to: URL(filePath: path))
      #expect(throws: WitnessError.self, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))") { try book([log]) }
    }
    try good.write(to: URL(filePath: path))
    try await book([log]).close()
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    #expect(throws: WitnessError.self) { try book([log]) }
    try FileManager.default.removeItem(atPath: path + ".old")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(throws: WitnessError.self) { try book([log]) }
    try remove()
  }

  @Test func `what cannot be written is not cosigned, and asked for again is`() async throws {
    let log = try Self.log(20)
    let book = try book([log])
    _ = try await book.cosign(log.request(from: 0, to: 7), at: 1)
    let aside = directory.removingLastComponent().appending("aside")
    try FileManager.default.moveItem(atPath: directory.string, toPath: aside.string)
    do throws(WitnessError) {
      _ = try await book.cosign(log.request(from: 7, to: 12), at: 1)
      Issue.record("cosigned")
    } catch .storage(.file(_, errno: let code)) {
      #expect(code == ENOENT)
    } catch {
      Issue.record("\(error)")
    }
    try FileManager.default.moveItem(atPath: aside.string, toPath: directory.string)
    _ = try await book.cosign(log.request(from: 7, to: 12), at: 1)
    try remove()
  }

  private func refuses(_ book: WitnessBook, _ request: AddCheckpointRequest, _ refusal: WitnessRefusal) async {
    do throws(WitnessError) {
      _ = try await book.cosign(request, at: 1)
      Issue.record("cosigned \(request.text)")
    } catch .refused(let found) {
      #expect(found == refusal)
    } catch {
      Issue.record("\(error)")
    }
  }
}

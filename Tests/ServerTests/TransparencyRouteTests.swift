import EventLog
import Foundation
import HTTPTypes
import Notary
import Registry
import SystemPackage
import TestSupport
import Testing
import TransparencyLog

@testable import Server

/// What the notary has written, as whoever verifies it gets it.
@Suite struct TransparencyRouteTests {
  private let story: Story
  private let notary: Notary
  private let directory: TileDirectory
  private let key: VerifierKey

  init() async throws {
    let place = FileManager.default.temporaryDirectory.appending(path: "proofs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    directory = TileDirectory(FilePath(place.path))
    story = try Story(in: try await TestDatabase.migrated(), proofs: directory)
    let signer = try NoteSigner(name: "weihai.example/registry", .ed25519, seed: [UInt8](repeating: 3, count: 32))
    key = signer.verifier
    notary = Notary(log: story.log, directory: directory, signer: signer)
  }

  private func get(_ path: String) async throws -> TestResponse { try await story.client.send(.get, path) }

  @Test func `a receipt is given once the event is signed, and is verified without the registry`() async throws {
    let events = Array(Event.toThePaidAward.prefix(3))
    for event in events { try await story.record(event) }
    let page = try await story.log.read(after: .start, limit: 10)
    let id = page[1].id.uuidString.lowercased()
    let early = try await get("/v1/log/events/\(id)/receipt")
    #expect(early.status == 404 && early.headers[.retryAfter] == "2" && early.text.contains("not-signed-yet"))
    let unsigned = try await get("/log/events/\(id)?lang=en").text
    #expect(unsigned.contains("Not yet signed: 0 events are.") && !unsigned.contains("/receipt"))
    _ = try await notary.step()
    let shown = try await get("/log/events/\(id)").text
    #expect(shown.contains("第 2 位，在大小为 \(page.count) 的已签检查点之内") && shown.contains("/v1/log/events/\(id)/receipt"))
    let answer = try await get("/v1/log/events/\(id)/receipt")
    #expect(answer.status == 200)
    #expect(answer.headers[.contentDisposition] == "attachment; filename=\"\(id).tlog-proof\"")
    let proof = try LogProof(Array(answer.text.utf8))
    let trusted = try TrustPolicy(log: key).verify(proof.checkpoint).checkpoint
    #expect(trusted.size == page.count && proof.inclusion.index == 1)
    let line = try #require(proof.extra)
    #expect(line == Array(page[1].line.utf8))
    try proof.inclusion.verify(TreeHasher.sha256.leaf(line), size: trusted.size, root: trusted.root)
    #expect(try await get("/v1/log/events/019a0000-0000-7000-8000-000000000999/receipt").status == 404)
  }

  @Test func `tiles and checkpoints are served under the paths of C2SP`() async throws {
    #expect(try await get("/v1/tlog/weihai/checkpoint").text.contains("not-signed-yet"))
    for event in Event.toThePaidAward.prefix(5) { try await story.record(event) }
    let note = try #require(try await notary.step())
    let checkpoint = try await get("/v1/tlog/weihai/checkpoint")
    #expect(checkpoint.status == 200 && checkpoint.text == note.description)
    #expect(checkpoint.headers[.contentType] == "text/plain; charset=utf-8")
    let size = try note.checkpoint.size
    let tile = try await get("/v1/tlog/weihai/tile/0/000.p/\(size)")
    #expect(tile.status == 200 && tile.headers[.contentType] == "application/octet-stream")
    #expect(tile.body == (try directory.read(TilePath(.hashes(level: 0), index: 0, width: size))))
    let entries = try await get("/v1/tlog/weihai/tile/entries/000.p/\(size)")
    #expect(entries.status == 200)
    #expect(EntryBundle(entries.body, width: size)?.entries.count == size)
    for path in [
      "weihai/tile/0/000", "weihai/tile/8/000", "weihai/tile/0/..%2Fcheckpoint", "nowhere/tile/0/000",
      "weihai/tile/0/x000/000.p/1",
    ] {
      let answer = try await get("/v1/tlog/\(path)")
      #expect(answer.status == 404 && answer.headers[.contentType] == "application/problem+json", "\(path)")
    }
  }

  /// A line that was changed gets no receipt: the answer is an error, and says nothing of the line.
  @Test func `what was changed after it was signed gets none`() async throws {
    for event in Event.toThePaidAward.prefix(2) { try await story.record(event) }
    _ = try await notary.step()
    let id = try #require(try await story.log.read(after: .start, limit: 1).first).id.uuidString.lowercased()
    let tile = TilePath(.hashes(level: 0), index: 0, width: 2)
    let file = URL(filePath: directory.root.string).appending(path: tile.text)
    var bytes = try Data(contentsOf: file)
    bytes[33] ^= 1
    try bytes.write(to: file)
    #expect(try await get("/v1/log/events/\(id)/receipt").status == 500)
    let shown = try await get("/log/events/\(id)")
    #expect(shown.status == 200 && shown.text.contains("is not the one that was signed"))
  }
}

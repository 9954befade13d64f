import Foundation
import Notary
import SystemPackage
import TestSupport
import Testing
import TransparencyLog
import WitnessServer

/// The protocol as it is on the wire; C2SP tlog-witness.
@Suite struct WitnessServerTests {
  private var log: GrowingLog

  init() throws {
    log = try GrowingLog("weihai.example/registry", seed: 1)
    log.grow(to: 40)
  }

  private func witness(_ limits: WitnessLimits = WitnessLimits()) async throws -> RunningWitness {
    try await RunningWitness("w.example", logs: [log.signer.verifier], limits: limits)
  }

  @Test func `each answer has the status, the type and the body that the protocol says`() async throws {
    let witness = try await self.witness()
    let cosigned = try await witness.ask(log.request(from: 0, to: 11))
    #expect(cosigned.status == 200)
    let lines = try #require(AddCheckpointAnswer.cosignatures(Array(cosigned.body.utf8)))
    #expect(lines.count == 1 && witness.signer.verifier.verifies(lines[0], of: log.note(11).text))
    let time = try #require(lines.first?.cosignedAt)
    #expect(abs(Date.now.timeIntervalSince1970 - Double(time)) < 600)
    // Below the checkpoint it makes a note that a policy is content with.
    var note = log.note(11)
    note.add(lines)
    let policy = "log \(log.signer.verifier.text)\n\(witness.line("w"))quorum w\n"
    #expect(try TrustPolicy(Array(policy.utf8)).verify(note).cosigned == ["w": time])

    let stale = try await witness.ask(log.request(from: 0, to: 40))
    #expect(stale.status == 409 && stale.type == "text/x.tlog.size" && stale.body == "11\n")
    let fork = try await witness.ask(log.forked(at: 5, to: 40).request(from: 11, to: 11))
    #expect(fork.status == 409 && fork.type == "text/x.tlog.size" && fork.body == "11\n")
    let unproved = try await witness.ask(log.forked(at: 5, to: 40).request(from: 11, to: 12))
    #expect(unproved.status == 422 && unproved.body.contains("一致性"))
    var stranger = try GrowingLog("weihai.example/registry", seed: 2)
    stranger.grow(to: 40)
    #expect(try await witness.ask(stranger.request(from: 11, to: 12)).status == 403)
    let other = try GrowingLog("yantai.example/registry", seed: 1)
    #expect(try await witness.ask(other.request(from: 0, to: 0)).status == 404)
    #expect(try await witness.ask(log.request(from: 12, to: 11)).status == 400)
    for bytes in [[], Array("old 0\n".utf8), [0xFF, 0x0A], Array("old 0\n\n\(log.checkpoint(1).text)".utf8)] {
      #expect(try await witness.ask(bytes).status == 400)
    }
    // None of that has changed anything.
    #expect(try await witness.ask(log.request(from: 11, to: 12)).status == 200)
    try await witness.stop()
    try witness.remove()
  }

  @Test func `it says that it lives, and nothing else is there`() async throws {
    let witness = try await self.witness()
    let health = try await witness.ask([], path: "healthz", method: "GET")
    #expect(health.status == 200 && health.body == #"{"status":"ok"}"#)
    #expect(try await witness.ask([], path: "add-checkpoint", method: "GET").status >= 400)
    #expect(try await witness.ask([], path: "state", method: "GET").status == 404)
    try await witness.stop()
    try witness.remove()
  }

  @Test func `what is longer than any request is refused, and what is as long is read`() async throws {
    let witness = try await self.witness()
    let longest = [UInt8](repeating: 0x61, count: AddCheckpointRequest.longest)
    #expect(try await witness.ask(longest).status == 400)
    #expect(try await witness.ask(longest + [0x61]).status == 413)
    try await witness.stop()
    try witness.remove()
  }

  @Test func `who does not go on is cut off`() async throws {
    var limits = WitnessLimits()
    limits.idle = .milliseconds(200)
    let witness = try await self.witness(limits)
    for begun in ["", "POST /add-checkpoint HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 9\\r\\n\\r\\nold"] {
      let program = """
        import socket
        with socket.create_connection(("127.0.0.1", \(witness.port)), timeout=60) as s:
            s.sendall(b"\(begun)")
            while s.recv(4096): pass
        print("cut off")
        """
      #expect(try await Python.run(["-c", program]) == "cut off\n")
    }
    try await witness.stop()
    try witness.remove()
  }

  @Test func `a taken port is named`() async throws {
    let witness = try await self.witness()
    let book = try WitnessBook(
      rules: witness.rules,
      signer: witness.signer,
      directory: witness.directory.appending("second")
    )
    let second = WitnessServer(host: "127.0.0.1", port: witness.port, book: book, logger: .test)
    let error = await #expect(throws: WitnessServer.PortTaken.self) { try await second.run() }
    #expect(error?.description.contains("\(witness.port)") == true)
    try await witness.stop()
    try witness.remove()
  }
}

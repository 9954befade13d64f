import Foundation
import FoundationNetworking
import Subprocess
import TestSupport
import Testing
import TransparencyLog

/// `qingming witness` as a second bureau runs it.
@Suite struct WitnessProcessTests {
  private let directory = URL(filePath: "/tmp/qmw-\(UUID().uuidString.prefix(8))")
  private let log: GrowingLog

  init() throws {
    var log = try GrowingLog("weihai.example/registry", seed: 1)
    log.grow(to: 4_000)
    self.log = log
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  private var key: String { directory.appending(path: "w.key").path }
  private var serving: [String] {
    ["--key", key, "--log", log.signer.verifier.text, "--state", directory.appending(path: "state").path]
  }

  private func makeKey() async throws -> VerifierKey {
    let made = try await Program.run(["witness", "key", "--name", "w.example", "--out", key])
    #expect(made.status.isSuccess)
    return try VerifierKey(made.output.trimmingCharacters(in: .newlines))
  }

  /// Asks as fast as it answers, and is killed with requests under way; three times.
  @Test func `killed at any moment, it has seen all that it cosigned`() async throws {
    let witness = try await makeKey()
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let last = LastCosigned()
    for _ in 0..<3 {
      let most = Int.random(in: 1...60, using: &random)
      let status = try await Program.serve(serving, command: ["witness", "serve"]) { address, pid in
        let held = try await size(at: address)
        let (acknowledged, asked) = await (last.acknowledged, last.asked)
        #expect((acknowledged...asked).contains(held), "seed \(seed)")
        var old = held
        for count in 0... {
          let size = old + 1 + count % 7
          await last.ask(size)
          if count == most {
            // One is on its way when the process dies.
            async let dying = try? send(log.request(from: old, to: size), to: address)
            kill(pid, SIGKILL)
            if let answer = await dying, answer.status == 200 { await last.acknowledge(size) }
            return
          }
          let answer = try await send(log.request(from: old, to: size), to: address)
          let line = try #require(AddCheckpointAnswer.cosignatures(answer.body)?.first, "seed \(seed)")
          #expect(witness.verifies(line, of: log.note(size).text))
          await last.acknowledge(size)
          old = size
        }
      }
      #expect(status == .signaled(SIGKILL))
    }
    let status = try await Program.serve(serving, command: ["witness", "serve"]) { address, _ in
      let held = try await size(at: address)
      let fork = log.forked(at: held - 1, to: held + 9)
      #expect(try await send(fork.request(from: held, to: held), to: address).status == 409)
      #expect(try await send(fork.request(from: held, to: held + 9), to: address).status == 422)
      #expect(try await send(log.request(from: held, to: held + 9), to: address).status == 200)
    }
    #expect(status == .exited(0))
    try FileManager.default.removeItem(at: directory)
  }

  @Test func `the key is made once, and nobody else reads it`() async throws {
    _ = try await makeKey()
    let before = try Data(contentsOf: URL(filePath: key))
    let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let again = try await Program.run(["witness", "key", "--name", "w.example", "--out", key])
    #expect(again.status == .exited(64))
    let unnamed = try await Program.run(["witness", "key", "--name", "a b", "--out", key + "2"])
    #expect(unnamed.status == .exited(64))
    #expect(try Data(contentsOf: URL(filePath: key)) == before)
    #expect(!FileManager.default.fileExists(atPath: key + "2"))
    try FileManager.default.removeItem(at: directory)
  }

  @Test func `it does not begin with what it cannot trust`() async throws {
    let witness = try await makeKey()
    let logKey = directory.appending(path: "log.key").path
    try Data(log.signer.secretText.utf8).write(to: URL(filePath: logKey))
    let policy = directory.appending(path: "policy").path
    try Data("quorum none\n".utf8).write(to: URL(filePath: policy))
    let state = directory.appending(path: "state").path
    let vkey = log.signer.verifier.text
    for arguments in [
      ["--key", key, "--state", state], ["--key", key, "--state", state, "--log", "notakey"],
      ["--key", key, "--state", state, "--log", witness.text], ["--key", logKey, "--state", state, "--log", vkey],
      ["--key", key, "--state", state, "--policy", policy], ["--key", key, "--state", state, "--policy", key],
      ["--key", key, "--state", state, "--log", vkey, "--port", "70000"],
    ] {
      let ended = try await Program.run(["witness", "serve"] + arguments)
      #expect(ended.status == .exited(64), "\(arguments)")
    }
    // What it has cosigned is gone half-way.
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    try Data(log.note(7).description.utf8).write(to: URL(filePath: state + "/x.checkpoint"))
    #expect(try await Program.run(["witness", "serve", "--port", "0"] + serving).status == .exited(1))
    try FileManager.default.removeItem(at: directory)
  }

  /// What it has cosigned last, as it says to whoever asks with another size.
  private func size(at address: URL) async throws -> Int {
    let request = AddCheckpointRequest(oldSize: 4_000, proof: ConsistencyProof(path: []), checkpoint: log.note(4_000))
    let answer = try await send(request, to: address)
    #expect(answer.status == 409)
    return try #require(AddCheckpointAnswer.size(answer.body))
  }

  private func send(_ asked: AddCheckpointRequest, to address: URL) async throws -> (status: Int, body: [UInt8]) {
    var request = URLRequest(url: address.appending(path: "add-checkpoint"))
    request.httpMethod = "POST"
    let (body, response) = try await URLSession.shared.upload(for: request, from: Data(asked.text.utf8))
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, Array(body))
  }
}

private actor LastCosigned {
  private(set) var acknowledged = 0
  private(set) var asked = 0

  func ask(_ size: Int) { asked = size }
  func acknowledge(_ size: Int) { acknowledged = size }
}

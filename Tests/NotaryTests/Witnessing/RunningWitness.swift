import Foundation
import FoundationNetworking
import Logging
import Notary
import ServiceLifecycle
import SystemPackage
import TestSupport
import TransparencyLog
import WitnessServer

/// A witness with its server, its directory and its key, for as long as a test wants it.
struct RunningWitness: Sendable {
  let signer: NoteSigner
  let directory: FilePath
  let rules: WitnessRules
  let port: Int
  private let book: WitnessBook
  private let group: ServiceGroup
  private let running: Task<Void, any Error>

  /// In a directory of an earlier one, at its port, unless it is the first.
  init(_ name: String, logs: [VerifierKey], limits: WitnessLimits = WitnessLimits()) async throws {
    try await self.init(
      signer: try NoteSigner(name: name, .cosignature, seed: NoteSigner.randomSeed()),
      directory: FilePath("/tmp/qmw-\(UUID().uuidString.prefix(8))"),
      rules: WitnessRules(logs: logs),
      port: 0,
      limits: limits
    )
  }

  private init(
    signer: NoteSigner,
    directory: FilePath,
    rules: WitnessRules,
    port: Int,
    limits: WitnessLimits = WitnessLimits()
  ) async throws {
    let book = try WitnessBook(rules: rules, signer: signer, directory: directory)
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let server = WitnessServer(host: "127.0.0.1", port: port, book: book, limits: limits, logger: .test) { port in
      found.yield(port)
    }
    let group = ServiceGroup(services: [server], logger: .test)
    running = Task {
      defer { found.finish() }
      try await group.run()
    }
    var iterator = ports.makeAsyncIterator()
    guard let port = await iterator.next() else {
      try await running.value
      throw NotRunning()
    }
    (self.signer, self.directory, self.rules, self.port) = (signer, directory, rules, port)
    (self.book, self.group) = (book, group)
  }

  struct NotRunning: Error {}

  func stop() async throws {
    await group.triggerGracefulShutdown()
    try await running.value
    await book.close()
  }

  /// The same again, once it has been stopped.
  func restarted() async throws -> RunningWitness {
    try await RunningWitness(signer: signer, directory: directory, rules: rules, port: port)
  }

  func remove() throws { try FileManager.default.removeItem(atPath: directory.string) }

  /// As a policy has it.
  func line(_ name: String) -> String { "witness \(name) \(signer.verifier.text) http://127.0.0.1:\(port)/\n" }

  struct Answer {
    let status: Int
    let type: String?
    let body: String
  }

  func ask(_ body: [UInt8], path: String = "add-checkpoint", method: String = "POST") async throws -> Answer {
    guard let url = URL(string: "http://127.0.0.1:\(port)/\(path)") else { throw NotRunning() }
    var request = URLRequest(url: url)
    request.httpMethod = method
    if method == "POST" { request.httpBody = Data(body) }
    let (bytes, response) = try await URLSession.shared.data(for: request)
    guard let answer = response as? HTTPURLResponse else { throw NotRunning() }
    let type = answer.value(forHTTPHeaderField: "Content-Type")
    return Answer(status: answer.statusCode, type: type, body: String(decoding: bytes, as: UTF8.self))
  }

  func ask(_ request: AddCheckpointRequest) async throws -> Answer { try await ask(Array(request.text.utf8)) }
}

import EventLog
import Foundation
import Notary
import Synchronization
import TestSupport
import Testing
import TransparencyLog

/// Of a witness that says whatever it likes nothing is taken but its own cosignature.
@Suite struct StrangeWitnessTests {
  private let witness: NoteSigner

  init() throws { witness = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 2, count: 32)) }

  typealias Answer = WitnessPost.Answer

  /// What a notary over three lines makes of a witness that answers so, and whether it has shown anything.
  private func outcome(
    _ say: @escaping @Sendable (AddCheckpointRequest) throws(WitnessPost.Silence) -> Answer
  ) async throws -> (trouble: NotaryError?, isShown: Bool) {
    let office = try await Office.open()
    try await office.append(3)
    let policy = try TrustPolicy(Array("witness w \(witness.verifier.text) https://w.example\nquorum w\n".utf8))
    let post = WitnessPost { url, text throws(WitnessPost.Silence) in
      guard url.absoluteString == "https://w.example/add-checkpoint" else { throw WitnessPost.Silence("\(url)") }
      guard let request = try? AddCheckpointRequest(Array(text.utf8)) else { throw WitnessPost.Silence("no request") }
      return try say(request)
    }
    let circle = try WitnessCircle(policy, of: office.signer.verifier, post: post)
    let notary = Notary(log: office.log, directory: office.directory, signer: office.signer, witnesses: circle)
    var trouble: NotaryError?
    do throws(NotaryError) { _ = try await notary.step() } catch { trouble = error }
    let isShown = try office.directory.readCheckpoint() != nil
    try office.close()
    return (trouble, isShown)
  }

  private static func cosign(_ request: AddCheckpointRequest, by signer: NoteSigner, _ text: String? = nil) -> Answer {
    let line = signer.sign(text ?? request.checkpoint.text, at: 1)
    return Answer(status: 200, type: "text/plain", body: Array(AddCheckpointAnswer.text([line]).utf8))
  }

  @Test func `its cosignature is taken from among others`() async throws {
    let other = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 3, count: 32))
    let found = try await outcome { [witness] request in
      let lines = [other, witness].map { $0.sign(request.checkpoint.text, at: 1) }
      return Answer(status: 200, type: "", body: Array(AddCheckpointAnswer.text(lines).utf8))
    }
    #expect(found.trouble == nil && found.isShown)
  }

  @Test func `what is not its cosignature of this checkpoint counts for nothing`() async throws {
    let other = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 3, count: 32))
    let answers: [@Sendable (AddCheckpointRequest) -> Answer] = [
      { Self.cosign($0, by: other) },
      { [witness] in Self.cosign($0, by: witness, "another text\n") },
      { _ in Answer(status: 200, type: "text/plain", body: []) },
      { _ in Answer(status: 200, type: "text/plain", body: Array("ok\n".utf8)) },
      { [witness] in Answer(status: 200, type: "", body: Self.cosign($0, by: witness).body.dropLast()) },
      { [witness] in Answer(status: 201, type: "", body: Self.cosign($0, by: witness).body) },
    ]
    for (place, answer) in answers.enumerated() {
      let found = try await outcome(answer)
      guard case .unwitnessed(let reports)? = found.trouble, case .refused = reports[0].outcome else {
        Issue.record("\(place): \(found)")
        continue
      }
      #expect(!found.isShown)
    }
  }

  @Test(arguments: [400, 403, 404, 500, 503, 302])
  func `a refusal is told with its status`(_ status: Int) async throws {
    let found = try await outcome { _ in Answer(status: status, type: "text/plain", body: []) }
    guard case .unwitnessed(let reports)? = found.trouble else {
      Issue.record("\(found)")
      return
    }
    #expect(reports[0].outcome == .refused(status: status) && !found.isShown)
    #expect(found.trouble?.description.contains("\(status)") == true)
  }

  /// A size that is none, of another type, or another each time.
  @Test(arguments: ["x\n", "3", "03\n", "-1\n", ""]) func `a size that is none is a refusal`(_ body: String)
    async throws
  {
    let found = try await outcome { _ in
      Answer(status: 409, type: AddCheckpointAnswer.sizeType, body: Array(body.utf8))
    }
    guard case .unwitnessed(let reports)? = found.trouble else {
      Issue.record("\(found)")
      return
    }
    #expect(reports[0].outcome == .refused(status: 409))
  }

  @Test func `a conflict of a gateway says nothing of the log`() async throws {
    let found = try await outcome { _ in Answer(status: 409, type: "text/html", body: Array("900\n".utf8)) }
    guard case .unwitnessed? = found.trouble else {
      Issue.record("\(found)")
      return
    }
  }

  /// It cosigns the tree without leaves, and then sends the log from one size to another.
  @Test func `who is sent about in circles gives up`() async throws {
    let asked = Mutex(0)
    let found = try await outcome { [witness] request in
      guard request.checkpoint.text.contains("\n3\n") else { return Self.cosign(request, by: witness) }
      asked.withLock { $0 += 1 }
      return Answer(
        status: 409,
        type: AddCheckpointAnswer.sizeType,
        body: Array(AddCheckpointAnswer.text(size: request.oldSize == 1 ? 2 : 1).utf8)
      )
    }
    guard case .unwitnessed(let reports)? = found.trouble else {
      Issue.record("\(found)")
      return
    }
    #expect(reports[0].outcome == .refused(status: 409) && asked.withLock { $0 } == 4)
  }

  @Test func `each step of a conflict brings the proof from the size that is seen`() async throws {
    let sizes = Mutex<[Int]>([])
    let found = try await outcome { [witness] request in
      guard request.checkpoint.text.contains("\n3\n") else { return Self.cosign(request, by: witness) }
      sizes.withLock { $0.append(request.oldSize) }
      guard request.oldSize == 2 else {
        return Answer(status: 409, type: AddCheckpointAnswer.sizeType, body: Array("2\n".utf8))
      }
      return request.proof.path.count == 1
        ? Self.cosign(request, by: witness) : Answer(status: 422, type: "text/plain", body: [])
    }
    #expect(found.trouble == nil && found.isShown && sizes.withLock { $0 } == [0, 2])
  }

  /// It takes the connection, and never says anything.
  @Test func `who does not answer in time has not answered`() async throws {
    let (descriptor, port) = try Self.silentPort()
    defer { close(descriptor) }
    let clock = ContinuousClock()
    let start = clock.now
    let office = try await Office.open()
    let policy = "witness w \(witness.verifier.text) http://127.0.0.1:\(port)\nquorum w\n"
    let circle = try WitnessCircle(
      try TrustPolicy(Array(policy.utf8)),
      of: office.signer.verifier,
      post: .http(patience: .milliseconds(300))
    )
    let notary = Notary(log: office.log, directory: office.directory, signer: office.signer, witnesses: circle)
    await #expect(throws: NotaryError.self) { try await notary.step() }
    #expect(clock.now - start < .seconds(60))
    try office.close()
  }

  /// The system takes connections to it, and nobody reads from them.
  private static func silentPort() throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) | listen(descriptor, 8) | getsockname(descriptor, address, &length)
      }
    }
    try #require(status == 0)
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }
}

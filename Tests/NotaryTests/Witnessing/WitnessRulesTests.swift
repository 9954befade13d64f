import Notary
import TestSupport
import Testing
import TransparencyLog

/// What a witness that has seen eleven leaves of a log says.
@Suite struct WitnessRulesTests {
  private let log: GrowingLog
  private let rules: WitnessRules

  init() throws {
    var log = try GrowingLog("weihai.example/registry", seed: 1)
    log.grow(to: 40)
    self.log = log
    rules = WitnessRules(logs: [log.signer.verifier])
  }

  private func refusal(_ request: AddCheckpointRequest, held: Checkpoint?) -> WitnessRefusal? {
    do throws(WitnessRefusal) {
      _ = try rules.judge(request) { _ in held }
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [(11, 11), (11, 12), (11, 16), (11, 40), (0, 0), (0, 1), (0, 40), (8, 11), (16, 40)])
  func `what goes on from what was seen is cosigned`(_ old: Int, _ size: Int) {
    #expect(refusal(log.request(from: old, to: size), held: log.checkpoint(old)) == nil)
    if old == 0 { #expect(refusal(log.request(from: 0, to: size), held: nil) == nil) }
  }

  @Test func `of a log that is unknown nothing is cosigned, whoever signs`() throws {
    let other = try GrowingLog("yantai.example/registry", seed: 1)
    #expect(refusal(other.request(from: 0, to: 0), held: nil) == .unknownLog)
    #expect(WitnessRefusal.unknownLog.status == 404)
  }

  @Test func `what no trusted key has signed is refused, before anything is said of what was seen`() throws {
    var stranger = try GrowingLog("weihai.example/registry", seed: 2)
    stranger.grow(to: 40)
    #expect(refusal(stranger.request(from: 3, to: 12), held: log.checkpoint(11)) == .notSigned)
    // The line says that it is the key's, and is not.
    let text = log.checkpoint(12).text
    let line = stranger.signer.sign(text, at: 0)
    let forged = NoteSignature(name: line.name, keyID: log.signer.verifier.id, bytes: line.bytes)
    for signatures in [[forged], [forged, line]] {
      let request = AddCheckpointRequest(
        oldSize: 11,
        proof: log.proof(from: 11, to: 12),
        checkpoint: SignedNote(text: text, signatures: signatures)
      )
      #expect(refusal(request, held: log.checkpoint(11)) == .notSigned)
    }
    #expect(WitnessRefusal.notSigned.status == 403)
  }

  @Test func `others may have signed, too; only the log's own signature is kept`() throws {
    let other = try NoteSigner(name: "w.example", .cosignature, seed: [UInt8](repeating: 9, count: 32))
    var note = log.note(12)
    let own = note.signatures
    note = SignedNote(text: note.text, signatures: [other.sign(note.text, at: 7)] + own)
    let request = AddCheckpointRequest(oldSize: 11, proof: log.proof(from: 11, to: 12), checkpoint: note)
    #expect(try rules.judge(request) { _ in log.checkpoint(11) }.note.signatures == own)
  }

  @Test func `any of several keys of a log may have signed`() throws {
    var next = try GrowingLog("weihai.example/registry", seed: 2)
    next.grow(to: 40)
    let both = WitnessRules(logs: [log.signer.verifier, next.signer.verifier])
    for log in [log, next] {
      #expect(throws: Never.self) { try both.judge(log.request(from: 11, to: 12)) { _ in log.checkpoint(11) } }
    }
  }

  @Test func `an old size that is larger than the checkpoint is a mistake`() {
    #expect(refusal(log.request(from: 12, to: 11), held: log.checkpoint(12)) == .backwards(old: 12, size: 11))
    #expect(WitnessRefusal.backwards(old: 12, size: 11).status == 400)
    #expect(WitnessRefusal.malformed(.malformedRequest).status == 400)
    let poem = SignedNote(text: "no checkpoint\n", signatures: log.note(1).signatures)
    let request = AddCheckpointRequest(oldSize: 0, proof: ConsistencyProof(path: []), checkpoint: poem)
    #expect(refusal(request, held: nil) == .malformed(.malformedCheckpoint))
  }

  @Test(arguments: [0, 10, 12]) func `another old size than was seen is told the size`(_ old: Int) {
    #expect(refusal(log.request(from: old, to: 40), held: log.checkpoint(11)) == .conflict(size: 11))
    #expect(WitnessRefusal.conflict(size: 11).status == 409)
  }

  @Test func `where nothing was seen, the size is nought`() {
    #expect(refusal(log.request(from: 3, to: 40), held: nil) == .conflict(size: 0))
  }

  @Test(arguments: [0, 11]) func `of one size there is one tree`(_ size: Int) {
    var other = log.forked(at: 5, to: 40).checkpoint(size)
    // Also of the tree without leaves.
    if size == 0 { other = Checkpoint(origin: other.origin, size: 0, root: log.checkpoint(1).root) }
    let request = AddCheckpointRequest(oldSize: size, proof: ConsistencyProof(path: []), checkpoint: log.note(other))
    #expect(refusal(request, held: log.checkpoint(size)) == .conflict(size: size))
    if size == 0 { #expect(refusal(request, held: nil) == .conflict(size: 0)) }
  }

  @Test func `a proof that does not hold is refused`() {
    let held = log.checkpoint(11)
    let good = log.request(from: 11, to: 40)
    var path = good.proof.path
    let other = TreeHasher.sha256.leaf([99])
    path[1] = other
    let fork = log.forked(at: 5, to: 40)
    let requests = [
      (path, good.checkpoint), (Array(good.proof.path.dropLast()), good.checkpoint),
      (good.proof.path + [other], good.checkpoint), ([], good.checkpoint),
      (fork.proof(from: 11, to: 40).path, fork.note(40)), (good.proof.path, fork.note(40)),
    ]
    for (path, note) in requests {
      let request = AddCheckpointRequest(oldSize: 11, proof: ConsistencyProof(path: path), checkpoint: note)
      guard case .inconsistent = refusal(request, held: held) else {
        Issue.record("cosigned, or otherwise refused: \(request.text)")
        continue
      }
    }
    for (old, size) in [(0, 40), (11, 11)] {
      let request = AddCheckpointRequest(
        oldSize: old,
        proof: ConsistencyProof(path: [other]),
        checkpoint: log.note(size)
      )
      #expect(refusal(request, held: log.checkpoint(old)) == .inconsistent(.length(1, expected: 0)))
    }
    #expect(WitnessRefusal.inconsistent(.length(1, expected: 0)).status == 422)
  }
}

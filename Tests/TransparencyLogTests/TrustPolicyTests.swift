import Testing

@testable import TransparencyLog

@Suite struct TrustPolicyTests {
  private let log: NoteSigner
  private let witnesses: [NoteSigner]
  private let checkpoint = Checkpoint(origin: "weihai.example/registry", size: 7, root: TreeHasher.sha256.emptyRoot)

  init() throws {
    log = try NoteSigner(name: "weihai.example/registry", .ed25519, seed: [UInt8](repeating: 1, count: 32))
    witnesses = try (0..<3).map { n in
      try NoteSigner(name: "w\(n).example", .cosignature, seed: [UInt8](repeating: 10 + UInt8(n), count: 32))
    }
  }

  /// Two of the inspectorate, the province and a neighbouring city.
  private var text: String {
    """
    # 威海市殡葬登记 / who is trusted
    log \(log.verifier.text) https://weihai.example/log

    witness 督查 \(witnesses[0].verifier.text) https://w0.example/
    witness 省厅 \(witnesses[1].verifier.text)
    \twitness 烟台\t\(witnesses[2].verifier.text)
    group 二比三 2 督查 省厅 烟台
    quorum 二比三

    """
  }

  private func note(_ cosigners: [Int]) -> SignedNote {
    let signatures =
      [log.sign(checkpoint.text, at: 0)] + cosigners.map { witnesses[$0].sign(checkpoint.text, at: 1_700_000_000) }
    return SignedNote(text: checkpoint.text, signatures: signatures)
  }

  @Test func `two of three are enough, and one is not`() throws {
    let policy = try TrustPolicy(Array(text.utf8))
    #expect(policy.witnesses.map(\.url) == ["https://w0.example/", nil, nil])
    let trusted = try policy.verify(note([0, 2]))
    #expect(trusted.checkpoint == checkpoint)
    #expect(trusted.cosigned == ["督查": 1_700_000_000, "烟台": 1_700_000_000])
    #expect(try policy.verify(note([0, 1, 2])).cosigned.count == 3)
    #expect(throws: TrustError.noQuorum(cosigned: ["省厅"])) { try policy.verify(note([1])) }
    #expect(throws: TrustError.noQuorum(cosigned: [])) { try policy.verify(note([])) }
  }

  @Test func `a forged signature of a known key spoils the whole`() throws {
    let policy = try TrustPolicy(Array(text.utf8))
    var forged = note([0, 1])
    let other = try NoteSigner(name: "other", .cosignature, seed: [UInt8](repeating: 99, count: 32))
    let line = other.sign(checkpoint.text, at: 1)
    let known = witnesses[2].verifier
    forged.add([NoteSignature(name: known.name, keyID: known.id, bytes: line.bytes)])
    #expect(throws: TrustError.forged("w2.example")) { try policy.verify(forged) }
    // Of somebody who is unknown it says nothing.
    var more = note([0, 1])
    more.add([line])
    #expect(try policy.verify(more).cosigned.count == 2)
  }

  @Test func `another log, an unsigned one and another text are not believed`() throws {
    let policy = try TrustPolicy(Array(text.utf8))
    let unsigned = SignedNote(text: checkpoint.text, signatures: [witnesses[0].sign(checkpoint.text, at: 1)])
    #expect(throws: TrustError.notSigned(origin: checkpoint.origin)) { try policy.verify(unsigned) }
    let elsewhere = Checkpoint(origin: "yantai.example/registry", size: 7, root: checkpoint.root)
    let signed = SignedNote(text: elsewhere.text, signatures: [log.sign(elsewhere.text, at: 0)])
    #expect(throws: TrustError.notSigned(origin: elsewhere.origin)) { try policy.verify(signed) }
    let larger = Checkpoint(origin: checkpoint.origin, size: 8, root: checkpoint.root)
    let changed = SignedNote(text: larger.text, signatures: note([0, 1]).signatures)
    #expect(throws: TrustError.forged(log.verifier.name)) { try policy.verify(changed) }
    let poem = SignedNote(text: "no checkpoint\n", signatures: [log.sign("no checkpoint\n", at: 0)])
    #expect(throws: TrustError.malformed(.malformedCheckpoint)) { try policy.verify(poem) }
  }

  @Test func `groups may be of groups, and a quorum of none or of one`() throws {
    let lines = text.split(separator: "\n").prefix { !$0.hasPrefix("group") }.joined(separator: "\n") + "\n"
    func policy(_ more: String) throws -> TrustPolicy { try TrustPolicy(Array((lines + more).utf8)) }
    #expect(try policy("quorum none\n").verify(note([])).cosigned.isEmpty)
    #expect(try policy("quorum 省厅\n").isQuorum(["省厅"]))
    let nested = try policy("group a any 督查 省厅\ngroup b all a 烟台\nquorum b")
    #expect(nested.isQuorum(["督查", "烟台"]) && nested.isQuorum(["省厅", "烟台"]))
    #expect(!nested.isQuorum(["督查", "省厅"]) && !nested.isQuorum(["烟台"]))
  }

  @Test(arguments: [
    (1, "quorum 二\n"), (2, "quorum none\nquorum none\n"), (1, "quorum\n"), (1, "say what\n"), (1, "log\n"),
    (1, "witness x\n"), (1, "witness x notakey\n"), (1, "group a 0 督查\n"), (1, "group a 2 督查\n"),
    (1, "group a 02 督查 省厅\n"), (1, "group a any\n"), (1, "group a any 督查 督查\n"), (1, "group none any 督查\n"),
    (2, "group a any 督查\ngroup b any 督查\n"), (1, "group 督查 any 省厅\n"), (1, "group a any b\n"),
    (1, "group a any none\n"),
    (2, "\n"),
  ])
  func `a line that cannot be read is named`(_ line: Int, _ more: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let head = lines.prefix { !$0.hasPrefix("group") }
    do throws(NoteError) {
      _ = try TrustPolicy(Array((head.map { $0 + "\n" }.joined() + more).utf8))
      Issue.record("it was read")
    } catch .malformedPolicy(let found, let what) {
      #expect(found == head.count + line, "\(what)")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func `no key is named twice`() throws {
    for again in [
      "log \(log.verifier.text)", "witness 又 \(witnesses[0].verifier.text)", "log \(witnesses[0].verifier.text)",
    ] {
      #expect(throws: NoteError.self, "\(again)") { try TrustPolicy(Array((again + "\n" + text).utf8)) }
    }
  }

  @Test func `what is no policy at all is refused`() {
    #expect(throws: NoteError.malformedPolicy(line: 1, "没有 quorum 行 no quorum")) { try TrustPolicy([]) }
    #expect(throws: NoteError.controlCharacter) { try TrustPolicy(Array("quorum none\r\n".utf8)) }
    #expect(throws: NoteError.notUTF8) { try TrustPolicy([0xFF, 0x0A]) }
  }
}

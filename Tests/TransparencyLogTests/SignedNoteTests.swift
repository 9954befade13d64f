import Testing
import TestSupport

@testable import TransparencyLog

@Suite struct SignedNoteTests {
  /// The keys and the note of the documentation of Go's golang.org/x/mod/sumdb/note.
  private static let signer = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  private static let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  private static let note = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """
  /// The example of C2SP tlog-cosignature.
  private static let cosigned = """
    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
    — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

    """

  @Test func `the published note is verified by its key, and signed alike`() throws {
    let (note, key) = (try SignedNote(Array(Self.note.utf8)), try VerifierKey(Self.key))
    #expect(note.description == Self.note)
    #expect(key.text == Self.key && key.id == 0xc74f_20a3)
    #expect(note.signatures.map { key.verifies($0, of: note.text) } == [true])
    #expect(!key.verifies(note.signatures[0], of: note.text + "x\n"))
    let signer = try NoteSigner(Self.signer)
    #expect(signer.verifier == key && signer.secretText == Self.signer)
    #expect(signer.sign(note.text, at: 0) == note.signatures[0])
    #expect(!"\(signer) \(String(reflecting: signer))".contains("AYEKFALV"))
  }

  @Test func `the published checkpoint says what it says`() throws {
    let note = try SignedNote(Array(Self.cosigned.utf8))
    let checkpoint = try note.checkpoint
    #expect(checkpoint.origin == "example.com/behind-the-sofa" && checkpoint.size == 20_852_163)
    #expect(checkpoint.root.base64 == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
    #expect(checkpoint.text == note.text)
    #expect(note.signatures.map(\.name) == ["example.com/behind-the-sofa", "witness.example.com/w1"])
    #expect(note.signatures.map(\.cosignedAt) == [nil, 1_679_315_147])
  }

  /// The example of C2SP signed-note: an empty line within the text.
  @Test func `the text ends at the last empty line`() throws {
    let text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
    let line =
      "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc="
    let note = try SignedNote(Array((text + "\n" + line + "\n").utf8))
    #expect(note.text == text && note.signatures.map(\.line) == [line])
  }

  @Test(arguments: [
    "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n\n", "text\n\n— a AAAAAAE=", "text\n\n— a AAAAAAE=\n\n",
    "text\n— a AAAAAAE=\n",
    "text\n\n- a AAAAAAE=\n", "text\n\n—  AAAAAAE=\n", "text\n\n— a+b AAAAAAE=\n", "text\n\n— a AAAAAA==\n",
    "text\n\n— a AAAAAAF=\n",
    "text\n\n— a AAAAAAE= \n", "text\n\n— a  AAAAAAE=\n", "text\n\n— a AAAAAAE\n", "text\n\n—\u{a0}a AAAAAAE=\n",
    "te\u{1}xt\n\n— a AAAAAAE=\n",
    "te\rxt\n\n— a AAAAAAE=\n", "text\n\n— a\u{3000}b AAAAAAE=\n", "text\n\n— a AAAAAAE=\nx\n",
  ])
  func `nothing else is a note`(_ text: String) {
    #expect(throws: NoteError.self) { try SignedNote(Array(text.utf8)) }
  }

  @Test func `neither is what is no text, or too long`() {
    let bytes = Array(Self.note.utf8)
    #expect(throws: NoteError.notUTF8) { try SignedNote([0xFF] + bytes) }
    #expect(throws: NoteError.tooLarge(limit: SignedNote.longest)) {
      try SignedNote([UInt8](repeating: 0x41, count: SignedNote.longest) + bytes)
    }
  }

  @Test(arguments: [
    "", "a", "a+", "a++", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+AxpcPQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
    "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  ])
  func `nothing else is a key`(_ text: String) {
    #expect(throws: NoteError.malformedKey) { try VerifierKey(text) }
    #expect(throws: NoteError.malformedKey) { try NoteSigner("PRIVATE+KEY+" + text) }
  }

  @Test(arguments: [
    "", "a\n", "a\n1\n", "a\n01\n\(root)\n", "a\n-1\n\(root)\n", "a\n+1\n\(root)\n", "\n1\n\(root)\n", "a\n1\n\(root)",
    "a\n1\n\(root)\n\n",
    "a\n1\n\(root)A\n", "a\n1\nAAAA\n", "a\n9223372036854775808\n\(root)\n", "a\n1\n\(root)\n\nx\n", "a\n1 \n\(root)\n",
    "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
  ])
  func `nothing else is a checkpoint`(_ text: String) {
    #expect(throws: NoteError.malformedCheckpoint) { try Checkpoint(text) }
  }

  private static let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

  @Test func `a checkpoint may have further lines, which are signed`() throws {
    let text = "a\n0\n\(Self.root)\nmore\nand more\n"
    #expect(try Checkpoint(text).extensions == ["more", "and more"])
    #expect(try Checkpoint(text).text == text)
  }

  @Test func `a cosignature is of its time and its text`() throws {
    let seed = NoteSigner.randomSeed()
    let witness = try NoteSigner(name: "provincial.example/w", .cosignature, seed: seed)
    let text = try SignedNote(Array(Self.cosigned.utf8)).text
    let signature = witness.sign(text, at: 1_700_000_000)
    #expect(signature.cosignedAt == 1_700_000_000 && signature.bytes.count == 72)
    #expect(witness.verifier.verifies(signature, of: text))
    #expect(!witness.verifier.verifies(signature, of: text + "x\n"))
    var later = signature.bytes
    later[7] ^= 1
    #expect(
      !witness.verifier.verifies(NoteSignature(name: signature.name, keyID: signature.keyID, bytes: later), of: text)
    )
    // The same key, for another purpose, has another id.
    let log = try NoteSigner(name: "provincial.example/w", .ed25519, seed: seed)
    #expect(log.verifier.id != witness.verifier.id && log.verifier.publicKey == witness.verifier.publicKey)
    #expect(!log.verifier.verifies(signature, of: text))
  }

  @Test func `what one bit changes is no signature`() throws {
    let (note, key) = (try SignedNote(Array(Self.note.utf8)), try VerifierKey(Self.key))
    let signature = note.signatures[0]
    for place in signature.bytes.indices {
      var bytes = signature.bytes
      bytes[place] ^= 1 << (place % 8)
      #expect(!key.verifies(NoteSignature(name: signature.name, keyID: signature.keyID, bytes: bytes), of: note.text))
    }
  }
}

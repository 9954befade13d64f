import Testing
import TestSupport

@testable import TransparencyLog

/// What is sent to witnesses and kept by funeral homes, as text.
@Suite struct ProofFileTests {
  private static let note = SignedNote(
    text: "a.example\n8\n\(TreeHasher.sha256.emptyRoot.base64)\n",
    signatures: [NoteSignature(name: "a.example", keyID: 7, bytes: [1, 2, 3])]
  )
  private static func path(_ count: Int) -> [MerkleHash] { (0..<count).map { TreeHasher.sha256.leaf([UInt8($0)]) } }

  @Test(arguments: [0, 1, 20, 63], [nil, [], Array("行 line\n".utf8)] as [[UInt8]?])
  func `a proof is read as it was written`(_ hashes: Int, _ extra: [UInt8]?) throws {
    let proof = LogProof(
      extra: extra,
      inclusion: InclusionProof(index: 5, path: Self.path(hashes)),
      checkpoint: Self.note
    )
    #expect(try LogProof(Array(proof.text.utf8)) == proof)
    #expect(proof.text.hasPrefix("c2sp.org/tlog-proof@v1\n"))
  }

  @Test(arguments: [0, 1, 63]) func `a request is read as it was written`(_ hashes: Int) throws {
    let request = AddCheckpointRequest(
      oldSize: 3,
      proof: ConsistencyProof(path: Self.path(hashes)),
      checkpoint: Self.note
    )
    #expect(try AddCheckpointRequest(Array(request.text.utf8)) == request)
    #expect(request.text.hasPrefix("old 3\n"))
  }

  /// One line more, one less, or another instead of it.
  @Test func `what is changed in form is refused`() throws {
    let proof = LogProof(extra: [1], inclusion: InclusionProof(index: 5, path: Self.path(2)), checkpoint: Self.note)
      .text
    let request = AddCheckpointRequest(oldSize: 3, proof: ConsistencyProof(path: Self.path(2)), checkpoint: Self.note)
      .text
    let proofs = [
      "", proof.replacing("@v1", with: "@v2"), proof.replacing("index 5", with: "index 05"),
      proof.replacing("index 5\n", with: ""),
      proof.replacing("extra AQ==", with: "extra AQ"), proof.replacing("extra AQ==", with: "extra AR=="),
      proof.replacing("\n\na.example", with: "\na.example"), String(proof.dropLast()), proof + "\n", proof + "x",
      proof.replacing("index 5", with: "index -1"), proof.replacing("index", with: "Index"),
    ]
    for text in proofs { #expect(throws: NoteError.self, "\(text)") { try LogProof(Array(text.utf8)) } }
    let requests = [
      "", request.replacing("old 3", with: "old 03"), request.replacing("old 3", with: "old -3"),
      request.replacing("old 3\n", with: ""),
      request.replacing("\n\na.example", with: "\na.example"), String(request.dropLast()),
      request.replacing("old", with: "new"),
      request.replacing("old 3\n", with: "old 3\nx\n"),
    ]
    for text in requests { #expect(throws: NoteError.self, "\(text)") { try AddCheckpointRequest(Array(text.utf8)) } }
    let many = AddCheckpointRequest(oldSize: 3, proof: ConsistencyProof(path: Self.path(64)), checkpoint: Self.note)
      .text
    #expect(throws: NoteError.malformedRequest) { try AddCheckpointRequest(Array(many.utf8)) }
  }

  /// Whatever bytes come, there is an answer, and what is read is written back as it was.
  @Test func `any bytes are read or refused`() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let proof = LogProof(extra: [1], inclusion: InclusionProof(index: 5, path: Self.path(2)), checkpoint: Self.note)
      .text
    let request = AddCheckpointRequest(oldSize: 3, proof: ConsistencyProof(path: Self.path(2)), checkpoint: Self.note)
      .text
    for _ in 0..<3_000 {
      for original in [proof, request, Self.note.description] {
        var bytes = Array(original.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let place = Int.random(in: bytes.indices, using: &random)
          switch Int.random(in: 0..<3, using: &random) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes.remove(at: place)
          default: bytes.insert([0x0A, 0x20, 0x2B, 0x3D].randomElement(using: &random) ?? 0, at: place)
          }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if let read = try? LogProof(bytes) { #expect(read.text == text, "seed \(seed)") }
        if let read = try? AddCheckpointRequest(bytes) { #expect(read.text == text, "seed \(seed)") }
        if let read = try? SignedNote(bytes) { #expect(read.description == text, "seed \(seed)") }
      }
    }
  }
}

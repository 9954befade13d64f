/// What a log asks a witness to cosign: a checkpoint, and that it goes on from the one that the witness cosigned last; C2SP
/// tlog-witness, the body of a POST to add-checkpoint.
public struct AddCheckpointRequest: Equatable, Sendable {
  public static let longest = SignedNote.longest + (ProofLines.mostHashes + 2) * 45

  /// 0 where the witness has seen nothing of the log.
  public let oldSize: Int
  public let proof: ConsistencyProof
  public let checkpoint: SignedNote

  public init(oldSize: Int, proof: ConsistencyProof, checkpoint: SignedNote) {
    (self.oldSize, self.proof, self.checkpoint) = (oldSize, proof, checkpoint)
  }

  /// - Throws: ``NoteError``.
  public init(_ bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.longest else { throw .tooLarge(limit: Self.longest) }
    var lines = ProofLines(bytes)
    guard let size = lines.next()?.value(of: "old").flatMap({ Int(decimal: $0) }), let path = lines.hashes() else {
      throw .malformedRequest
    }
    (oldSize, proof) = (size, ConsistencyProof(path: path))
    checkpoint = try lines.checkpoint()
  }

  public var text: String {
    "old \(oldSize)\n" + proof.path.map { $0.base64 + "\n" }.joined() + "\n" + checkpoint.description
  }
}

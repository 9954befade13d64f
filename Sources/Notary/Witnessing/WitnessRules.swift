public import TransparencyLog

/// Which checkpoints a witness cosigns: those of the logs that it watches over, each of which goes on from the one before.
public struct WitnessRules: Sendable {
  private let logs: [VerifierKey]

  /// Several keys may be of one log, by its origin. Keys of witnesses are nobody's here.
  public init(logs: [VerifierKey]) { self.logs = logs.filter { $0.algorithm == .ed25519 } }

  public func knows(_ origin: String) -> Bool { logs.contains { $0.name == origin } }

  /// What is to be cosigned, with the log's own signature alone, unless something speaks against it. `held` gives what was cosigned
  /// last of the log with an origin; nil where nothing was.
  /// - Throws: ``WitnessRefusal``.
  public func judge(
    _ request: AddCheckpointRequest,
    held: (_ origin: String) -> Checkpoint?
  ) throws(WitnessRefusal) -> (checkpoint: Checkpoint, note: SignedNote) {
    let new: Checkpoint
    do throws(NoteError) { new = try request.checkpoint.checkpoint } catch { throw .malformed(error) }
    guard knows(new.origin) else { throw .unknownLog }
    guard let signature = signature(of: new.origin, below: request.checkpoint) else { throw .notSigned }
    guard request.oldSize <= new.size else { throw .backwards(old: request.oldSize, size: new.size) }
    let old = held(new.origin) ?? Checkpoint(origin: new.origin, size: 0, root: TreeHasher.sha256.emptyRoot)
    guard request.oldSize == old.size, new.size > old.size || new.root == old.root else {
      throw .conflict(size: old.size)
    }
    do throws(ProofError) {
      try request.proof.verify(from: old.size, old.root, to: new.size, new.root)
    } catch {
      throw .inconsistent(error)
    }
    return (new, SignedNote(text: request.checkpoint.text, signatures: [signature]))
  }

  /// Of several lines that claim to be of a key, only the first is looked at: anybody may send as many as a note holds.
  private func signature(of origin: String, below note: SignedNote) -> NoteSignature? {
    for log in logs where log.name == origin {
      if let signature = note.signatures.first(where: log.claims), log.verifies(signature, of: note.text) {
        return signature
      }
    }
    return nil
  }
}

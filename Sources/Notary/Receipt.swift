public import TransparencyLog

extension TileDirectory {
  /// What a submitter keeps of an entry: its line, its place, and the way to the root of the last checkpoint, to be verified without
  /// the log.
  /// - Returns: nil where nothing that has it is signed yet.
  /// - Throws: ``NotaryError``; ``Discrepancy/changed(position:)`` where the line is not the one that was signed.
  public func receipt(of line: [UInt8], at position: Int) throws(NotaryError) -> LogProof? {
    guard let bytes = try readCheckpoint() else { return nil }
    let note: SignedNote
    let checkpoint: Checkpoint
    do throws(NoteError) {
      note = try SignedNote(bytes)
      checkpoint = try note.checkpoint
    } catch {
      throw .refused(.unsigned(.malformed(error)))
    }
    guard position <= checkpoint.size else { return nil }
    let inclusion = try tree(size: checkpoint.size).inclusion(of: position - 1)
    do throws(ProofError) {
      try inclusion.verify(hasher.leaf(line), size: checkpoint.size, root: checkpoint.root, hasher)
    } catch {
      throw .refused(.changed(position: position))
    }
    return LogProof(extra: line, inclusion: inclusion, checkpoint: note)
  }
}

/// A receipt that has been verified: the line is in the log that somebody trusted has signed.
public struct VerifiedReceipt: Sendable {
  /// In the log, from 1.
  public let position: Int
  public let line: String
  public let trusted: TrustPolicy.Trusted

  /// - Throws: ``Finding``.
  public init(_ bytes: [UInt8], trusting policy: TrustPolicy) throws(Finding) {
    let proof: LogProof
    do throws(NoteError) { proof = try LogProof(bytes) } catch { throw Finding(.file, "\(error)") }
    guard let entry = proof.extra, let text = String(validating: entry, as: UTF8.self) else {
      throw Finding(.file, "存证中没有事件行 the line is not in the proof")
    }
    do throws(TrustError) { trusted = try policy.verify(proof.checkpoint) } catch {
      throw Finding(.signature, "\(error)")
    }
    (line, position) = (text, proof.inclusion.index + 1)
    let (leaf, checkpoint) = (TreeHasher.sha256.leaf(entry), trusted.checkpoint)
    do throws(ProofError) {
      try proof.inclusion.verify(leaf, size: checkpoint.size, root: checkpoint.root)
    } catch {
      throw Finding(.inclusion, position: position, "\(error)")
    }
  }
}

public import TransparencyLog

/// Verifies a bundle: no database, no network, and no trust in whoever made it but for the keys that are given.
public struct BundleVerifier: Sendable {
  let bundle: LogBundle
  let policy: TrustPolicy

  public init(_ bundle: LogBundle, trusting policy: TrustPolicy) { (self.bundle, self.policy) = (bundle, policy) }

  /// That the files are those that were written.
  /// - Throws: ``Finding/Kind/file``.
  public func manifest() throws(Finding) -> BundleManifest {
    let manifest = try BundleManifest(try bundle.bytes(LogBundle.manifestName))
    try manifest.verify(bundle)
    return manifest
  }

  /// That whoever is trusted has signed the checkpoint, and that the manifest is of it.
  /// - Throws: ``Finding/Kind/signature``, ``Finding/Kind/file``.
  public func checkpoint(of manifest: BundleManifest) throws(Finding) -> TrustPolicy.Trusted {
    let note = try bundle.note(TileDirectory.checkpointName)
    let trusted: TrustPolicy.Trusted
    do throws(TrustError) { trusted = try policy.verify(note) } catch { throw Finding(.signature, "\(error)") }
    guard trusted.checkpoint.origin == manifest.origin, trusted.checkpoint.size == manifest.size else {
      throw Finding(.file, "\(LogBundle.manifestName) 与检查点不符 it is of another checkpoint")
    }
    return trusted
  }

  /// That the checkpoint goes on from the older one in the bundle.
  /// - Returns: the older one; nil where there is none.
  /// - Throws: ``Finding/Kind/consistency``, ``Finding/Kind/signature`` of the older one, ``Finding/Kind/file``.
  public func consistency(of checkpoint: Checkpoint) throws(Finding) -> Checkpoint? {
    guard try bundle.bytesIfThere(LogBundle.oldCheckpointName) != nil else { return nil }
    let note = try bundle.note(LogBundle.oldCheckpointName)
    let request: AddCheckpointRequest
    let bytes = try bundle.bytes(LogBundle.consistencyName)
    do throws(NoteError) {
      request = try AddCheckpointRequest(bytes)
    } catch {
      throw Finding(.file, "\(LogBundle.consistencyName)：\(error)")
    }
    let old: Checkpoint
    do throws(TrustError) {
      // The quorum may have been another one then: that the log has signed it is what binds the log.
      old = try policy.signedByLog(note)
    } catch {
      throw Finding(.signature, "\(LogBundle.oldCheckpointName)：\(error)")
    }
    guard request.oldSize == old.size, request.checkpoint.text == checkpoint.text else {
      throw Finding(.file, "\(LogBundle.consistencyName) 不是这两个检查点之间的证明 it is not of these two checkpoints")
    }
    do throws(ProofError) {
      try request.proof.verify(from: old.size, old.root, to: checkpoint.size, checkpoint.root)
    } catch {
      throw Finding(.consistency, "\(error)")
    }
    return old
  }

  /// Takes the lines one by one and shows of each that it is the one that was signed, in its place; of a whole log, that every line is
  /// there.
  public func lines(of checkpoint: Checkpoint, isWhole: Bool) -> LineVerifier {
    LineVerifier(directory: bundle.directory, checkpoint: checkpoint, isWhole: isWhole)
  }
}

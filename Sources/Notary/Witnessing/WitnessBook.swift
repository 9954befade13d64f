public import SystemPackage
public import TransparencyLog

/// What a witness has cosigned last of each log, and what it cosigns next.
///
/// A checkpoint is on disk before its cosignature leaves, and requests are answered one by one, so that whatever comes at once or
/// is killed when, all that was ever cosigned of a log is one chain.
public actor WitnessBook {
  public nonisolated let rules: WitnessRules
  private let signer: NoteSigner
  private let directory: FilePath
  /// Nil once another may have the directory.
  private var lock: DirectoryLock?
  private var held: [String: Checkpoint] = [:]
  private let queue = FileQueue()

  public nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  /// The directory is made where there is none, and belongs to this book alone. Its path is absolute.
  /// - Throws: ``WitnessError/badState(_:)``, ``WitnessError/storage(_:)``.
  public init(rules: WitnessRules, signer: NoteSigner, directory: FilePath) throws(WitnessError) {
    precondition(signer.verifier.algorithm == .cosignature, "a witness signs the time, too")
    (self.rules, self.signer, self.directory) = (rules, signer, directory)
    let lock: DirectoryLock
    do throws(NotaryError) {
      let changed = try DurableFile.makeDirectories(to: directory.appending("checkpoint"), below: "/")
      for path in changed { try DurableFile.synchronise(path) }
      lock = try DirectoryLock(TileDirectory(directory))
    } catch {
      throw .storage(error)
    }
    self.lock = lock
    do throws(WitnessError) {
      held = try Self.read(directory, of: signer.verifier)
    } catch {
      lock.release()
      self.lock = nil
      throw error
    }
  }

  deinit { lock?.release() }

  /// Lets go of the directory; nothing is cosigned any more.
  public func close() {
    lock?.release()
    lock = nil
  }

  /// Cosigns what a request asks for; `time` is now, in seconds since 1970.
  /// - Returns: the cosignature, once it cannot be forgotten any more.
  /// - Throws: ``WitnessError/refused(_:)``, ``WitnessError/storage(_:)``.
  public func cosign(_ request: AddCheckpointRequest, at time: UInt64) throws(WitnessError) -> NoteSignature {
    guard lock != nil else { throw .storage(.busy(directory.string)) }
    let checkpoint: Checkpoint
    var note: SignedNote
    do throws(WitnessRefusal) {
      (checkpoint, note) = try rules.judge(request) { held[$0] }
    } catch {
      throw .refused(error)
    }
    let cosignature = signer.sign(note.text, at: time)
    note.add([cosignature])
    do throws(NotaryError) {
      try DurableFile.replace(directory.appending(Self.name(of: checkpoint.origin)), Array(note.description.utf8))
      try DurableFile.synchronise(directory)
    } catch {
      throw .storage(error)
    }
    held[checkpoint.origin] = checkpoint
    return cosignature
  }

  /// An origin may be longer than a file's name, and have slashes in it.
  private static func name(of origin: String) -> String {
    TreeHasher.sha256.leaf(Array(origin.utf8)).description + ".checkpoint"
  }

  /// - Throws: ``WitnessError/badState(_:)`` for any file that is not a checkpoint under its own name with the key's cosignature:
  /// what cannot be read may be the newest that the witness has seen.
  private static func read(
    _ directory: FilePath,
    of key: VerifierKey
  ) throws(WitnessError) -> [String: Checkpoint] {
    var held: [String: Checkpoint] = [:]
    let names: [String]
    do throws(NotaryError) { names = try DurableFile.names(in: directory) } catch { throw .storage(error) }
    // Drafts and the lock begin with a dot.
    for name in names where !name.hasPrefix(".") {
      let path = directory.appending(name)
      let bytes: [UInt8]?
      do throws(NotaryError) { bytes = try DurableFile.read(path) } catch { throw .storage(error) }
      guard let note = try? SignedNote(bytes ?? []), let checkpoint = try? note.checkpoint,
        note.signatures.contains(where: { key.verifies($0, of: note.text) }), Self.name(of: checkpoint.origin) == name
      else { throw .badState(path.string) }
      held[checkpoint.origin] = checkpoint
    }
    return held
  }
}

internal import SystemPackage
internal import TransparencyLog

/// The checkpoint that is signed and waits for its witnesses: nobody is to go by it, and nothing may be signed that does not go on
/// from it.
extension TileDirectory {
  static let pendingName = ".pending"

  private var pending: FilePath { root.appending(Self.pendingName) }

  /// Nil where none waits.
  func readPending() throws(NotaryError) -> [UInt8]? { try DurableFile.read(pending) }

  func writePending(_ note: SignedNote) throws(NotaryError) {
    try DurableFile.replace(pending, Array(note.description.utf8))
    try DurableFile.synchronise(root)
  }

  func removePending() throws(NotaryError) { try DurableFile.remove(pending) }
}

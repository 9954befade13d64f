internal import EventLog
internal import SystemPackage

/// What PostgreSQL had counted when all of the log was last known to be as it was signed.
extension TileDirectory {
  private var rewrites: FilePath { root.appending(".rewrites") }

  /// Nil where that was never so.
  func readRewrites() throws(NotaryError) -> RewriteCounts? {
    try DurableFile.read(rewrites).map { RewriteCounts(text: String(decoding: $0, as: UTF8.self)) }
  }

  func writeRewrites(_ counts: RewriteCounts) throws(NotaryError) {
    try DurableFile.replace(rewrites, Array(counts.text.utf8))
    try DurableFile.synchronise(root)
  }
}

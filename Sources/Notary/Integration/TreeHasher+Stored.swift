internal import TransparencyLog

extension TreeHasher {
  /// The leaf of a line in this tree; nil where the line is not the one whose leaf the log has stored, which is always SHA-256.
  func leaf(_ entry: [UInt8], stored: [UInt8]) -> MerkleHash? {
    let hash = TreeHasher.sha256.leaf(entry)
    guard hash == MerkleHash(stored) else { return nil }
    return name == TreeHasher.sha256.name ? hash : leaf(entry)
  }
}

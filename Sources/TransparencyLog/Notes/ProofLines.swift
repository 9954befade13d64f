/// The lines in front of a checkpoint in the text formats of C2SP: some words, hashes, an empty line.
struct ProofLines {
  /// As many hashes as a proof between sizes that 64 bits can count may have.
  static let mostHashes = 63

  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The next line without its newline; nil where there is none, or no text.
  mutating func next() -> String? {
    guard let end = rest.firstIndex(of: 0x0A) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(validating: rest[..<end], as: UTF8.self)
  }

  /// The hashes up to the empty line; nil where there is anything else, or too many.
  mutating func hashes() -> [MerkleHash]? {
    var hashes: [MerkleHash] = []
    while let line = next() {
      if line.isEmpty { return hashes }
      guard hashes.count < Self.mostHashes, let hash = MerkleHash(base64: line) else { return nil }
      hashes.append(hash)
    }
    return nil
  }

  /// What is left is the checkpoint.
  /// - Throws: ``NoteError``.
  func checkpoint() throws(NoteError) -> SignedNote { try SignedNote(Array(rest)) }
}

extension StringProtocol {
  /// What stands behind a word and a space; nil for another word.
  func value(of word: String) -> SubSequence? { hasPrefix(word + " ") ? dropFirst(word.count + 1) : nil }
}

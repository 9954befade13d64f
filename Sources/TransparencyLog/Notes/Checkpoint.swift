/// What a log says of itself: how many leaves it has, and their root; C2SP tlog-checkpoint.
public struct Checkpoint: Hashable, Sendable {
  /// Which log.
  public let origin: String
  public let size: Int
  public let root: MerkleHash
  /// Lines of others, which mean nothing here.
  public let extensions: [String]

  public init(origin: String, size: Int, root: MerkleHash, extensions: [String] = []) {
    (self.origin, self.size, self.root, self.extensions) = (origin, size, root, extensions)
  }

  /// - Throws: ``NoteError/malformedCheckpoint``.
  public init(_ text: some StringProtocol) throws(NoteError) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    guard lines.count >= 4, lines.removeLast().isEmpty, lines.allSatisfy({ !$0.isEmpty }),
      let size = Int(decimal: lines[1]), let root = MerkleHash(base64: lines[2])
    else { throw .malformedCheckpoint }
    self.init(origin: lines[0], size: size, root: root, extensions: Array(lines.dropFirst(3)))
  }

  /// With a newline at the end: what is signed.
  public var text: String {
    ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
  }
}

extension SignedNote {
  /// What it says if it is one of a log.
  /// - Throws: ``NoteError/malformedCheckpoint``.
  public var checkpoint: Checkpoint {
    get throws(NoteError) { try Checkpoint(text) }
  }
}

extension Int {
  /// Nil for what is not written in the one way: digits alone, and no zero in front of another.
  init?(decimal text: some StringProtocol) {
    guard let number = Int(text), number >= 0, String(number) == text else { return nil }
    self = number
  }
}

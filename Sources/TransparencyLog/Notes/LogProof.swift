/// That an entry is in a log, to be checked without it: a checkpoint, the entry's index and the way to the root; C2SP tlog-proof,
/// files named ".tlog-proof".
public struct LogProof: Equatable, Sendable {
  static let header = "c2sp.org/tlog-proof@v1"

  /// What the log has put beside it, proved by nothing. Of this registry it is the entry itself.
  public let extra: [UInt8]?
  public let inclusion: InclusionProof
  public let checkpoint: SignedNote

  public init(extra: [UInt8]?, inclusion: InclusionProof, checkpoint: SignedNote) {
    (self.extra, self.inclusion, self.checkpoint) = (extra, inclusion, checkpoint)
  }

  /// The longest entry in base64, 63 hashes, and a note.
  public static let longest = 4 * ((EntryBundle.longestEntry + 2) / 3) + 64 * 45 + SignedNote.longest + 64

  /// - Throws: ``NoteError``.
  public init(_ bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.longest else { throw .tooLarge(limit: Self.longest) }
    var lines = ProofLines(bytes)
    guard lines.next() == Self.header, var line = lines.next() else { throw .malformedProof }
    extra = line.value(of: "extra").flatMap { Base64.bytes(of: $0) }
    if extra != nil {
      guard let next = lines.next() else { throw .malformedProof }
      line = next
    }
    guard let index = line.value(of: "index").flatMap({ Int(decimal: $0) }), let path = lines.hashes() else {
      throw .malformedProof
    }
    inclusion = InclusionProof(index: index, path: path)
    checkpoint = try lines.checkpoint()
  }

  public var text: String {
    var lines = [Self.header]
    if let extra { lines.append("extra \(Base64.text(of: extra))") }
    lines.append("index \(inclusion.index)")
    lines += inclusion.path.map(\.base64)
    return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint.description
  }
}

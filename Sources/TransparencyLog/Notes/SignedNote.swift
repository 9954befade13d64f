/// A text and who has signed it; C2SP signed-note. The text is not to be believed before a signature has been verified.
public struct SignedNote: Equatable, Sendable {
  /// More than fifteen times what the format asks a reader to accept.
  public static let longest = 1 << 16

  /// Ends with a newline.
  public let text: String
  public private(set) var signatures: [NoteSignature]

  public init(text: String, signatures: [NoteSignature]) { (self.text, self.signatures) = (text, signatures) }

  /// - Throws: ``NoteError``.
  public init(_ bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.longest else { throw .tooLarge(limit: Self.longest) }
    guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else { throw .controlCharacter }
    guard let all = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    // What is signed ends at the last empty line.
    let end = Array("\n\n".utf8)
    guard bytes.last == 0x0A, let separator = all.utf8.lastIndex(of: end) else { throw .malformedSignatures }
    text = String(all[...separator])
    signatures = []
    for line in all[all.utf8.index(separator, offsetBy: 2)...].utf8.split(
      separator: 0x0A,
      omittingEmptySubsequences: false
    ).dropLast() {
      guard let signature = NoteSignature(line: Substring(line)) else { throw .malformedSignatures }
      signatures.append(signature)
    }
    guard !signatures.isEmpty else { throw .malformedSignatures }
  }

  public var description: String { text + "\n" + signatures.map { $0.line + "\n" }.joined() }

  /// The signatures of whoever is not among these already.
  public mutating func add(_ others: [NoteSignature]) {
    for other in others where !signatures.contains(where: { $0.name == other.name && $0.keyID == other.keyID }) {
      signatures.append(other)
    }
  }
}

extension SignedNote: CustomStringConvertible {}

extension String.UTF8View {
  /// Where these bytes stand for the last time.
  fileprivate func lastIndex(of bytes: [UInt8]) -> Index? {
    var place = endIndex
    while place > startIndex {
      formIndex(before: &place)
      if self[place...].starts(with: bytes) { return place }
    }
    return nil
  }
}

/// One line below a note.
public struct NoteSignature: Hashable, Sendable {
  public let name: String
  /// Says, together with the name, which key signed; no more than a hint.
  public let keyID: UInt32
  /// Behind the key's id.
  public let bytes: [UInt8]

  public init(name: String, keyID: UInt32, bytes: [UInt8]) {
    (self.name, self.keyID, self.bytes) = (name, keyID, bytes)
  }

  /// "— name base64", without a newline. Nil for anything else.
  public init?(line: Substring) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "—", NoteSignature.isName(parts[1]) else { return nil }
    guard let all = Base64.bytes(of: parts[2]), all.count > 4 else { return nil }
    self.init(
      name: String(parts[1]),
      keyID: all.prefix(4).reduce(0) { $0 << 8 | UInt32($1) },
      bytes: Array(all.dropFirst(4))
    )
  }

  public var line: String { "— \(name) \(Base64.text(of: keyID.bigEndianBytes + bytes))" }

  /// Whether keys may be called so: something, without spaces and plus signs.
  public static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
  }
}

extension FixedWidthInteger {
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}

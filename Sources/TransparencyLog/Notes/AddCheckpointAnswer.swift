/// What a witness answers to an ``AddCheckpointRequest``; C2SP tlog-witness.
public enum AddCheckpointAnswer {
  /// The type of a body that says how much the witness has seen.
  public static let sizeType = "text/x.tlog.size"

  public static func text(_ cosignatures: [NoteSignature]) -> String { cosignatures.map { $0.line + "\n" }.joined() }

  public static func text(size: Int) -> String { "\(size)\n" }

  /// Nil for anything but one line or more that is each a signature. Whose they are is not known yet.
  public static func cosignatures(_ body: [UInt8]) -> [NoteSignature]? {
    guard body.count <= SignedNote.longest, let text = String(validating: body, as: UTF8.self) else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.popLast() == "", !lines.isEmpty else { return nil }
    let signatures = lines.compactMap { NoteSignature(line: $0) }
    return signatures.count == lines.count ? signatures : nil
  }

  /// Nil for anything but a number in a line.
  public static func size(_ body: [UInt8]) -> Int? {
    guard body.count <= 20, let text = String(validating: body, as: UTF8.self), text.hasSuffix("\n") else { return nil }
    return Int(decimal: text.dropLast())
  }
}

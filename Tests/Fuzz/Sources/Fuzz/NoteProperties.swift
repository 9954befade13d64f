import TransparencyLog

/// Notes and checkpoints have one form: what is read is written again byte by byte.
enum NoteProperties {
  static func check(_ bytes: [UInt8]) {
    if let cosignatures = AddCheckpointAnswer.cosignatures(bytes) {
      require(AddCheckpointAnswer.text(cosignatures).bytes == bytes, "cosignatures of another form")
    }
    if let size = AddCheckpointAnswer.size(bytes) {
      require(AddCheckpointAnswer.text(size: size).bytes == bytes, "a size of another form")
    }
    guard let note = try? SignedNote(bytes) else { return }
    require(note.description.bytes == bytes, "a note of another form")
    require(note.text.utf8.last == 0x0A, "a text without an end")
    var other = note
    other.add(note.signatures)
    require(other == note, "who has signed has signed once")
    for signature in note.signatures {
      require(NoteSignature(line: signature.line[...]) == signature, "a signature of another form")
      // That what claims to be a time is read: whether it is one is not to be known.
      _ = signature.cosignedAt
    }
    guard let checkpoint = try? note.checkpoint else { return }
    require(checkpoint.text.bytes == note.text.bytes, "a checkpoint of another form")
    require(checkpoint.size >= 0, "a size below nothing")
    require(MerkleHash(hex: checkpoint.root.description) == checkpoint.root, "a root of another form")
  }
}

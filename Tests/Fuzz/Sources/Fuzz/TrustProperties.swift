import TransparencyLog

/// Keys have one form. A policy means the same with comments, blanks and empty lines as without, and is met when all have cosigned.
enum TrustProperties {
  static func check(_ bytes: [UInt8]) {
    if let text = String(validating: bytes, as: UTF8.self) {
      if let key = try? VerifierKey(text) { require(key.text.bytes == bytes, "a key of another form") }
      if let signer = try? NoteSigner(text) {
        require(signer.secretText.bytes == bytes, "a secret key of another form")
        require((try? VerifierKey(signer.verifier.text)) == signer.verifier, "a verifier key that cannot be read")
      }
    }
    guard let policy = try? TrustPolicy(bytes) else { return }
    require((try? TrustPolicy(plain(bytes))) == policy, "a policy that means something else written plainly")
    let names = policy.witnesses.map(\.name)
    require(policy.isQuorum(Set(names)), "a quorum that nobody can meet")
    require(Set(names).count == names.count, "one name for two")
    for key in policy.logs + policy.witnesses.map(\.key) {
      require((try? VerifierKey(key.text)) == key, "a key that cannot be read")
    }
  }

  /// The words of each line with one space between them; no comments.
  private static func plain(_ bytes: [UInt8]) -> [UInt8] {
    let lines = bytes.split(separator: 0x0A).map { $0.split { $0 == 0x20 || $0 == 0x09 } }
    return Array(
      lines.filter { $0.first?.first != 0x23 }.map { $0.joined(separator: [0x20]) }.joined(separator: [0x0A])
    )
  }
}

import TestSupport

/// Seals as Sources/Sealing does, by pyca/cryptography and the words of Schemas/database/sealed.md.
enum PythonSealer {
  /// Each line asked, in hexadecimal but for the numbers: key of the person, node, event id, person, text, key-encryption key, its
  /// number, wrapped key.
  /// - Returns: for each, nonce, ciphertext, digest, fingerprint of the key-encryption key, and whether the wrapped key unwraps
  ///   to the person's.
  static func seal(_ asked: [String]) async throws -> [String] {
    try await Python.run(["-c", script], input: Array(asked.joined(separator: "\n").utf8))
      .split(separator: "\n").map(String.init)
  }

  private static let script = #"""
    import hashlib, hmac, sys
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    def derived(key, use):
        return HKDF(hashes.SHA256(), 32, salt=None, info=f"qingming/part/v1/{use}".encode()).derive(key)

    def sealed(key, node, event, person, text):
        context = b"qingming/part/v1\0" + node.to_bytes(4, "big") + event + person
        message = len(context).to_bytes(8, "big") + context + text
        nonce = hmac.digest(derived(key, "nonce"), message, "sha256")[:12]
        ciphertext = AESGCM(derived(key, "encrypt")).encrypt(nonce, text, context)
        return nonce, ciphertext, hashlib.sha256(nonce + ciphertext).digest()

    for line in sys.stdin:
        key, node, event, person, text, wrapping, number, wrapped = line.rstrip("\n").split(" ")
        key, event, person, text, wrapping, wrapped = map(bytes.fromhex, (key, event, person, text, wrapping, wrapped))
        parts = sealed(key, int(node), event, person, text)
        context = b"qingming/person-key/v1\0" + int(number).to_bytes(4, "big") + int(node).to_bytes(4, "big") + person
        unwrapped = AESGCM(wrapping).decrypt(wrapped[:12], wrapped[12:], context) == key
        fingerprint = hmac.digest(wrapping, b"qingming/kek/v1", "sha256")[:8]
        print(*(part.hex() for part in (*parts, fingerprint)), str(unwrapped).lower())
    """#
}

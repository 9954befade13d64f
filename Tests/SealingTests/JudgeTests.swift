import TestSupport
import Testing

@testable import Sealing

/// Another implementation (pyca/cryptography) seals the same, and opens what is sealed here.
@Suite struct JudgeTests {
  @Test func anotherImplementationAgrees() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var asked: [String] = []
    var expected: [String] = []
    for _ in 0..<60 {
      let (secret, wrapping) = (random.bytes(32), random.bytes(32))
      let name = PartName(
        node: Int32(random.next() % 900_000),
        event: random.bytes(16),
        person: "case/王\(random.next() % 99)"
      )
      let text = random.text()
      let key = try PersonKey(bytes: secret)
      let kek = try KeyEncryptionKey(number: Int32(random.next() % 100), bytes: wrapping)
      let part = key.seal(text, as: name)
      asked.append(
        [
          hex(secret), "\(name.node)", hex(name.event), hex(Array(name.person.utf8)), hex(text), hex(wrapping),
          "\(kek.number)", hex(kek.wrap(key, of: name.person, node: name.node)),
        ].joined(separator: " ")
      )
      expected.append("\(hex(part.nonce)) \(hex(part.ciphertext)) \(hex(part.digest)) \(hex(kek.fingerprint)) true")
    }
    #expect(try await PythonSealer.seal(asked) == expected, "seed \(seed)")
  }

  /// As pyca/cryptography gave it once: what is stored today must open in years.
  @Test func whatWasSealedOnceOpens() throws {
    let key = try PersonKey(bytes: Array(0..<32))
    let name = PartName(node: 371_000, event: Array(16..<32), person: "p-1")
    let part = key.seal(Array(#"{"name":"王建国"}"#.utf8), as: name)
    #expect(hex(part.nonce) == "30b1a761196a4b1e8c6fc6d4")
    #expect(hex(part.ciphertext) == "fb134a1fb9ae3170b1ea81baccbdcc0e2848a2151c7e34af0fc30e4cd79333619237acd7")
    #expect(hex(part.digest) == "ea3b2e9d9a38d6f959bc1625a9172e53ef80d8b0045079932a9f34282d7e5030")
    let kek = try KeyEncryptionKey(number: 1, bytes: Array(64..<96))
    #expect(hex(kek.fingerprint) == "12741d90e26717cb")
    let wrapped =
      "000102030405060708090a0b3a046e7b738942a7ca1b8ac9b4e0c2b493d53f1a7859bb44f639f28d5dac77417f32e92e840c8c7f1f47a0ec76289b99"
    #expect(try kek.unwrap(bytes(wrapped), of: "p-1", node: 371_000).secret == key.secret)
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private func bytes(_ hex: String) -> [UInt8] {
    stride(from: 0, to: hex.count, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
  }
}

import Testing

@testable import Sealing

@Suite struct KeyEncryptionKeyTests {
  private func wrapping(_ number: Int32 = 1, _ byte: UInt8 = 7) throws -> KeyEncryptionKey {
    try KeyEncryptionKey(number: number, bytes: Array(repeating: byte, count: 32))
  }

  @Test func unwrapsWhatItHasWrapped() throws {
    let key = PersonKey.random()
    let wrapped = try wrapping().wrap(key, of: "p-1", node: 371_000)
    #expect(wrapped.count == 60)
    #expect(try wrapping().unwrap(wrapped, of: "p-1", node: 371_000).secret == key.secret)
    #expect(try wrapping().wrap(key, of: "p-1", node: 371_000) != wrapped)
  }

  @Test func refusesAnotherKeyPersonOrNode() throws {
    let wrapped = try wrapping().wrap(.random(), of: "p-1", node: 371_000)
    for (number, byte, person, node) in [
      (1, 8, "p-1", 371_000), (2, 7, "p-1", 371_000), (1, 7, "p-2", 371_000), (1, 7, "p-1", 370_600),
    ] as [(Int32, UInt8, String, Int32)] {
      let other = try wrapping(number, byte)
      #expect(throws: SealingError.notAuthentic) { try other.unwrap(wrapped, of: person, node: node) }
    }
    for bit in 0..<wrapped.count * 8 {
      var flipped = wrapped
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(throws: SealingError.notAuthentic) { try wrapping().unwrap(flipped, of: "p-1", node: 371_000) }
    }
    for short in [[], Array(wrapped.prefix(20)), Array(wrapped.dropLast())] {
      #expect(throws: SealingError.notAuthentic) { try wrapping().unwrap(short, of: "p-1", node: 371_000) }
    }
  }

  @Test(arguments: [0, 16, 31, 33])
  func hasThirtyTwoBytes(_ length: Int) {
    #expect(throws: SealingError.keyLength) {
      try KeyEncryptionKey(number: 1, bytes: Array(repeating: 1, count: length))
    }
  }

  @Test func isToldFromOthers() throws {
    #expect(try wrapping(1, 7).fingerprint == wrapping(2, 7).fingerprint)
    #expect(try wrapping(1, 7).fingerprint != wrapping(1, 8).fingerprint)
    #expect(Set((0..<50).map { _ in KeyEncryptionKey.randomBytes() }).count == 50)
  }
}

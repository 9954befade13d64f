import Sealing
import TestSupport
import Testing

@Suite struct PartTests {
  static let seeds = (0..<40).map { _ in UInt64.random(in: 0 ... .max) }

  private struct Sealed {
    let key = PersonKey.random()
    let text: [UInt8]
    let part: Part

    init(_ random: inout SeededGenerator) {
      text = random.text()
      let person = "p-\(random.next() % 1_000)"
      part = key.seal(text, as: PartName(node: Int32(random.next() % 900_000), event: random.bytes(16), person: person))
    }
  }

  @Test(arguments: seeds)
  func givesTheTextBack(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sealed = Sealed(&random)
    #expect(try sealed.key.open(sealed.part) == sealed.text)
    #expect(sealed.part.ciphertext.count == sealed.text.count + 16)
  }

  /// An event that is sent again is the same event, to the byte.
  @Test(arguments: seeds)
  func sealsTheSameTextAlike(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sealed = Sealed(&random)
    #expect(sealed.key.seal(sealed.text, as: sealed.part.name) == sealed.part)
    #expect(sealed.key.seal(sealed.text + [0], as: sealed.part.name).nonce != sealed.part.nonce)
    #expect(PersonKey.random().seal(sealed.text, as: sealed.part.name).nonce != sealed.part.nonce)
  }

  @Test(arguments: seeds.prefix(2))
  func refusesAnyFlippedBit(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sealed = Sealed(&random)
    let part = sealed.part
    for bit in 0..<(part.nonce.count + part.ciphertext.count) * 8 {
      var bytes = part.nonce + part.ciphertext
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      let flipped = Part(name: part.name, nonce: Array(bytes[..<12]), ciphertext: Array(bytes[12...]))
      #expect(throws: SealingError.notAuthentic) { try sealed.key.open(flipped) }
      #expect(flipped.digest != part.digest)
    }
  }

  @Test(arguments: seeds)
  func opensNowhereElse(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sealed = Sealed(&random)
    let name = sealed.part.name
    for other in [
      PartName(node: name.node + 1, event: name.event, person: name.person),
      PartName(node: name.node, event: random.bytes(16), person: name.person),
      PartName(node: name.node, event: name.event, person: name.person + "1"),
      PartName(node: name.node, event: name.event, person: ""),
    ] {
      let moved = Part(name: other, nonce: sealed.part.nonce, ciphertext: sealed.part.ciphertext)
      #expect(throws: SealingError.notAuthentic) { try sealed.key.open(moved) }
    }
    #expect(throws: SealingError.notAuthentic) { try PersonKey.random().open(sealed.part) }
  }

  @Test(arguments: [0, 1, 11, 15])
  func refusesWhatIsTooShort(_ length: Int) {
    let name = PartName(node: 1, event: Array(repeating: 0, count: 16), person: "p")
    let short = Part(name: name, nonce: Array(repeating: 0, count: 12), ciphertext: Array(repeating: 0, count: length))
    #expect(throws: SealingError.notAuthentic) { try PersonKey.random().open(short) }
    let noNonce = Part(name: name, nonce: Array(repeating: 0, count: length), ciphertext: short.ciphertext)
    #expect(throws: SealingError.notAuthentic) { try PersonKey.random().open(noNonce) }
  }

  @Test func tellsNothingOfAKey() throws {
    let wrapping = try KeyEncryptionKey(number: 3, bytes: Array(repeating: 0xAB, count: 32))
    for text in ["\(PersonKey.random())", String(reflecting: PersonKey.random()), "\(wrapping)"] {
      #expect(text.contains("not shown"))
    }
    var dumped = ""
    dump(wrapping, to: &dumped)
    dump(PersonKey.random(), to: &dumped)
    #expect(!dumped.contains("171") && !dumped.lowercased().contains("symmetric"))
  }
}

internal import FoundationEssentials

/// A node of a Merkle tree: the 32 bytes of a SHA-256 digest, or of an SM3 one, which is as long.
public struct MerkleHash: Hashable, Sendable {
  public static let length = 32

  let bytes: SIMD32<UInt8>

  /// Nil unless there are exactly 32 bytes.
  public init?(_ bytes: some Sequence<UInt8>) {
    var (value, count) = (SIMD32<UInt8>(), 0)
    for byte in bytes {
      guard count < Self.length else { return nil }
      value[count] = byte
      count += 1
    }
    guard count == Self.length else { return nil }
    self.bytes = value
  }

  /// - Precondition: 32 bytes at least.
  init(loading bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes.loadUnaligned(as: SIMD32<UInt8>.self)
  }

  public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    withUnsafePointer(to: bytes) { body(UnsafeRawBufferPointer(start: $0, count: Self.length)) }
  }

  public var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

extension MerkleHash: CustomStringConvertible {
  private static let digits = Array("0123456789abcdef".utf8)

  /// In 64 hexadecimal digits.
  public var description: String {
    String(unsafeUninitializedCapacity: 2 * Self.length) { text in
      for index in 0..<Self.length {
        text[2 * index] = Self.digits[Int(bytes[index] >> 4)]
        text[2 * index + 1] = Self.digits[Int(bytes[index] & 15)]
      }
      return 2 * Self.length
    }
  }

  /// Nil unless there are exactly 64 hexadecimal digits, in small letters.
  public init?(hex: String) {
    let values = hex.utf8.compactMap { Self.digits.firstIndex(of: $0).map(UInt8.init) }
    guard values.count == 2 * Self.length, hex.utf8.count == values.count else { return nil }
    self.init((0..<Self.length).map { values[2 * $0] << 4 | values[2 * $0 + 1] })
  }

  /// As checkpoints and proofs have it.
  public var base64: String { Base64.text(of: array) }

  /// Nil unless the text is the one that ``base64`` gives for some hash.
  public init?(base64: some StringProtocol) {
    guard let bytes = Base64.bytes(of: base64) else { return nil }
    self.init(bytes)
  }
}

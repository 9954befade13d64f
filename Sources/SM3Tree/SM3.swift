internal import CLibCrypto
public import TransparencyLog

/// The digest SM3 (GB/T 32905-2016) as OpenSSL's libcrypto has it: swift-crypto has none.
///
/// Fetched once: to fetch it for every node costs more than a node.
///
/// `@unchecked Sendable`: libcrypto counts the references to a fetched digest and changes nothing else in it, from any thread.
public final class SM3: @unchecked Sendable {
  private let function: OpaquePointer

  /// - Throws: ``SM3Error/unavailable`` where this libcrypto was built without it, or has its provider switched off.
  public init() throws(SM3Error) {
    guard let function = EVP_MD_fetch(nil, "SM3", nil) else { throw .unavailable }
    guard EVP_MD_get_size(function) == Int32(MerkleHash.length) else {
      EVP_MD_free(function)
      throw .unavailable
    }
    self.function = function
  }

  deinit { EVP_MD_free(function) }

  public func digest(of bytes: [UInt8]) -> MerkleHash {
    bytes.withUnsafeBytes { digest(nil, $0, UnsafeRawBufferPointer(start: nil, count: 0)) }
  }

  /// A fetched digest takes bytes of any number. What can fail is to allocate a few hundred bytes, which ends the process anywhere
  /// else in Swift too, and so it does here: no hash is made up.
  func digest(_ prefix: UInt8?, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> MerkleHash {
    guard let context = EVP_MD_CTX_new() else { fatalError("no memory for SM3") }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestInit_ex2(context, function, nil) == 1 else { fatalError("SM3 cannot begin") }
    if let prefix { withUnsafeBytes(of: prefix) { Self.update(context, $0) } }
    Self.update(context, first)
    Self.update(context, second)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: MerkleHash.length) { bytes in
      guard EVP_DigestFinal_ex(context, bytes.baseAddress, nil) == 1, let hash = MerkleHash(bytes) else {
        fatalError("SM3 cannot end")
      }
      return hash
    }
  }

  private static func update(_ context: OpaquePointer, _ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { fatalError("SM3 cannot go on") }
  }
}

public enum SM3Error: Error, Equatable, CustomStringConvertible {
  case unavailable

  public var description: String { "本机的 OpenSSL 不支持 SM3 the OpenSSL of this machine has no SM3" }
}

extension TreeHasher {
  /// RFC 6962's tree over SM3.
  /// - Throws: ``SM3Error/unavailable``.
  public static func sm3() throws(SM3Error) -> TreeHasher {
    let function = try SM3()
    return TreeHasher(name: "SM3") { prefix, first, second in function.digest(prefix, first, second) }
  }
}

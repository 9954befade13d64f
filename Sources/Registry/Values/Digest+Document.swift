import Crypto

extension Digest {
  /// Of a document, byte by byte.
  public init(of document: some Sequence<UInt8>) {
    text = KeyedHash(bytes: Array(SHA256.hash(data: Array(document)))).text
  }
}

internal import Glibc
internal import SystemPackage

/// A file that is written in pieces, and on disk when it is finished.
struct NewFile: ~Copyable {
  private let path: FilePath
  private let descriptor: CInt

  /// - Throws: ``NotaryError/file(_:errno:)``, also where there is a file of this name already.
  init(_ path: FilePath) throws(NotaryError) {
    self.path = path
    descriptor = path.withPlatformString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644) }
    guard descriptor >= 0 else { throw .file(path.string, errno: errno) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws(NotaryError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file(path.string, errno: errno) }
      rest = rest.dropFirst(count)
    }
  }

  func finish() throws(NotaryError) {
    guard fsync(descriptor) == 0 else { throw .file(path.string, errno: errno) }
  }
}

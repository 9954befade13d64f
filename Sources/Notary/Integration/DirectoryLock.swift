internal import Glibc
internal import SystemPackage

/// Keeps a second notary out of a directory, as long as this process lives and has not let go.
struct DirectoryLock {
  private let descriptor: Int32

  /// - Throws: ``NotaryError/busy(_:)``.
  init(_ directory: TileDirectory) throws(NotaryError) {
    let path = directory.root.appending(".lock")
    descriptor = path.withPlatformString { open($0, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    guard descriptor >= 0 else { throw .file(path.string, errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .busy(directory.root.string)
    }
  }

  /// Also of a child that is being started and has the descriptor still.
  func release() {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

import Foundation

/// Where the server's socket lies.
enum SocketDirectory {
  /// `sockaddr_un` holds 107 characters, and the file's name takes 14 of them.
  static let longest = 107 - "/.s.PGSQL.5432".utf8.count

  /// Inside the cluster's directory, or, when that path is too long for a socket, in a short directory of its own.
  static func path(for directory: URL) -> String {
    let inside = directory.appending(path: "socket").path
    guard inside.utf8.count > longest else { return inside }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a: only has to tell one checkout from another
    for byte in inside.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "/tmp/qingming-" + String(hash, radix: 36)
  }
}

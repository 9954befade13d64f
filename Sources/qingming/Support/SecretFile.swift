import Foundation

/// A file of random bytes that is made once, readable by its owner alone.
enum SecretFile {
  /// Of several processes that make the same file at once, the first to put it in place wins.
  static func create(_ url: URL, _ bytes: [UInt8]) throws {
    let directory = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: directory,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let draft = directory.appending(path: UUID().uuidString)
    guard
      FileManager.default.createFile(
        atPath: draft.path,
        contents: Data(bytes),
        attributes: [.posixPermissions: 0o600]
      )
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: draft.path]) }
    defer { try? FileManager.default.removeItem(at: draft) }
    guard link(draft.path, url.path) == 0 || errno == EEXIST else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
    }
  }
}

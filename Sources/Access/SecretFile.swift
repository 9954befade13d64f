public import Foundation

/// A few secret bytes in a file of their own, which its owner alone can read.
public struct SecretFile: Sendable {
  public let url: URL

  public init(_ url: URL) {
    self.url = url
  }

  /// What is in it; random bytes, so many, where it is not there yet.
  /// - Throws: what the file system says.
  public func bytes(orMake count: Int) throws -> Data {
    if !FileManager.default.fileExists(atPath: url.path) {
      var generator = SystemRandomNumberGenerator()
      try create((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
    return try Data(contentsOf: url)
  }

  /// Puts it in place with these bytes. Of several processes that do so at once, the first wins.
  /// - Throws: what the file system says.
  public func create(_ bytes: [UInt8]) throws {
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

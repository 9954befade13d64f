import ArgumentParser
import Foundation

/// Where refused lines go as they were, to be corrected and sent again. Made with the first of them.
///
/// A line's sealed part is in it in clear, as it is in its sender's own file: without it nobody could send the line again. So it is
/// readable by its owner alone.
struct RefusedFile {
  private let path: String
  private var handle: FileHandle?

  /// - Throws: `ValidationError` when there is such a file: it may hold what nobody has corrected yet.
  init(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw ValidationError("\(path) exists already: give another name, or remove it")
    }
    self.path = path
  }

  /// A table's file begins with its header.
  mutating func append(_ line: [UInt8], header: [UInt8]?) throws {
    if handle == nil {
      guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
        let created = FileHandle(forWritingAtPath: path)
      else { throw ValidationError("cannot write \(path)") }
      handle = created
      if let header { try write(header) }
    }
    try write(line)
  }

  private func write(_ line: [UInt8]) throws {
    try handle?.write(contentsOf: Data(line + [UInt8(ascii: "\n")]))
  }
}

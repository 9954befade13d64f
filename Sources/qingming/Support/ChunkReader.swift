import ArgumentParser
import Foundation

/// The bytes of a file or of standard input, some at a time. A class, for the readers of lines and of tables share its place
/// in the file with the progress bar.
final class ChunkReader {
  static let chunkSize = 1 << 16

  private let handle: FileHandle
  private var pending: [UInt8] = []
  /// Nil for standard input and other things without a size.
  let size: Int?
  /// Bytes taken so far.
  private(set) var bytesRead = 0

  /// - Parameter file: a path, or `-` for standard input.
  /// - Throws: `ValidationError` when it cannot be read.
  init(_ file: String) throws {
    if file == "-" {
      (handle, size) = (.standardInput, nil)
    } else {
      guard let handle = FileHandle(forReadingAtPath: file) else { throw ValidationError("cannot read \(file)") }
      self.handle = handle
      size = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? nil
    }
  }

  /// The next bytes, none at the end.
  func read() throws -> [UInt8] {
    if !pending.isEmpty {
      defer { pending = [] }
      bytesRead += pending.count
      return pending
    }
    let chunk = Array(try handle.read(upToCount: Self.chunkSize) ?? Data())
    bytesRead += chunk.count
    return chunk
  }

  /// The first bytes, without taking them.
  func peek() throws -> [UInt8] {
    if pending.isEmpty { pending = Array(try handle.read(upToCount: Self.chunkSize) ?? Data()) }
    return pending
  }
}

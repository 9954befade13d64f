import HTTPTypes
import Hummingbird
import NIOCore

/// The body of a form that sends a file (multipart/form-data, RFC 7578). Written here, for none of the packages that this
/// program builds with reads it, and what browsers send of it is small: parts between boundaries, each with a name.
enum MultipartBody {
  struct Part: Sendable {
    let name: String
    /// Nil for what was typed.
    let fileName: String?
    var bytes: ArraySlice<UInt8>
    /// Whether it was longer than what is taken.
    var isCut = false
  }

  static let form = "multipart/form-data"
  static let plainForm = "application/x-www-form-urlencoded"
  /// More than any form here has, with the rows of a policy.
  static let mostParts = 5_000
  /// Of the headers of a part; a name of a file is among them.
  static let longestHead = 8 << 10
  /// Of files that are too large, which are read to their end: a browser shows no answer while it still sends.
  static let mostRead = 256 << 20

  /// Nil for content of another type.
  static func boundary(in contentType: String) -> String? {
    let parts = contentType.split(separator: ";").map { $0.drop(while: \.isWhitespace) }
    guard parts.first?.lowercased() == form else { return nil }
    let written = parts.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }?.dropFirst("boundary=".count)
    guard let text = written.map({ $0.filter { $0 != "\"" } }), (1...70).contains(text.utf8.count) else { return nil }
    return String(text)
  }

  /// - Throws: 413, or 400 when the parts do not hold together.
  static func read(_ request: Request, boundary: String, atMost limit: Int) async throws -> [Part] {
    try parts(of: try await bytes(of: request, atMost: limit), boundary: boundary)
  }

  /// The parts as they come in, with files cut where they are too large.
  /// - Throws: 413 for what was typed, or 400 when the parts do not hold together.
  static func read(
    _ request: Request,
    boundary: String,
    keeping limits: MultipartReader.Limits
  ) async throws -> [Part] {
    var reader = MultipartReader(boundary: boundary, limits)
    var count = 0
    for try await part in request.body {
      count += part.readableBytes
      guard count <= mostRead else { return reader.parts }
      try reader.take(part.readableBytesView)
    }
    return try reader.finished()
  }

  /// - Throws: 413.
  static func bytes(of request: Request, atMost limit: Int) async throws -> [UInt8] {
    guard request.headers[.contentLength].flatMap(Int.init) ?? 0 <= limit else {
      throw Problem.contentTooLarge(limit: limit)
    }
    var bytes: [UInt8] = []
    for try await part in request.body {
      guard bytes.count + part.readableBytes <= limit else { throw Problem.contentTooLarge(limit: limit) }
      bytes.append(contentsOf: part.readableBytesView)
    }
    return bytes
  }

  /// Each part lies between two lines of the boundary: headers, an empty line, and its bytes.
  static func parts(of bytes: [UInt8], boundary: String) throws(Problem) -> [Part] {
    var reader = MultipartReader(boundary: boundary, MultipartReader.Limits(text: bytes.count, file: bytes.count))
    try reader.take(bytes)
    return try reader.finished()
  }
}

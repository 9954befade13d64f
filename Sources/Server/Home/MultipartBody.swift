import HTTPTypes
import Hummingbird
import NIOCore

/// The parts of a form that sends a file (multipart/form-data, RFC 7578). Written here, for none of the packages that this
/// program builds with reads it, and what browsers send of it is small: parts between boundaries, each with a name.
enum MultipartBody {
  struct Part: Sendable {
    let name: String
    /// Nil for what was typed.
    let fileName: String?
    let bytes: ArraySlice<UInt8>
  }

  static let form = "multipart/form-data"
  static let plainForm = "application/x-www-form-urlencoded"
  /// More than any form here has.
  static let mostParts = 100
  /// Of the headers of a part; a name of a file is among them.
  static let longestHead = 8 << 10

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
    let first = Array("--\(boundary)".utf8)
    let between = Array("\r\n--\(boundary)".utf8)
    guard bytes.starts(with: first) else { throw .brokenForm }
    var parts: [Part] = []
    var rest = bytes[first.count...]
    while true {
      if rest.starts(with: Array("--".utf8)) { return parts }
      guard rest.starts(with: Array("\r\n".utf8)), parts.count < mostParts else { throw .brokenForm }
      rest = rest.dropFirst(2)
      guard let head = rest.prefix(longestHead).firstRange(of: Array("\r\n\r\n".utf8)),
        let end = rest[head.upperBound...].firstRange(of: between, from: head.upperBound)
      else { throw .brokenForm }
      let headers = String(decoding: rest[..<head.lowerBound], as: UTF8.self)
      guard let name = parameter("name", in: headers) else { throw .brokenForm }
      let file = parameter("filename", in: headers)
      parts.append(Part(name: name, fileName: file, bytes: rest[head.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
  }

  /// Of `Content-Disposition: form-data; name="file"; filename="a.csv"`.
  private static func parameter(_ name: String, in headers: String) -> String? {
    let lines = headers.split(separator: "\r\n")
    guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }) else { return nil }
    for part in line.split(separator: ";").dropFirst() {
      let pair = part.drop(while: \.isWhitespace)
      guard pair.lowercased().hasPrefix("\(name)=") else { continue }
      return pair.dropFirst(name.count + 1).filter { $0 != "\"" }
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// By its first byte, so that files of some megabytes are searched as fast as memory is read.
  fileprivate func firstRange(of pattern: [UInt8], from start: Int? = nil) -> Range<Int>? {
    guard let first = pattern.first else { return nil }
    var index = start ?? startIndex
    while index + pattern.count <= endIndex, let found = self[index...].firstIndex(of: first) {
      let end = found + pattern.count
      guard end <= endIndex else { return nil }
      if self[found..<end].elementsEqual(pattern) { return found..<end }
      index = found + 1
    }
    return nil
  }
}

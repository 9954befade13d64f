/// Reads the parts of a form that sends files (multipart/form-data, RFC 7578) as they come in, so that a file that is too large
/// costs no memory, and what was typed beside it is read all the same.
struct MultipartReader {
  /// How much of it is kept.
  struct Limits: Sendable {
    /// Of all that is typed; more is no form.
    let text: Int
    /// Of each file; one that is longer is cut.
    let file: Int
  }

  private enum State {
    case beginning, line, head, content, over
  }

  private let limits: Limits
  /// What lies between two parts, and a line break before the first.
  private let between: [UInt8]
  private var state = State.beginning
  private var rest = Array("\r\n".utf8)
  private var typed = 0
  /// What has come by now; the last may not be whole.
  private(set) var parts: [MultipartBody.Part] = []

  init(boundary: String, _ limits: Limits) {
    between = Array("\r\n--\(boundary)".utf8)
    self.limits = limits
  }

  /// - Throws: 400 when the parts do not hold together, 413 when more was typed than a form holds.
  mutating func take(_ bytes: some Sequence<UInt8>) throws(Problem) {
    rest.append(contentsOf: bytes)
    while try step() {}
  }

  /// - Throws: 400 when they end too early.
  consuming func finished() throws(Problem) -> [MultipartBody.Part] {
    guard state == .over else { throw .brokenForm }
    return parts
  }

  /// Whether there was enough for another step.
  private mutating func step() throws(Problem) -> Bool {
    switch state {
    case .beginning:
      guard rest.count >= between.count else { return false }
      guard rest.starts(with: between) else { throw .brokenForm }
      rest.removeFirst(between.count)
      state = .line
    case .line:
      guard rest.count >= 2 else { return false }
      if rest.starts(with: Array("--".utf8)) {
        state = .over
      } else {
        guard rest.starts(with: Array("\r\n".utf8)), parts.count < MultipartBody.mostParts else { throw .brokenForm }
        rest.removeFirst(2)
        state = .head
      }
    case .head:
      guard let end = rest.prefix(MultipartBody.longestHead).firstRange(of: Array("\r\n\r\n".utf8)) else {
        guard rest.count < MultipartBody.longestHead else { throw .brokenForm }
        return false
      }
      guard let part = MultipartBody.Part(head: rest[..<end.lowerBound]) else { throw .brokenForm }
      parts.append(part)
      rest.removeFirst(end.upperBound)
      state = .content
    case .content: return try content()
    case .over:
      rest.removeAll()
      return false
    }
    return true
  }

  private mutating func content() throws(Problem) -> Bool {
    let end = rest[...].firstRange(of: between)
    // The last bytes may be the beginning of what lies between.
    let known = end?.lowerBound ?? max(0, rest.count - between.count + 1)
    try keep(rest[..<known])
    rest.removeFirst(end?.upperBound ?? known)
    guard end != nil else { return false }
    state = .line
    return true
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) throws(Problem) {
    let last = parts.index(before: parts.endIndex)
    guard parts[last].fileName != nil else {
      typed += bytes.count
      guard typed <= limits.text else { throw .contentTooLarge(limit: limits.text) }
      parts[last].bytes += bytes
      return
    }
    let room = limits.file - parts[last].bytes.count
    parts[last].bytes += bytes.prefix(room)
    if bytes.count > room { parts[last].isCut = true }
  }
}

extension MultipartBody.Part {
  /// Nil for headers that name no part.
  fileprivate init?(head: ArraySlice<UInt8>) {
    let headers = String(decoding: head, as: UTF8.self)
    guard let name = Self.parameter("name", in: headers) else { return nil }
    self.init(name: name, fileName: Self.parameter("filename", in: headers), bytes: [])
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
  fileprivate func firstRange(of pattern: [UInt8]) -> Range<Int>? {
    guard let first = pattern.first else { return nil }
    var index = startIndex
    while index + pattern.count <= endIndex, let found = self[index...].firstIndex(of: first) {
      let end = found + pattern.count
      guard end <= endIndex else { return nil }
      if self[found..<end].elementsEqual(pattern) { return found..<end }
      index = found + 1
    }
    return nil
  }
}

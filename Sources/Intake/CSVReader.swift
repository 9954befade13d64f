/// A row of a table as it stands in the file.
public struct CSVRecord: Equatable, Sendable {
  /// The line that it begins on, from 1.
  public let line: Int
  /// Its bytes without the line end, to be written back as they were.
  public let raw: [UInt8]
  /// Its fields without quotes; nil when a quoted field is followed by something else than a comma.
  let fields: [[UInt8]]?

  public var isBlank: Bool { raw.allSatisfy { [0x20, 0x09, 0x2C].contains($0) } }
}

/// Records of a CSV file (RFC 4180) in chunks of bounded size: quotes as in the RFC, line ends LF or CRLF.
public struct CSVReader {
  /// A record longer than this is no row of a register but a quote that was never closed.
  public static let longestRecord = 1 << 18

  /// Gives the next bytes, none at the end.
  private let read: () throws -> [UInt8]
  private var buffer: [UInt8] = []
  private var start = 0
  private var line = 1
  private var isAtEnd = false

  public init(_ read: @escaping () throws -> [UInt8]) {
    self.read = read
  }

  /// - Throws: ``IntakeError/Code/table``, and whatever reading throws.
  public mutating func next() throws -> CSVRecord? {
    var isQuoted = false
    var lineEnds = 0
    var index = start
    while true {
      while index < buffer.count {
        let byte = buffer[index]
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == UInt8(ascii: "\n") {
          lineEnds += 1
          if !isQuoted { return record(upTo: index, lineEnds) }
        }
        index += 1
      }
      guard buffer.count - start <= Self.longestRecord else { throw endless(isQuoted) }
      if isAtEnd {
        guard !isQuoted else { throw endless(true) }
        return start < buffer.count ? record(upTo: buffer.count, lineEnds) : nil
      }
      buffer.removeFirst(start)
      index -= start
      start = 0
      let chunk = try read()
      isAtEnd = chunk.isEmpty
      buffer += chunk
    }
  }

  private func endless(_ isQuoted: Bool) -> IntakeError {
    IntakeError(
      .table,
      isQuoted
        ? "第 \(line) 行的引号没有结束 the quote opened on line \(line) is never closed"
        : "第 \(line) 行过长 line \(line) is longer than \(Self.longestRecord) bytes"
    )
  }

  private mutating func record(upTo end: Int, _ lineEnds: Int) -> CSVRecord {
    var raw = buffer[start..<end]
    if raw.last == UInt8(ascii: "\r") { raw = raw.dropLast() }
    defer {
      start = end + 1
      line += lineEnds
    }
    return CSVRecord(line: line, raw: Array(raw), fields: Self.fields(of: raw))
  }

  private static func fields(of raw: ArraySlice<UInt8>) -> [[UInt8]]? {
    let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
    var fields: [[UInt8]] = []
    var rest = raw
    while true {
      if rest.first == quote {
        var field: [UInt8] = []
        rest = rest.dropFirst()
        while let end = rest.firstIndex(of: quote) {
          field += rest[..<end]
          rest = rest[(end + 1)...]
          guard rest.first == quote else { break }
          field.append(quote)
          rest = rest.dropFirst()
        }
        fields.append(field)
        guard rest.isEmpty || rest.first == comma else { return nil }
      } else {
        let field = rest.prefix { $0 != comma }
        fields.append(Array(field))
        rest = rest[field.endIndex...]
      }
      guard rest.first == comma else { return fields }
      rest = rest.dropFirst()
    }
  }
}

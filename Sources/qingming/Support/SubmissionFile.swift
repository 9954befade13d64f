import ArgumentParser
import Foundation
import Intake
import Registry

/// A line of a file, or a row of a table, and the submissions that it holds.
struct Entry {
  /// From 1.
  let line: Int
  /// As it stands in the file.
  let raw: [UInt8]
  /// A row that cannot be read is refused as a whole.
  let submissions: Result<[[UInt8]], Refusal>
}

/// The entries of a file, whatever its form.
struct SubmissionFile {
  private enum Form {
    case lines(LineReader)
    case table(CSVReader, RowTranslator)
  }

  let chunks: ChunkReader
  /// The first line of a table, with its byte order mark where it has one.
  private(set) var header: [UInt8]?
  private var form: Form
  private var line = 0

  /// - Throws: `ValidationError` or `IntakeError` when the file, or its mapping, cannot be read.
  init(_ options: SubmissionFileOptions) throws {
    chunks = try ChunkReader(options.file)
    guard let mappingFile = options.mapping else {
      form = .lines(LineReader(chunks.read))
      return
    }
    guard let bytes = FileManager.default.contents(atPath: mappingFile) else {
      throw ValidationError("cannot read \(mappingFile)")
    }
    let mapping = try Mapping(Array(bytes))
    let encoding = try options.encoding ?? TextEncoding.detect(chunks.peek())
    var reader = CSVReader(chunks.read)
    guard let header = try reader.next() else { throw ValidationError("\(options.file) is empty") }
    self.header = header.raw
    form = .table(reader, try RowTranslator(mapping: mapping, header: header, encoding: encoding))
  }

  mutating func next() throws -> Entry? {
    while true {
      switch form {
      case .lines(var reader):
        defer { form = .lines(reader) }
        guard let text = try reader.next() else { return nil }
        line += 1
        if text.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
        return Entry(line: line, raw: text, submissions: .success([text]))
      case .table(var reader, let translator):
        defer { form = .table(reader, translator) }
        guard let record = try reader.next() else { return nil }
        if record.isBlank { continue }
        return Entry(
          line: record.line,
          raw: record.raw,
          submissions: Result { () throws(Refusal) in try translator.submissions(of: record) }
        )
      }
    }
  }
}

/// Which file, and how to read it.
struct SubmissionFileOptions: ParsableArguments {
  @Argument(help: "A file of NDJSON, or of CSV with --mapping; - for standard input.")
  var file: String

  @Option(help: "A mapping file: the input is a table (CSV), and this says what its columns mean.")
  var mapping: String?

  @Option(
    help: "Encoding of the table: utf-8 or gb18030 (default: found out from its first bytes).",
    transform: { word in
      guard let encoding = TextEncoding(rawValue: word) else { throw ValidationError("utf-8 or gb18030, not \(word)") }
      return encoding
    }
  )
  var encoding: TextEncoding?
}

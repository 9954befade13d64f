import HTTPTypes
import HTTPTypes
import Hummingbird
import Intake
import Registry

/// A file of submissions that somebody uploads: lines of JSON, or a table with the mapping that says what its columns mean.
struct UploadedFile: Sendable {
  /// A line, or a row of a table, and the submissions that it holds.
  struct Entry: Sendable {
    /// From 1.
    let line: Int
    /// A row that cannot be read is refused as a whole.
    let submissions: Result<[[UInt8]], Refusal>

    /// How many answers it has.
    var count: Int { (try? submissions.get().count) ?? 1 }
  }

  /// 16 MiB, and as many lines and submissions as have their answers kept. More goes by `POST /v1/submissions`, which has no end.
  static let maximumBytes = 16 << 20
  static let mostLines = 20_000
  /// Of the file's name, which is kept with its answers.
  static let longestName = 255

  let name: String
  let entries: [Entry]

  /// Of all entries that can be read.
  var lines: [[UInt8]] { entries.flatMap { (try? $0.submissions.get()) ?? [] } }

  /// - Throws: 413, 415, or what is wrong with the form or the file.
  static func read(_ request: Request) async throws -> UploadedFile {
    guard let boundary = MultipartBody.boundary(in: request.headers[.contentType] ?? "") else {
      throw Problem.unsupportedMediaType(accepted: [MultipartBody.form])
    }
    return try UploadedFile(try await MultipartBody.read(request, boundary: boundary, atMost: maximumBytes))
  }

  /// - Throws: `no-file`, `unreadable-file`.
  init(_ parts: [MultipartBody.Part]) throws(Problem) {
    guard let file = parts.first(where: { $0.name == "file" && !$0.bytes.isEmpty }) else { throw .noFile }
    name = String((file.fileName ?? "").prefix(Self.longestName))
    guard file.bytes.count(where: { $0 == UInt8(ascii: "\n") }) <= Self.mostLines else {
      throw .tooManySubmissions(limit: Self.mostLines)
    }
    let mapping = parts.first { $0.name == "mapping" && !$0.bytes.isEmpty }
    do throws(IntakeError) {
      if let mapping {
        entries = try Self.rows(of: file.bytes, by: mapping.bytes)
      } else {
        entries = Self.lines(of: file.bytes)
      }
    } catch {
      throw .unreadableFile(error.description)
    }
    guard entries.reduce(0, { $0 + $1.count }) <= Self.mostLines else {
      throw .tooManySubmissions(limit: Self.mostLines)
    }
    // A table's first line is no JSON, and all of the others would be refused for the same reason.
    let isJSON = file.bytes.first { !JSONArraySlices.isSpace($0) && !Self.mark.contains($0) } == UInt8(ascii: "{")
    if mapping == nil, !isJSON { throw .needsMapping }
  }

  /// The byte order mark of UTF-8.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func lines(of bytes: ArraySlice<UInt8>) -> [Entry] {
    var splitter = LineSplitter()
    let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes
    let lines = splitter.take(text) + [splitter.finish()].compactMap(\.self)
    return lines.map { Entry(line: $0.number, submissions: .success([$0.bytes])) }
  }

  private static func rows(of bytes: ArraySlice<UInt8>, by map: ArraySlice<UInt8>) throws(IntakeError) -> [Entry] {
    let mapping = try Mapping(Array(map))
    let encoding = TextEncoding.detect(bytes.prefix(1 << 16))
    var rest: ArraySlice<UInt8>? = bytes
    var reader = CSVReader {
      defer { rest = nil }
      return rest.map(Array.init) ?? []
    }
    func next() throws(IntakeError) -> CSVRecord? {
      do {
        return try reader.next()
      } catch let error as IntakeError {
        throw error
      } catch {
        preconditionFailure("reading from memory has failed: \(error)")
      }
    }
    guard let header = try next() else { return [] }
    let translator = try RowTranslator(mapping: mapping, header: header, encoding: encoding)
    var entries: [Entry] = []
    // Each row holds as many as the mapping says; what goes beyond the limit is not read, for all of it is refused.
    var count = 0
    while count <= mostLines, let record = try next() {
      if record.isBlank { continue }
      let submissions = Result { () throws(Refusal) in try translator.submissions(of: record) }
      let entry = Entry(line: record.line, submissions: submissions)
      count += entry.count
      entries.append(entry)
    }
    return entries
  }
}

extension Problem {
  static let noFile = Problem(
    kind: "no-file",
    status: .badRequest,
    title: Bilingual(zh: "没有选择文件", en: "No file was chosen"),
    detail: Bilingual(zh: "请回到上一页选择要上传的文件；未登记任何事件", en: "Go back and choose the file. Nothing was recorded.")
  )

  static let needsMapping = Problem(
    kind: "needs-mapping",
    status: .unprocessableContent,
    title: Bilingual(zh: "这像是一张表格", en: "This looks like a table"),
    detail: Bilingual(
      zh: "上传表格（CSV）时，请同时选择说明各列含义的对应文件（.mapping.json）；未登记任何事件",
      en: "With a table (CSV) choose its mapping, too, which says what the columns mean. Nothing was recorded."
    )
  )

  /// `reason` is in both languages.
  static func unreadableFile(_ reason: String) -> Problem {
    Problem(
      kind: "unreadable-file",
      status: .unprocessableContent,
      title: Bilingual(zh: "文件读不出来", en: "The file cannot be read"),
      detail: Bilingual(zh: "\(reason)。未登记任何事件", en: "\(reason). Nothing was recorded.")
    )
  }

  static let noReport = Problem(
    kind: "no-report",
    status: .notFound,
    title: Bilingual(zh: "结果已不再保留", en: "The result is not kept any more"),
    detail: Bilingual(
      zh: "上传结果只临时保留。把同一个文件再上传一次即可看到同样的结果，已登记的不会重复登记",
      en:
        "Results are kept for a while only. Upload the same file again: its answers are the same, and nothing is recorded twice."
    )
  )
}

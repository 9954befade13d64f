import HTTPTypes
import Hummingbird

/// The submissions that a request's body holds: one, or several in an order.
enum SubmissionBody {
  case single([UInt8])
  case several([[UInt8]])

  /// 8 MiB; a longer file goes line by line.
  static let maximumBytes = 8 << 20
  /// Each gets an answer of its own, and the answers are held in memory.
  static let maximumCount = 10_000

  /// The forms of content that are read; lines are read by ``SubmissionStream``. There is no default: a page of another site can send content without a type, or as
  /// text/plain, without asking first.
  enum Form: String, CaseIterable {
    case event = "application/cloudevents+json"
    case batch = "application/cloudevents-batch+json"
    case json = "application/json"
  }

  static let lines = "application/x-ndjson"

  /// What a request's content is; nil for lines.
  /// - Throws: 415.
  static func form(of request: Request) throws(Problem) -> Form? {
    let name = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    if name == lines { return nil }
    guard let form = name.flatMap(Form.init(rawValue:)) else {
      throw .unsupportedMediaType(accepted: Form.allCases.map(\.rawValue) + [lines])
    }
    return form
  }

  /// - Throws: 413, or 400 when an array does not hold together.
  static func read(_ request: Request, as form: Form) async throws -> SubmissionBody {
    guard request.headers[.contentLength].flatMap(Int.init) ?? 0 <= maximumBytes else {
      throw Problem.contentTooLarge(limit: maximumBytes)
    }
    var bytes: [UInt8] = []
    for try await part in request.body {
      guard bytes.count + part.readableBytes <= maximumBytes else {
        throw Problem.contentTooLarge(limit: maximumBytes)
      }
      bytes.append(contentsOf: part.readableBytesView)
    }
    return try SubmissionBody(bytes, as: form)
  }

  init(_ bytes: [UInt8], as form: Form) throws(Problem) {
    let isArray = JSONArraySlices.start(of: bytes) == UInt8(ascii: "[")
    switch form {
    case .event: self = .single(bytes)
    case .json: self = isArray ? .several(try Self.elements(of: bytes)) : .single(bytes)
    case .batch:
      guard isArray else { throw .notAnArray() }
      self = .several(try Self.elements(of: bytes))
    }
  }

  private static func elements(of bytes: [UInt8]) throws(Problem) -> [[UInt8]] {
    let slices: [ArraySlice<UInt8>]
    do {
      slices = try JSONArraySlices.split(bytes)
    } catch {
      throw .brokenArray(at: error.offset)
    }
    guard slices.count <= maximumCount else { throw .tooManySubmissions(limit: maximumCount) }
    return slices.map(Array.init)
  }
}

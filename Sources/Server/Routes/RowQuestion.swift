import FoundationEssentials
import Hummingbird
import ProjectionEngine
import Registry

/// What a request asks of a view: `?division=&on=&limit=&cursor=&wait-for=&asOf=&trueAt=&format=`.
struct RowQuestion: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case json, csv

    /// How many rows at most, and unless it is asked for otherwise. A table to be kept is not cut into pages, but for those
    /// that no spreadsheet program would like.
    var limits: (usual: Int, most: Int) {
      switch self {
      case .json: (100, 1_000)
      case .csv: (50_000, 50_000)
      }
    }
  }

  let format: Format
  let selection: RowSelection
  /// For what changes with time alone.
  let day: LocalDate?
  /// The position of the log that the answer is to stand on at least.
  let position: Int64?
  /// Of what moment the answer is to be; nil: as it is.
  let moment: Moment?

  private let asOf: String?

  /// Beyond the `scope` no row is shown; without one none is held back.
  ///
  /// - Throws: `bad-parameter`.
  init(_ request: Request, of view: ProjectionDefinition.View, within scope: RowScope?) throws(Problem) {
    format =
      try request.parameter("format", Format.allCases.map(\.rawValue).joined(separator: ", ")) { Format(rawValue: $0) }
      ?? .json
    let (usual, most) = format.limits
    day = try request.parameter("on", "YYYY-MM-DD") { LocalDate($0) }
    position = try request.parameter("wait-for", "0…") { text in Int64(text).flatMap { $0 >= 0 ? $0 : nil } }
    moment = try Self.moment(request)
    asOf = request.uri.queryParameters["asOf"].map(String.init)
    let cursor = try request.parameter("cursor", "Link: rel=next") { text in
      RowCursor(text).flatMap { $0.key.count == view.key.count ? $0 : nil }
    }
    let limit = try request.parameter("limit", "1…\(most)") { text in
      Int(text).flatMap { (1...most).contains($0) ? $0 : nil }
    }
    selection = RowSelection(
      division: try request.parameter("division", "371002") { DivisionCode($0) }?.text,
      after: cursor?.key,
      limit: limit ?? usual,
      scope: scope
    )
  }

  /// What was known: `asOf`, a position or an instant; what was true: `trueAt`, a day.
  private static func moment(_ request: Request) throws(Problem) -> Moment? {
    let known = try request.parameter("asOf", "0…, 2026-04-01T00:00:00+08:00") { text -> Moment? in
      if let position = Int64(text) { return position >= 0 ? Moment(position: position) : nil }
      return Instant(text).map { instant in
        Moment(knownAt: Date(timeIntervalSince1970: Double(instant.microsecondsSince1970) / 1_000_000))
      }
    }
    let trueAt = try request.parameter("trueAt", "YYYY-MM-DD") { LocalDate($0) }
    guard known != nil || trueAt != nil else { return nil }
    return Moment(position: known?.position, knownAt: known?.knownAt, trueAt: trueAt?.text)
  }

  /// What a request for the same rows asks.
  var parameters: [(String, String?)] {
    [("division", selection.division), ("on", day?.text), ("asOf", asOf), ("trueAt", moment?.trueAt)]
  }

  /// What a request for the page that begins behind a row asks.
  func next(_ cursor: RowCursor) -> [(String, String?)] {
    parameters + [
      ("limit", selection.limit.map(String.init)), ("format", format == .json ? nil : format.rawValue),
      ("cursor", cursor.text),
    ]
  }
}

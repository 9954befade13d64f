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
  /// Of what moment the answer is to be.
  let asked: AskedMoment
  /// Whether a page is to show what differs from now.
  let compares: Bool

  /// - Throws: `bad-parameter`.
  init(_ request: Request, of view: ProjectionDefinition.View) throws(Problem) {
    format =
      try request.parameter("format", Format.allCases.map(\.rawValue).joined(separator: ", ")) { Format(rawValue: $0) }
      ?? .json
    let (usual, most) = format.limits
    day = try request.parameter("on", "YYYY-MM-DD") { LocalDate($0) }
    position = try request.parameter("wait-for", "0…") { text in Int64(text).flatMap { $0 >= 0 ? $0 : nil } }
    asked = try AskedMoment(request)
    compares = try request.parameter("diff", "now") { $0 == "now" ? true : nil } ?? false
    let cursor = try request.parameter("cursor", "Link: rel=next") { text in
      RowCursor(text).flatMap { $0.key.count == view.key.count ? $0 : nil }
    }
    let limit = try request.parameter("limit", "1…\(most)") { text in
      Int(text).flatMap { (1...most).contains($0) ? $0 : nil }
    }
    selection = RowSelection(
      division: try request.parameter("division", "371002, 371002001") { DivisionCode($0)?.text ?? TownCode($0)?.text },
      after: cursor?.key,
      limit: limit ?? usual
    )
  }

  /// What a request for the same rows asks.
  var parameters: [(String, String?)] {
    [("division", selection.division), ("on", day?.text), ("asOf", asked.asOf), ("trueAt", asked.trueAt?.text)]
  }

  /// What a request for the page that begins behind a row asks.
  func next(_ cursor: RowCursor) -> [(String, String?)] {
    parameters + [
      ("limit", selection.limit.map(String.init)), ("format", format == .json ? nil : format.rawValue),
      ("cursor", cursor.text),
    ]
  }
}

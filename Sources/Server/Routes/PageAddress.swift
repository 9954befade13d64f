import Hummingbird
import ProjectionEngine

/// Where the page of a view is, and the pages beside it.
struct PageAddress {
  let language: Language
  let city: String?
  private let request: Request
  private let query: ModelQuery

  init(_ request: Request, _ query: ModelQuery) {
    (self.request, self.query) = (request, query)
    language = Language(parameter: request.uri.queryParameters["lang"].map(String.init))
    city = request.uri.queryParameters["city"].map(String.init)
  }

  private var lang: String? { language == .english ? language.rawValue : nil }

  /// What is asked for, but for the language and the row to begin behind.
  private var asked: [(String, String?)] { query.question.parameters }

  var inOtherLanguage: String { request.page(asked + [("lang", language == .chinese ? "en" : nil)]) }

  func next(_ cursor: RowCursor) -> String { request.page(query.question.next(cursor) + [("lang", lang)]) }

  /// Another view, of the same day.
  func of(_ model: ProjectionDefinition, _ view: ProjectionDefinition.View) -> String {
    let same = [("trueAt", query.question.moment?.trueAt), ("lang", lang)]
    return request.page(same, at: "/read-models/\(model.name)/\(view.name)")
  }

  var csv: String {
    request.page(asked + [("format", "csv")], at: "/v1/read-models/\(query.model.name)/\(query.view.name)")
  }
}

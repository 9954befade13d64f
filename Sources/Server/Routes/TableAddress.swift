import ProjectionEngine
import Registry

/// Where the page of a view is, and the pages beside it.
struct TableAddress {
  let page: PageAddress
  private let query: ModelQuery

  init(_ query: ModelQuery, _ page: PageAddress) {
    (self.query, self.page) = (query, page)
  }

  func next(_ cursor: RowCursor) -> String {
    page.to("/read-models/\(query.model.name)/\(query.view.name)", query.question.next(cursor))
  }

  /// Another view, of the same day.
  func of(_ model: ProjectionDefinition, _ view: ProjectionDefinition.View) -> String {
    page.to(
      "/read-models/\(model.name)/\(view.name)",
      [("asOf", query.question.asked.asOf), ("trueAt", query.question.asked.trueAt?.text)]
    )
  }

  var csv: String {
    let asked = query.question.parameters + [("format", "csv")]
    return page.with(language: .chinese).to("/v1/read-models/\(query.model.name)/\(query.view.name)", asked)
  }
}

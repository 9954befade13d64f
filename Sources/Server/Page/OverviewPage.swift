import Mustache
import Postgres
import Registry

/// The first page as HTML. The template escapes whatever it inserts.
struct OverviewPage: Sendable {
  private let page: MustacheTemplate
  private let failure: MustacheTemplate

  /// - Throws: when a template is not Mustache, which a test rules out.
  init() throws {
    page = try MustacheTemplate(string: PageTemplates.overview)
    failure = try MustacheTemplate(string: PageTemplates.failure)
  }

  func html(_ overview: Overview, office: Office, language: Language, shownAt: PostgresTimestamp) -> String {
    page.render(OverviewModel(overview, office: office, language: language, shownAt: shownAt))
  }

  /// What stands in its place while nothing can be read.
  func html(_ problem: Problem, language: Language) -> String {
    failure.render([
      "lang": language.tag, "title": language.choose(problem.title), "detail": language.choose(problem.detail),
    ])
  }
}

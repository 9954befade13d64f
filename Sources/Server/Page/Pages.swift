import Mustache
import Postgres
import Registry

/// The pages as HTML: the first one, of one city or the table of several, and those of the read models. The template escapes whatever it inserts.
struct Pages: Sendable {
  private let page: MustacheTemplate
  private let cities: MustacheTemplate
  private let table: MustacheTemplate
  private let failure: MustacheTemplate
  private let titles: ModelCatalogue

  /// - Parameter titles: what the read models are called.
  /// - Throws: when a template is not Mustache, which a test rules out.
  init(titles: ModelCatalogue) throws {
    self.titles = titles
    page = try MustacheTemplate(string: PageTemplates.overview)
    cities = try MustacheTemplate(string: PageTemplates.cities)
    table = try MustacheTemplate(string: PageTemplates.table)
    failure = try MustacheTemplate(string: PageTemplates.failure)
  }

  func html(
    _ overview: Overview,
    of office: Office,
    isOneOfMany: Bool,
    language: Language,
    shownAt: PostgresTimestamp
  ) -> String {
    page.render(
      OverviewModel(
        overview,
        office: office,
        isOneOfMany: isOneOfMany,
        titles: titles,
        language: language,
        shownAt: shownAt
      )
    )
  }

  func html(
    _ overviews: [(office: Office, overview: Overview)],
    language: Language,
    shownAt: PostgresTimestamp
  ) -> String {
    cities.render(CitiesModel(overviews, language: language, shownAt: shownAt))
  }

  func html(_ query: ModelQuery, _ answer: ModelAnswer, _ address: PageAddress) -> String {
    table.render(TableModel(query, answer, address, titles))
  }

  /// What stands in its place while nothing can be read.
  func html(_ problem: Problem, language: Language) -> String {
    failure.render([
      "lang": language.tag, "title": language.choose(problem.title), "detail": language.choose(problem.detail),
    ])
  }
}

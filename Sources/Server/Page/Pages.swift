import Access
import Mustache
import Postgres
import Registry

/// The pages as HTML. Templates escape whatever they insert, but for what is written `{{{so}}}`: drawings that this program made.
struct Pages: Sendable {
  private let library: MustacheLibrary
  /// What read models, their columns and the codes in them are called.
  let titles: ModelCatalogue
  /// What the members of events are called.
  let vocabulary: EventVocabulary

  /// - Throws: when a template is not Mustache, which a test rules out.
  init(titles: ModelCatalogue, vocabulary: EventVocabulary) throws {
    (self.titles, self.vocabulary) = (titles, vocabulary)
    var library = MustacheLibrary()
    for (name, text) in PageTemplates.parts { try library.register(text, named: name) }
    for (name, text) in PageTemplates.contents {
      try library.register("{{<layout}}{{$main}}\(text){{/main}}{{/layout}}", named: name)
    }
    self.library = library
  }

  /// The page, for whoever has signed in.
  func html(_ page: any PageModel, for visitor: ShutDoors? = nil, news: News? = nil) -> String {
    let template = type(of: page).template
    guard let html = library.render(Root(page, visitor?.visit.principal, news), withTemplate: template) else {
      preconditionFailure("there is no template \(template)")
    }
    return visitor?.withoutShutLinks(html) ?? html
  }
}

/// Where a page hears whether there is anything new, and the page's own address, to be asked for again.
struct News {
  let source: String
  let again: String
}

/// What templates see first: the language, the frame, and in the layout's `main` the page.
private struct Root {
  let zh: Bool
  let en: Bool
  let lang: String
  let frame: Frame
  let page: any PageModel
  let visitor: Visitor?
  let news: News?

  /// Who has signed in, and for whom they work.
  struct Visitor {
    let name: String
    let organisation: String
  }

  init(_ page: any PageModel, _ visitor: Principal?, _ news: News?) {
    let language = page.frame.language
    (zh, en, lang) = (language == .chinese, language == .english, language.tag)
    (frame, self.page, self.news) = (page.frame, page, news)
    self.visitor = visitor.map { Visitor(name: $0.name ?? $0.id.text, organisation: $0.organisation.text) }
  }
}

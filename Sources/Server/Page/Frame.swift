import HTTPTypes
import Postgres
import Registry

/// A page: what its template shows, and what stands around that.
protocol PageModel {
  /// Its name in ``PageTemplates/contents``.
  static var template: String { get }
  var frame: Frame { get }
  /// Of the answer that it is.
  var status: HTTPResponse.Status { get }
  var headers: HTTPFields { get }
}

extension PageModel {
  var status: HTTPResponse.Status { .ok }
  var headers: HTTPFields { [:] }
}

/// What every page has around its contents. The layout reads the properties by name.
struct Frame {
  /// Of the window, without the name of the program.
  let title: String
  let heading: String
  /// The line under the heading.
  let lead: String?
  /// Where the page lies, from the first page down; the page itself comes last, without an address.
  let trail: [Link]
  /// This page in the other language.
  let other: String
  let isSimulated: Bool
  let shownAt: String
  /// Where the same is read by programs.
  let data: [Link]
  let language: Language

  /// Without a `title` the heading says enough.
  init(
    _ address: PageAddress,
    title: String? = nil,
    heading: String,
    lead: String? = nil,
    trail: [Link] = [],
    isSimulated: Bool = false,
    shownAt: PostgresTimestamp = .now,
    data: [String] = []
  ) {
    (self.title, self.heading, self.lead) = (title ?? heading, heading, lead)
    (self.trail, self.isSimulated) = (trail, isSimulated)
    self.shownAt = Figures.time(shownAt)
    self.data = data.map { Link($0, address.with(language: .chinese).to($0)) }
    language = address.language
    other = address.inOtherLanguage
  }
}

/// A name that leads somewhere, or nowhere. In a template a name is also looked for further out where it has no value, so the
/// address is read as `{{#.address}}`.
struct Link: Equatable {
  let name: String
  let address: String?

  init(_ name: String, _ address: String? = nil) {
    (self.name, self.address) = (name, address)
  }
}

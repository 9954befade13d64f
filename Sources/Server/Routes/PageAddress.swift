import Foundation
import Hummingbird
import Registry

/// Where a page is, and how its links keep the language and the city.
struct PageAddress: Sendable {
  let language: Language
  /// The city that the links name.
  let city: String?
  private let path: String
  /// But for the language and the city.
  private let parameters: [(String, String)]
  private let isOneOfMany: Bool

  static let home = Bilingual(zh: "首页", en: "First page")

  /// `cities` are those that there are; where there are several, links to one have to name it.
  init(_ request: Request, cities: [CityDesk]) {
    let given = request.uri.queryParameters
    self.init(
      language: Language(parameter: given["lang"].map(String.init)),
      city: given["city"].map(String.init).flatMap { id in cities.contains { $0.office.id == id } ? id : nil },
      path: request.uri.path,
      parameters: given.filter { $0.key != "lang" && $0.key != "city" }.map { (String($0.key), String($0.value)) },
      isOneOfMany: cities.count > 1
    )
  }

  init(
    language: Language,
    city: String?,
    path: String = "/",
    parameters: [(String, String)] = [],
    isOneOfMany: Bool = false
  ) {
    (self.language, self.city, self.path) = (language, city, path)
    (self.parameters, self.isOneOfMany) = (parameters, isOneOfMany)
  }

  /// Another page, in the same language and about the same city; parameters without a value are left out.
  func to(_ path: String, _ parameters: [(String, String?)] = []) -> String {
    Self.written(path, [("city", city)] + parameters + [("lang", language == .english ? language.rawValue : nil)])
  }

  /// Another part of the same page: the parameter with another value, or without one.
  func here(_ name: String, _ value: String?) -> String {
    to(path, parameters.filter { $0.0 != name } + [(name, value)])
  }

  /// The same page without some parameters.
  func without(_ names: Set<String>) -> String { to(path, parameters.filter { !names.contains($0.0) }) }

  var inOtherLanguage: String { with(language: language.other).to(path, parameters) }

  func with(language: Language) -> PageAddress {
    PageAddress(language: language, city: city, path: path, parameters: parameters, isOneOfMany: isOneOfMany)
  }

  func with(city: String?) -> PageAddress {
    PageAddress(language: language, city: city, path: path, parameters: parameters, isOneOfMany: isOneOfMany)
  }

  /// Another page as the one that is shown: one that comes of a form has no address of its own to be asked for again, in the other
  /// language say.
  func at(_ path: String) -> PageAddress {
    PageAddress(language: language, city: city, path: path, isOneOfMany: isOneOfMany)
  }

  /// The same about one city, which links name where there are several.
  func of(_ office: Office) -> PageAddress { with(city: isOneOfMany ? office.id : city) }

  /// The way from the first page to that of a city.
  func trail(to office: Office) -> [Link] {
    let city = Link(language.choose(office.name), of(office).to("/"))
    return isOneOfMany ? home + [city] : [city]
  }

  /// The first page, as the first step of a way.
  var home: [Link] {
    let all = Bilingual(zh: "全部城市", en: "All cities")
    return [Link(language.choose(isOneOfMany ? all : Self.home), with(city: nil).to("/"))]
  }

  /// An address with a query.
  static func written(_ path: String, _ parameters: [(String, String?)]) -> String {
    let written = parameters.compactMap { name, value in value.map { "\(escaped(name))=\(escaped($0))" } }
    return path + (written.isEmpty ? "" : "?" + written.joined(separator: "&"))
  }

  /// All but what RFC 3986 leaves unreserved, for the plus sign of an instant is a blank in a query.
  static func escaped(_ value: String) -> String {
    let unreserved = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
    return value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? value
  }
}

import Hummingbird

extension Services {
  /// The cities that a request is about: the one that it names (`?city=weihai`), or all.
  func cities(for request: Request) throws(Problem) -> [CityDesk] {
    guard let name = request.uri.queryParameters["city"] else { return cities }
    guard let city = cities.first(where: { $0.office.id == name }) else { throw badCity }
    return [city]
  }

  /// The only one that a request can be about; where there are several it has to say which.
  func city(for request: Request) throws(Problem) -> CityDesk {
    let cities = try cities(for: request)
    guard cities.count == 1, let city = cities.first else { throw badCity }
    return city
  }

  private var badCity: Problem { .badParameter("city", allowed: cities.map(\.office.id)) }
}

extension Request {
  /// A query parameter; nil when it is not given. `shape` is what it may be, for whoever gives another one.
  /// - Throws: `bad-parameter`.
  func parameter<Value>(
    _ name: String,
    _ shape: String,
    _ parse: (String) -> Value?
  ) throws(Problem) -> Value? {
    guard let text = uri.queryParameters[Substring(name)].map(String.init) else { return nil }
    guard let value = parse(text) else { throw .badParameter(name, allowed: [shape]) }
    return value
  }

  /// The address of another page of the same answer; parameters without a value are left out.
  func page(_ parameters: [(String, String?)], at path: String? = nil) -> String {
    PageAddress.written(path ?? uri.path, [("city", uri.queryParameters["city"].map(String.init))] + parameters)
  }
}

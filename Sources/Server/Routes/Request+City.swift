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

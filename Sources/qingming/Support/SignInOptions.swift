import Access
import ArgumentParser
import Foundation
import Registry
import Server
import Simulator

/// Who signs in, and from where the server can be reached.
struct SignInOptions: ParsableArguments {
  @Option(
    help: "The issuer of access tokens, as their iss says; without one, three ready-made people sign in with a click."
  )
  var issuer: String?

  @Option(help: "What tokens for this registry name as aud.")
  var audience = LocalIssuer.audience

  @Option(help: "The issuer's keys (JWKS): a file, or an https address.")
  var keys: String?

  @Option(help: "The address to listen on; another one than 127.0.0.1 only with --issuer.")
  var host = "127.0.0.1"

  @Option(name: .customLong("name"), help: "A host name that the server is known by; may be given more than once.")
  var names: [String] = []

  @Option(help: "How many requests a second each organisation may make (default: 200).")
  var rate: Int?

  @Option(help: "The address of the gateway that hands over client certificates (RFC 9440).")
  var gateway: String?

  @Option(
    help:
      "The machines of facilities: a JSON file that binds certificates, and keys that requests are signed with, to them."
  )
  var machines: String?

  func validate() throws {
    guard rate ?? 1 > 0 else { throw ValidationError("--rate is above 0") }
    guard (issuer == nil) == (keys == nil) else { throw ValidationError("--issuer and --keys go together") }
    guard gateway == nil || machines != nil else { throw ValidationError("--gateway goes with --machines") }
    guard machines == nil || issuer != nil else { throw ValidationError("--machines goes with --issuer") }
  }

  func address(port: Int) throws -> ListeningAddress {
    guard issuer != nil else { return try ListeningAddress(loopback: host, port: port) }
    return ListeningAddress(open: host, port: port, names: Set(names))
  }

  func signIn(_ registry: OpenRegistry) async throws -> SignIn {
    guard let issuer, let keys else { return try await SignIn(try registry.localDesk()) }
    let location = keys.contains("://") ? URL(string: keys) : URL(filePath: keys)
    guard let location else { throw ValidationError("--keys is neither a file nor an address") }
    let source = try KeySource(location, logger: registry.logger)
    try await source.load()
    var gate: Gateway?
    if let machines {
      gate = Gateway(peer: gateway, machines: try MachineRegister(json: try Data(contentsOf: URL(filePath: machines))))
    }
    return SignIn(TokenVerifier(TokenVerifier.Rules(issuer: issuer, audience: audience), keys: source), gateway: gate)
  }
}

extension OpenRegistry {
  /// The three who sign in with a click: of Weihai where it is there, else of the first city, and of its first county's
  /// funeral home.
  func localDesk() throws -> LocalDesk {
    let issuer = try LocalIssuer(keyFile: installation.data.appending(path: "keys/issuer.key"))
    let cities = cities.map(\.city)
    guard let city = cities.first(where: { $0.id == City.weihai.id }) ?? cities.first,
      let county = city.counties.first.flatMap({ DivisionCode($0.code) }),
      let home = Code("\(county)-BYG-01"), let division = DivisionCode(String(city.node))
    else { throw ValidationError("there is no city to sign in to") }
    let name = Bilingual(zh: city.nameZh, en: city.nameEn)
    return LocalDesk(issuer, home: home, county: county, city: division, cityName: name)
  }
}

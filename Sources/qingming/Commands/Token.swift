import Access
import ArgumentParser
import Server

/// What a program sends to sign in to a registry on this machine.
struct Token: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print an access token of one of the three who sign in with a click",
    discussion: """
      It holds for twelve hours, for the registry on this machine alone: the key
      that signs it lies in the data directory. Where an issuer is given to
      `qingming serve`, that one issues the tokens.

      Examples:
        qingming token home
        curl -H "Authorization: Bearer $(qingming token bureau)" \\
          'http://127.0.0.1:8080/v1/capacity?city=weihai'
      """
  )

  @Argument(help: "home, bureau or inspector.")
  var person: String

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let token = await Result { try await registry.localDesk().token(of: person) }
    await registry.close()
    guard let token = try token.get() else {
      throw ValidationError("there is nobody called \(person): home, bureau or inspector")
    }
    print(token)
  }
}

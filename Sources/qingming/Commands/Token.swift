import Access
import ArgumentParser
import Registry
import Server

/// What a program sends to sign in to a registry on this machine.
struct Token: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print an access token of one of the three who sign in with a click, or of a cemetery's clerk",
    discussion: """
      It holds for twelve hours, for the registry on this machine alone: the key
      that signs it lies in the data directory. Where an issuer is given to
      `qingming serve`, that one issues the tokens.

      Examples:
        qingming token home
        curl -H "Authorization: Bearer $(qingming token bureau)" \\
          'http://127.0.0.1:8080/v1/capacity?city=weihai'
        qingming token cemetery --facility 371002-GM-01
      """
  )

  @Argument(help: "home, bureau or inspector; or cemetery, with its code.")
  var person: String

  @Option(help: "The cemetery whose clerk it is.")
  var facility: String?

  @OptionGroup var city: CityOption
  @OptionGroup var place: DataOptions

  func validate() throws {
    guard (person == "cemetery") == (facility != nil) else {
      throw ValidationError("a cemetery, and nobody else, is named by --facility")
    }
    guard facility.map({ Code($0) != nil }) ?? true else {
      throw ValidationError("--facility is the code of a cemetery")
    }
  }

  func run() async throws {
    let registry = try await OpenRegistry.open(place, cities: city.cities, logger: .quiet)
    let cemetery = facility.flatMap { Code($0) }
    let token = await Result {
      let desk = try registry.localDesk()
      if let cemetery { return try await desk.token(ofClerkAt: cemetery) }
      return try await desk.token(of: person)
    }
    await registry.close()
    guard let token = try token.get() else {
      throw ValidationError("there is nobody called \(person): home, bureau, inspector or cemetery")
    }
    print(token)
  }
}
